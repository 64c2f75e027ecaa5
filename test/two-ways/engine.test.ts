// The engine compiled to C answers every request with the bytes of the engine run as WebAssembly: requests of all
// commands, made from the golden ones, from configs of real engines and from what no one would write.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { COMMANDS } from '../../host/program.ts';
import { type EngineAnswer, KIND, respond } from '../helpers/engine.ts';
import { namedFacts } from '../helpers/planner.ts';
import { buildDirectory } from '../helpers/runtime.ts';

const REQUESTS = 5000;
const TEST_MS = 900_000;
const ROUNDS = 4;

const NATIVE = join(buildDirectory, 'lading-oci');
const PLANS = new URL('../plans/', import.meta.url).pathname;
const CONFIGS = new URL('../fixtures/configs/', import.meta.url).pathname;
const FACTS = [
  'cgroup-v1-x86_64',
  'hybrid-x86_64',
  'rootless-v2-x86_64',
  'v2-aarch64',
  'v2-x86_64',
];

type Tree = { [key: string]: Json };
type Request = { readonly command: string; readonly options: Tree; readonly inputs: Tree };

const configs: readonly Tree[] = [
  ...readdirSync(CONFIGS).map(
    (name) => JSON.parse(readFileSync(join(CONFIGS, name), 'utf8')) as Tree,
  ),
  ...readdirSync(PLANS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('request.json'))
    .map((name) => {
      const golden = JSON.parse(readFileSync(join(PLANS, name), 'utf8')) as { config?: Tree };
      return merge(smallest(), golden.config ?? {}) as Tree;
    }),
];

function smallest(): Tree {
  return {
    ociVersion: '1.2.0',
    process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/', env: ['PATH=/bin'] },
    root: { path: 'rootfs' },
    linux: { namespaces: [{ type: 'mount' }, { type: 'pid' }] },
  };
}

function merge(base: Json, change: Json): Json {
  if (!isTree(base) || !isTree(change)) return change;
  const changed = Object.entries(change).map(([key, value]) => [
    key,
    merge(base[key] ?? null, value),
  ]);
  return { ...base, ...Object.fromEntries(changed) };
}

function isTree(value: Json): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values that stand where others belong. */
const strange = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 65_536, 4_294_967_296n, 18_446_744_073_709_551_615n),
  fc.constantFrom<Json>('', '/', '../x', 'a\nb', 'ü\u{1f4e6}', '\u0000', 'x'.repeat(5000)),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom<Json>([], {}, [[]], [{}], ['ro', 'bind'], { type: 'pid' }),
);

/** A copy, one member of it replaced, left out or said twice over, wherever it stands. */
function bend(tree: Json, path: readonly number[], value: Json, isCut: boolean): Json {
  if (tree === null || typeof tree !== 'object' || path.length === 0) return value;
  const keys = Object.keys(tree);
  const key = keys[(path[0] ?? 0) % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const inner = bend((tree as Tree)[key] ?? null, path.slice(1), value, isCut);
  const entries = Object.entries(tree as Tree).flatMap(([name, old]) => {
    if (name !== key) return [[name, old] as const];
    return isCut && path.length === 1 ? [] : [[name, inner] as const];
  });
  return Array.isArray(tree) ? entries.map(([, old]) => old) : Object.fromEntries(entries);
}

const config: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom(...configs),
    fc.oneof(
      fc.constant([]),
      fc.array(
        fc.tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }), strange, fc.boolean()),
        { maxLength: 3 },
      ),
    ),
  )
  .map(([tree, bends]) =>
    bends.reduce<Json>((bent, [path, value, isCut]) => bend(bent, path, value, isCut), tree),
  );

const options = (command: string): fc.Arbitrary<Tree> => {
  const known = COMMANDS.find(({ name }) => name === command)?.options ?? [];
  const record: Record<string, fc.Arbitrary<Json>> = {
    root: fc.constantFrom('/run/lading', '/r'),
    cgroupManager: fc.constantFrom('cgroupfs', 'systemd', 'disabled'),
    strict: fc.constant(true),
    advise: fc.constant(true),
  };
  for (const { name, kind, choices } of known) {
    if (kind === 'flag') record[name] = fc.constant(true);
    else if (kind === 'count') record[name] = fc.nat(9);
    else if (kind === 'path') record[name] = fc.constantFrom('/b', '/b/config.json', '/s.sock');
    else record[name] = fc.constantFrom(...(choices ?? ['x', 'KILL', '']));
  }
  return fc
    .tuple(
      fc.record(record, { requiredKeys: [] }),
      fc.constantFrom('web', 'web', 'web', 'a.b', '../x', ''),
      fc.constantFrom('KILL', 'SIGTERM', '15', 'x', undefined),
    )
    .map(([some, id, signal]) => ({
      ...some,
      ...('bundle' in record ? { bundle: '/b', config: '/b/config.json' } : {}),
      ...(command === 'list' ? {} : { id }),
      ...(command === 'kill' && signal !== undefined ? { signal } : {}),
    }));
};

const command = fc.constantFrom(
  // Only these make plans of what is given here; most of theirs are refused.
  ...Array.from({ length: 26 }, (_, index) => (index % 2 === 0 ? 'create' : 'run')),
  ...['validate', 'frobnicate'],
  ...COMMANDS.map(({ name }) => name),
);

const request: fc.Arbitrary<Request> = command.chain((name) =>
  fc
    .tuple(options(name), config, fc.constantFrom(...FACTS), fc.boolean())
    .map(([given, tree, host, isPretty]) => {
      const facts = namedFacts(host);
      const text = exactly(tree, isPretty);
      return {
        command: name,
        options: given,
        inputs: { caller: facts.caller ?? null, facts, config: { text } },
      };
    }),
);

/** JSON.stringify would refuse the large integers. */
function exactly(tree: Json, isPretty: boolean): string {
  const text = renderCanonical(tree);
  return isPretty ? text.replaceAll(',"', ',\n  "') : text;
}

/** What might be found where the engine asks for more: a state as it should be, or something else. */
function gathered(kind: string, seed: number): Json {
  const pick = <T>(...values: readonly T[]): T => values[seed % values.length] as T;
  const state = renderCanonical({
    boot: 'b',
    container: {
      bundle: '/b',
      cgroups: [{ mount: '/sys/fs/cgroup', path: '/web' }],
      command: pick('create', 'run'),
      config: '/b/config.json',
      fifo: seed % 3 !== 0,
      id: 'web',
      ociVersion: '1.2.0',
      owner: 0,
      rootfs: '/b/rootfs',
    },
    created: '2026-01-02T03:04:05.000006Z',
    pid: 77,
    start: 1234,
  });
  switch (kind) {
    case 'file':
      return pick<Json>({ text: state }, { text: state }, { error: 'ENOENT' }, { text: '{' });
    case 'stat':
      return pick<Json>({ type: 'fifo' }, { error: 'ENOENT' }, { type: 'file' });
    case 'directory':
      return pick<Json>({ entries: ['a.b', 'web'] }, { entries: [] }, { error: 'ENOENT' });
    case 'process':
      return pick<Json>({ boot: 'b', start: 1234, state: 'S' }, { boot: 'b', error: 'ESRCH' });
    case 'program':
      return pick<Json>({ path: '/usr/sbin/criu' }, { error: 'ENOENT' });
    case 'frozen':
      return pick<Json>({ frozen: false }, { frozen: true }, { error: 'ENOENT' });
    default:
      return pick<Json>({ error: 'ENOENT' }, {});
  }
}

function askNative(bytes: Uint8Array): EngineAnswer {
  const { status, stdout, stderr } = spawnSync(NATIVE, ['engine'], {
    input: bytes,
    maxBuffer: 1 << 26,
  });
  return { kind: status ?? -1, stdout, stderr: stderr.toString() };
}

describe('the engine as C', () => {
  it(`answers ${REQUESTS} requests as the engine in WebAssembly does`, function () {
    this.timeout(TEST_MS);
    const kinds = new Map<number, number>();
    let asked = 0;
    const compare = (wanted: Request, seed: number): void => {
      let inputs = wanted.inputs;
      for (let round = 0; round < ROUNDS; round += 1) {
        const bytes = Buffer.from(renderCanonical({ ...wanted, inputs }));
        const expected = respond(bytes);
        const found = askNative(bytes);
        asked += 1;
        kinds.set(expected.kind, (kinds.get(expected.kind) ?? 0) + 1);
        assert.equal(found.stdout.toString(), expected.stdout.toString());
        assert.deepEqual([found.kind, found.stderr], [expected.kind, expected.stderr]);
        if (expected.kind !== KIND.need) return;
        const { need } = JSON.parse(expected.stdout.toString()) as {
          need: { kind: string; name: string }[];
        };
        inputs = { ...inputs };
        for (const { kind, name } of need) inputs[name] = gathered(kind, seed + round);
      }
    };
    for (let seed = 1; asked < REQUESTS; seed += 1) {
      fc.assert(fc.property(request, fc.nat(), compare), { numRuns: 500, seed });
    }
    for (const [name, kind] of Object.entries(KIND)) {
      assert.ok((kinds.get(kind) ?? 0) >= REQUESTS / 100, `${name}: ${kinds.get(kind)} answers`);
    }
  });

  it('answers a request of many megabytes', () => {
    const text = `{"ociVersion":"1.2.0","annotations":{"a":"${'x'.repeat(8 << 20)}"}}`;
    const bytes = Buffer.from(
      renderCanonical({
        command: 'validate',
        inputs: { config: { text } },
        options: { config: 'c' },
      }),
    );
    const expected = respond(bytes);
    const found = askNative(bytes);
    assert.ok(found.stdout.equals(expected.stdout));
    assert.equal(found.kind, expected.kind);
  });

  it('says that it stopped, and does not end by a signal, when a request makes no sense', () => {
    const { kind } = askNative(Buffer.from('{'));
    assert.equal(kind, respond(Buffer.from('{')).kind);
  });
});
