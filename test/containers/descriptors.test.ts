// Descriptors that a caller passes on (--preserve-fds, LISTEN_FDS of sd_listen_fds(3)), and standard streams that are
// closed: what the container has open, as its own /proc/self/fd shows it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, type ContainerOptions } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Terminal } from '../helpers/terminal.ts';

/** Of the shell itself, which opens none to look at them. */
const OPEN = 'for n in 0 1 2 3 4 5 6 7 8 9; do test -e /proc/$$/fd/$n && printf "$n "; done; echo';

function sh(script: string, options: ContainerOptions = {}): Container {
  return new Container({
    ...options,
    bend: (config, self) => {
      config.process.args = ['sh', '-c', script];
      options.bend?.(config, self);
    },
  });
}

/** The command line, with these redirections of bash's in front. */
function withOpen(
  redirections: string,
  command: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  return run(['bash', '-c', `exec "$@" ${redirections}`, 'bash', ...command], { env });
}

function files(container: Container, ...numbers: number[]): string {
  return numbers
    .map((number) => {
      const path = join(container.bundle, `file-${number}`);
      writeFileSync(path, `text ${number}\n`);
      return `${number}<${path}`;
    })
    .join(' ');
}

function runLine(container: Container, ...options: string[]): string[] {
  return container.command('run', '--bundle', container.bundle, ...options, container.id);
}

describe('descriptors of the caller', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    // crun wants its wrapper's, and says nothing of what is missing.
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('are closed, but for those that are to be preserved', async () => {
    const container = sh(`cat <&3; cat <&4; ${OPEN}`);
    const open = files(container, 3, 4, 5, 7);
    const { stdout, stderr } = await withOpen(open, runLine(container, '--preserve-fds', '2'));
    assert.equal(stdout, 'text 3\ntext 4\n0 1 2 3 4 \n', stderr);
    const none = await withOpen(open, runLine(sh(OPEN)));
    assert.equal(none.stdout, '0 1 2 \n');
  });

  it('have to be there: nothing of ours takes their place', async () => {
    for (const [numbers, missing] of [
      [[3], 4],
      [[3, 5], 4],
      [[], 3],
    ] as const) {
      const container = sh(OPEN);
      const open = files(container, ...numbers);
      const outcome = await withOpen(open, runLine(container, '--preserve-fds', '3'));
      assert.equal(outcome.exitCode, 1);
      const complaint = `expected 3 descriptors to preserve from 3 on, but ${missing} is not open`;
      assert.ok(outcome.stderr.includes(complaint), outcome.stderr);
    }
  });

  it('may be many', async () => {
    const container = new Container({
      bend: (config) => {
        // busybox's own shell takes one digit only.
        config.process.args = ['sh', '-c', 'cat /proc/self/fd/42; ls /proc/self/fd | wc -l'];
      },
    });
    const all = Array.from({ length: 41 }, (_, index) => 3 + index);
    const open = files(container, ...all);
    const { stdout } = await withOpen(open, runLine(container, '--preserve-fds', '40'));
    // 0 to 42, and the folder itself.
    assert.equal(stdout, 'text 42\n44\n');
  });

  it('are there when a created container is started', async () => {
    const container = sh('cat <&3');
    const line = container.command(
      'create',
      '--bundle',
      container.bundle,
      '--preserve-fds',
      '1',
      container.id,
    );
    const out = join(container.bundle, 'out');
    const streams = `</dev/null >${out} 2>&1`;
    const made = await withOpen(`${files(container, 3)} ${streams}`, line);
    assert.equal(made.exitCode, 0);
    assert.equal((await run(container.command('start', container.id))).exitCode, 0);
    await container.reach('stopped');
    assert.equal(readFileSync(out, 'utf8'), 'text 3\n');
    await container.delete();
  });

  it('are not for hooks', async () => {
    const container = sh('cat <&3', {
      bend: (config, { bundle }) => {
        const script = `ls /proc/self/fd >${join(bundle, 'hook')}`;
        config.hooks = { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', script] }] };
      },
    });
    const open = files(container, 3, 4);
    const { stdout, stderr } = await withOpen(open, runLine(container, '--preserve-fds', '2'));
    assert.equal(stdout, 'text 3\n', stderr);
    // ls has the folder open as 3.
    assert.equal(readFileSync(join(container.bundle, 'hook'), 'utf8'), '0\n1\n2\n3\n');
  });

  it('go with a terminal', async () => {
    const container = sh(`cat <&3; ${OPEN}`, {
      bend: (config) => {
        config.process.terminal = true;
      },
    });
    const line = runLine(container, '--preserve-fds', '1');
    const script = `exec "$@" ${files(container, 3)}`;
    const { shown } = await Terminal.run(['bash', '-c', script, 'bash', ...line]).ended();
    assert.equal(shown, 'text 3\r\n0 1 2 3 \r\n');
  });

  it('that are not open are no matter to exec', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    for (const [open, numbers] of [
      ['3>&- 4>&-', '0 1 2 \n'],
      [`${files(container, 3)} 4>&-`, '0 1 2 3 \n'],
    ] as const) {
      const line = container.command(
        '--log-level=warning',
        ...['exec', '--preserve-fds=2', container.id, 'sh', '-c', OPEN],
      );
      const { exitCode, stdout, stderr } = await withOpen(open, line);
      assert.deepEqual([exitCode, stdout], [0, numbers], stderr);
      assert.match(stderr, /warning: .*descriptor \d is not open/);
    }
    await container.delete({ force: true });
  });
});

describe('LISTEN_FDS', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  const TELL = `echo "$LISTEN_FDS $LISTEN_PID"; ${OPEN}`;

  it('passes descriptors on, and tells the program so', async () => {
    const container = sh(`cat <&3; ${TELL}`);
    const open = files(container, 3, 4);
    const env = { LISTEN_FDS: '1' };
    const { stdout, stderr } = await withOpen(open, runLine(container), env);
    assert.equal(stdout, 'text 3\n1 1\n0 1 2 3 \n', stderr);
  });

  it('adds to those that are to be preserved', async () => {
    const container = sh(`cat <&4; ${TELL}`);
    const line = runLine(container, '--preserve-fds', '1');
    const { stdout } = await withOpen(files(container, 3, 4, 5), line, { LISTEN_FDS: '1' });
    assert.equal(stdout, 'text 4\n1 1\n0 1 2 3 4 \n');
  });

  it('is meant for the process that LISTEN_PID names, and no other', async () => {
    for (const [pid, told] of [
      ['1', ' \n0 1 2 \n'],
      ['$$', '1 1\n0 1 2 3 \n'],
    ] as const) {
      const container = sh(TELL);
      const script = `LISTEN_FDS=1 LISTEN_PID=${pid} exec "$@" ${files(container, 3)}`;
      const outcome = await run(['bash', '-c', script, 'bash', ...runLine(container)]);
      assert.equal(outcome.stdout, told, outcome.stderr);
    }
  });

  it('stays as the config has it', async () => {
    const container = sh(TELL, {
      bend: (config) => {
        config.process.env.push('LISTEN_FDS=7', 'LISTEN_PID=9');
      },
    });
    const { stdout } = await withOpen(files(container, 3), runLine(container), { LISTEN_FDS: '1' });
    assert.equal(stdout, '7 9\n0 1 2 3 \n');
  });

  it('tells a process of exec its own id in the container', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const script = `cat <&3; echo "$LISTEN_FDS $(($LISTEN_PID - $$))"; ${OPEN}`;
    const line = container.command('exec', '--preserve-fds=1', container.id, 'sh', '-c', script);
    const { stdout, stderr } = await withOpen(files(container, 3, 4, 5), line, { LISTEN_FDS: '1' });
    assert.equal(stdout, 'text 3\n1 0\n0 1 2 3 4 \n', stderr);
    await container.delete({ force: true });
  });
});

describe('standard streams that are closed', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('lead nowhere in the container, and to nothing of ours', async () => {
    for (const closed of ['<&-', '2>&-', '<&- 2>&-']) {
      const container = sh('readlink /proc/$$/fd/0; readlink /proc/$$/fd/2');
      const { stdout } = await withOpen(`${closed} 3</etc/passwd`, runLine(container));
      const links = stdout.trimEnd().split('\n');
      assert.equal(links.length, 2, closed);
      if (closed.includes('<')) assert.equal(links[0], '/dev/null');
      if (closed.includes('2')) assert.equal(links[1], '/dev/null');
    }
  });

  it('change nothing about the end', async () => {
    const container = sh('exit 5');
    const outcome = await withOpen('<&- >&- 2>&-', runLine(container));
    assert.equal(outcome.exitCode, 5);
  });
});
