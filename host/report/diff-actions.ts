// Two lists of actions side by side: which are gone, new, changed, or elsewhere. A longest common subsequence of equal
// actions holds the lists together; in the gaps between those the same action with other fields is a change, and what is
// found again in another gap has moved.

import { exactText } from '../exact.ts';
import type { Action } from './actions.ts';
import { commonSubsequence, type Pair } from './subsequence.ts';

export type Pairing = {
  /** In ascending order of both. */
  readonly inPlace: readonly Pair[];
  readonly moved: readonly Pair[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
};

/** What an action is about: the fields by which people would call it the same with other values. Of others, the kind. */
const SUBJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cgroup.create', ['mount']],
  ['cgroup.devices', ['mount']],
  ['cgroup.freeze', ['mount']],
  ['cgroup.join', ['mount']],
  ['cgroup.kill', ['mount']],
  ['cgroup.open', ['mount']],
  ['cgroup.remove', ['mount']],
  ['cgroup.signal', ['mount']],
  ['cgroup.write', ['mount', 'file']],
  ['device.bind', ['path']],
  ['device.create', ['path']],
  ['hook.defer', ['point', 'path']],
  ['hook.run', ['point', 'path']],
  ['mount.attributes', ['target']],
  ['mount.bind', ['target']],
  ['mount.fs', ['target']],
  ['namespace.join', ['type']],
  ['namespace.open', ['type']],
  ['netdevice.move', ['name']],
  ['path.mask', ['path']],
  ['path.readonly', ['path']],
  ['rlimit.set', ['resource']],
  ['source.open', ['source']],
  ['symlink.create', ['path']],
  ['sync', ['point']],
  ['sysctl.write', ['key']],
  ['time.offset', ['clock']],
]);

export function pairActions(a: readonly Action[], b: readonly Action[]): Pairing {
  const anchors = commonSubsequence(a.map(textOf), b.map(textOf));
  const inPlace: Pair[] = [];
  const subjectsA = a.map(subjectOf);
  const subjectsB = b.map(subjectOf);
  let fromA = 0;
  let fromB = 0;
  for (const anchor of [...anchors, { a: a.length, b: b.length }]) {
    const gap = commonSubsequence(
      subjectsA.slice(fromA, anchor.a),
      subjectsB.slice(fromB, anchor.b),
    );
    inPlace.push(...gap.map((pair) => ({ a: pair.a + fromA, b: pair.b + fromB })));
    if (anchor.a < a.length || anchor.b < b.length) inPlace.push(anchor);
    fromA = anchor.a + 1;
    fromB = anchor.b + 1;
  }
  return withMoves(inPlace, subjectsA, subjectsB);
}

/** Of what is left over on both sides, the same subject is the same action somewhere else. */
function withMoves(
  inPlace: readonly Pair[],
  subjectsA: readonly string[],
  subjectsB: readonly string[],
): Pairing {
  const takenA = new Set(inPlace.map((pair) => pair.a));
  const takenB = new Set(inPlace.map((pair) => pair.b));
  const left = new Map<string, number[]>();
  for (const [at, subject] of subjectsB.entries()) {
    if (!takenB.has(at)) left.set(subject, [...(left.get(subject) ?? []), at]);
  }
  const moved: Pair[] = [];
  for (const [at, subject] of subjectsA.entries()) {
    const to = takenA.has(at) ? undefined : left.get(subject)?.shift();
    if (to === undefined) continue;
    moved.push({ a: at, b: to });
    takenA.add(at);
    takenB.add(to);
  }
  return {
    inPlace,
    moved,
    removed: [...subjectsA.keys()].filter((at) => !takenA.has(at)),
    added: [...subjectsB.keys()].filter((at) => !takenB.has(at)),
  };
}

/** All of an action but what it was caused by and what people are told of it; a process's own actions are a list of their own. */
function textOf({ child: _child, from: _from, note: _note, ...fields }: Action): string {
  return exactText(fields);
}

function subjectOf(action: Action): string {
  const fields = SUBJECTS.get(action.do) ?? [];
  return exactText([action.do, ...fields.map((field) => action[field] ?? null)]);
}
