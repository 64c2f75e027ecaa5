// One helper for many plans: it is started once, and carries out each in a process of its own (helper-c/serve.h).
import type { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Options } from 'execa';
import { errnoOf, LadingError } from '../errors.ts';
import { parseJournal } from './journal.ts';
import {
  AS_A_HELPER,
  type Cargo,
  type Carried,
  type Ended,
  forwardSignals,
  helperPath,
  helperUnusable,
  judge,
  runHelper,
} from './run.ts';

export type KeptHelper = {
  readonly carry: (cargo: Cargo) => Promise<Carried>;
  /** When what it carries out has ended, so does it. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (carried: Carried) => void;
  readonly reject: (error: LadingError) => void;
};

export type KeptOptions = {
  readonly engineDigest: string;
  /** Another helper than the one that was built with this program. */
  readonly helper?: string | undefined;
};

export async function openHelper({ engineDigest, helper }: KeptOptions): Promise<KeptHelper> {
  const { execa } = await import('execa');
  const path = helper ?? helperPath();
  const subprocess = execa(path, ['serve', '--engine', engineDigest], {
    // The containers' streams are ours, as they are when each has a helper of its own; then requests and answers.
    stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'] as Options['stdio'],
    ...AS_A_HELPER,
  });
  await begun(subprocess, path);
  const requests = subprocess.stdio[3] as unknown as Writable;
  const answers = subprocess.stdio[4] as unknown as Readable;
  const waiting = new Map<number, Waiting>();
  let stop: (() => void) | undefined;
  let count = 0;
  let isGone = false;

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) stop?.();
    return found;
  };
  const fail = (): void => {
    isGone = true;
    for (const id of [...waiting.keys()]) settle(id)?.reject(helperGone());
  };
  requests.on('error', fail); // it has ended meanwhile
  answers.on(
    'data',
    readAnswers((id, carried) => settle(id)?.resolve(carried)),
  );
  answers.on('error', fail);
  answers.on('close', fail);

  const carry = (cargo: Cargo): Promise<Carried> => {
    // Descriptors go to a process when it starts, and this one runs.
    if ((cargo.descriptors ?? 0) > 0) return runHelper(cargo);
    if (isGone) return Promise.reject(helperGone());
    if (waiting.size === 0) {
      stop = forwardSignals((signal) => {
        for (const id of waiting.keys()) {
          requests.write(`signal ${id} ${constants.signals[signal]}\n`);
        }
      });
    }
    const { plan, inputs } = cargo;
    const id = count++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      requests.write(`carry ${id} ${plan.length} ${inputs.length}\n`);
      requests.write(plan);
      requests.write(inputs);
    });
  };
  const close = async (): Promise<void> => {
    requests.end();
    await subprocess;
  };
  return { carry, close };
}

/** Of one that cannot be started nothing else would tell. */
async function begun(subprocess: EventEmitter, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    subprocess.once('spawn', resolve);
    subprocess.once('error', (error) => reject(helperUnusable(path, errnoOf(error))));
  });
}

/** `ended ID STATUS SIGNAL LENGTH`, and so many bytes of a journal; they come in any pieces. */
function readAnswers(tell: (id: number, carried: Carried) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const end = rest.indexOf('\n');
      if (end < 0) return;
      const [, id, status, signal, length] = rest
        .subarray(0, end)
        .toString()
        .split(' ')
        .map(Number);
      const next = end + 1 + Number(length);
      if (rest.length < next) return;
      const journal = parseJournal(rest.subarray(end + 1, next).toString());
      rest = rest.subarray(next);
      tell(Number(id), judge(journal, endOf(status, Number(signal))));
    }
  };
}

/** What a signal ended has no status. */
function endOf(status: number | undefined, signal: number): Ended {
  return signal === 0 ? { exitCode: status } : { signal: signalName(signal) };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

function helperGone(): LadingError {
  return new LadingError({
    code: 'helper-gone',
    message:
      'the helper that was kept has ended: what it had begun is in the records, `delete --force` takes it back',
  });
}
