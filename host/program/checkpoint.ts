// Options of the commands that work with criu.
import { BUNDLE, CONSOLE_SOCKET, DETACH, NO_PIVOT, NO_SUBREAPER, PID_FILE } from './shared.ts';
import type { OptionSpec } from './spec.ts';

/** What a dump and the restoring of it are both told about what may be in it. */
const CRIU_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'imagePath',
    flags: '--image-path <dir>',
    kind: 'path',
    about: 'directory of the images (default: checkpoint, in the current one)',
    fallback: 'checkpoint',
  },
  {
    name: 'workPath',
    flags: '--work-path <dir>',
    kind: 'path',
    about: "directory of criu's log and statistics (default: that of the images)",
  },
  {
    name: 'tcpEstablished',
    flags: '--tcp-established',
    kind: 'flag',
    about: 'with open TCP connections',
  },
  {
    name: 'extUnixSk',
    flags: '--ext-unix-sk',
    kind: 'flag',
    about: 'with unix sockets whose other end is outside',
  },
  {
    name: 'shellJob',
    flags: '--shell-job',
    kind: 'flag',
    about: "with the caller's session and terminal",
  },
  { name: 'fileLocks', flags: '--file-locks', kind: 'flag', about: 'with locks on files' },
  {
    name: 'networkLock',
    flags: '--network-lock <method>',
    kind: 'text',
    about: 'how the network is kept still meanwhile: iptables, nftables or skip',
    choices: ['iptables', 'nftables', 'skip'],
    complaint: () => 'unknown network lock method specified',
  },
  {
    name: 'manageCgroupsMode',
    flags: '--manage-cgroups-mode <mode>',
    kind: 'text',
    about: 'what criu does about cgroups: soft (default), ignore, full or strict',
    choices: ['soft', 'ignore', 'full', 'strict'],
    complaint: () => 'unknown cgroup mode specified',
  },
  {
    name: 'emptyNs',
    flags: '--empty-ns <type>',
    kind: 'text',
    about: 'without what is in this namespace: network',
    choices: ['network'],
    complaint: (value) => `unknown namespace \`${value}\` specified: expected network`,
  },
];

export const CHECKPOINT_OPTIONS: readonly OptionSpec[] = [
  ...CRIU_OPTIONS,
  {
    name: 'leaveRunning',
    flags: '--leave-running',
    kind: 'flag',
    about: 'let the container run on; without it, it is ended and deleted',
  },
  {
    name: 'parentPath',
    flags: '--parent-path <dir>',
    kind: 'text',
    about: 'an earlier pre-dump, from the directory of the images: only what has changed is dumped',
  },
  {
    name: 'preDump',
    flags: '--pre-dump',
    kind: 'flag',
    about: 'only its memory, while it runs on',
  },
];

export const RESTORE_OPTIONS: readonly OptionSpec[] = [
  BUNDLE,
  ...CRIU_OPTIONS,
  { name: 'tcpClose', flags: '--tcp-close', kind: 'flag', about: 'TCP connections closed' },
  {
    name: 'lsmProfile',
    flags: '--lsm-profile <type:name>',
    kind: 'text',
    about: 'the security label of its processes, instead of the one they had',
  },
  {
    name: 'lsmMountContext',
    flags: '--lsm-mount-context <context>',
    kind: 'text',
    about: 'the security label of its mounts, instead of the one they had',
  },
  DETACH,
  PID_FILE,
  CONSOLE_SOCKET,
  { ...NO_PIVOT, about: 'accepted and ignored: criu changes the root' },
  NO_SUBREAPER,
];
