// The option table: all cases there are, and where options without one are shown.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OptionSpec } from '../../../host/program.ts';
import type { OptionCase } from './case.ts';
import { containerCases } from './containers.ts';
import { execCases } from './exec.ts';

export const cases: readonly OptionCase[] = [...containerCases, ...execCases];

const TESTS = join(import.meta.dirname, '..', '..');

/** These name every option, and show none. */
const NO_SHOW = /^(differential\/options|shells|two-ways|unit\/host\/command-line)/;

const others = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !NO_SHOW.test(name))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(TESTS, name), 'utf8') }));

/** The first test elsewhere that gives the command the option, by its flag or as the engine's option. */
export function shownElsewhere(command: string, { name, flags }: OptionSpec): string | undefined {
  const long = /--[a-z0-9-]+/.exec(flags)?.[0] ?? flags;
  const given = new RegExp(`'${long}(=[^']*)?'|\\b${name}: |'${long} `);
  const isOf = new RegExp(`\\b${command}\\b`);
  return others.find(({ text }) => given.test(text) && isOf.test(text))?.name;
}
