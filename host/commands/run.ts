// From a parsed command line to the command that answers it: one table.
import type { Options } from '../engine/call.ts';
import { type HostReader, thisMachine } from '../gather/reader.ts';
import type { Log } from '../report/log.ts';
import type { Context } from './context.ts';

export type Invocation = {
  readonly command: string;
  readonly globals: Options;
  readonly options: Options;
  readonly operands: readonly string[];
  readonly log: Log;
  readonly print: (text: string | Uint8Array) => unknown;
  readonly hasColours: () => Promise<boolean>;
  readonly optionNames: (command: string) => readonly string[];
  readonly reader?: HostReader;
  /** Another helper than the one that was built with this program. */
  readonly helper?: string;
};

type Runner = (context: Context, helper: string | undefined) => Promise<number>;

/** What is the host's alone; every other command is the engine's. */
const OWN: ReadonlyMap<string, () => Promise<Runner>> = new Map<string, () => Promise<Runner>>([
  ['audit', async () => (await import('./audit.ts')).runAudit],
  ['completion', async () => (await import('./completion.ts')).runCompletion],
  ['diff', async () => (await import('./diff.ts')).runDiff],
  ['drift', async () => (await import('./drift.ts')).runDrift],
  ['explain', async () => (await import('./explain.ts')).runExplain],
  ['facts', async () => (await import('./facts.ts')).runFacts],
  ['install', async () => (await import('./install.ts')).runInstall],
  ['man', async () => (await import('./man.ts')).runMan],
  ['plan', async () => (await import('./plan.ts')).runPlan],
  ['spec', async () => (await import('./spec.ts')).runSpec],
  ['uninstall', async () => (await import('./install.ts')).runInstall],
  ['web', async () => (await import('./web.ts')).runWeb],
  ['validate', async () => (await import('./validate.ts')).runValidate],
  ['version', async () => (await import('./version.ts')).runVersion],
]);

export async function runCommand(invocation: Invocation): Promise<number> {
  const { helper, globals, reader = thisMachine, ...rest } = invocation;
  const load = OWN.get(invocation.command);
  const runner = load === undefined ? (await import('./carry.ts')).runEngineCommand : await load();
  return runner({ ...rest, reader, globals: engineGlobals(globals) }, helper);
}

/** Of the options before the command, those that the engine decides by. */
function engineGlobals({ root, cgroupManager, strict }: Options): Options {
  return {
    ...(root === undefined ? {} : { root }),
    ...(cgroupManager === undefined ? {} : { cgroupManager }),
    ...(strict === undefined ? {} : { strict }),
  };
}
