import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../../../host/commands/run.ts';

let home: string;
let before: string | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lading-install-'));
  before = process.env.XDG_CONFIG_HOME;
  process.env.XDG_CONFIG_HOME = home;
});
afterEach(() => {
  rmSync(home, { recursive: true });
  if (before === undefined) delete process.env.XDG_CONFIG_HOME;
  else process.env.XDG_CONFIG_HOME = before;
});

async function install(command: string, engine: string, isWriting = true): Promise<string> {
  let printed = '';
  const ignore = (): void => undefined;
  await runCommand({
    command,
    globals: {},
    options: { user: true, ...(isWriting ? { write: true } : {}) },
    operands: [engine],
    log: { error: ignore, warning: ignore, debug: ignore },
    print: (text) => {
      printed += text;
    },
    hasColours: async () => false,
    optionNames: () => [],
  });
  return printed;
}

const files: readonly (readonly [string, string, RegExp])[] = [
  [
    'podman',
    'containers/containers.conf.d/lading.conf',
    /^\[engine\.runtimes\]\nlading = \["\/.*\/lading-oci"\]\n$/,
  ],
  ['containerd', 'containerd/conf.d/lading.toml', /^BinaryName = "\/.*\/lading-oci"$/m],
  ['docker', 'docker/daemon.json', /"path": "\/.*\/lading-oci"/],
];

describe('install', () => {
  for (const [engine, name, content] of files) {
    it(`tells ${engine} where lading is, and uninstall takes it back`, async () => {
      const file = join(home, name);
      const outcome = async (command: string, isWriting = true): Promise<string | undefined> =>
        (await install(command, engine, isWriting)).split('\n')[0];
      assert.equal(await outcome('install'), `${file}: written`);
      assert.match(readFileSync(file, 'utf8'), content);
      assert.equal(await outcome('install'), `${file}: nothing to do`);
      assert.equal(await outcome('uninstall', false), `${file}: to be removed`);
      assert.equal(await outcome('uninstall'), `${file}: removed`);
      assert.equal(existsSync(file), false);
      assert.equal(await outcome('uninstall'), `${file}: nothing to do`);
      assert.equal(await outcome('uninstall', false), `${file}: nothing to do`);
    });

    it(`replaces the lading of another path that ${engine} knows, and uninstall leaves it`, async () => {
      const file = join(home, name);
      await install('install', engine);
      const other = readFileSync(file, 'utf8').replace(/"\/.*\/lading-oci"/, '"/other/lading"');
      writeFileSync(file, other);
      const told = `${file}: nothing to do, it names /other/lading\n`;
      assert.equal(await install('uninstall', engine), told);
      assert.equal(readFileSync(file, 'utf8'), other);
      const replaced = await install('install', engine);
      assert.ok(replaced.startsWith(`${file}: written, replaces /other/lading\n`), replaced);
    });

    it(`shows what it would write for ${engine}, and writes nothing`, async () => {
      const shown = await install('install', engine, false);
      assert.ok(shown.startsWith(`${join(home, name)}:\n`));
      assert.match(
        shown.slice(shown.indexOf('\n\n') + 2).replace(/\n\nthen: .*\n$/, '\n'),
        content,
      );
      assert.equal(existsSync(join(home, name)), false);
    });
  }

  it("leaves the rest of docker's file as it was", async () => {
    const file = join(home, 'docker/daemon.json');
    mkdirSync(dirname(file));
    const other = { debug: true, runtimes: { other: { path: '/other' } } };
    writeFileSync(file, JSON.stringify(other));
    await install('install', 'docker');
    const written = JSON.parse(readFileSync(file, 'utf8')) as typeof other;
    assert.deepEqual(Object.keys(written.runtimes), ['other', 'lading']);
    assert.equal(written.debug, true);
    await install('uninstall', 'docker');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), other);
  });

  it('touches no file of docker that it cannot read', async () => {
    const file = join(home, 'docker/daemon.json');
    mkdirSync(dirname(file));
    writeFileSync(file, '{ broken');
    await assert.rejects(
      install('install', 'docker'),
      /expected a JSON object; it is left as it is/,
    );
    assert.equal(readFileSync(file, 'utf8'), '{ broken');
  });

  it('knows three container engines', async () => {
    await assert.rejects(
      install('install', 'rkt'),
      /expected one of podman, containerd, docker, found rkt/,
    );
  });
});
