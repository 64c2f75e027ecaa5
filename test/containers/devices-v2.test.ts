// resources.devices on a unified hierarchy: what bpf(2) says of the program that decides, and what processes inside
// can open, before and after an update. Where controllers are in hierarchies of version 1, update.test.ts has the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Config, DeviceRule } from '../helpers/config.ts';
import { type Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { run } from '../helpers/runtime.ts';
import { during, needsUnified } from '../helpers/unified.ts';

const RULES: readonly DeviceRule[] = [
  { allow: false, access: 'rwm' },
  { allow: true, type: 'c', major: 1, minor: 11, access: 'r' },
  { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
  { allow: true, type: 'b', major: 7, access: 'r' },
  { allow: true, type: 'c', major: 4, access: 'rwm' },
  { allow: false, type: 'c', major: 4, minor: 64, access: 'w' },
  { allow: true, type: 'c', major: 13, access: 'rw' },
  { allow: false, type: 'c', major: 13, minor: 63, access: 'rw' },
];
const CHANGED: readonly DeviceRule[] = [
  { allow: false, access: 'rwm' },
  { allow: true, type: 'c', major: 1, minor: 11, access: 'w' },
  { allow: true, type: 'c', major: 10, minor: 229, access: 'r' },
  { allow: true, type: 'c', major: 10, minor: 237, access: 'rw' },
  { allow: true, type: 'b', major: 7, minor: 5, access: 'rw' },
  { allow: true, type: 'b', major: 8, access: 'r' },
  { allow: true, type: 'c', major: 4, minor: 64, access: 'rw' },
  { allow: true, type: 'c', major: 13, minor: 63, access: 'r' },
];

type Access = 'r' | 'w' | 'rw';
/** A device, how it is opened, and whether RULES and CHANGED let it be. */
type Try = readonly [
  type: string,
  major: number,
  minor: number,
  access: Access,
  rules: boolean,
  changed: boolean,
];
const TRIES: readonly Try[] = [
  ['c', 1, 3, 'rw', true, true], // null
  ['c', 1, 5, 'r', true, true], // zero
  ['c', 1, 7, 'r', true, true], // full
  ['c', 1, 8, 'r', true, true], // random
  ['c', 1, 9, 'r', true, true], // urandom
  ['c', 1, 11, 'r', true, false], // kmsg
  ['c', 1, 11, 'w', false, true],
  ['c', 1, 11, 'rw', false, false],
  ['c', 1, 1, 'r', false, false], // mem
  ['c', 1, 4, 'r', false, false], // port
  ['c', 10, 229, 'r', true, true], // fuse
  ['c', 10, 229, 'w', true, false],
  ['c', 10, 229, 'rw', true, false],
  ['c', 10, 232, 'r', false, false], // kvm
  ['c', 10, 237, 'r', false, true], // loop-control
  ['b', 7, 0, 'r', true, false], // loop0
  ['b', 7, 0, 'w', false, false],
  ['b', 7, 5, 'r', true, true],
  ['b', 7, 5, 'w', false, true],
  ['b', 8, 0, 'r', false, true], // sda
  ['c', 4, 64, 'r', true, true], // ttyS0
  ['c', 4, 64, 'w', false, true],
  ['c', 4, 64, 'rw', false, true],
  ['c', 13, 63, 'r', false, true], // mice
  ['c', 13, 64, 'r', true, false], // event0
];

const CAPABILITIES = ['CAP_MKNOD', 'CAP_SYS_ADMIN', 'CAP_SYS_RAWIO', 'CAP_SYSLOG'];

function bend(config: Config): void {
  config.linux.resources = { devices: [...RULES] };
  config.process.capabilities = {
    bounding: CAPABILITIES,
    effective: CAPABILITIES,
    permitted: CAPABILITIES,
  };
}

/** What the container's processes may open, each try with its outcome. */
async function tried(container: Container): Promise<string[]> {
  const redirect = { r: '<', w: '>', rw: '<>' };
  // The kernel asks the rules before it looks for a driver: without one it says so.
  const script = TRIES.map(
    ([type, major, minor, access], at) =>
      `rm -f /tmp/d${at}; mknod /tmp/d${at} ${type} ${major} ${minor} && ` +
      `(: ${redirect[access]} /tmp/d${at}) 2>&1 | grep -q 'Operation not permitted' && echo no || echo yes`,
  );
  const command = container.command('exec', container.id, 'sh', '-c', script.join('\n'));
  const { exitCode, stdout, stderr } = await run(command);
  assert.deepEqual([exitCode, stderr], [0, '']);
  const found = stdout.trim().split('\n');
  return TRIES.map(([...words], at) => `${words.slice(0, 4).join(' ')} ${found[at]}`);
}

function expected(column: 4 | 5): string[] {
  return TRIES.map((one) => `${one.slice(0, 4).join(' ')} ${one[column] ? 'yes' : 'no'}`);
}

/** Ids of the programs that are a cgroup's own. */
function attached(cgroup: string): string[] {
  const { stdout, status } = spawnSync(program('bpf'), ['query', cgroup], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout.split('\n').filter((line) => /^\d+$/.test(line));
}

async function update(container: Container, devices: readonly DeviceRule[]): Promise<void> {
  const command = container.command('update', '--resources', '-', container.id);
  const { exitCode, stderr } = await run(command, { input: JSON.stringify({ devices }) });
  assert.deepEqual([exitCode, stderr], [0, '']);
}

describe('resources.devices on cgroup v2', () => {
  leavesNothingBehind();
  before(needsUnified);

  it(`are one program, which decides ${TRIES.length} tries from inside, before and after an update`, async () => {
    await during(bend, async (cgroup, container) => {
      const [first, ...others] = attached(cgroup);
      assert.deepEqual(others, []);
      assert.deepEqual(await tried(container), expected(4));
      await update(container, CHANGED);
      const [second, ...more] = attached(cgroup);
      assert.deepEqual(more, []);
      assert.notEqual(second, first);
      assert.deepEqual(await tried(container), expected(5));
      await update(container, RULES);
      assert.equal(attached(cgroup).length, 1);
      assert.deepEqual(await tried(container), expected(4));
    });
  });

  it('are replaced in one step: nothing is refused or let in meanwhile that never is', async () => {
    const script =
      'mknod /tmp/mem c 1 1; while :; do echo > /dev/null || echo refused; ' +
      '(: < /tmp/mem) 2> /dev/null && echo opened; echo > /tmp/alive; done';
    const busy = (config: Config): void => {
      bend(config);
      config.process.args = ['sh', '-c', `echo ready; ${script}`];
    };
    await during(busy, async (cgroup, container, pid) => {
      await until('it tries', () => existsSync(`/proc/${pid}/root/tmp/alive`));
      for (let i = 0; i < 6; i += 1) {
        await update(container, i % 2 === 0 ? CHANGED : RULES);
        assert.equal(attached(cgroup).length, 1);
      }
      assert.equal(container.output(), 'ready\n');
    });
  });

  it('leave no program when the container is gone', async () => {
    const ids = () => spawnSync(program('bpf'), ['ids'], { encoding: 'utf8' }).stdout;
    const before = ids();
    await during(
      () => {},
      () => assert.notEqual(ids(), before),
    );
    await until('the kernel forgets', () => ids() === before);
  });
});
