// A container with a cgroup file system of its own decides how deep its cgroups are; that must keep nobody from
// reaching its processes, nor from removing it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf, mainCgroupOf } from '../helpers/cgroups.ts';
import { Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const LEVELS = 100;
const deep = Array.from({ length: LEVELS }, () => 'd').join('/');

/** A process in the deepest of them, others on the way. */
async function withDeepProcess(look: (container: Container, pid: number) => Promise<void>) {
  const container = new Container({
    bend: (config) => {
      config.process.args = ['sh', '-c', 'sleep 1000 & echo $! ; wait'];
      // Ends with its cgroup, not with the first of its namespace.
      config.linux.namespaces = config.linux.namespaces.filter(({ type }) => type !== 'pid');
    },
  });
  const outcome = await container.runDetached();
  assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
  await until('its pid', () => /^\d+\n/.test(container.output()));
  const { pid } = await container.state();
  const directories = cgroupsOf(pid).map(({ directory }) => directory);
  for (const directory of directories) {
    mkdirSync(join(directory, deep), { recursive: true });
    for (const name of ['a', 'b/c', 'd/e', 'd/d/f/g'])
      mkdirSync(join(directory, name), { recursive: true });
  }
  const inner = Number(container.output());
  writeFileSync(join(mainCgroupOf(pid), deep, 'cgroup.procs'), `${inner}`);
  try {
    await look(container, inner);
  } finally {
    const deleted = await container.delete({ force: true });
    assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
  }
  await until('the end of its process', () => !existsSync(`/proc/${inner}`));
  for (const directory of directories) assert.equal(existsSync(directory), false, directory);
}

describe(`a container with ${LEVELS} cgroups in each other`, () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('is deleted by force, with all of them and the process in the deepest', async () => {
    await withDeepProcess(async () => {});
  });

  it('has the process in the deepest among its processes', async () => {
    await withDeepProcess(async (container, pid) => {
      const listed = await run(container.command('ps', '--format', 'json', container.id));
      assert.ok((JSON.parse(listed.stdout) as number[]).includes(pid), listed.stdout);
    });
  });

  it('gives kill --all the process in the deepest', async () => {
    await withDeepProcess(async (container, pid) => {
      const killed = await container.kill('KILL', '--all');
      assert.deepEqual([killed.exitCode, killed.stderr], [0, '']);
      await until('its end', () => !existsSync(`/proc/${pid}`));
    });
  });
});
