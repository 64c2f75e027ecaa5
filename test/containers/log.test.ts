// What engines read when a command fails: one record in the log, the same line on stderr; and the services of the
// system, in a mount namespace where a receiver of ours stands in their places.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { nativeEntry, run, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const [lading = ''] = runtimeUnderTest().command;
let logs = 0;

function logPath(): string {
  logs += 1;
  return join(testDirectory(), `log-${logs}`);
}

/** Stands in for a service of the host: `socket` below a directory that is mounted over `place`. */
async function received(
  place: string,
  socket: string,
  args: readonly string[],
  command = [lading],
): Promise<string> {
  logs += 1;
  const directory = join(testDirectory(), `service-${logs}`);
  mkdirSync(directory, { recursive: true });
  const receiver = start([program('datagrams'), join(directory, socket)]);
  await receiver.prints('ready');
  // Over /dev only what a program cannot do without is carried along.
  const devices = place === '/dev' ? 'touch "$0/null" && mount --bind /dev/null "$0/null" && ' : '';
  const script = `mkdir -p ${place} && ${devices}mount --rbind "$0" ${place} && shift 0 && exec "$@"`;
  const words = ['unshare', '-m', 'sh', '-c', script, directory, ...command, ...args];
  const outcome = await run(words);
  assert.equal(outcome.exitCode, 1);
  assert.match(outcome.stderr, /does not exist/);
  await receiver.prints('exist');
  receiver.kill('SIGKILL');
  return (await receiver.outcome).stdout.replace('ready\n', '');
}

describe('the log of a command', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it('gets one record for one failure, the line that stderr gets too', async () => {
    const log = logPath();
    const root = join(testDirectory(), 'no-state');
    const outcome = await run([
      lading,
      `--root=${root}`,
      `--log=${log}`,
      '--log-format=json',
      'state',
      'nobody',
    ]);
    const lines = readFileSync(log, 'utf8').split('\n');
    assert.equal(lines.length, 2);
    const record = JSON.parse(lines[0] ?? '') as { msg: string; level: string };
    assert.deepEqual(Object.keys(record), ['msg', 'level', 'time']);
    assert.equal(record.level, 'error');
    assert.equal(`lading: ${record.msg}\n`, outcome.stderr);
    assert.match(record.msg, /does not exist/);
  });

  it('gets what is wrong with the command line too, which engines would miss', async () => {
    const log = logPath();
    const outcome = await run([
      lading,
      '--log',
      log,
      '--log-format',
      'json',
      'state',
      '--frob',
      'x',
    ]);
    assert.equal(outcome.exitCode, 64);
    const record = JSON.parse(readFileSync(log, 'utf8')) as { msg: string };
    assert.match(record.msg, /unknown option '--frob'/);
  });

  it('is added to, never cut, and made readable by all as the umask allows', async () => {
    const log = logPath();
    writeFileSync(log, 'before\n');
    await run([lading, `--log=file:${log}`, 'state', 'nobody']);
    await run([lading, `--log=${log}`, 'state', 'nobody']);
    const lines = readFileSync(log, 'utf8').split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[0], 'before');
  });

  it('is not written through a link', async () => {
    const log = logPath();
    symlinkSync(join(testDirectory(), 'elsewhere'), log);
    const outcome = await run([lading, `--log=${log}`, 'state', 'nobody']);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /open log file `.*`: ELOOP/);
    assert.ok(!existsSync(join(testDirectory(), 'elsewhere')));
  });

  it('may be a standard stream, by its name', async () => {
    for (const command of [[lading], [...nativeEntry.command]]) {
      for (const name of ['/dev/stderr', '/dev/fd/2', '/proc/self/fd/2']) {
        const args = ['--log', name, '--log-format', 'json', 'state', 'nobody'];
        const { exitCode, stdout, stderr } = await run([...command, ...args]);
        assert.deepEqual([exitCode, stdout], [1, '']);
        assert.match(stderr, /^\{"msg":".*nobody.*","level":"error","time":".*"\}$/m);
      }
      const told = await run([...command, '--log', '/dev/stdout', 'state', 'nobody']);
      assert.match(told.stdout, /nobody/);
    }
  });

  it('is made before anything is done, or nothing is done', async () => {
    const log = logPath();
    for (const command of [[lading], [...nativeEntry.command]]) {
      const quiet = await run([...command, '--log', log, 'list', '-q']);
      assert.deepEqual([quiet.exitCode, readFileSync(log, 'utf8')], [0, '']);
      rmSync(log);
      const nowhere = await run([...command, '--log', '/nonexistent/log', 'list']);
      assert.deepEqual(nowhere, {
        exitCode: 1,
        stdout: '',
        stderr: 'lading: open log file `/nonexistent/log`: ENOENT\n',
      });
    }
  });

  it('is where the caller is, when its name is relative', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['/nope'];
      },
    });
    for (const command of [[lading], [...nativeEntry.command]]) {
      const words = ['--root', container.stateRoot, '--log', 'own.log', 'run', container.id];
      const { exitCode } = await run([...command, ...words], { cwd: container.bundle });
      assert.equal(exitCode, 1);
      const own = join(container.bundle, 'own.log');
      assert.match(readFileSync(own, 'utf8'), /^run: .*`\/nope` not found/);
      rmSync(own);
    }
  });

  it('can be journald: a message with its priority and name', async () => {
    const args = ['--log', 'journald:me', 'state', 'nobody'];
    const message = await received('/run/systemd/journal', 'socket', args);
    assert.match(
      message,
      /^SYSLOG_IDENTIFIER=me\\x0aPRIORITY=3\\x0aMESSAGE\\x0a.(?:\\x00){7}state: .*\\x0a\n$/,
    );
  });

  it('can be syslog, under the name of the container when none is given', async () => {
    const message = await received('/dev', 'log', ['--log', 'syslog:', 'state', 'nobody']);
    assert.match(message, /^<11>nobody\[\d+\]: .*does not exist.*\n$/);
  });

  const services = {
    journald: ['/run/systemd/journal', 'socket'],
    syslog: ['/dev', 'log'],
  } as const;
  const missing = ['state', 'nobody'];
  const cases: readonly (readonly [string, keyof typeof services, readonly string[], RegExp])[] = [
    ['journald: under a name', 'journald', ['--log=journald:me', ...missing], /IDENTIFIER=me\\x0a/],
    [
      'journald: under that of the container',
      'journald',
      ['--log', 'journald:', ...missing],
      /IDENTIFIER=nobody\\x0aPRIORITY=3\\x0a/,
    ],
    ['syslog: under a name', 'syslog', ['--log=syslog:me', ...missing], /^<11>me\[\d+\]: state: /],
    [
      'syslog: under that of the container, wherever it stands',
      'syslog',
      ['--log', 'syslog:', 'mounts', 'add', 'nobody', '/dev/null'],
      /^<11>nobody\[\d+\]: mounts: /,
    ],
    [
      'syslog: as text, whatever form records have in a file',
      'syslog',
      ['--log', 'syslog:me', '--log-format', 'json', ...missing],
      /^<11>me\[\d+\]: state: container/,
    ],
  ];
  for (const [what, service, args, expected] of cases) {
    it(`is the same through the native entry, for ${what}`, async () => {
      const [place, socket] = services[service];
      const both = [
        await received(place, socket, args),
        await received(place, socket, args, [...nativeEntry.command]),
      ].map((text) => text.replace(/\[\d+\]/, '[1]'));
      assert.match(both[0] ?? '', expected);
      assert.equal(both[1], both[0]);
    });
  }

  it('does not fail a command when nobody listens', async () => {
    const script = 'mount -t tmpfs none /run && exec "$0" "$@"';
    const command = ['unshare', '-m', 'sh', '-c', script, lading];
    const outcome = await run([...command, '--log', 'journald:x', '--debug', 'list']);
    assert.equal(outcome.exitCode, 0, outcome.stderr);
  });
});
