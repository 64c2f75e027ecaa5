// What only several records of a container together show. A number is given once (helper-c/record.c), and the oldest
// behind the first make room for new ones; only then may one be missing.
import type { Outcome } from './course.ts';
import type { Finding } from './scene.ts';

export type Member = {
  readonly record: number;
  readonly command: string;
  readonly container: string;
  readonly time: string;
  readonly outcome: Outcome;
  /** Digest of the journal; undefined: there is none. */
  readonly journal: string | undefined;
  /** When its command copied all records to where they are kept. */
  readonly keptAt: number | undefined;
};

/** Beside the first, and how many go at a time (helper-c/record.c). */
const RECORDS_KEPT = 16;
const RECORDS_PRUNED = 8;
/** Commands that hold no lock may be about to have their records when all are copied. */
const UNDERWAY_MS = 2000;
const MAKERS: readonly string[] = ['create', 'run', 'restore'];

export function judgeSet(members: readonly Member[]): Finding[] {
  return [
    ...members.flatMap((member, index) => judgePlace(member, members[index - 1], members)),
    ...judgeMissing(members),
    ...judgeStart(members),
  ];
}

function finding(code: string, record: number, message: string): Finding {
  return { code, record, file: 'record', message };
}

/** The clock may have been set, and who waits for a lock has begun early: nothing is made of the times. */
function judgePlace(
  { record, command, container, journal }: Member,
  before: Member | undefined,
  members: readonly Member[],
): Finding[] {
  const findings: Finding[] = [];
  const add = (code: string, message: string): void => {
    findings.push(finding(code, record, message));
  };
  const [first] = members;
  if (container !== first?.container)
    add('record-container', `belongs to another container: ${container}`);
  if (before !== undefined && record <= before.record)
    add('record-order', `does not come behind the one before it: ${before.record}`);
  if (before !== undefined && MAKERS.includes(command))
    add('record-order', `${command} makes a container, so that its record is the first`);
  const same = members.find((other) => other.journal === journal);
  if (journal !== undefined && same !== undefined && same.record < record)
    add('record-repeated', `has the journal of another record: ${same.record}`);
  return findings;
}

function judgeMissing(members: readonly Member[]): Finding[] {
  const keptAt = members.find((member) => member.keptAt !== undefined)?.keptAt;
  const newest = Math.max(0, ...members.map(({ record }) => record));
  // Who made room may be missing in the copy itself.
  const last = keptAt === undefined ? newest : newest + RECORDS_PRUNED;
  const pruned = last - (last % RECORDS_PRUNED) - RECORDS_KEPT;
  const findings: Finding[] = [];
  for (const [index, { record, time }] of members.entries()) {
    const before = members[index - 1]?.record ?? 0;
    const isPruned = before > 0 && record - 1 <= pruned;
    const isUnderway = keptAt !== undefined && Date.parse(time) >= keptAt - UNDERWAY_MS;
    if (record <= before + 1 || isPruned || (before > 0 && isUnderway)) continue;
    const message =
      before === 0
        ? 'the first record is missing'
        : `the one before it is missing, ${record - 1}: it has been removed, or its command was killed as it began`;
    findings.push(finding('record-missing', record, message));
  }
  return findings;
}

/** The process that waited for its start writes on in the first journal. */
function judgeStart(members: readonly Member[]): Finding[] {
  const first = members.find(({ record }) => record === 1);
  const start = members.find(({ command, outcome }) => command === 'start' && outcome === 'done');
  if (first?.outcome !== 'waiting' || start === undefined) return [];
  const message = `the container was started (record ${start.record}), but the journal ends before that`;
  return [{ code: 'journal-cut', record: 1, file: 'journal.ndjson', message }];
}
