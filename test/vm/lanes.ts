// The lanes: which kernel, which init, which cgroups, and what of the tests runs there.
export interface Step {
  readonly title: string;
  /** Test files, or folders of them. */
  readonly files: readonly string[];
  /** Of these, what only `--all` runs: it takes long, and another lane or the host shows it too. */
  readonly slow?: readonly string[];
  /** A regular expression of titles. */
  readonly grep?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Lane {
  readonly name: string;
  readonly title: string;
  /** One of Debian's metapackages. */
  readonly kernel: string;
  readonly init: 'plain' | 'systemd';
  readonly cgroup: 'v1' | 'v2';
  /** More words of the kernel's command line. */
  readonly words?: readonly string[];
  readonly steps: readonly Step[];
  /** Runs without being asked for, in CI too. */
  readonly always?: true;
  readonly timeoutMinutes: number;
}

const newer = 'linux-image-6.12-cloud-amd64';
const older = 'linux-image-cloud-amd64';

const native: Step = {
  title: 'container tests and attacks, through the native entry',
  files: ['test/containers', 'test/attacks'],
  slow: ['drift', 'explain', 'kept'].map((name) => `test/containers/${name}.test.ts`),
  env: { LADING_TEST_RUNTIME: 'lading-oci' },
};
const underSystemd: Step = {
  ...native,
  slow: [
    ...(native.slow ?? []),
    'test/containers/checkpoint.test.ts',
    'test/attacks/mount-symlink.test.ts',
  ],
};
const faults: Step = {
  title: 'faults in what is said to systemd',
  files: ['test/faults/systemd.test.ts'],
  slow: ['test/faults/systemd.test.ts'],
};
const deviceFaults: Step = {
  title: 'faults in the rules for devices',
  files: ['test/faults/devices.test.ts'],
  slow: ['test/faults/devices.test.ts'],
};
const criuFaults: Step = {
  title: 'faults at what criu does',
  files: ['test/faults/criu.test.ts'],
  slow: ['test/faults/criu.test.ts'],
};
const engines: Step = {
  title: 'the engines themselves, with cgroups by systemd too',
  files: ['test/engines'],
  slow: ['test/engines'],
  env: { LADING_TEST_RUNTIME: 'lading-oci' },
};
const host: Step = {
  title: 'a part, through the host',
  files: ['test/containers/lifecycle.test.ts'],
  grep: 'go through created|exit code of the container',
  env: { LADING_TEST_RUNTIME: 'lading' },
};
const fields: Step = {
  title: 'every field of config.json, through the native entry and under both peers',
  files: ['test/differential/fields'],
  slow: ['test/differential/fields'],
  env: { LADING_TEST_RUNTIME: 'lading-oci' },
};
const fieldsBySystemd: Step = {
  ...fields,
  title: `${fields.title}, in cgroups by systemd`,
  env: { ...fields.env, LADING_TEST_MANAGER: 'systemd' },
};

const labels: Step = {
  title: 'labels and profiles, through both ways in',
  files: [
    'test/containers/apparmor.test.ts',
    'test/containers/identity.test.ts',
    'test/attacks/label.test.ts',
  ],
  env: { LADING_TEST_RUNTIME: 'lading-oci' },
};

const selinux: Step = {
  title: "SELinux's labels, through the native entry",
  files: ['test/containers/selinux.test.ts'],
  env: { LADING_TEST_RUNTIME: 'lading-oci' },
};

export const lanes: readonly Lane[] = [
  {
    name: 'v2',
    title: 'Linux 6.12, plain init, cgroup v2',
    kernel: newer,
    init: 'plain',
    cgroup: 'v2',
    steps: [native, host, deviceFaults, criuFaults, fields],
    always: true,
    timeoutMinutes: 40,
  },
  {
    name: 'systemd',
    title: 'Linux 6.12, systemd, cgroup v2',
    kernel: newer,
    init: 'systemd',
    cgroup: 'v2',
    steps: [underSystemd, host, faults, criuFaults, fieldsBySystemd, engines],
    always: true,
    timeoutMinutes: 40,
  },
  {
    name: 'older',
    title: 'Linux 6.1, plain init, cgroup v2',
    kernel: older,
    init: 'plain',
    cgroup: 'v2',
    steps: [native, host, fields],
    timeoutMinutes: 40,
  },
  {
    name: 'apparmor',
    title: 'Linux 6.12 with AppArmor alone, plain init, cgroup v2',
    kernel: newer,
    init: 'plain',
    cgroup: 'v2',
    words: ['lsm=apparmor'],
    steps: [labels, { ...labels, env: { LADING_TEST_RUNTIME: 'lading' } }, fields],
    timeoutMinutes: 20,
  },
  {
    name: 'selinux',
    title: 'Linux 6.12 with SELinux alone, enforcing, plain init, cgroup v2',
    kernel: newer,
    init: 'plain',
    cgroup: 'v2',
    words: ['lsm=selinux'],
    steps: [
      selinux,
      {
        ...selinux,
        title: 'labels and containers, through the host',
        files: [...selinux.files, ...host.files],
        env: { LADING_TEST_RUNTIME: 'lading' },
      },
      fields,
    ],
    timeoutMinutes: 20,
  },
  {
    name: 'v1',
    title: 'Linux 6.1, plain init, cgroup v1',
    kernel: older,
    init: 'plain',
    cgroup: 'v1',
    steps: [native, host, fields],
    timeoutMinutes: 40,
  },
];
