// The matrix: for each field of config.json a container that has it set. What the kernel answers,
// from inside and from outside, is as written here, and the same under runc and crun; with
// LADING_TEST_MANAGER=systemd in cgroups by systemd. That no field is left out is
// test/architecture/fields.test.ts's.
import assert from 'node:assert/strict';
import { existsSync, statfsSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { hasAppArmor } from '../../helpers/apparmor.ts';
import { isUnified } from '../../helpers/cgroups.ts';
import { Container, testDirectory, until } from '../../helpers/container.ts';
import { disk } from '../../helpers/disk.ts';
import { leavesNothingBehind } from '../../helpers/leaks.ts';
import { type Runtime, runtime, runtimeUnderTest } from '../../helpers/runtime.ts';
import { isPolicyLoaded } from '../../helpers/selinux.ts';
import { type Reason, skip } from '../../helpers/skip.ts';
import type { FieldCase, Need } from './case.ts';
import { cases } from './index.ts';

/** linux/magic.h */
const TMPFS = 0x01021994;
const END = '== end of the answer';

/** Who manages the cgroups; systemd only where it is asked for. */
const isUnderSystemd = process.env.LADING_TEST_MANAGER === 'systemd';

function managed({ name, command }: Runtime): Runtime {
  return { name, command: isUnderSystemd ? [...command, '--systemd-cgroup'] : command };
}

/** The kernel's answer under one runtime. */
async function answerOf(one: FieldCase, under: Runtime): Promise<string> {
  const { inside, outside } = one;
  const container = new Container({
    runtime: managed(under),
    ...(one.rootfs === undefined ? {} : { rootfs: one.rootfs }),
    bend: (config, self) => {
      if (isUnderSystemd) config.linux.cgroupsPath = `system.slice:test:${self.id}`;
      // What a container without one would get (`-c` alone would end with the script's last word).
      config.process.args = ['sleep', '1000'];
      one.set(config, self);
      if (inside === undefined) return;
      const rest = outside === undefined ? 'true' : `echo "${END}"; sleep 1000`;
      const script = `${inside}\n${rest}`;
      config.process.args = ['sh', '-c', script];
    },
  });
  if (outside === undefined) {
    const outcome = await container.run();
    const problems = outcome.stderr.split('\n').filter((line) => !/warning|^$/i.test(line));
    assert.deepEqual([outcome.exitCode, problems], [0, []], under.name);
    return outcome.stdout;
  }
  const { exitCode, stderr } = await container.runDetached();
  assert.equal(exitCode, 0, `${under.name}: ${stderr}`);
  try {
    return await answerFromOutside(one, container);
  } finally {
    await container.delete({ force: true });
  }
}

async function answerFromOutside(
  { inside, outside }: FieldCase,
  container: Container,
): Promise<string> {
  if (inside !== undefined) await until('the answer', () => container.output().includes(END));
  const { pid } = await container.state();
  const seen = container.output().replace(`${END}\n`, '');
  return seen + (await outside?.(container, pid));
}

function check({ answer }: FieldCase, text: string): void {
  if (typeof answer === 'string') assert.equal(text, answer);
  else if (answer instanceof RegExp) assert.match(text, answer);
  else answer(text);
}

function hasMappedIds(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return statfsSync(testDirectory()).type !== TMPFS || major > 6 || (major === 6 && minor >= 3);
}

const needs: Readonly<Record<Need, readonly [Reason, () => boolean]>> = {
  apparmor: ['no-apparmor', hasAppArmor],
  'cgroup-v1': ['no-cgroup-v1', () => existsSync('/sys/fs/cgroup/memory/tasks')],
  'cgroup-v2': ['no-cgroup-v2', () => isUnified],
  cgroupfs: ['systemd-manages', () => !isUnderSystemd],
  disk: ['no-disk', () => disk !== undefined],
  'mapped-ids': ['no-mapped-ids', hasMappedIds],
  'real-time-groups': [
    'no-real-time-groups',
    () => existsSync('/sys/fs/cgroup/cpu/cpu.rt_runtime_us'),
  ],
  selinux: ['no-selinux', isPolicyLoaded],
};

function skipWithout(context: Mocha.Context, one: FieldCase): void {
  for (const need of one.needs ?? []) {
    const [reason, isThere] = needs[need];
    if (!isThere()) skip(context, reason);
  }
}

function isInstalled(peer: string): boolean {
  const directories = (process.env.PATH ?? '').split(':');
  return directories.some((directory) => existsSync(join(directory, peer)));
}

describe('every field of config.json', () => {
  let restore: (() => Promise<void>) | undefined;
  // Before the leak oracle looks.
  afterEach(async () => {
    await restore?.();
    restore = undefined;
  });
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  for (const one of cases) {
    it(`a container ${one.title}`, async function () {
      skipWithout(this, one);
      restore = await one.prepare?.();
      check(one, await answerOf(one, runtimeUnderTest()));
    });

    for (const peer of ['runc', 'crun'] as const) {
      const unlike = { ...one.unlike, ...(isUnderSystemd ? one.unlikeUnderSystemd : {}) };
      if (unlike[peer] !== undefined) continue;
      it(`a container ${one.title}, under ${peer} too`, async function () {
        skipWithout(this, one);
        if (!isInstalled(peer)) skip(this, 'no-peer-on-this-host');
        restore = await one.prepare?.();
        check(one, await answerOf(one, runtime(peer)));
      });
    }
  }
});
