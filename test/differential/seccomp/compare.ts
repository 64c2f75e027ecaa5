// One profile three ways: our program, libseccomp's, and the plain meaning of the rules.
import { problemsOf, run, type SeccompData, wordsOf } from '../../helpers/bpf-machine.ts';
import type { Compiled, Profile } from '../../unit/assembly/bpf/compiler.ts';
import { meaningOf, TOKEN } from './naive.ts';
import { callsFor } from './profiles.ts';
import type { Answer } from './programs.ts';

/** Why libseccomp may give another answer than we; each is counted. */
export type Reason =
  | 'it is wrong: no rule asks for its answer'
  | 'rules overlap, and it asks them in another order'
  | 'i386: it also rewrites calls into socketcall and ipc'
  | 'it compares 32 bits only on 32-bit architectures'
  | 'x86_64 numbers from 2^31 on, with x32 listed'
  | 'a name it does not know'
  | 'ENOSYS for a call newer than the profile';

export type Tally = {
  points: number;
  compared: number;
  readonly reasons: Map<Reason, number>;
  readonly failures: string[];
};

export function newTally(): Tally {
  return { points: 0, compared: 0, reasons: new Map(), failures: [] };
}

const hex = (action: number | undefined) => `0x${(action ?? -1).toString(16)}`;
const TOO_NEW_FOR_LIBSECCOMP = 451;
const I386_MULTIPLEXERS = [102, 117];

export function compare(
  profile: Profile,
  compiled: Compiled,
  answer: Answer | undefined,
  seed: number,
  tally: Tally,
  isAll = false,
): void {
  const problems = problemsOf(compiled.program);
  if (problems.length > 0) tally.failures.push(`seed ${seed}: ${problems.join(', ')}`);
  const words = new Uint32Array(16);
  for (const data of callsFor(profile, seed, isAll)) {
    tally.points++;
    const { action } = run(compiled.program, wordsOf(data, words));
    const meaning = meaningOf(profile, data);
    if (!meaning.actions.has(action)) {
      const wanted = [...meaning.actions].map(hex).join(' or ');
      tally.failures.push(`seed ${seed}: ${show(data)}: ${hex(action)} instead of ${wanted}`);
    }
    if (answer === undefined || typeof answer === 'number') continue;
    tally.compared++;
    const theirs = run(answer, words).action;
    if (theirs === action) continue;
    const reason = reasonFor(profile, data, theirs, meaning);
    if (reason === undefined) {
      tally.failures.push(`seed ${seed}: ${show(data)}: ${hex(action)}, libseccomp ${hex(theirs)}`);
    } else tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  }
}

function show({ number, architecture, args }: SeccompData): string {
  return `${hex(architecture)} ${number}(${args.map((arg) => `0x${arg.toString(16)}`).join(', ')})`;
}

function reasonFor(
  profile: Profile,
  data: SeccompData,
  theirs: number,
  meaning: ReturnType<typeof meaningOf>,
): Reason | undefined {
  const is32Bit = data.architecture === TOKEN.x86 || data.number >= 0x40000000;
  const isWide = profile.rules.some(({ args }) =>
    args.some(({ value, valueTwo }) => value >> 32n !== 0n || valueTwo >> 32n !== 0n),
  );
  if (meaning.isNewer) return 'ENOSYS for a call newer than the profile';
  if (data.architecture === TOKEN.x86 && I386_MULTIPLEXERS.includes(data.number)) {
    return 'i386: it also rewrites calls into socketcall and ipc';
  }
  if (is32Bit && (isWide || data.args.some((arg) => arg >> 32n !== 0n))) {
    return 'it compares 32 bits only on 32-bit architectures';
  }
  if ((data.number & 0x3fffffff) >= TOO_NEW_FOR_LIBSECCOMP && data.number < 0x80000000) {
    return 'a name it does not know';
  }
  if (meaning.actions.size > 1 && meaning.actions.has(theirs)) {
    return 'rules overlap, and it asks them in another order';
  }
  if (data.number >= 0x80000000) return 'x86_64 numbers from 2^31 on, with x32 listed';
  return meaning.actions.has(theirs) ? undefined : 'it is wrong: no rule asks for its answer';
}
