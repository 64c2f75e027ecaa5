// The tests of what needs no Linux, once more, in Chromium: the same files, bundled, with the same engine.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ORIGIN, openChromium, serve } from '../helpers/chromium.ts';

const repository = join(import.meta.dirname, '..', '..');
const here = import.meta.dirname;
const SUITE_MS = 600_000;
/** There is more to lose than to gain by an exact number: it only says that the bundle was not empty. */
const TESTS_AT_LEAST = 300;

/** Folders whose tests ask the engine, or look at what it said; and those of them that are about node or containers. */
const FOLDERS = [
  'test/plans',
  'test/errors',
  'test/unit/assembly/commands',
  'test/unit/host/engine',
  'test/unit/host/gather',
  'test/unit/host/report',
];
const FILES = ['test/engine/schemas.test.ts', 'test/property/json.test.ts'];
const NOT_THERE = ['test/errors/engines.test.ts', 'test/unit/host/gather/reader.test.ts'];

/** What they read. */
const DATA = [
  'test/plans',
  'test/fixtures',
  'host/facts',
  'host/schema',
  'build/engine.wasm',
  'package.json',
];

function filesBelow(path: string): string[] {
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(join(repository, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .sort();
}

const suite = [...FOLDERS.flatMap(filesBelow), ...FILES]
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => !NOT_THERE.includes(path));

const SHIMS: ReadonlyMap<string, string> = new Map([
  ['node:assert/strict', 'assert-strict.ts'],
  ['node:crypto', 'node-crypto.ts'],
  ['node:fs', 'node-fs.ts'],
  ['node:path', 'node-path.ts'],
]);

const asInNode: Plugin = {
  name: 'as-in-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => {
      const shim = SHIMS.get(path);
      return shim === undefined ? undefined : { path: join(here, shim) };
    });
    // The place of each file is known while it is bundled, not after.
    onLoad({ filter: /\/(test|host)\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    stdin: {
      contents: suite.map((path) => `import './${path}';`).join('\n'),
      resolveDir: repository,
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    inject: [join(here, 'globals.ts')],
    define: { global: 'globalThis' },
    plugins: [asInNode],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

type Outcome = { readonly passed: number; readonly failures: readonly string[] };

async function runInChromium(): Promise<Outcome> {
  const files = Object.fromEntries(
    DATA.flatMap(filesBelow).map((path) => [
      join(repository, path),
      readFileSync(join(repository, path)).toString('base64'),
    ]),
  );
  const script = (body: string): { body: string; type: string } => ({
    body,
    type: 'text/javascript',
  });
  const browser = await openChromium();
  try {
    const context = await browser.newContext();
    await serve(
      context,
      new Map([
        ['/', { body: '<!doctype html><meta charset="utf-8">', type: 'text/html' }],
        ['/files.js', script(`globalThis.testFiles = ${JSON.stringify(files)};`)],
        [
          '/mocha.js',
          script(readFileSync(join(repository, 'node_modules/mocha/mocha.js'), 'utf8')),
        ],
        ['/tests.js', script(await bundle())],
      ]),
    );
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    await page.goto(`${ORIGIN}/`);
    await page.addScriptTag({ url: '/files.js' });
    await page.addScriptTag({ url: '/mocha.js' });
    await page.evaluate(`mocha.setup({ ui: 'bdd', reporter: class {}, timeout: ${SUITE_MS} })`);
    await page.addScriptTag({ url: '/tests.js' });
    assert.deepEqual(errors, []);
    return await page.evaluate<Outcome>(RUN);
  } finally {
    await browser.close();
  }
}

const RUN = `new Promise((resolve) => {
  const failures = [];
  let passed = 0;
  mocha.run(() => resolve({ passed, failures }))
    .on('pass', () => { passed += 1; })
    .on('fail', (test, error) => failures.push(test.fullTitle() + ': ' + (error.stack ?? error)));
})`;

describe('in a browser', function () {
  this.timeout(SUITE_MS);
  let outcome: Outcome | Error = new Error('not run');

  before(async () => {
    outcome = await runInChromium().catch((error: Error) => error);
    if (outcome instanceof Error || this.tests.length === 0) return;
    const [test] = this.tests;
    if (test !== undefined) test.title = test.title.replace('all', `all ${outcome.passed}`);
  });

  it(`all tests of ${suite.length} files about plans, diagnostics, gathering and reports pass as they do in Node`, () => {
    if (outcome instanceof Error) throw outcome;
    assert.deepEqual(outcome.failures.slice(0, 5), []);
    assert.ok(outcome.passed >= TESTS_AT_LEAST, `${outcome.passed} tests`);
  });
});
