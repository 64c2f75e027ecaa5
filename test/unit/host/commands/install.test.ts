import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../../../host/commands/run.ts';
import { installFile } from '../../../../host/output.ts';

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
        shown.slice(shown.indexOf('\n\n') + 2).replace(/\n\nthen[:,].*$/s, '\n'),
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

  for (const [engine, name] of files.slice(0, 2)) {
    it(`rewrites no file of ${engine} that holds more than lading writes`, async () => {
      const file = join(home, name);
      await install('install', engine);
      const more = `${readFileSync(file, 'utf8')}# mine\n`;
      writeFileSync(file, more);
      for (const command of ['install', 'uninstall'])
        await assert.rejects(install(command, engine), /holds more than lading writes/);
      writeFileSync(file, '# mine alone\n');
      await assert.rejects(install('install', engine), /holds more than lading writes/);
      assert.equal(await install('uninstall', engine), `${file}: nothing to do\n`);
      assert.equal(readFileSync(file, 'utf8'), '# mine alone\n');
      writeFileSync(file, '');
      assert.match(await install('install', engine), /: written\n/);
    });
  }

  const daemon = (text: string): string => {
    const file = join(home, 'docker/daemon.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  it("keeps arguments that somebody gave docker's lading", async () => {
    const file = daemon('{"runtimes":{"lading":{"path":"/old","runtimeArgs":["--root","/srv"]}}}');
    assert.match(await install('install', 'docker'), /written, replaces \/old\n/);
    const { runtimes } = JSON.parse(readFileSync(file, 'utf8')) as {
      runtimes: { lading: Record<string, unknown> };
    };
    assert.deepEqual(runtimes.lading.runtimeArgs, ['--root', '/srv']);
    assert.match(`${runtimes.lading.path}`, /lading-oci$/);
  });

  it('tells of a lading of another kind that it replaces in docker', async () => {
    const other = { runtimeType: 'io.containerd.runc.v2', options: { BinaryName: '/opt/l' } };
    const file = daemon(JSON.stringify({ runtimes: { lading: other } }));
    const told = await install('install', 'docker');
    assert.ok(told.startsWith(`${file}: written, replaces ${JSON.stringify(other)}\n`), told);
  });

  for (const [what, text, why] of [
    ['with runtimes that are none', '{"runtimes":[]}', /expected an object at \/runtimes/],
    ['with a number that would not stay', '{"x":[9223372036854775807]}', /would not stay exact/],
    ['that is no object', '[]', /expected a JSON object/],
  ] as const) {
    it(`leaves docker's file ${what} as it is`, async () => {
      const file = daemon(text);
      await assert.rejects(install('install', 'docker'), why);
      assert.equal(readFileSync(file, 'utf8'), text);
    });
  }

  it('takes an empty file of docker for one that says nothing', async () => {
    daemon('');
    assert.match(await install('install', 'docker'), /: written\n/);
  });

  it('is not taken out of docker while it is the default there', async () => {
    const file = daemon('{"default-runtime":"lading"}');
    await install('install', 'docker');
    const before = readFileSync(file, 'utf8');
    await assert.rejects(
      install('uninstall', 'docker'),
      /is the default-runtime.*change that first/,
    );
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  it('keeps mode and link of the file, and leaves nothing beside it', async () => {
    const file = daemon('');
    const real = join(home, 'real.json');
    writeFileSync(real, '{"debug":true}', { mode: 0o600 });
    rmSync(file);
    symlinkSync(real, file);
    await install('install', 'docker');
    assert.equal(readlinkSync(file), real);
    assert.equal(statSync(real).mode & 0o777, 0o600);
    assert.match(readFileSync(real, 'utf8'), /lading-oci/);
    assert.deepEqual(readdirSync(dirname(file)), ['daemon.json']);
    assert.deepEqual(readdirSync(home).sort(), ['docker', 'real.json']);
  });

  it('makes for everybody what everybody reads, whatever the umask', () => {
    const mask = process.umask(0o077);
    try {
      installFile(join(home, 'etc/conf.d/lading.conf'), 'x', true);
      installFile(join(home, 'own/lading.conf'), 'x', false);
    } finally {
      process.umask(mask);
    }
    const modes = ['etc', 'etc/conf.d', 'etc/conf.d/lading.conf', 'own', 'own/lading.conf'].map(
      (name) => (statSync(join(home, name)).mode & 0o777).toString(8),
    );
    assert.deepEqual(modes, ['755', '755', '644', '700', '600']);
  });

  it('knows three container engines', async () => {
    await assert.rejects(
      install('install', 'rkt'),
      /expected one of podman, containerd, docker, found rkt/,
    );
  });
});
