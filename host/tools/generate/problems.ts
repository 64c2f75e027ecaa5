// host/schema/problems.json -> the engine's table of warnings about a config.json, and the host's list of all kinds of
// problems that one can have.
import { readFile } from 'node:fs/promises';

type Problem = { readonly code: string; readonly name: string; readonly about: string };
type Warning = Problem & { readonly message: string; readonly fix: string };
type Problems = { readonly warnings: readonly Warning[]; readonly others: readonly Problem[] };

const SOURCE = new URL('../../schema/problems.json', import.meta.url);
const WRITTEN = '// Written by `npm run generate` from host/schema/problems.json. Do not edit.';

export async function generate(): Promise<ReadonlyMap<string, string>> {
  const { warnings, others } = JSON.parse(await readFile(SOURCE, 'utf8')) as Problems;
  return new Map([
    ['assembly/warnings.ts', renderEngine(warnings)],
    ['host/problems.ts', renderHost(warnings, others)],
  ]);
}

function renderEngine(warnings: readonly Warning[]): string {
  const constants = warnings.map(
    ({ name }, index) => `export const ${constantOf(name)}: i32 = ${index};`,
  );
  const column = (name: string, about: string, key: 'code' | 'message' | 'fix'): string =>
    `/** ${about} */\nexport const ${name}: StaticArray<string> = [\n${warnings
      .map((warning) => `  ${quote(warning[key])},\n`)
      .join('')}];`;
  return `${[
    WRITTEN,
    constants.join('\n'),
    column('CODES', 'By the numbers above.', 'code'),
    column('MESSAGES', 'With {0}, {1} … for what is found.', 'message'),
    column('FIXES', 'What to do about it.', 'fix'),
  ].join('\n\n')}\n`;
}

function renderHost(warnings: readonly Warning[], others: readonly Problem[]): string {
  const rows = [
    ...others,
    ...warnings.map(({ code, name, about, fix }) => ({ code, name, about, fix })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
  return `${WRITTEN}

export type ProblemKind = {
  readonly code: string;
  readonly name: string;
  readonly about: string;
  /** Of a warning: what to do about it. */
  readonly fix?: string;
};

/** By code. */
export const PROBLEM_KINDS: readonly ProblemKind[] = [
${rows.map((row) => `  {\n${members(row)}  },\n`).join('')}];
`;
}

function members(row: Problem & { readonly fix?: string }): string {
  const names = ['code', 'name', 'about', 'fix'] as const;
  return names
    .flatMap((name) => (row[name] === undefined ? [] : [`    ${name}: ${quote(row[name])},\n`]))
    .join('');
}

function constantOf(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** As biome writes it: the quotes that need fewer escapes. */
function quote(text: string): string {
  if (text.includes("'") && !text.includes('"')) return `"${text}"`;
  return `'${text.replaceAll("'", "\\'")}'`;
}
