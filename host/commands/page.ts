// The page as a file: `lading plan --html` puts its question into it, `lading web` leaves it blank.
import { builtFile } from '../built.ts';
import type { Answer } from '../engine/call.ts';
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { LadingError } from '../errors.ts';
import { thisMachine } from '../gather/reader.ts';
import { fillPage } from '../page/given.ts';
import type { Context } from './context.ts';
import { NAMED_FACTS } from './named-facts.ts';

const PAGE_LIMIT_BYTES = 16 * 1024 * 1024;

/** As `npm run build` made it. */
export function readPage(): string {
  const path = builtFile('page.html');
  const found = thisMachine.readFile(path, PAGE_LIMIT_BYTES);
  if ('bytes' in found) return new TextDecoder().decode(found.bytes);
  throw new LadingError({
    code: 'page-missing',
    message: `${path}: ${found.error}: run \`npm run build\`, or install the package again`,
  });
}

const SHOWN_COMMANDS: readonly string[] = ['create', 'run'];

/** The page of a plan: opened anywhere, it plans the same again. */
export function renderPlanPage(
  { globals, options }: Context,
  command: string,
  planned: { readonly [name: string]: Json | undefined },
  answer: Answer,
): string {
  const { config, ...inputs } = answer.inputs;
  if (!SHOWN_COMMANDS.includes(command)) {
    const message = `plan: --html shows what ${SHOWN_COMMANDS.join(' and ')} would do, not ${command}`;
    throw new LadingError({ code: 'html-command', message });
  }
  const { bundle = '', id = '', ...others } = planned;
  const named = NAMED_FACTS.has(`${options.facts}`) ? { facts: `${options.facts}` } : {};
  const given = {
    bundle,
    command,
    config: (config as { readonly text: string }).text,
    id,
    inputs,
    options: { ...globals, ...others },
    ...named,
  };
  return fillPage(readPage(), renderCanonical(given as unknown as Json));
}
