// The matrix: /process, /root, /hostname, /domainname, /annotations.
import { readFileSync } from 'node:fs';
import type { FieldCase } from './case.ts';

const shell = (text: string): string[] => ['sh', '-c', text];
const ask = (name: string): string => `observe | grep '^${name}='`;
const oldPeers = { runc: 'not before runc 1.2', crun: 'not before crun 1.9' };
const set = ['CAP_KILL', 'CAP_CHOWN'];

export const processCases: readonly FieldCase[] = [
  {
    title: 'has these ids, groups and umask',
    fields: ['uid', 'gid', 'umask', 'additionalGids/*'].map((name) => `/process/user/${name}`),
    set: ({ process }) => {
      process.user = { uid: 7, gid: 8, umask: 0o27, additionalGids: [9, 10] };
    },
    inside: ask('uid\\|^gid\\|^groups\\|^umask'),
    answer: 'uid=7 7 7\ngid=8 8 8\ngroups=9 10\numask=0027\n',
  },
  {
    title: 'has its program, arguments, environment and working directory',
    fields: ['/process/args/*', '/process/env/*', '/process/cwd'],
    set: ({ process }) => {
      process.env.push('FIELD=a b');
      process.cwd = '/srv';
    },
    inside: 'printenv() { env | grep "^$1="; }; printenv FIELD; readlink /proc/self/cwd; echo "$0"',
    answer: 'FIELD=a b\n/srv\nsh\n',
  },
  {
    title: 'has these five sets of capabilities',
    fields: ['bounding', 'effective', 'inheritable', 'permitted', 'ambient'].map(
      (name) => `/process/capabilities/${name}/*`,
    ),
    set: ({ process }) => {
      process.user = { uid: 7, gid: 7 };
      process.capabilities = {
        bounding: [...set, 'CAP_SYS_CHROOT'],
        effective: set,
        inheritable: set,
        permitted: set,
        ambient: ['CAP_KILL'],
      };
    },
    inside: 'grep ^Cap /proc/self/status',
    answer:
      'CapInh:\t0000000000000021\nCapPrm:\t0000000000000020\nCapEff:\t0000000000000020\n' +
      'CapBnd:\t0000000000040021\nCapAmb:\t0000000000000020\n',
  },
  {
    title: 'has this limit',
    fields: ['type', 'hard', 'soft'].map((name) => `/process/rlimits/*/${name}`),
    set: ({ process }) => {
      process.rlimits = [{ type: 'RLIMIT_NOFILE', soft: 100, hard: 200 }];
    },
    inside: ask('rlimit.NOFILE'),
    answer: 'rlimit.NOFILE=100 200\n',
  },
  {
    title: 'may gain no privileges',
    fields: ['/process/noNewPrivileges'],
    set: ({ process }) => {
      process.noNewPrivileges = true;
    },
    inside: ask('no_new_privs'),
    answer: 'no_new_privs=1\n',
  },
  {
    title: 'is killed later than others for want of memory',
    fields: ['/process/oomScoreAdj'],
    set: ({ process }) => {
      process.oomScoreAdj = 321;
    },
    inside: 'cat /proc/self/oom_score_adj',
    answer: '321\n',
  },
  {
    title: 'is scheduled in batches, with a nice value',
    fields: ['/process/scheduler/policy', '/process/scheduler/nice'],
    set: ({ process }) => {
      process.scheduler = { policy: 'SCHED_BATCH', nice: 5 };
    },
    inside: ask('scheduler\\|^nice'),
    answer: 'scheduler=3\nnice=5\n',
    unlike: oldPeers,
  },
  {
    title: 'is scheduled in real time, its children are not',
    needs: ['real-time-groups'],
    fields: ['/process/scheduler/priority', '/process/scheduler/flags/*'],
    set: ({ process, linux }) => {
      // On cgroup v1 nobody is scheduled so without a share of the real time.
      linux.resources = { ...linux.resources, cpu: { realtimeRuntime: 1000 } };
      process.scheduler = {
        policy: 'SCHED_FIFO',
        priority: 7,
        flags: ['SCHED_FLAG_RESET_ON_FORK'],
      };
      process.args = ['sleep', '1000'];
    },
    outside: (_container, pid) => schedulingOf(pid),
    answer: 'policy 1 priority 7\n',
    unlike: oldPeers,
  },
  {
    title: 'is scheduled by deadline',
    fields: ['runtime', 'deadline', 'period'].map((name) => `/process/scheduler/${name}`),
    set: ({ process }) => {
      process.scheduler = {
        policy: 'SCHED_DEADLINE',
        runtime: 1_000_000,
        deadline: 5_000_000,
        period: 10_000_000,
      };
      process.args = ['sleep', '1000'];
    },
    outside: (_container, pid) => schedulingOf(pid),
    answer: 'policy 6 priority 0\n',
    unlike: oldPeers,
  },
  {
    title: 'has this priority for input and output',
    fields: ['/process/ioPriority/class', '/process/ioPriority/priority'],
    set: ({ process }) => {
      process.ioPriority = { class: 'IOPRIO_CLASS_BE', priority: 6 };
    },
    inside: ask('ioprio'),
    answer: `ioprio=${(2 << 13) | 6}\n`,
    unlike: oldPeers,
  },
  {
    title: 'has this root directory',
    fields: ['/root/path'],
    set: () => {},
    rootfs: () => {},
    inside: 'ls -d /bin/busybox /srv',
    answer: '/bin/busybox\n/srv\n',
  },
  {
    title: 'cannot write to its root',
    fields: ['/root/readonly'],
    set: ({ root }) => {
      root.readonly = true;
    },
    inside: 'touch /new 2>/dev/null || echo refused; touch /dev/shm/new && echo allowed',
    answer: 'refused\nallowed\n',
  },
  {
    title: 'has a host name',
    fields: ['/hostname'],
    set: (config) => {
      config.hostname = 'matrix';
    },
    inside: 'hostname',
    answer: 'matrix\n',
  },
  {
    title: 'has a domain name',
    fields: ['/domainname'],
    set: (config) => {
      config.domainname = 'example.org';
    },
    inside: 'cat /proc/sys/kernel/domainname',
    answer: 'example.org\n',
    unlike: { runc: 'not before runc 1.2' },
  },
  {
    title: 'shows its annotations in its state',
    fields: ['/annotations'],
    set: (config) => {
      config.annotations = { 'org.example.key': 'value' };
      config.process.args = shell('sleep 1000');
    },
    outside: async (container) => JSON.stringify((await container.state()).annotations),
    answer: '{"org.example.key":"value"}',
  },
];

/** proc_pid_stat(5), fields 40 and 41. */
function schedulingOf(pid: number): string {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const words = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return `policy ${words[38]} priority ${words[37]}\n`;
}

export const processUnshown = {
  '/ociVersion': 'says how to read the rest; the kernel knows nothing of it',
  '/process/commandLine': 'is for Windows',
  '/process/user/username': 'is for Windows',
  '/process/terminal': 'needs a console: test/containers/terminal.test.ts',
  '/process/consoleSize/height': 'needs a console: test/containers/terminal.test.ts',
  '/process/consoleSize/width': 'needs a console: test/containers/terminal.test.ts',
  '/process/execCPUAffinity/initial': 'is for `exec` only: test/containers/affinity.test.ts',
  '/process/execCPUAffinity/final': 'is for `exec` only: test/containers/affinity.test.ts',
} as const;
