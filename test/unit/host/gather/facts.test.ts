import assert from 'node:assert/strict';
import { readFacts } from '../../../../host/gather/facts.ts';
import { type MemoryMachine, memoryReader } from '../../../../host/gather/memory.ts';

const FILES = {
  '/proc/self/mountinfo': '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
  '/proc/self/cgroup': '0::/\n',
  '/proc/filesystems': 'nodev\tsysfs\nnodev\ttmpfs\n\text4\nnodev\tproc\n',
  '/proc/sys/kernel/cap_last_cap': '40\n',
  '/proc/sys/fs/nr_open': '1048576\n',
  '/proc/sys/kernel/seccomp/actions_avail': 'kill_process errno allow\n',
  '/sys/fs/cgroup/cgroup.controllers': 'memory cpu\n',
};

function facts(changes: MemoryMachine = {}) {
  return readFacts(memoryReader({ ...changes, files: { ...FILES, ...changes.files } }));
}

describe('facts', () => {
  it('are plain data, lists in order', () => {
    assert.deepEqual(facts(), {
      architecture: 'x86_64',
      caller: {
        gid: 0,
        groups: [0],
        listenFds: 0,
        nested: false,
        notifySocket: null,
        runtimeDir: null,
        seccompReceiver: null,
        sessionBus: null,
        systemBus: null,
        uid: 0,
      },
      capabilities: { last: 40 },
      cgroups: {
        hierarchies: [],
        mode: 'unified',
        unified: {
          controllers: ['cpu', 'memory'],
          delegated: true,
          mount: '/sys/fs/cgroup',
          own: '/',
        },
      },
      filesystems: ['ext4', 'proc', 'sysfs', 'tmpfs'],
      format: 1,
      kernel: { release: '6.1.0', version: [6, 1] },
      limits: { nrOpen: 1048576 },
      seccomp: { actions: ['allow', 'errno', 'kill_process'] },
      security: { apparmor: false, selinux: false },
      systemd: null,
    });
  });

  const modules: readonly [string, Record<string, string>, object][] = [
    [
      "the kernel's list",
      { '/sys/kernel/security/lsm': 'lockdown,capability,apparmor' },
      { apparmor: true, selinux: false },
    ],
    [
      "AppArmor's own parameter when that list is not mounted",
      { '/sys/module/apparmor/parameters/enabled': 'Y\n' },
      { apparmor: true, selinux: false },
    ],
    [
      "SELinux's own file system when that list is not mounted",
      { '/sys/fs/selinux/enforce': '1' },
      { apparmor: false, selinux: true },
    ],
  ];
  for (const [where, files, security] of modules) {
    it(`learn of security modules from ${where}`, () => {
      assert.deepEqual(facts({ files }).security, security);
    });
  }

  it('keep the release as it is, and its first two numbers', () => {
    const kernel = { machine: 'aarch64', release: '5.10.0-28-arm64' };
    assert.deepEqual(facts({ kernel }).kernel, { release: '5.10.0-28-arm64', version: [5, 10] });
    assert.equal(facts({ kernel }).architecture, 'aarch64');
  });

  it('say which file is missing, and what to do without Linux', () => {
    assert.throws(() => readFacts(memoryReader({})), {
      code: 'facts-unreadable',
      message: /^facts: \/proc\/sys\/kernel\/cap_last_cap: ENOENT .*--facts/,
    });
  });

  it('refuse a number that is none', () => {
    assert.throws(() => facts({ files: { '/proc/sys/fs/nr_open': 'many\n' } }), {
      message: 'facts: /proc/sys/fs/nr_open: expected a number, found many',
    });
  });
});
