// The library's `explain`: reasons of a plan's actions, and what a seccomp filter does with a system call.
import { join, resolve } from 'node:path';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import { configSource } from '../commands/context.ts';
import { askDry } from '../commands/planned.ts';
import { askEngine } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { parseExact } from '../exact.ts';
import type { Facts } from '../gather/facts.ts';
import { thisMachine } from '../gather/reader.ts';
import { numberActions, readPlan } from '../report/actions.ts';
import { type Explained, explainActions } from '../report/explain.ts';
import type { FilterAnswer } from '../report/filter.ts';
import { type Common, engineOptions, factsInputs, refusal } from './ask.ts';

export type ExplainOptions = Common & {
  readonly id?: string;
  readonly command?: 'create' | 'run';
  readonly config?: string;
  /** Facts, the name of some that come with lading, or a file of them. */
  readonly facts?: Facts | string;
};

/** Each action that `create` (or `run`) would carry out, with its reason. */
export async function explain(
  bundle: string,
  options: ExplainOptions = {},
): Promise<readonly Explained[]> {
  const { id = 'container', command = 'create', facts, ...rest } = options;
  const { reader = thisMachine } = options;
  const inputs = await factsInputs(facts, reader);
  const asked = { command, options: engineOptions({ ...rest, id, bundle }), inputs };
  // Another host's plan is not made of files of this one.
  const isElsewhere = facts !== undefined;
  const { answer } = askDry({ ...asked, isElsewhere }, reader, (request, seen) =>
    askEngine(loadEngine(), request, seen),
  );
  if (answer.kind !== 'plan') throw refusal(command, answer);
  const source = configSource(answer.inputs, options.config ?? join(bundle, 'config.json'));
  const undoOf = (kind: string): string => ACTION_KINDS.get(kind)?.undo ?? '';
  return explainActions(numberActions(readPlan(answer.plan)), source, undoOf);
}

export type SyscallOptions = Pick<Common, 'reader'> & {
  /** By number; those not given are 0. */
  readonly args?: { readonly [index: number]: number | bigint };
  /** Such as `x86` or `SCMP_ARCH_ARM`; the host's own by default. */
  readonly arch?: string;
  /** With the program, instruction by instruction. */
  readonly bpf?: boolean;
  readonly facts?: Facts | string;
};

/** What the seccomp filter of a config does with a system call, by name or number, and which rule decides. */
export async function explainSyscall(
  config: string,
  syscall: string | number,
  options: SyscallOptions = {},
): Promise<FilterAnswer> {
  const { args = {}, arch, bpf = false, facts, reader = thisMachine } = options;
  const answer = askEngine(
    loadEngine(),
    {
      command: 'explain',
      options: {
        config: resolve(config),
        syscall: `${syscall}`,
        args: Object.entries(args).map(([index, value]) => `${index}=${value}`),
        ...(arch === undefined ? {} : { arch }),
        ...(bpf ? { bpf } : {}),
      },
      inputs: await factsInputs(facts, reader),
    },
    reader,
  );
  if (answer.kind !== 'output') throw refusal('explain', answer);
  return parseExact(answer.output) as FilterAnswer;
}
