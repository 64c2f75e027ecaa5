// cgroup v1's device policy, as the kernel keeps it (Documentation/admin-guide/cgroup-v1/devices.rst): a default, and
// exceptions from it.

export type Policy = {
  /** What is not excepted is allowed. */
  isOpen: boolean;
  /** `c 1:3` -> which of r, w and m. */
  readonly exceptions: Map<string, Set<string>>;
};

export function newPolicy(): Policy {
  return { isOpen: true, exceptions: new Map() };
}

export function isWrittenOnly(file: string): boolean {
  return file === 'devices.allow' || file === 'devices.deny';
}

export function planPolicy(policy: Policy, file: string, rule: string): void {
  const isAllowed = file === 'devices.allow';
  const [type = '', device = '*:*', access = 'rwm'] = rule.trim().split(/\s+/);
  if (type === 'a') {
    policy.isOpen = isAllowed;
    policy.exceptions.clear();
    return;
  }
  const name = `${type} ${device}`;
  const known = policy.exceptions.get(name) ?? new Set<string>();
  // An exception is made where the rule is not what the default says, and unmade where it is.
  for (const letter of access) {
    if (isAllowed === policy.isOpen) known.delete(letter);
    else known.add(letter);
  }
  if (known.size === 0) policy.exceptions.delete(name);
  else policy.exceptions.set(name, known);
}

/** The lines of devices.list; an open policy's exceptions are not shown. */
export function readPolicy({ isOpen, exceptions }: Policy): string[] {
  if (isOpen) return ['a *:* rwm'];
  return [...exceptions]
    .map(([name, access]) => `${name} ${[...'rwm'].filter((one) => access.has(one)).join('')}`)
    .sort();
}
