// The package as those see it who import it: what is exported, with which types, and at which cost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, smallConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { ENGINE_FILE } from '../helpers/engine.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { runtime } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const TEST_MS = 300_000;
const IMPORT_ROUNDS = 15;
const IMPORT_MS = 20;
/** What node takes to start where an import may take so long; on a slower machine both take longer. */
const NODE_MS = 60;
const PLANS = 10_000;
/** Processor time, which another program's work does not change as it does the time that passes. */
const PLANS_CPU_S = 30;

/** A project that depends on lading, and its bundle. */
function project(name: string): { folder: string; bundle: string } {
  const folder = join(testDirectory(), name);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(repository, join(folder, 'node_modules', 'lading'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(smallConfig()));
  return { folder, bundle };
}

/** The same, with what is packed in place of the repository. */
function projectOfPacked(name: string): string {
  const folder = join(testDirectory(), name);
  const installed = join(folder, 'node_modules', 'lading');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const file of ['package.json', ...packed().files]) {
    const path = join(repository, file);
    // The types are made when it is packed.
    if (existsSync(path)) cpSync(path, join(installed, file), { recursive: true });
  }
  return folder;
}

type Packed = {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
};

function packed(): Packed {
  return JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Packed;
}

function node(folder: string, program: string, ...args: readonly string[]): string {
  writeFileSync(join(folder, 'program.js'), program);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['program.js', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

let areTypesMade = false;

function makeTypes(): void {
  if (areTypesMade) return;
  const made = spawnSync('npm', ['run', '-s', 'types'], { cwd: repository, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stdout);
  areTypesMade = true;
}

describe('the library, as a package', function () {
  this.timeout(TEST_MS);

  it('plans as the command line does', () => {
    const { folder, bundle } = project('plans');
    const program = `
      import { plan, validate } from 'lading';
      const { digest, bytes } = await plan(process.argv[2], { facts: 'v2-aarch64', id: 'web' });
      console.log(JSON.stringify({ digest, length: bytes.length, problems: (await validate(process.argv[2] + '/config.json')).filter(({ severity }) => severity === 'error') }));`;
    const found = JSON.parse(node(folder, program, bundle)) as { digest: string };
    const [command = '', ...rest] = runtime('lading').command;
    const args = [...rest, 'plan', '-b', bundle, '--facts', 'v2-aarch64', 'web'];
    const { stdout } = spawnSync(command, [...args, '--format', 'json']);
    const digest = createHash('sha256').update(stdout).digest('hex');
    assert.deepEqual(found, { digest, length: stdout.length, problems: [] });
  });

  it('plans the same without node, from texts alone', () => {
    const { folder, bundle } = project('browser');
    const program = `
      import { readFileSync } from 'node:fs';
      import { plan } from 'lading';
      import { LadingError, namedFacts, openLading } from 'lading/browser';
      const [, , bundle, wasm] = process.argv;
      const text = readFileSync(bundle + '/config.json', 'utf8');
      const lading = openLading(readFileSync(wasm));
      for (const facts of namedFacts.filter((name) => !name.startsWith('rootless'))) {
        const { digest } = lading.plan(text, { bundle, facts });
        if (digest !== (await plan(bundle, { facts })).digest) throw new Error(facts);
      }
      try { lading.plan('{', { facts: namedFacts[0] }); } catch (error) {
        console.log(error instanceof LadingError, error.data[0].line, lading.validate('{').length, namedFacts.length);
      }`;
    assert.match(node(folder, program, bundle, fileURLToPath(ENGINE_FILE)), /^true 1 1 [6-9]\n$/);
  });

  it('audits a record of this host without node, and finds a byte that was changed', async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    const { folder } = project('audit');
    const container = new Container();
    const outcome = await container.run({ args: ['--keep'] });
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const program = `
      import { readFileSync } from 'node:fs';
      import { openLading } from 'lading/browser';
      const [, , record, wasm] = process.argv;
      const lading = openLading(readFileSync(wasm));
      const [inputs, plan, journal] = ['inputs.json', 'plan.json', 'journal.ndjson'].map((name) => readFileSync(record + '/' + name));
      const files = { number: 1, inputs, plan, journal };
      plan[100] ^= 1;
      const changed = lading.audit([files]).isIntact;
      plan[100] ^= 1;
      console.log(lading.audit([files]).isIntact, changed);`;
    const record = join(container.stateDirectory, 'record', '1');
    assert.equal(node(folder, program, record, fileURLToPath(ENGINE_FILE)), 'true false\n');
    await container.delete({ force: true });
  });

  describe('carrying out', () => {
    leavesNothingBehind();
    const DEFINITIONS = `
      import { keepHelper, list, run } from 'lading';
      const [, , root, ...bundles] = process.argv;
      const runAll = (options) => Promise.all(bundles.map((bundle, index) => run(bundle, 'c' + index, { root, ...options })));
      const told = (all) => all.map(({ exitCode, journal }) => [exitCode, journal.end.outcome]);`;
    for (const [what, count, program] of [
      ['a container', 1, 'const ended = await runAll();'],
      ['two containers at once', 2, 'const ended = await runAll();'],
      [
        'two containers with one helper',
        2,
        `const kept = await keepHelper();
        const ended = await runAll({ kept });
        await kept.close();`,
      ],
    ] as const) {
      it(`runs ${what}, of what is packed alone`, function () {
        if (process.getuid?.() !== 0) skip(this, 'not-root');
        const folder = projectOfPacked(what.replaceAll(' ', '-'));
        const containers = Array.from({ length: count }, (_, index) => {
          const bend = (config: Config): void => {
            config.process.args = ['sh', '-c', `exit ${7 + index}`];
          };
          return new Container({ bend });
        });
        const shown = 'console.log(JSON.stringify([told(ended), await list({ root })]));';
        const found = node(
          folder,
          `${DEFINITIONS}\n${program}\n${shown}`,
          join(folder, 'state'),
          ...containers.map(({ bundle }) => bundle),
        );
        const ended = containers.map((_, index) => [7 + index, 'exited']);
        assert.deepEqual(JSON.parse(found), [ended, []]);
      });
    }
  });

  it('says what it expects of a caller without types', () => {
    const { folder } = project('untyped');
    const program = `
      import { diff, LadingError, plan } from 'lading';
      import { LadingError as Other, openLading } from 'lading/browser';
      for (const call of [
        () => plan(), () => plan(5), () => diff('/a', '/b'), () => diff(), () => openLading(), () => openLading(''),
      ]) {
        try { await call(); } catch (error) {
          if (!(error instanceof LadingError || error instanceof Other)) throw error;
          console.log(error.message);
        }
      }`;
    const told = node(folder, program).trimEnd().split('\n');
    const expected = [
      "plan: expected a bundle's path, or { command, id } of a container that lives",
      'diff: expected { plan, request? } twice: the bytes of a plan, as plan() gives them',
      'openLading: expected the bytes of engine.wasm',
    ].flatMap((message) => [message, message]);
    assert.deepEqual(told, expected);
  });

  it('has types for all of it', () => {
    const { folder } = project('types');
    const program = `
      import { audit, type Carried, diff, type Facts, facts, LadingError, list, plan, run, validate } from 'lading';
      import { type Lading, openLading } from 'lading/browser';
      export const digest: string = (await plan('.', { facts: 'v2-x86_64', command: 'run' })).digest;
      export const here: Facts = await facts();
      export const lines: (number | undefined)[] = (await validate('config.json')).map(({ line }) => line);
      export const ended: () => Promise<Carried> = () => run('.', 'web', { detach: true });
      export const lading: Lading = openLading(new Uint8Array());
      export const isOurs = (error: unknown): boolean => error instanceof LadingError && error.exitCode === 1;
      export const isIntact = async (path: string): Promise<boolean> => (await audit(path)).isIntact;
      void [list, diff];
      export const execs = [
        await plan('.', { command: 'exec', args: ['ls'], env: ['A=1'], facts: 'v2-x86_64' }),
        await plan('.', { command: 'exec', process: { args: ['ls'], cwd: '/' } }),
        await plan({ command: 'kill', id: 'web', signal: 9, all: true }),
        await plan({ command: 'update', id: 'web', resources: 'resources.json' }),
        await plan({ command: 'mounts', id: 'web', verb: 'remove', mounts: [{ destination: '/data' }] }),
        lading.plan('{}', { facts: 'v2-x86_64', command: 'checkpoint', imagePath: '/images' }),
      ];
      const chosen: 'create' | 'run' = Math.random() < 2 ? 'run' : 'create';
      await plan('.', { command: chosen });
      // @ts-expect-error: no such command
      await plan('.', { command: 'frobnicate' });
      // @ts-expect-error: what belongs to another command
      await plan('.', { command: 'kill', memory: '256m' });
      // @ts-expect-error: a dump needs its directory
      await plan('.', { command: 'checkpoint' });
      // @ts-expect-error: a container that lives has a name
      await plan({ command: 'start' });
      // @ts-expect-error: what makes a container is asked of a bundle
      await plan({ command: 'create', id: 'web' });
      // @ts-expect-error: nor is a facts file of use for one that is there
      await plan({ command: 'start', id: 'web', facts: 'v2-x86_64' });
      // @ts-expect-error: there are no files without node
      lading.plan('{}', { facts: 'v2-x86_64', command: 'update', resources: 'resources.json' });
      // @ts-expect-error: nor a configuration beside the one that is given
      lading.plan('{}', { facts: 'v2-x86_64', config: 'config.json' });`;
    writeFileSync(join(folder, 'program.ts'), program);
    makeTypes();
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022'];
    const tsc = join(repository, 'node_modules/.bin/tsc');
    const roots = ['--typeRoots', join(repository, 'node_modules/@types'), '--types', 'node'];
    const result = spawnSync(tsc, [...options, ...roots, 'program.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(result.stdout, '');
  });

  it('has types for what README shows, without those of node', () => {
    const { folder } = project('types-alone');
    const readme = readFileSync(join(repository, 'README.md'), 'utf8');
    const [, program = ''] = /## The library\n+```ts\n(.*?)```/s.exec(readme) ?? [];
    assert.match(program, /await plan\(/);
    writeFileSync(join(folder, 'program.ts'), program);
    const compilerOptions = {
      ...{ module: 'nodenext', noEmit: true, skipLibCheck: false, strict: true },
      ...{ target: 'es2022', types: [] },
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['program.ts'] }),
    );
    makeTypes();
    const tsc = join(repository, 'node_modules/.bin/tsc');
    const result = spawnSync(tsc, ['-p', '.'], { cwd: folder, encoding: 'utf8' });
    assert.equal(result.stdout, '');
  });

  it(`takes less than ${IMPORT_MS} ms to import, and does nothing`, () => {
    const { folder } = project('cost');
    const program = `
      const { user, system } = process.cpuUsage();
      await import('lading');
      const imported = process.cpuUsage({ user, system });
      console.log((user + system) / 1000, (imported.user + imported.system) / 1000);`;
    // Processor time, and the least of many: on a busy machine all else is somebody's work.
    const costs = Array.from({ length: IMPORT_ROUNDS }, () =>
      node(folder, program).split(' ').map(Number),
    );
    const least = (at: number): number => Math.min(...costs.map((each) => each[at] ?? Number.NaN));
    const slowness = Math.max(1, least(0) / NODE_MS);
    assert.ok(least(1) < IMPORT_MS * slowness, `${least(1)} ms, and node ${least(0)} ms`);
    // Nothing is kept open, written or left to be done.
    assert.equal(node(folder, "import 'lading';"), '');
  });

  it(`plans ${PLANS} times, each for another container, in ${PLANS_CPU_S} s of one processor at most`, () => {
    const { folder, bundle } = project('many');
    const program = `
      import { plan } from 'lading';
      const digests = new Set();
      const before = process.cpuUsage();
      for (let index = 0; index < ${PLANS}; index += 1) {
        digests.add((await plan(process.argv[2], { facts: 'v2-x86_64', id: 'c' + index })).digest);
      }
      const { user, system } = process.cpuUsage(before);
      console.log(digests.size, (user + system) / 1e6);`;
    const [count, seconds] = node(folder, program, bundle).split(' ').map(Number);
    assert.equal(count, PLANS);
    assert.ok(Number(seconds) < PLANS_CPU_S, `${seconds} s`);
  });

  it('ships what it exports', () => {
    const { exports, files } = packed();
    const paths = Object.values(exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .map((path) => path.replace('./', '').replace(/\/\*.*/, ''));
    for (const path of paths.filter((one) => one !== 'package.json')) {
      assert.ok(
        files.some((file) => path === file || path.startsWith(`${file}/`)),
        path,
      );
    }
  });
});
