// Starts the helper with a plan and waits for its verdict. The container's standard streams are the helper's; plan,
// journal and inputs have descriptors of their own, so nothing of ours can mix with the container's output.
import { constants as osConstants } from 'node:os';
import process from 'node:process';
import type { Readable } from 'node:stream';
import type { Options } from 'execa';
import { builtFile } from '../built.ts';
import { LadingError } from '../errors.ts';
import { type Journal, parseJournal } from './journal.ts';

export type Carried = {
  readonly journal: Journal;
  /** What to exit with: the container's own status where there is one. */
  readonly exitCode: number;
  /** The signal that ended the helper itself, which then could not tell anything. */
  readonly signal: string | undefined;
  readonly isStale: boolean;
};

export type Cargo = {
  readonly plan: Uint8Array;
  /** The request's bytes, kept beside the plan. */
  readonly inputs: Uint8Array;
  readonly engineDigest: string;
  /** How many descriptors from 3 on are the container's too. */
  readonly descriptors?: number | undefined;
  /** Another helper than the one that was built with this program. */
  readonly helper?: string | undefined;
};

/** How the helper is started, whatever for. */
export const AS_A_HELPER = {
  // A session of its own: a terminal's ^C reaches the container once, through us, and not twice.
  detached: true,
  // The helper undoes or finishes what it began; neither our end nor a second signal may cut it off.
  cleanup: false,
  forceKillAfterDelay: false,
  // Every path in a plan is absolute, and ours may be gone.
  cwd: '/',
  reject: false,
  buffer: false,
  stripFinalNewline: false,
} as const satisfies Options;

const STALE = 3;

/** How long to read on when the helper has gone without its journal's last line: a child may still hold the pipe. */
const DRAIN_MS = 1000;

/**
 * Every signal that means something to the container. Not those about children, terminals and pipes of our own
 * (CHLD, TSTP, TTIN, TTOU, PIPE, URG), nor those that a fault raises.
 */
const FORWARDED = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGPWR',
  // The helper has a session of its own: the terminal tells us its new size, and the shell us to go on.
  'SIGWINCH',
  'SIGCONT',
] as const satisfies readonly NodeJS.Signals[];

/** Not of node's own types, which those who import the library need not have. */
type Forwarded = (typeof FORWARDED)[number];

export async function runHelper(cargo: Cargo): Promise<Carried> {
  const { plan, inputs, engineDigest, helper, descriptors = 0 } = cargo;
  const { execa } = await import('execa');
  const path = helper ?? helperPath();
  const kept = Array.from({ length: descriptors }, (_, index) => 3 + index);
  const journalFd = 4 + descriptors;
  const numbers = ['--keep', `${descriptors}`, '--inputs-fd', `${5 + descriptors}`];
  const args = ['carry', ...numbers, '--engine', engineDigest];
  const subprocess = execa(path, args, {
    // 0-2 and those that it keeps are the container's; then the plan, the journal, the inputs.
    stdio: ['inherit', 'inherit', 'inherit', ...kept, plan, 'pipe', inputs] as Options['stdio'],
    ...AS_A_HELPER,
  });
  const stop = forwardSignals((signal) => subprocess.kill(signal));
  try {
    const journal = collect(subprocess.stdio[journalFd] as unknown as Readable);
    subprocess.once('exit', (code, signal) =>
      journal.finish({ exitCode: code ?? undefined, signal: signal ?? undefined }),
    );
    // The first alone would wait until every process that inherited a pipe has closed it.
    const ended: Ended = await Promise.race([journal.complete, subprocess]);
    if (ended.exitCode === undefined && ended.signal === undefined) {
      throw helperUnusable(path, ended.code);
    }
    return judge(parseJournal(journal.text()), ended);
  } finally {
    stop();
    for (const stream of subprocess.stdio) stream?.destroy();
  }
}

export function helperPath(): string {
  return builtFile('lading-helper');
}

/** A second signal while the first is still being forwarded is a signal of its own: none is merged or dropped. */
export function forwardSignals(forward: (signal: Forwarded) => void): () => void {
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}

export type Ended = {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
};

type Collector = {
  readonly text: () => string;
  readonly finish: (ended: Ended) => void;
  readonly complete: Promise<Ended>;
};

/** Reads to the end, or to the last line once the helper has gone: its child may hold the pipe open for longer. */
function collect(stream: Readable): Collector {
  const decoder = new TextDecoder();
  let text = '';
  let ended: Ended | undefined;
  let isClosed = false;
  let resolve: (ended: Ended) => void;
  const complete = new Promise<Ended>((settle) => {
    resolve = settle;
  });
  const check = (): void => {
    if (ended !== undefined && (isClosed || LAST_LINE.test(text))) resolve(ended);
  };
  const close = (): void => {
    isClosed = true;
    check();
  };
  stream.on('data', (chunk: Uint8Array) => {
    text += decoder.decode(chunk, { stream: true });
    check();
  });
  stream.on('close', close);
  stream.on('error', close); // what was read before it is what there is
  return {
    text: () => text,
    finish: (how) => {
      ended = how;
      check();
      setTimeout(close, DRAIN_MS).unref();
    },
    complete,
  };
}

const LAST_LINE = /"event":"end"[^\n]*\n$/;

export function judge(journal: Journal, { exitCode, signal }: Ended): Carried {
  return {
    journal,
    exitCode: journal.end?.exit ?? exitCode ?? 128 + signalNumber(signal),
    signal,
    isStale: journal.end === undefined ? exitCode === STALE : journal.end.outcome === 'stale',
  };
}

function signalNumber(signal: string | undefined): number {
  return osConstants.signals[signal as NodeJS.Signals] ?? 0;
}

export function helperUnusable(path: string, errno: string | undefined): LadingError {
  const what = errno === 'ENOENT' ? 'is missing' : `cannot be run (${errno ?? 'unknown error'})`;
  return new LadingError({
    code: 'helper-unusable',
    message: `the helper ${path} ${what}: run \`npm run build\`, or install the package again`,
  });
}
