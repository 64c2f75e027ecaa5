// Every action of a terminal is made to fail, and the helper and the container's process are killed before and after each:
// the caller's terminal has its modes back, and nothing is left, at the latest after one `delete --force`.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { faultyRuntime, type PlannedAction, planOf } from '../helpers/faults.ts';
import { captureKernelState, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Terminal } from '../helpers/terminal.ts';

const FAULTS = ['fail', 'kill', 'kill-child'] as const;
const MOMENTS = ['before', 'after'] as const;

function isOfTerminal({ do: kind }: PlannedAction): boolean {
  return /^(terminal|console)\.|^process\.wait$/.test(kind);
}

function make(): Container {
  return new Container({
    runtime: faultyRuntime(),
    bend: (config) => {
      config.process.terminal = true;
      config.process.args = ['sleep', '0.2'];
    },
  });
}

describe('a terminal with a fault at each of its actions', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('the caller’s: it has its modes back', async function () {
    this.timeout(180_000);
    const container = make();
    const { actions } = await planOf(container, 'run');
    const wanted = actions.filter(isOfTerminal);
    assert.deepEqual(
      wanted.map((action) => action.do),
      ['terminal.take', 'terminal.create', 'console.bind', 'terminal.raw', 'process.wait'],
    );
    const command = container.command('run', '--bundle', container.bundle, container.id);
    const wrong: string[] = [];
    for (const action of wanted) {
      for (const fault of FAULTS.filter((each) => each !== 'kill-child' || action.isChild)) {
        for (const moment of MOMENTS) {
          const before = captureKernelState(scope());
          const name = `${fault}:${action.number}:${moment}`;
          const ended = await Terminal.run(command, { LADING_FAULT: name }).ended();
          if (ended.exitCode === 0) wrong.push(`${name} ${action.do}: ended well`);
          if (`${ended.modes.after}` !== `${ended.modes.before}`)
            wrong.push(`${name} ${action.do}: modes ${ended.modes.after}`);
          if (fault === 'kill') await container.delete({ force: true });
          const left = await leaks(scope(), before);
          wrong.push(...left.map((line) => `${name} ${action.do}: ${line}`));
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('a console socket’s: nothing is left', async function () {
    this.timeout(180_000);
    const container = make();
    const socket = join(container.bundle, 'console');
    const server = await listen(socket);
    const { actions } = await planOf(container, 'create', ['--console-socket', socket]);
    const wanted = actions.filter(isOfTerminal);
    assert.deepEqual(
      wanted.map((action) => action.do),
      ['console.connect', 'terminal.create', 'console.bind'],
    );
    const wrong: string[] = [];
    for (const action of wanted) {
      for (const fault of FAULTS.filter((each) => each !== 'kill-child' || action.isChild)) {
        for (const moment of MOMENTS) {
          const before = captureKernelState(scope());
          const env = { LADING_FAULT: `${fault}:${action.number}:${moment}` };
          const made = await container.create({ args: ['--console-socket', socket], env });
          if (made.exitCode === 0) wrong.push(`${env.LADING_FAULT}: ended well`);
          if (fault === 'fail' && !made.stderr.includes(action.do)) wrong.push(made.stderr);
          if (fault === 'kill') await run(container.command('delete', '--force', container.id));
          wrong.push(...(await leaks(scope(), before)));
        }
      }
    }
    server.close();
    assert.deepEqual(wrong, []);
  });
});

/** Takes no terminal, and holds whoever comes until they go. */
async function listen(path: string): Promise<Server> {
  const server = createServer((peer) => peer.on('error', () => {}).resume());
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}
