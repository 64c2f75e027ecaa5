// The only way to skip a test: with one of the reasons known here. The reporter fails the run on a
// skip without one, and ends it with the list of what was not tested.

/** Every reason for which a test may be skipped, and on what kind of machine. */
export const reasons = {
  'not-root': 'needs root: containers are made in new namespaces with mounts and cgroups',
  'peer-under-test': 'tests what only lading promises; the runtime under test is another',
  'no-lsm': 'needs a kernel with AppArmor or SELinux loaded',
  'no-cgroup-v1': 'needs cgroup v1 hierarchies',
  'no-cgroup-v2': 'needs a unified hierarchy with resource controllers',
  'no-peer-on-this-host': 'needs crun or runc to compare with',
} as const;

export type Reason = keyof typeof reasons;

export function skip(context: Mocha.Context, reason: Reason): never {
  const test = context.test ?? context.currentTest;
  if (test !== undefined) test.title += ` [skipped: ${reason}: ${reasons[reason]}]`;
  context.skip();
}
