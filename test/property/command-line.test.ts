// Lines of every shape: what is read without commander is read as commander does.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expandAbbreviations } from '../../host/abbreviations.ts';
import { parseWhole } from '../../host/command-line.ts';
import { readPlainLine } from '../../host/plain-line.ts';
import { COMMANDS, GLOBAL_OPTIONS, type OptionSpec } from '../../host/program.ts';

const LINES = 4000;
const LEAST_PLAIN = LINES / 20;

const value = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', '7', 'json', 'text', '/x', './y', 'u=v', 'start') },
  { weight: 1, arbitrary: fc.constantFrom('-', '--', '', '-1') },
);
const stray = fc.constantFrom(
  '--frob',
  '-h',
  '--help',
  '-v',
  '--version',
  '-x',
  '--',
  '',
  'mounts',
);

/** An option as people write it, and now and then not as they should. */
function optionOf(specs: readonly OptionSpec[]): fc.Arbitrary<string[]> {
  if (specs.length === 0) return fc.constant([]);
  return fc
    .tuple(
      fc.constantFrom(...specs),
      value,
      fc.constantFrom('apart', 'joined', 'alone', 'fit', 'fit', 'fit'),
    )
    .chain(([spec, word, form]) => {
      const names = spec.flags.split(/,? /).filter((name) => name.startsWith('-'));
      const fits = spec.kind === 'flag' || spec.kind === 'switch' ? 'alone' : 'apart';
      return fc.constantFrom(...names).map((name) => {
        const shown = form === 'fit' ? fits : form;
        if (shown === 'alone') return [name];
        return shown === 'joined' ? [`${name}=${word}`] : [name, word];
      });
    });
}

const lines = fc
  .constantFrom(...COMMANDS)
  .chain((spec) =>
    fc
      .tuple(
        fc.array(optionOf(GLOBAL_OPTIONS), { maxLength: 2 }),
        fc.array(
          fc.oneof(
            { weight: 4, arbitrary: optionOf(spec.options) },
            { weight: 4, arbitrary: value.map((word) => [word]) },
            { weight: 1, arbitrary: stray.map((word) => [word]) },
          ),
          { maxLength: 5 },
        ),
      )
      .map(([before, after]) => [...before.flat(), spec.name, ...after.flat()]),
  );

describe('a plain command line', () => {
  it('is read as commander reads it, or left to it', async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(lines, async (line) => {
        const { words, command } = expandAbbreviations(line);
        const read = readPlainLine(words, command);
        if (read === undefined) return;
        plain++;
        const expected = await parseWhole(words, command);
        assert.deepEqual({ kind: 'command', command: command?.name, ...read }, expected);
      }),
      { numRuns: LINES },
    );
    assert.ok(plain > LEAST_PLAIN, `${plain} of ${LINES}`);
  }).timeout(120_000);
});
