// Hooks: order, what they are told, where they run, and what their failure undoes.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HOOK_POINTS, type Hook } from '../helpers/config.ts';
import { Container, until } from '../helpers/container.ts';
import { isAlive } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import { runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** A hook that runs a shell script; inside the container sh is busybox's. */
const shell = (script: string, more: Partial<Hook> = {}): Hook => ({
  path: '/bin/sh',
  args: ['sh', '-c', script],
  env: ['PATH=/bin:/usr/bin'],
  ...more,
});

/** A container whose every hook appends its name, its state and its place to one log. */
function logged(bend: (container: Container, log: string) => void = () => {}): {
  container: Container;
  log: () => Record<string, unknown>[];
} {
  const container = new Container({
    bend: (config, self) => {
      const log = join(self.bundle, 'log');
      writeFileSync(log, '');
      // The same file for a hook in the container's root.
      config.mounts.push({ destination: '/log', source: log, options: ['bind'] });
      config.annotations = { key: 'value/with/slashes' };
      config.process.args = ['sh', '-c', 'echo ready; sleep 0.2'];
      config.hooks = Object.fromEntries(
        HOOK_POINTS.map((point) => {
          const file = point === 'startContainer' ? '/log' : log;
          const script =
            `read -r line; echo "{\\"hook\\":\\"${point}\\",\\"cwd\\":\\"$PWD\\",` +
            `\\"pidns\\":\\"$(readlink /proc/self/ns/pid)\\",\\"mnt\\":\\"$(readlink /proc/self/ns/mnt)\\",` +
            `\\"state\\":$line}" >> ${file}`;
          return [point, [shell(script)]];
        }),
      );
      bend(self, log);
    },
  });
  const read = () =>
    readFileSync(join(container.bundle, 'log'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { container, log: read };
}

interface HookState {
  ociVersion: string;
  id: string;
  status: string;
  pid?: number;
  bundle: string;
  annotations?: Record<string, string>;
}

describe('hooks', () => {
  leavesNothingBehind();

  it('run in the order of the specification', async () => {
    const { container, log } = logged();
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    assert.deepEqual(
      log().map(({ hook }) => hook),
      HOOK_POINTS,
    );
  });

  it('are told id, bundle, status, pid and annotations', async () => {
    const { container, log } = logged();
    assert.equal((await container.run()).exitCode, 0);
    const states = Object.fromEntries(log().map(({ hook, state }) => [hook, state as HookState]));
    for (const point of HOOK_POINTS) {
      const state = states[point];
      assert.equal(state?.id, container.id, point);
      assert.deepEqual(state.annotations, { key: 'value/with/slashes' }, point);
      assert.equal(typeof state.ociVersion, 'string');
      if (point !== 'startContainer') assert.equal(state.bundle, container.bundle, point);
    }
    assert.equal(states.poststart?.status, 'running');
    assert.equal(states.poststop?.status, 'stopped');
    assert.ok((states.createRuntime?.pid ?? 0) > 1, JSON.stringify(states.createRuntime));
    assert.equal(states.createRuntime?.pid, states.poststart?.pid);
  });

  it('run in the namespaces that the specification says', async () => {
    const { container, log } = logged();
    assert.equal((await container.run()).exitCode, 0);
    const mounts = Object.fromEntries(log().map(({ hook, mnt }) => [hook, mnt as string]));
    assert.equal(mounts.createContainer, mounts.startContainer);
    for (const point of ['prestart', 'createRuntime', 'poststart', 'poststop']) {
      assert.equal(mounts[point], mounts.prestart, point);
      assert.notEqual(mounts[point], mounts.startContainer, point);
    }
  });

  it('with create and start run at the one or the other', async () => {
    const { container, log } = logged();
    assert.equal((await container.create()).exitCode, 0);
    assert.deepEqual(
      log().map(({ hook }) => hook),
      ['prestart', 'createRuntime', 'createContainer'],
    );
    assert.equal((await container.start()).exitCode, 0);
    await until('poststart', () => log().length >= 5);
    await container.reach('stopped');
    assert.deepEqual(
      log()
        .slice(3)
        .map(({ hook }) => hook),
      ['startContainer', 'poststart'],
    );
    assert.equal((await container.delete()).exitCode, 0);
    assert.equal(log().at(-1)?.hook, 'poststop');
  });

  it('that fail after the start end the container: it is killed and deleted', async () => {
    const { container, log } = logged((self) => {
      self.config.process.args = ['sleep', '1000'];
      self.config.hooks = {
        ...self.config.hooks,
        poststart: [shell('echo told why >&2; exit 3'), shell('exit 0')],
      };
    });
    if (container.runtime.name !== 'lading') return; // Debian's crun only warns
    assert.equal((await container.create()).exitCode, 0);
    const { pid } = await container.state();
    const { exitCode, stderr } = await container.start();
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /\/hooks\/poststart\/0.*error executing hook `\/bin\/sh` \(exit code: 3\).*told why/,
    );
    await until('the end', () => !existsSync(`/proc/${pid}`));
    assert.ok(!existsSync(container.stateDirectory));
    assert.equal(log().at(-1)?.hook, 'poststop');
  });

  it('get exactly the environment that is given', async () => {
    const container = new Container({
      bend: (config, self) => {
        config.hooks = {
          createRuntime: [
            {
              path: '/usr/bin/env',
              args: ['env'],
              env: ['A=1', 'B=two words'],
            },
            shell(`/usr/bin/env > ${self.bundle}/env`, { env: ['A=1', 'B=two words'] }),
          ],
        };
      },
    });
    assert.equal((await container.run()).exitCode, 0);
    const seen = readFileSync(join(container.bundle, 'env'), 'utf8').split('\n');
    assert.ok(seen.includes('A=1') && seen.includes('B=two words'), seen.join());
    // The shell's own additions apart.
    assert.deepEqual(
      seen.filter((line) => line !== '' && !/^(PWD|SHLVL|OLDPWD|_|A|B)=/.test(line)),
      [],
    );
  });

  it('run one after the other at one point', async () => {
    const container = new Container({
      bend: (config, self) => {
        config.hooks = {
          createRuntime: ['a', 'b', 'c'].map((name) =>
            shell(`sleep 0.0${name === 'a' ? 5 : 0}; echo ${name} >> ${self.bundle}/order`),
          ),
        };
      },
    });
    assert.equal((await container.run()).exitCode, 0);
    assert.equal(readFileSync(join(container.bundle, 'order'), 'utf8'), 'a\nb\nc\n');
  });

  it('may leave the state unread', async () => {
    const container = new Container({
      bend: (config) => {
        config.annotations = { big: 'x'.repeat(200_000) };
        config.hooks = { createRuntime: [{ path: '/bin/true' }] };
      },
    });
    assert.equal((await container.run()).exitCode, 0);
  });

  it('write to files of the host, whichever side they run on', async () => {
    const container = new Container({
      // What the image has at the same path leads elsewhere.
      rootfs: (rootfs) => {
        const inside = join(rootfs, dirname(rootfs));
        mkdirSync(dirname(inside), { recursive: true });
        symlinkSync('/proc/1/root/tmp', inside);
      },
      bend: (config, { bundle }) => {
        config.annotations = {
          'run.oci.hooks.stdout': join(bundle, 'out'),
          'run.oci.hooks.stderr': join(bundle, 'err'),
        };
        config.hooks = Object.fromEntries(
          HOOK_POINTS.map((point) => [point, [shell(`echo ${point}; echo ${point} >&2`)]]),
        );
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const all = HOOK_POINTS.map((point) => `${point}\n`).sort();
    for (const name of ['out', 'err']) {
      const lines = readFileSync(join(container.bundle, name), 'utf8').match(/.*\n/g);
      assert.deepEqual(lines?.sort(), all);
    }
  });

  it("of the image get nothing of the caller's environment", async () => {
    const container = new Container({
      bend: (config, { bundle }) => {
        const log = join(bundle, 'environment');
        writeFileSync(log, 'none\n');
        config.mounts.push({ destination: '/log', source: log, options: ['bind'] });
        const hook = { path: '/bin/sh', args: ['sh', '-c', '/bin/busybox env > /log'] };
        config.hooks = { startContainer: [hook] };
      },
    });
    const outcome = await container.run({ env: { ...process.env, SECRET: 'caller' } });
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const found = readFileSync(join(container.bundle, 'environment'), 'utf8');
    assert.doesNotMatch(found, /SECRET|HOME|none/);
  });
});

describe('a hook that fails', () => {
  leavesNothingBehind();

  for (const point of ['prestart', 'createRuntime', 'createContainer', 'startContainer'] as const) {
    it(`at ${point} ends the container, with nothing left and the hook named`, async () => {
      const container = new Container({
        bend: (config) => {
          config.hooks = { [point]: [shell('echo reason >&2; exit 7')] };
          config.process.args = ['echo', 'must not run'];
        },
      });
      const outcome = await container.run();
      assert.notEqual(outcome.exitCode, 0);
      assert.equal(outcome.stdout, '');
      if (container.runtime.name === 'lading') {
        assert.equal(outcome.exitCode, 1);
        assert.match(outcome.stderr, /\/bin\/sh/);
        assert.match(outcome.stderr, new RegExp(point));
        assert.match(outcome.stderr, /\b7\b/);
        assert.match(outcome.stderr, /reason/);
      }
      assert.equal(existsSync(container.stateDirectory), false);
    });
  }

  it('at poststop changes nothing', async () => {
    const container = new Container({
      bend: (config, self) => {
        config.process.args = ['sh', '-c', 'exit 4'];
        config.hooks = {
          poststop: [shell('exit 7'), shell(`echo ran > ${self.bundle}/second`)],
        };
      },
    });
    assert.equal((await container.run()).exitCode, 4);
    assert.ok(existsSync(join(container.bundle, 'second')));
  });

  it('after create leaves poststop hooks to run', async function () {
    // Peers differ here.
    if (runtimeUnderTest().name !== 'lading') return skip(this, 'peer-under-test');
    const container = new Container({
      bend: (config, self) => {
        config.hooks = {
          createContainer: [shell('exit 1')],
          poststop: [shell(`echo ran > ${self.bundle}/poststop`)],
        };
      },
    });
    assert.equal((await container.create()).exitCode, 1);
    assert.ok(existsSync(join(container.bundle, 'poststop')));
  });

  it('that is missing is named', async () => {
    const container = new Container({
      bend: (config) => {
        config.hooks = { createRuntime: [{ path: '/no/such/hook' }] };
      },
    });
    const outcome = await container.run();
    assert.notEqual(outcome.exitCode, 0);
    assert.match(outcome.stderr, /\/no\/such\/hook/);
  });

  it('in time: a hook that lasts longer than its timeout is killed', async () => {
    const container = new Container({
      bend: (config, self) => {
        config.hooks = {
          createRuntime: [
            shell(`echo $$ > ${self.bundle}/hook; exec sleep 1000`, { timeout: patience }),
          ],
        };
      },
    });
    const begin = Date.now();
    const outcome = await container.run();
    const lastedMs = Date.now() - begin;
    assert.notEqual(outcome.exitCode, 0);
    assert.ok(lastedMs > 900 * patience && lastedMs < 10_000 * patience, `${lastedMs} ms`);
    const pid = Number(readFileSync(join(container.bundle, 'hook'), 'utf8'));
    assert.equal(isAlive(pid), false);
    assert.match(outcome.stderr, /time/);
  });
});
