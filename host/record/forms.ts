// The form of a journal's lines: the members of each, as the helper writes them (helper-c/journal.c) and
// host/schema/journal.schema.json describes them. What they say is judged by course.ts.

type Check = (value: unknown) => boolean;

type Form = ReadonlyMap<string, { readonly check: Check; readonly isOptional?: true }>;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isDigest: Check = (value) => typeof value === 'string' && /^(?:[0-9a-f]{64})?$/.test(value);
/** The digits of its year are those of the clock's. */
const isTime: Check = (value) =>
  typeof value === 'string' && /^-?\d+-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
const is =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);

/** Optional members end in `?`. */
function form(members: Readonly<Record<string, Check>>): Form {
  const all = { prev: isDigest, ...members };
  return new Map(
    Object.entries(all).map(([name, check]) =>
      name.endsWith('?') ? [name.slice(0, -1), { check, isOptional: true }] : [name, { check }],
    ),
  );
}

const OF_ACTION = { action: isCount, 'by?': is('child'), ns: isCount };
const SUM = { 'sum?': isDigest };
const WHY = { errno: isText, 'message?': isText, object: isText, step: isText };

/** By the event; the first line has none. */
export const FORMS: ReadonlyMap<unknown, Form> = new Map<unknown, Form>([
  [
    undefined,
    form({
      command: isText,
      container: isText,
      engine: isDigest,
      format: is(1),
      inputs: isDigest,
      plan: isDigest,
      time: isTime,
    }),
  ],
  ['begin', form({ ...OF_ACTION, ...SUM, do: isText, event: isText })],
  ['done', form({ ...OF_ACTION, event: isText, 'result?': isObject })],
  ['failed', form({ ...OF_ACTION, ...SUM, ...WHY, event: isText })],
  ['undone', form({ ...OF_ACTION, event: isText })],
  ['undo-failed', form({ ...OF_ACTION, errno: isText, event: isText })],
  ['end', form({ ...SUM, event: isText, exit: isCount, outcome: isText })],
]);

const SHOWN_CHARACTERS = 80;

/** What is not as it is written of such an event; undefined: nothing is. */
export function judgeForm(
  line: Readonly<Record<string, unknown>>,
  event: unknown,
): string | undefined {
  const members = FORMS.get(event);
  if (members === undefined) return `no such event: ${show(event)}`;
  for (const [name, value] of Object.entries(line)) {
    const member = members.get(name);
    if (member === undefined) return `a member \`${name}\` too many`;
    if (!member.check(value)) return `\`${name}\` is ${show(value)}`;
  }
  const given = new Set(Object.keys(line));
  const missing = [...members].find(([name, { isOptional }]) => !isOptional && !given.has(name));
  return missing === undefined ? undefined : `no \`${missing[0]}\``;
}

function show(value: unknown): string {
  return `${JSON.stringify(value)}`.slice(0, SHOWN_CHARACTERS);
}
