// The only way to skip a test: with one of the reasons known here. The reporter fails the run on a
// skip without one, and ends it with the list of what was not tested.

/** Every reason for which a test may be skipped, and on what kind of machine. */
export const reasons = {
  'not-root': 'needs root: containers are made in new namespaces with mounts and cgroups',
  'no-criu': 'needs a criu that knows this kernel (`criu check`)',
  'no-memory-tracking': 'needs a kernel with CONFIG_MEM_SOFT_DIRTY',
  'memory-tracking': 'tells what happens on a kernel without CONFIG_MEM_SOFT_DIRTY',
  'peer-under-test': 'tests what only lading promises; the runtime under test is another',
  'no-apparmor': 'needs a kernel with AppArmor active, and apparmor_parser',
  'no-selinux': 'needs a kernel with SELinux active, under the policy of test/vm/guest',
  'no-cgroup-v1': 'needs cgroup v1 hierarchies',
  'systemd-manages': 'needs cgroups that the runtime makes by itself; systemd is asked for',
  'no-cgroup-v2': 'needs a unified hierarchy with resource controllers',
  'no-io-weight':
    'needs io.weight in cgroups: a disk with a scheduler that weighs, or a cost model (cgroup-v2.rst)',
  'io-weight': 'tells what happens in cgroups without io.weight',
  'no-swap-limit': 'needs memory.swap.max in cgroups: a kernel with swap that is accounted for',
  'no-disk': 'needs a whole disk, whose reads and writes can be limited',
  'no-huge-pages': 'needs the hugetlb controller, and huge pages of 2 MiB',
  'no-real-time-groups': 'needs cgroup v1 and a kernel with CONFIG_RT_GROUP_SCHED',
  'no-mapped-ids':
    'needs a file system below the temporary directory whose ids can be mapped (tmpfs: Linux 6.3)',
  sanitizers:
    'a sanitizer in the program tested has calls and memory of its own, and cannot be traced',
  'no-slow-clock':
    'needs a machine of the tests’ own, with a clock that is read by a system call (hpet, acpi_pm)',
  'no-32-bit-calls': 'needs a kernel that takes 32-bit system calls: CONFIG_IA32_EMULATION',
  'no-engine': 'needs podman with conmon, containerd with ctr, or docker',
  'no-systemd':
    'needs systemd with a D-Bus system bus, running the machine or bootable on cgroup v1',
  'no-user-session':
    'needs systemd running the machine, and an account `eve` in it, as the machines of test/vm have',
  'no-peer-on-this-host': 'needs crun or runc to compare with',
} as const;

export type Reason = keyof typeof reasons;

/** Skips the test, or from a `before` all tests of its suite. */
export function skip(context: Mocha.Context, reason: Reason): never {
  const mark = ` [skipped: ${reason}: ${reasons[reason]}]`;
  const runnable: (Mocha.Runnable & { readonly type?: string }) | undefined = context.test;
  if (runnable?.type === 'hook') {
    runnable.parent?.eachTest((test) => {
      test.title += mark;
    });
  } else if (runnable !== undefined) {
    runnable.title += mark;
  }
  context.skip();
}
