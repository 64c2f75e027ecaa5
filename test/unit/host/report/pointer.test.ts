import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineFinder } from '../../../../host/report/pointer.ts';

const TEXT = `{
  "process": { "args": ["sh", "a,]}\\"b"],
    "cwd" : "/" },
  "mounts": [
    { "destination": "/proc" },
    {
      "options": ["ro",
        "nosuid"]
    }
  ],
  "annotations": { "a/b": 1, "c~d": [],
    "\\u0065": { "deep": [[], [{ "x": null }]] } }
}
`;

describe('the line of a pointer', () => {
  const places: readonly [string, number | undefined][] = [
    ['/process', 2],
    ['/process/args/1', 2],
    ['/process/cwd', 3],
    ['/mounts', 4],
    ['/mounts/0', 5],
    ['/mounts/1', 6],
    ['/mounts/1/options', 7],
    ['/mounts/1/options/1', 8],
    ['/annotations/a~1b', 11],
    ['/annotations/c~0d', 11],
    ['/annotations/e', 12],
    ['/annotations/e/deep/1/0/x', 12],
    ['/mounts/2', undefined],
    ['/process/env', undefined],
    ['/process/cwd/x', undefined],
    ['/annotations/c~0d/0', undefined],
    ['id', undefined],
    ['', undefined],
  ];
  const find = lineFinder(TEXT);
  for (const [pointer, line] of places) {
    it(`of ${pointer || '(nothing)'} is ${line ?? 'nowhere'}`, () => {
      assert.equal(find(pointer), line);
    });
  }

  it('is the same whatever was asked for before', () => {
    const known = places.filter(([, line]) => line !== undefined);
    const back = lineFinder(TEXT);
    for (const [pointer, line] of known.toReversed()) assert.equal(back(pointer), line);
  });

  it('is found below ten thousand levels', () => {
    const text = `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},\n"after":1}`;
    assert.equal(lineFinder(text)('/after'), 2);
  });

  it('is found behind the longest texts that a config may have', () => {
    for (const piece of ['x', '\\"', '\\\\', ']{']) {
      const text = `{"long":"${piece.repeat((12 * 2 ** 20) / piece.length)}",\n"after":1}`;
      assert.equal(lineFinder(text)('/after'), 2);
    }
  });

  it('is where the value starts, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (tree) => {
        // With one space of indent every member of the top stands on a line that starts with one space and a quote.
        const text = JSON.stringify(tree, null, 1);
        const lineOf = lineFinder(text);
        for (const key of Object.keys(tree)) {
          const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const line = text
            .split('\n')
            .findIndex((row) => row.startsWith(` ${JSON.stringify(key)}:`));
          assert.equal(lineOf(pointer), line + 1);
        }
      }),
    );
  });
});
