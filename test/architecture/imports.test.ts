// Imports point one way: each folder names what it may know of, and nothing else is reached.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import {
  cGraph,
  cycles,
  filesBelow,
  type Graph,
  readText,
  repository,
  typescriptGraph,
} from './graph.ts';

/** The first row whose name begins the importing file's path holds. */
type Rules = readonly (readonly [string, readonly string[]])[];

const ENGINE: Rules = [
  ['assembly/base/', ['assembly/base/']],
  ['assembly/json/', ['assembly/json/', 'assembly/base/']],
  ['assembly/regex/', ['assembly/regex/']],
  [
    'assembly/config/',
    ['assembly/config/', 'assembly/json/', 'assembly/base/', 'generated/assembly/'],
  ],
  ['assembly/dbus/', ['assembly/dbus/', 'assembly/base/']],
  ['assembly/bpf/', ['assembly/bpf/', 'assembly/json/', 'assembly/base/', 'generated/assembly/']],
  [
    'assembly/plan/',
    [
      'assembly/plan/',
      'assembly/dbus/',
      'assembly/bpf/',
      'assembly/config/',
      'assembly/json/',
      'assembly/base/',
      'generated/assembly/',
    ],
  ],
  [
    'assembly/commands/',
    [
      'assembly/commands/',
      'assembly/regex/',
      'assembly/plan/',
      'assembly/bpf/',
      'assembly/config/',
      'assembly/json/',
      'assembly/base/',
      'generated/assembly/',
    ],
  ],
  ['assembly/respond.ts', ['assembly/commands/', 'assembly/json/', 'assembly/base/']],
  [
    'assembly/main.ts',
    [
      'assembly/respond.ts',
      'assembly/commands/command.ts',
      'assembly/commands/sha256.ts',
      'assembly/json/',
      'assembly/base/',
      '@assemblyscript/wasi-shim/',
    ],
  ],
];

/** Runs in a browser. */
const PURE = ['host/errors.ts', 'host/exact.ts', 'host/utf8.ts', 'generated/host/'];
const SHARED = [...PURE, 'host/built.ts', 'node:'];
const HOST: Rules = [
  ['host/errors.ts', []],
  ['host/exact.ts', []],
  ['host/utf8.ts', []],
  ['host/built.ts', ['node:']],
  ['host/absolute.ts', ['host/errors.ts', 'node:']],
  ['host/program/', ['host/program/']],
  ['host/program.ts', ['host/program/']],
  ['host/output.ts', ['host/errors.ts', 'node:']],
  ['host/abbreviations.ts', ['host/program.ts']],
  ['host/line-values.ts', ['host/absolute.ts', 'host/program.ts', 'host/errors.ts']],
  ['host/plain-line.ts', ['host/line-values.ts', 'host/program.ts', 'host/errors.ts']],
  [
    'host/command-line.ts',
    [
      'host/abbreviations.ts',
      'host/line-values.ts',
      'host/plain-line.ts',
      'host/program.ts',
      'host/errors.ts',
      'commander',
    ],
  ],
  ['host/gather/', ['host/gather/', ...SHARED]],
  ['host/engine/', ['host/engine/', 'host/gather/', ...SHARED]],
  ['host/helper/', ['host/helper/', 'execa', ...SHARED]],
  ['host/report/', ['host/report/', 'host/program.ts', 'picocolors', ...SHARED]],
  [
    'host/record/',
    [
      'host/record/',
      'host/engine/',
      'host/gather/',
      // The one reader of a plan's bytes.
      'host/report/actions.ts',
      ...SHARED,
    ],
  ],
  [
    'host/page/',
    [
      'host/page/',
      'host/engine/',
      'host/gather/',
      'host/report/',
      'host/commands/named-facts.ts',
      'host/commands/planned.ts',
      'host/library/requests.ts',
      'preact',
      '@noble/hashes/',
      ...PURE,
    ],
  ],
  [
    'host/commands/',
    [
      'host/commands/',
      'host/page/given.ts',
      'host/engine/',
      'host/gather/',
      'host/helper/',
      'host/record/',
      'host/report/',
      'host/facts/',
      'host/absolute.ts',
      'host/output.ts',
      'host/program.ts',
      'picocolors',
      ...SHARED,
    ],
  ],
  [
    'host/tools/',
    [
      'host/',
      'generated/',
      'package.json',
      'node:',
      'esbuild',
      'picocolors',
      'json-schema-to-typescript',
    ],
  ],
  [
    'host/browser.ts',
    [
      'host/engine/',
      'host/gather/',
      'host/record/',
      'host/report/',
      'host/commands/named-facts.ts',
      'host/commands/planned.ts',
      'host/library/requests.ts',
      '@noble/hashes/',
      ...PURE,
    ],
  ],
  // The library and the command stand above all of the rest.
  ['host/', ['host/', 'package.json', ...SHARED]],
];

const PURE_C = ['helper-c/plan_', 'helper-c/utf8.h', 'helper-c/arena.h', 'generated/c/'];
/** What a part that only reads bytes needs of the system: types, no calls. */
const PURE_C_SYSTEM = [
  '<errno.h>',
  '<stdbool.h>',
  '<stddef.h>',
  '<stdint.h>',
  '<stdio.h>',
  '<stdarg.h>',
  '<string.h>',
  '<limits.h>',
  '<linux/filter.h>',
];
const HELPER: Rules = [
  ['helper-c/plan_', [...PURE_C, ...PURE_C_SYSTEM]],
  ['helper-c/act/', ['helper-c/', 'generated/c/', '<']],
  ['helper-c/', ['helper-c/', 'generated/c/', '<', 'generated/wasm/']],
];

/** Only here may the outside world be touched by these means. */
const KEEPERS: readonly { readonly what: RegExp; readonly where: readonly string[] }[] = [
  {
    what: /'node:fs'/,
    where: [
      'host/launch.ts',
      'host/gather/reader.ts',
      'host/engine/load.ts',
      'host/output.ts',
      'host/record/',
    ],
  },
  { what: /'node:child_process'/, where: [] },
  { what: /'execa'/, where: ['host/helper/'] },
  { what: /process\.exit\(/, where: ['host/cli.ts'] },
  { what: /process\.(?:stdout|stderr)\.write/, where: [] },
];

const BROWSER_ENTRIES: readonly string[] = ['host/page/main.tsx', 'host/browser.ts'];

function violations(graph: Graph, rules: Rules): string[] {
  return [...graph].flatMap(([path, imports]) => {
    const rule = rules.find(([from]) => path.startsWith(from));
    if (rule === undefined) return [`${path}: no rule holds for it`];
    return imports
      .filter((name) => !rule[1].some((allowed) => name.startsWith(allowed)))
      .map((name) => `${path} -> ${name}`);
  });
}

describe('the architecture', () => {
  const engine = typescriptGraph('assembly');
  const host = typescriptGraph('host');
  const helper = cGraph('helper-c');

  it('lets each folder of the engine import only what is below it', () => {
    assert.deepEqual(violations(engine, ENGINE), []);
  });

  it('lets each folder of the host import only what is below it', () => {
    assert.deepEqual(violations(host, HOST), []);
  });

  it('lets the parts of the helper include only what they may know', () => {
    assert.deepEqual(violations(helper, HELPER), []);
  });

  it('keeps the handlers of the helper apart', () => {
    const others = [...helper].flatMap(([path, includes]) =>
      path.startsWith('helper-c/act/')
        ? includes
            .filter((name) => name.startsWith('helper-c/act/') || name.startsWith('helper-c/plan_'))
            .filter((name) => name !== 'helper-c/act/handlers.h')
            .map((name) => `${path} -> ${name}`)
        : [],
    );
    assert.deepEqual(others, []);
  });

  it('reaches nothing of node from what runs in a browser', async () => {
    for (const entry of BROWSER_ENTRIES) {
      const { metafile } = await build({
        absWorkingDir: repository,
        entryPoints: [entry],
        bundle: true,
        write: false,
        metafile: true,
        // Left as they are, so that they are seen.
        external: ['node:*'],
        jsx: 'automatic',
        jsxImportSource: 'preact',
        logLevel: 'error',
      });
      const found = Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
        imports.filter(({ external }) => external).map((one) => `${path} -> ${one.path}`),
      );
      assert.deepEqual(found, []);
      assert.ok(Object.keys(metafile.inputs).includes('host/engine/call.ts'), entry);
    }
  });

  it('has no way round among its files', () => {
    assert.deepEqual([...cycles(engine), ...cycles(host), ...cycles(helper)], []);
  });

  it('lets no command of the engine use another', () => {
    const commands = (engine.get('assembly/commands/table.ts') ?? []).filter(
      (path) => path.startsWith('assembly/commands/') && path !== 'assembly/commands/command.ts',
    );
    assert.ok(commands.length > 5);
    const users = [...engine].flatMap(([path, imports]) =>
      path === 'assembly/commands/table.ts'
        ? []
        : imports.filter((name) => commands.includes(name)).map((name) => `${path} -> ${name}`),
    );
    assert.deepEqual(users, []);
  });

  for (const { what, where } of KEEPERS) {
    it(`keeps ${what.source} in ${where.join(', ') || 'nothing at all'}`, () => {
      const users = filesBelow('host', ['.ts'])
        .filter((path) => !path.startsWith('host/tools/'))
        .filter((path) => !where.some((place) => path.startsWith(place)))
        .filter((path) => what.test(readText(path)));
      assert.deepEqual(users, []);
    });
  }

  it('finds a wrong import and a way round when there is one', () => {
    const wrong: Graph = new Map([
      ['assembly/base/a.ts', ['assembly/plan/b.ts']],
      ['assembly/plan/b.ts', ['assembly/base/a.ts']],
    ]);
    assert.deepEqual(violations(wrong, ENGINE), ['assembly/base/a.ts -> assembly/plan/b.ts']);
    assert.deepEqual(cycles(wrong), [
      'assembly/base/a.ts -> assembly/plan/b.ts -> assembly/base/a.ts',
    ]);
  });
});
