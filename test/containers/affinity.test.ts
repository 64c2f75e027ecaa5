// On which CPUs the processes of a container may run (config.md#linux-process, sched_setaffinity(2)),
// as the kernel tells them.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const SHOW = ['grep', 'Cpus_allowed_list', '/proc/self/status'];
const ALL = '0-8191';
const LAST = `${cpus().length - 1}`;

/** Of a caller who is kept to some CPUs. */
function keptTo(list: string, command: readonly string[]): Promise<Outcome> {
  return run(['taskset', '-c', list, ...command]);
}

async function shown(outcome: Promise<Outcome>): Promise<string> {
  const { exitCode, stdout, stderr } = await outcome;
  assert.equal(exitCode, 0, stderr);
  return stdout.replace('Cpus_allowed_list:', '').trim();
}

describe('the CPUs of a container', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (new Container().runtime.name !== 'lading') skip(this, 'peer-under-test');
  });

  it('are not those to which its caller is kept, be the call forbidden to its program', async () => {
    const whole = await shown(keptTo(ALL, SHOW));
    const container = new Container({
      bend: (config) => {
        config.process.args = SHOW;
        config.process.noNewPrivileges = false;
        const syscalls = [{ names: ['sched_setaffinity'], action: 'SCMP_ACT_KILL_PROCESS' }];
        Object.assign(config.linux, {
          seccomp: { defaultAction: 'SCMP_ACT_ALLOW', syscalls },
        });
      },
    });
    assert.equal(
      await shown(
        keptTo('0', container.command('run', '--bundle', container.bundle, container.id)),
      ),
      whole,
    );
  });

  it('are within its cpuset', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = SHOW;
        config.linux.resources = { ...config.linux.resources, cpu: { cpus: LAST } };
      },
    });
    assert.equal(
      await shown(
        keptTo('0', container.command('run', '--bundle', container.bundle, container.id)),
      ),
      LAST,
    );
  });

  it('are those of execCPUAffinity to a program of exec: the file’s, or the config’s', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
        Object.assign(config.process, { execCPUAffinity: { initial: '0', final: LAST } });
      },
    });
    const outcome = await container.runDetached();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const exec = (...args: string[]): Promise<string> =>
      shown(keptTo(ALL, container.command('exec', ...args)));
    assert.equal(await exec(container.id, ...SHOW), LAST);
    const file = join(testDirectory(), 'affinity.json');
    const asked = { args: SHOW, cwd: '/', execCPUAffinity: { final: '0' } };
    writeFileSync(file, JSON.stringify(asked));
    assert.equal(await exec('--process', file, container.id), '0');
    writeFileSync(file, JSON.stringify({ args: SHOW, cwd: '/' }));
    assert.equal(await exec('--process', file, container.id), LAST);
    await container.delete({ force: true });
  });

  it('are to a program of exec, without execCPUAffinity, those of the container', async () => {
    const whole = await shown(keptTo(ALL, SHOW));
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const exec = container.command('exec', container.id, ...SHOW);
    assert.equal(await shown(keptTo('0', exec)), whole);
    await container.delete({ force: true });
  });

  it('must be there', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
        Object.assign(config.process, { execCPUAffinity: { final: '8191' } });
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const { exitCode, stderr } = await run(container.command('exec', container.id, 'true'));
    assert.equal(exitCode, 1);
    assert.match(stderr, /execCPUAffinity\/final.*sched_setaffinity: .*none of these CPUs/s);
    await container.delete({ force: true });
  });
});
