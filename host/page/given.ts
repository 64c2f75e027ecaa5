// What a page is about when it is opened: data in the page itself, put there by the command that wrote it.
import type { Inputs } from '../engine/call.ts';

/** What the page plans: the later ones for a container that the config would make. */
export const PAGE_COMMANDS = [
  'create',
  'run',
  'start',
  'exec',
  'kill',
  'pause',
  'resume',
  'update',
  'mounts',
  'checkpoint',
  'restore',
  'delete',
] as const;
export type PlanCommand = (typeof PAGE_COMMANDS)[number];

/** Of one option, by the engine's name for it. */
export type Words = { readonly name: string; readonly words: readonly string[] };

export type Given = {
  /** The text of config.json. */
  readonly config: string;
  readonly bundle: string;
  readonly id: string;
  readonly command: PlanCommand;
  /** The name of facts that come with lading; absent: `inputs` say what the host is. */
  readonly facts?: string;
  /** Other options of what makes the container, as the engine takes them. */
  readonly options: { readonly [name: string]: string | number | boolean | readonly string[] };
  /** Of a command that is neither create nor run: its own options, and what its files hold. */
  readonly later?: {
    readonly options: { readonly [name: string]: string | number | boolean | readonly string[] };
    readonly texts: Inputs;
  };
  /** The options that the form has no field for, as words of a command line. */
  readonly words: {
    /** Before the command. */
    readonly globals: readonly string[];
    readonly making: readonly Words[];
    readonly later: readonly Words[];
  };
  /** What was gathered on the host that wrote the page: facts, caller and whatever else was asked for. */
  readonly inputs: Inputs;
};

/** Of a page that was not made for a host. */
export const FIRST_HOST = 'v2-x86_64';

/** Where the data goes; the page's policy allows no script but its own, whatever the data holds. */
const GIVEN_PLACE = '<script type="application/json" id="given">null</script>';

/** A text in a script element ends at the first `</script`, and `<!--` changes how the rest is read: no `<` is left. */
export function fillPage(page: string, given: string): string {
  const data = given.replaceAll('<', '\\u003c');
  // A function: `$&` in the data is not a pattern.
  return page.replace(GIVEN_PLACE, () => GIVEN_PLACE.replace('null', () => data));
}
