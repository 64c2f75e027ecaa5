// What the helper could not do, as one line that leads back to the user's own config.json.

import { type Action, numberActions, readPlan } from './actions.ts';
import { baseName } from './diagnostics.ts';
import { lineFinder } from './pointer.ts';
import { printable } from './printable.ts';

export type Source = { readonly path: string; readonly text: string };

export type FailedStep = {
  readonly action: number;
  readonly errno?: string;
  readonly message?: string;
  readonly step?: string;
  readonly object?: string;
};

export type Failure = {
  readonly command: string;
  readonly plan: Uint8Array;
  readonly source: Source | undefined;
  readonly failed: FailedStep;
  /** What could not be taken back afterwards. */
  readonly left: readonly FailedStep[];
};

/** `create: mount.fs at /mounts/4 (config.json:57): move_mount onto /dev/shm: EBUSY` */
export function renderFailure({ command, plan, source, failed, left }: Failure): string {
  const { actions } = readContext(plan);
  const action = actions[failed.action];
  // The one failure that is not about an action but about the caller's own choice of name; engines look for these words.
  if (action?.do === 'state.reserve' && failed.errno === 'EEXIST') {
    return `${command}: container \`${action.id}\` already exists`;
  }
  const remains = left.map(
    (step) =>
      `${placeOf(actions[step.action], step.action, undefined)}: ${detailOf(step, actions)}`,
  );
  return [
    `${command}: ${placeOf(action, failed.action, source)}: ${detailOf(failed, actions)}`,
    ...(remains.length === 0 ? [] : [`could not be undone: ${remains.join('; ')}`]),
  ].join('; ');
}

/** What was going on when the helper was killed from outside. */
export function renderInterrupted(
  { command, plan, source }: Omit<Failure, 'failed' | 'left'>,
  how: string,
  begun: number | undefined,
): string {
  if (begun === undefined) return `${command}: the helper ended by ${how} before it did anything`;
  const { actions, container } = readContext(plan);
  const place = placeOf(actions[begun], begun, source);
  return `${command}: the helper ended by ${how} at ${place}; \`lading delete --force ${container}\` removes what is left`;
}

function readContext(bytes: Uint8Array): { actions: readonly Action[]; container: string } {
  const plan = readPlan(bytes);
  return {
    actions: numberActions(plan).map(({ action }) => action),
    container: plan.container,
  };
}

function placeOf(action: Action | undefined, number: number, source: Source | undefined): string {
  if (action === undefined) return `action ${number}`;
  if (action.from === undefined) return action.do;
  return `${action.do} at ${printable(action.from)}${renderPlace(action.from, source)}`;
}

/** ` (config.json:57)`, when the pointer leads to a line. */
function renderPlace(from: string, source: Source | undefined): string {
  const line = source === undefined ? undefined : lineFinder(source.text)(from);
  return line === undefined || source === undefined
    ? ''
    : ` (${printable(baseName(source.path))}:${line})`;
}

/** These say the whole in one sentence; an errno that stands for them says nothing more. */
const TOLD_BY_MESSAGE: readonly (string | undefined)[] = ['ECHILD', 'ETIMEDOUT', undefined];

/**
 * `move_mount /dev/shm: EBUSY (why)`. A message that quotes a name is complete by itself and stays unbroken: container
 * engines look for some of them.
 */
function detailOf(
  { action, message = '', step, object = '', errno }: FailedStep,
  actions: readonly Action[],
): string {
  const why = shownMessage(message, actions[action]?.do ?? '');
  if (message.includes('`') || (message !== '' && TOLD_BY_MESSAGE.includes(errno))) return why;
  const place = [step, printable(object)]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const cause = message === '' ? (errno ?? 'failed') : `${errno} (${why})`;
  return place === '' ? cause : `${place}: ${cause}`;
}

/** Of criu, a message has the lines of its log that tell of errors. */
function shownMessage(message: string, kind: string): string {
  if (!kind.startsWith('criu.')) return printable(message);
  return message.split('\n').map(printable).join('\n');
}
