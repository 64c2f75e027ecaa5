// Reads what a container printed of itself: mountinfo, /proc/self/status, the `observe` program.

export interface MountLine {
  readonly root: string;
  readonly target: string;
  readonly options: readonly string[];
  /** `shared:N`, `master:N`, …, without their numbers. */
  readonly propagation: readonly string[];
  readonly type: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** proc_pid_mountinfo(5): the lines in order. */
export function parseMountinfo(text: string): MountLine[] {
  return text
    .split('\n')
    .filter((line) => / - /.test(line))
    .map((line) => {
      const [left, right] = line.split(' - ') as [string, string];
      const [, , , root, target, options, ...tags] = left.split(' ') as string[];
      const [type, source, superOptions] = right.split(' ') as string[];
      return {
        root: root as string,
        target: target as string,
        options: (options as string).split(',').sort(),
        propagation: tags.map((tag) => tag.split(':')[0] as string).filter((tag) => tag !== ''),
        type: type as string,
        source: source as string,
        superOptions: (superOptions ?? '').split(',').sort(),
      };
    });
}

export function mountAt(mounts: readonly MountLine[], target: string): MountLine {
  // Of several on one target, the last one is what is seen.
  const found = mounts.filter((mount) => mount.target === target).at(-1);
  if (found === undefined) {
    throw new Error(
      `nothing mounted on ${target}; mounted: ${mounts.map((m) => m.target).join(' ')}`,
    );
  }
  return found;
}

/** `name:<tab>value` lines of /proc/self/status. */
export function parseStatus(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+):[\t ]*(.*)$/gm)].map((m) => [m[1], m[2]]));
}

/** `name=value` lines of test/fixtures/programs/observe.c. */
export function parseObserved(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

const capabilityNumbers: Record<string, number> = Object.fromEntries(
  (
    'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE ' +
    'NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO ' +
    'SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME ' +
    'SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG ' +
    'WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
  )
    .split(' ')
    .map((name, number) => [`CAP_${name}`, number]),
);

/** The 16 hexadecimal digits that the kernel prints for a set of capabilities. */
export function capabilityMask(names: readonly string[]): string {
  const mask = names.reduce(
    (set, name) => set | (1n << BigInt(capabilityNumbers[name] as number)),
    0n,
  );
  return mask.toString(16).padStart(16, '0');
}
