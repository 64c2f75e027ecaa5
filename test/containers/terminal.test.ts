// A container on a terminal: of its own devpts, carried to the caller's or handed to a console socket; as the kernel shows
// it (tty of /proc/PID/stat, descriptors, mounts, modes), and as whoever sits in front of it does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Terminal } from '../helpers/terminal.ts';

/** tty_nr of proc_pid_stat(5) for /dev/pts/0. */
const FIRST_SLAVE = 136 << 8;

function onTerminal(script: string, bend?: (config: Config, self: Container) => void): Container {
  return new Container({
    bend: (config, self) => {
      config.process.terminal = true;
      config.process.args = ['sh', '-c', script];
      bend?.(config, self);
    },
  });
}

function foreground(container: Container, ...options: string[]): Terminal {
  return Terminal.run(
    container.command('run', '--bundle', container.bundle, ...options, container.id),
  );
}

function session(pid: number): { readonly leader: number; readonly tty: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
  return { leader: Number(fields[3]), tty: Number(fields[4]) };
}

async function pidOf(container: Container): Promise<number> {
  let pid = 0;
  for (let tries = 0; pid === 0 && tries < 200; tries++) {
    const outcome = await run(container.command('state', container.id));
    if (outcome.exitCode === 0) pid = (JSON.parse(outcome.stdout) as { pid: number }).pid;
  }
  return pid;
}

/** Peers lose output, resize late or not at all, or need terminals of their own kind. */
function onlyLading(test: Mocha.Context): void {
  if (runtimeUnderTest().name !== 'lading') skip(test, 'peer-under-test');
}

describe('a container on a terminal', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it('leads a session whose terminal is the first of its own devpts', async () => {
    const container = onTerminal('echo ready; read line; echo "got $line"');
    const terminal = foreground(container);
    await terminal.shows('ready');
    const pid = await pidOf(container);
    assert.deepEqual(session(pid), { leader: pid, tty: FIRST_SLAVE });
    for (const fd of [0, 1, 2])
      assert.equal(readlinkSync(`/proc/${pid}/fd/${fd}`), '/dev/pts/0', `${fd}`);
    const [own, host] = [`/proc/${pid}/root/dev/pts`, '/dev/pts'].map((path) => statSync(path).dev);
    assert.notEqual(own, host);
    const mounts = readFileSync(`/proc/${pid}/mountinfo`, 'utf8');
    assert.match(mounts, / \/0 \/dev\/console .* - devpts /);
    terminal.type('hello\n');
    const ended = await terminal.ended();
    assert.match(
      ended.shown,
      /hello\r\ngot hello\r\n$/,
      'echoed once, by the container’s terminal',
    );
    assert.equal(ended.exitCode, 0);
  });

  it('is its user’s terminal, and the group’s that the devpts has', async () => {
    const script =
      'stat -c %u:%g:%a:%t:%T /dev/pts/0 /dev/console; echo; echo to-console >/dev/console';
    const container = onTerminal(script, ({ process }) => {
      process.user = { uid: 1000, gid: 1000 };
    });
    const { shown, exitCode } = await foreground(container).ended();
    assert.equal(shown, '1000:5:620:88:0\r\n1000:5:620:88:0\r\n\r\nto-console\r\n');
    assert.equal(exitCode, 0);
  });

  it('has the size of the caller’s, and follows it', async function () {
    onlyLading(this);
    const script =
      'stty size; trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.05; done';
    const terminal = foreground(onTerminal(script));
    await terminal.shows('ready');
    terminal.resize();
    const { shown } = await terminal.ended();
    assert.equal(shown, '24 80\r\nready\r\n31 101\r\n');
  });

  it('has the size that the config says, until the caller’s changes', async function () {
    onlyLading(this);
    const script =
      'stty size; trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.05; done';
    const container = onTerminal(script, ({ process }) => {
      Object.assign(process, { consoleSize: { height: 11, width: 22 } });
    });
    const terminal = foreground(container);
    await terminal.shows('ready');
    terminal.resize();
    const { shown } = await terminal.ended();
    assert.equal(shown, '11 22\r\nready\r\n31 101\r\n');
  });

  it('gets what is typed as it is: ^C is its own interrupt, ^Z its own stop', async () => {
    const script = 'trap "echo interrupted; exit 3" INT; echo ready; while :; do sleep 0.05; done';
    const terminal = foreground(onTerminal(script));
    await terminal.shows('ready');
    terminal.type('\x1a\x03');
    const { shown, exitCode } = await terminal.ended();
    assert.match(shown, /interrupted/);
    assert.equal(exitCode, 3);
  });

  it('reads an end of file when that is typed', async () => {
    const { shown, exitCode } = await (async () => {
      const terminal = foreground(onTerminal('echo ready; cat; echo end'));
      await terminal.shows('ready\r\n');
      terminal.type('one\n\x04');
      return terminal.ended();
    })();
    assert.match(shown, /one\r\none\r\nend\r\n$/);
    assert.equal(exitCode, 0);
  });

  it('loses nothing of what it shows last, be it much or little', async function () {
    onlyLading(this);
    this.timeout(120_000);
    const many = await foreground(onTerminal('seq 1 50000')).ended();
    const lines = many.shown.split('\r\n');
    assert.equal(lines.length, 50_001);
    assert.deepEqual(lines.slice(-3), ['49999', '50000', '']);
    assert.ok(lines.every((line, index) => line === '' || line === `${index + 1}`));
    for (let turn = 0; turn < 10; turn++) {
      const little = await foreground(onTerminal(`printf 'the last of ${turn}'`)).ended();
      assert.equal(little.shown, `the last of ${turn}`);
    }
  });

  it('lives on when it lets its terminal go, and has it again', async () => {
    const script =
      'exec 3<&0; exec </dev/null >/dev/null 2>&1 3<&-; sleep 0.5; echo back >/dev/pts/0';
    const { shown, exitCode } = await foreground(onTerminal(script)).ended();
    assert.deepEqual([shown, exitCode], ['back\r\n', 0]);
  });

  it('is hung up when the caller’s terminal is', async () => {
    const container = onTerminal('trap "exit 9" HUP; echo ready; while :; do sleep 0.05; done');
    const terminal = foreground(container);
    await terminal.shows('ready');
    terminal.hangUp();
    assert.equal((await terminal.ended()).exitCode, 9);
  });

  it('ends, and its caller’s output goes on, where nobody looks any more', async function () {
    onlyLading(this);
    const container = onTerminal('seq 1 20000; exit 7');
    const command = container.command('run', '--bundle', container.bundle, container.id);
    const script = '("$@"; echo "code $?" >&2) | head -n 1; wait';
    const { shown } = await Terminal.run(['bash', '-c', script, 'bash', ...command]).ended();
    assert.match(shown, /code 7/);
  });
});

describe('the caller’s terminal', () => {
  leavesNothingBehind();
  before(function () {
    onlyLading(this);
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  /** In raw mode neither output nor input is touched. */
  function isRaw(modes: string | undefined): boolean {
    const [input = 0, output = 0, , local = 0] = (modes ?? '')
      .split(' ')
      .map((m) => parseInt(m, 16));
    const [ICRNL, OPOST, ISIG, ICANON, ECHO] = [0o400, 0o1, 0o1, 0o2, 0o10];
    return (
      (input & ICRNL) === 0 && (output & OPOST) === 0 && (local & (ISIG | ICANON | ECHO)) === 0
    );
  }

  async function end(container: Container, how: (pid: number) => void): Promise<void> {
    const terminal = foreground(container);
    await terminal.shows('ready');
    terminal.resize();
    await until('its modes', () => terminal.modes.during.length === 1);
    if (how.length > 0) how(await pidOf(container));
    const { modes } = await terminal.ended();
    assert.ok(isRaw(modes.during[0]), modes.during[0]);
    assert.ok(!isRaw(modes.before[0]), modes.before[0]);
    assert.deepEqual(modes.after, modes.before);
  }

  const loop = 'echo ready; while :; do sleep 0.05; done';
  const ends: [how: string, script: string, end: (pid: number) => void][] = [
    ['ends by itself', 'echo ready; sleep 0.5; exit 1', () => {}],
    ['is killed', loop, (pid) => process.kill(pid, 'SIGKILL')],
    [
      'is stopped by a signal',
      `trap "exit 0" TERM; ${loop}`,
      (pid) => process.kill(pid, 'SIGTERM'),
    ],
  ];
  for (const [how, script, kill] of ends) {
    it(`is raw while the container runs, and as before when that ${how}`, async () => {
      await end(onTerminal(script), kill);
    });
  }

  it('is as before when the runtime is told to end', async () => {
    const container = onTerminal(`trap "exit 0" TERM; ${loop}`);
    await end(container, (_) => {
      const found = spawnSync('pgrep', ['-f', `run --bundle ${container.bundle} `]);
      const pids = found.stdout.toString().split('\n').filter(Boolean).map(Number);
      // The terminal's own program has the same words.
      for (const pid of pids.slice(1, 2)) process.kill(pid, 'SIGTERM');
    });
  });

  it('is never touched when the container cannot start', async () => {
    const container = onTerminal('true', ({ process }) => {
      process.args = ['/nope'];
    });
    const { modes, shown, exitCode } = await foreground(container).ended();
    assert.deepEqual(modes.after, modes.before);
    assert.match(shown, /executable file `\/nope` not found/);
    assert.equal(exitCode, 1);
  });

  it('is as before when the helper is killed: its host sees to that', async function () {
    const container = onTerminal(loop);
    if (!/\/lading$/.test(container.runtime.command[0] ?? '')) skip(this, 'peer-under-test');
    const terminal = foreground(container);
    await terminal.shows('ready');
    terminal.resize();
    await until('its modes', () => terminal.modes.during.length === 1);
    const pid = await pidOf(container);
    const [, parent] = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    process.kill(Number(parent), 'SIGKILL');
    const { modes } = await terminal.ended();
    assert.ok(isRaw(modes.during[0]));
    assert.deepEqual(modes.after, modes.before);
    await container.delete({ force: true });
  });

  it('has to be there: words as engines know them', async () => {
    for (const [command, complaint] of [
      [['run'], /tcgetattr: Inappropriate ioctl for device/],
      [['create'], /use --console-socket with create when a terminal is used/],
      [['run', '--detach'], /use --console-socket with --detach when a terminal is used/],
    ] as const) {
      const container = onTerminal('true');
      const outcome = await run(
        container.command(...command, '--bundle', container.bundle, container.id),
      );
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, complaint);
    }
  });

  it('costs a foreground run no memory to speak of', async function () {
    const container = onTerminal(loop);
    if (!/lading-oci$/.test(container.runtime.command[0] ?? '')) skip(this, 'peer-under-test');
    const terminal = foreground(container);
    await terminal.shows('ready');
    const pid = await pidOf(container);
    const [, parent] = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    await until('it holds less than a megabyte', () => {
      const rollup = readFileSync(`/proc/${parent}/smaps_rollup`, 'utf8');
      const [, rss] = /^Rss: +(\d+) kB$/m.exec(rollup) ?? [];
      return Number(rss) <= 1024;
    });
    process.kill(pid, 'SIGKILL');
    await terminal.ended();
  });
});

describe('a console socket', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  function socketFor(container: Container, folder = container.bundle): string {
    return join(folder, 'console');
  }

  for (const command of ['create', 'run'] as const) {
    it(`receives the terminal of ${command}`, async () => {
      const container = onTerminal('stty size; read line; echo "got $line"', ({ process }) => {
        Object.assign(process, { consoleSize: { height: 30, width: 40 } });
      });
      const terminal = await Terminal.receive(socketFor(container));
      const args = ['--console-socket', socketFor(container)];
      const made = await (command === 'create'
        ? container.create({ args })
        : container.runDetached({ args }));
      assert.equal(made.exitCode, 0, made.stderr);
      if (command === 'create') {
        const { pid } = await container.state();
        assert.equal(session(pid).tty, FIRST_SLAVE);
        // Nobody but the receiver holds the master.
        const held = spawnSync('sh', ['-c', `ls -l /proc/${pid}/fd`]).stdout.toString();
        assert.doesNotMatch(held, /ptmx/);
        assert.equal((await run(container.command('start', container.id))).exitCode, 0);
      }
      await terminal.shows('30 40');
      terminal.type('hello\n');
      const { shown, received } = await terminal.ended();
      assert.match(received ?? '', /^a descriptor with \d+ bytes$/);
      assert.match(shown, /got hello\r\n$/);
      await container.reach('stopped');
      await container.delete();
    });
  }

  it('receives the terminal of a run in the foreground, too', async function () {
    const container = onTerminal('echo shown; exit 4');
    if (container.runtime.name === 'runc') skip(this, 'peer-under-test');
    const terminal = await Terminal.receive(socketFor(container));
    const outcome = await container.run({ args: ['--console-socket', socketFor(container)] });
    assert.deepEqual([outcome.stdout, outcome.exitCode], ['', 4], outcome.stderr);
    assert.equal((await terminal.ended()).shown, 'shown\r\n');
  });

  it('may have a path longer than an address', async function () {
    onlyLading(this);
    const container = onTerminal('echo shown');
    const folder = join(testDirectory(), 'l'.repeat(100), 'o'.repeat(100));
    mkdirSync(folder, { recursive: true });
    // The receiver's own address is short: it is moved there.
    const terminal = await Terminal.receive(socketFor(container));
    spawnSync('mv', [socketFor(container), socketFor(container, folder)]);
    const args = ['--console-socket', socketFor(container, folder)];
    const made = await container.runDetached({ args });
    assert.equal(made.exitCode, 0, made.stderr);
    assert.equal((await terminal.ended()).shown, 'shown\r\n');
    await container.reach('stopped');
    await container.delete();
    rmSync(join(testDirectory(), 'l'.repeat(100)), { recursive: true });
  });

  it('is no use to a container without a terminal', async function () {
    onlyLading(this);
    const container = new Container();
    const outcome = await container.run({ args: ['--console-socket', '/nowhere'] });
    assert.equal(outcome.exitCode, 0, outcome.stderr);
  });

  it('that cannot take it is told by its name, and nothing is left', async () => {
    const container = onTerminal('true');
    const file = join(container.bundle, 'file');
    writeFileSync(file, '');
    for (const path of [join(container.bundle, 'missing'), file]) {
      const outcome = await container.create({ args: ['--console-socket', path] });
      assert.equal(outcome.exitCode, 1);
      if (container.runtime.name === 'lading') assert.ok(outcome.stderr.includes(path));
    }
  });
});

describe('exec on a terminal', () => {
  let container: Container;
  afterEach(async () => {
    await container.delete({ force: true });
  });
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });
  beforeEach(async () => {
    container = new Container({
      bend: ({ process }) => {
        process.args = ['sleep', '100'];
      },
    });
    const made = await container.runDetached();
    assert.equal(made.exitCode, 0, made.stderr);
  });
  const execLine = (...args: string[]): string[] => container.command('exec', ...args);
  const look = 'readlink /proc/self/fd/0; stty size; cut -d " " -f 7 /proc/self/stat';

  it('is on one of the container’s, of the caller’s size', async () => {
    const terminal = Terminal.run(execLine('--tty', container.id, 'sh', '-c', look));
    const { shown, exitCode, modes } = await terminal.ended();
    assert.equal(shown, `/dev/pts/0\r\n24 80\r\n${FIRST_SLAVE}\r\n`);
    assert.equal(exitCode, 0);
    assert.deepEqual(modes.after, modes.before);
  });

  it('takes what is typed, follows the size, ends as the program does', async function () {
    onlyLading(this);
    const script =
      'trap "stty size; exit 6" WINCH; echo ready; read line; echo "got $line"; while :; do sleep 0.05; done';
    const terminal = Terminal.run(execLine('-t', container.id, 'sh', '-c', script));
    await terminal.shows('ready');
    terminal.type('hello\n');
    await terminal.shows('got hello');
    terminal.resize();
    const { shown, exitCode } = await terminal.ended();
    assert.match(shown, /31 101\r\n$/);
    assert.equal(exitCode, 6);
  });

  it('is denied by a word', async function () {
    if (container.runtime.name === 'runc') skip(this, 'peer-under-test');
    for (const option of ['--tty=no', '--tty=false']) {
      const outcome = await run(execLine(option, container.id, 'readlink', '/proc/self/fd/0'));
      assert.doesNotMatch(outcome.stdout, /pts/, option);
    }
    const asked = Terminal.run(execLine('--tty=yes', container.id, 'readlink', '/proc/self/fd/0'));
    assert.equal((await asked.ended()).shown, '/dev/pts/0\r\n');
  });

  it('is asked for by the process file, with its size', async function () {
    onlyLading(this);
    const file = join(testDirectory(), 'process.json');
    const process = {
      terminal: true,
      consoleSize: { height: 12, width: 34 },
      user: { uid: 1000, gid: 1000 },
      args: ['sh', '-c', `${look}; stat -c %u /dev/pts/0`],
      env: ['PATH=/bin'],
      cwd: '/',
    };
    writeFileSync(file, JSON.stringify(process));
    const { shown } = await Terminal.run(execLine('--process', file, container.id)).ended();
    assert.match(shown, /^\/dev\/pts\/0\r\n/);
    assert.match(shown, /\r\n1000\r\n$/);
    if (container.runtime.name !== 'runc') assert.match(shown, /\r\n12 34\r\n/);
  });

  it('goes to a console socket', async function () {
    onlyLading(this);
    for (const options of [['--detach'], []]) {
      const socket = join(container.bundle, `console-${options.length}`);
      const terminal = await Terminal.receive(socket);
      const words = [...options, '--tty', '--console-socket', socket, container.id];
      const command = execLine(...words, 'sh', '-c', 'read line; echo "got $line"');
      const outcome = run(command);
      await terminal.tells('received');
      terminal.type('hello\n');
      const { shown } = await terminal.ended();
      assert.match(shown, /got hello\r\n$/);
      assert.equal((await outcome).exitCode, 0);
    }
  });

  it('has to have somebody in front of it', async function () {
    if (container.runtime.name !== 'lading') skip(this, 'peer-under-test');
    const plain = await run(execLine('-t', container.id, 'true'));
    assert.equal(plain.exitCode, 1);
    assert.match(plain.stderr, /tcgetattr: Inappropriate ioctl for device/);
    const detached = await run(execLine('-dt', container.id, 'true'));
    assert.equal(detached.exitCode, 1);
    assert.match(detached.stderr, /use --console-socket with --detach when a terminal is used/);
  });

  it('several at once have one each', async function () {
    onlyLading(this);
    const terminals = [0, 1, 2].map(() =>
      Terminal.run(execLine('-t', container.id, 'sh', '-c', 'readlink /proc/self/fd/0; read x')),
    );
    for (const terminal of terminals) await terminal.shows('/dev/pts/');
    for (const terminal of terminals) terminal.type('\n');
    const shown = await Promise.all(terminals.map(async (each) => (await each.ended()).shown));
    assert.deepEqual(shown.map((text) => text.split('\r\n')[0]).sort(), [
      '/dev/pts/0',
      '/dev/pts/1',
      '/dev/pts/2',
    ]);
  });
});
