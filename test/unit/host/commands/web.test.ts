// `lading web`, and files that are written where something stands already: what is read is never written, and only what
// lading wrote is written over.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerConfig, smallConfig } from '../../../helpers/config.ts';
import { Container, testDirectory } from '../../../helpers/container.ts';
import { run, runtime, start } from '../../../helpers/runtime.ts';
import { skip } from '../../../helpers/skip.ts';

const lading = (...args: string[]) => run([...runtime('lading').command, ...args]);
const folder = join(testDirectory(), 'web');
const config = join(folder, 'config.json');
const text = JSON.stringify(smallConfig(), null, 1);

describe('lading web', () => {
  before(() => mkdirSync(folder));
  beforeEach(() => writeFileSync(config, text));

  const opened = (page: string): unknown =>
    JSON.parse(/<script type="application\/json" id="given">(.*)<\/script>/.exec(page)?.[1] ?? '');

  for (const [what, place, expected] of [
    ['a config', config, {}],
    ['a bundle', folder, {}],
    [
      'a config of another name',
      join(folder, 'other.json'),
      { config: join(folder, 'other.json') },
    ],
  ] as const) {
    it(`writes a page that opens with ${what}, which it only reads`, async () => {
      writeFileSync(join(folder, 'other.json'), text);
      const file = join(folder, 'page.html');
      const found = await lading('web', place, '--html', file);
      assert.deepEqual(found, { exitCode: 0, stdout: '', stderr: '' });
      const given = opened(readFileSync(file, 'utf8')) as Record<string, unknown>;
      assert.deepEqual([given.config, given.bundle, given.options], [text, folder, expected]);
      assert.equal(readFileSync(config, 'utf8'), text);
    });
  }

  it('serves a page that opens with a config, whatever is wrong in it', async () => {
    writeFileSync(config, '{"ociVersion": 5,');
    const server = start([...runtime('lading').command, 'web', config]);
    try {
      await server.prints('/\n');
      server.kill('SIGTERM');
      const { stdout } = await server.outcome;
      assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    } finally {
      server.kill('SIGKILL');
    }
    assert.equal(readFileSync(config, 'utf8'), '{"ociVersion": 5,');
  });

  it('mends nothing that lading would refuse', async () => {
    const file = join(folder, 'page.html');
    writeFileSync(config, `\ufeff${text}`);
    assert.equal((await lading('web', config, '--html', file)).exitCode, 0);
    const given = opened(readFileSync(file, 'utf8')) as Record<string, unknown>;
    assert.equal(given.config, `\ufeff${text}`);
    writeFileSync(config, Buffer.from([0x7b, 0xff, 0x7d]));
    const { stderr, exitCode } = await lading('web', config, '--html', file);
    assert.match(stderr, /^lading: web: .*config\.json: not UTF-8\n$/);
    assert.equal(exitCode, 1);
  });

  it('says what it expects when there is no such config', async () => {
    const { stderr, exitCode } = await lading('web', join(folder, 'page-to-write.html'));
    assert.match(stderr, /^lading: web: .*ENOENT: expected the config\.json .*--html FILE writes/);
    assert.equal(exitCode, 1);
  });

  it('refuses a port that is none, and one that would be of no use', async () => {
    for (const port of ['abc', '65536', '99999', '999999999']) {
      const { stderr, exitCode } = await lading('web', '--port', port);
      assert.equal(stderr, `lading: invalid value \`${port}\` of --port <n>\n`);
      assert.equal(exitCode, 1);
    }
    const { stderr } = await lading('web', '--port', '80', '--html', join(folder, 'page.html'));
    assert.match(stderr, /^lading: web: --port: a page that is written with --html is not served/);
  });
});

describe('a file that a command is told to write', () => {
  const directory = join(testDirectory(), 'products');
  const facts = ['-b', directory, '--facts', 'v2-x86_64'];
  before(() => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'config.json'), text);
  });

  for (const [what, args] of [
    ['web --html', ['web', '--html']],
    ['plan --html', ['plan', ...facts, '--html']],
  ] as const) {
    it(`is not overwritten when it is something else: ${what}`, async () => {
      for (const [name, contents] of [
        ['config.json', text],
        ['page.html', '<!doctype html>\n<html><head><title>mine</title>'],
        ['short', 'x'],
      ] as const) {
        const file = join(directory, name);
        writeFileSync(file, contents);
        const { stderr, exitCode } = await lading(...args, file);
        const expected = `lading: ${args[0]}: \`${file}\` is there and is not a page of lading: it is not overwritten\n`;
        assert.deepEqual([stderr, exitCode], [expected, 1]);
        assert.equal(readFileSync(file, 'utf8'), contents);
      }
    });

    it(`is overwritten when it is an earlier one, or empty: ${what}`, async () => {
      const file = join(directory, 'again.html');
      writeFileSync(file, '');
      for (const again of [['web', '--html'], args, args]) {
        const { stderr, exitCode } = await lading(...again, file);
        assert.deepEqual([stderr, exitCode], ['', 0]);
      }
    });

    it(`may be no file at all: ${what}`, async () => {
      const [command = '', ...rest] = [...runtime('lading').command, ...args, '/dev/stdout'];
      const { stdout } = await run(['sh', '-c', '"$@" | cat', 'sh', command, ...rest]);
      assert.match(stdout, /^<!doctype html>/);
    });
  }

  it('is overwritten by audit when it is its own, and not when it is something else', async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    const container = new Container({ config: dockerConfig() });
    assert.equal((await container.create()).exitCode, 0);
    const audit = ['--root', container.stateRoot, 'audit', container.id];
    const file = join(container.bundle, 'config.json');
    const contents = readFileSync(file, 'utf8');
    for (const [option, kind] of [
      ['--export', 'an export of records'],
      ['--attest', 'an attestation'],
    ] as const) {
      const { stderr, exitCode } = await lading(...audit, option, file);
      const expected = `lading: audit: \`${file}\` is there and is not ${kind}: it is not overwritten\n`;
      assert.deepEqual([stderr, exitCode], [expected, 1]);
      assert.equal(readFileSync(file, 'utf8'), contents);
      for (const _ of ['new', 'again']) {
        const own = await lading(...audit, option, join(directory, option));
        assert.deepEqual([own.stderr, own.exitCode], ['', 0]);
      }
    }
    await container.delete({ force: true });
  });
});
