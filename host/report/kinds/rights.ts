// Kinds about what a program may do: who it is, and which system calls it has.
import type { Explanations } from './explanation.ts';

export const RIGHTS: Explanations = {
  'oom.adjust': { why: '/process/oomScoreAdj', spec: 'config.md#linux-process' },
  'rlimit.set': {
    why: '/process/rlimits',
    spec: 'config.md#posix-process',
    protects: 'one process using up what others need',
  },
  'scheduler.set': { why: '/process/scheduler', spec: 'config.md#linux-process' },
  'ioprio.set': { why: '/process/ioPriority', spec: 'config.md#linux-process' },
  'affinity.set': {
    why: "the container's CPUs are those of its cgroup, whatever the caller is kept to; in exec: /process/execCPUAffinity",
    spec: 'config.md#linux-process',
    protects: 'a container that shares the few CPUs to which a service manager keeps its caller',
  },
  'mempolicy.set': { why: '/linux/memoryPolicy', spec: 'config-linux.md#memory-policy' },
  'umask.set': { why: '/process/user/umask', spec: 'config.md#user' },
  'personality.set': { why: '/linux/personality', spec: 'config-linux.md#personality' },
  'label.set': {
    why: "a profile or context of the host's security module",
    spec: 'config.md#linux-process',
    protects: "running unconfined: written through a procfs of the helper's own and read back",
  },
  'bounding.drop': {
    why: '/process/capabilities/bounding',
    spec: 'config.md#linux-process',
    protects: 'gaining a capability by executing a program that carries it',
  },
  'user.set': {
    why: '/process/user',
    spec: 'config.md#user',
    protects: 'groups of the caller that stay with the program',
  },
  'capabilities.set': {
    why: '/process/capabilities',
    spec: 'config.md#linux-process',
    protects: 'root of the container doing what only root of the host may do',
  },
  'no_new_privs.set': {
    why: '/process/noNewPrivileges',
    spec: 'config.md#linux-process',
    protects:
      'set-user-id programs and file capabilities: execve(2) gives nothing more from here on',
  },
  'listener.connect': {
    why: 'the profile leaves decisions to an agent',
    spec: 'config-linux.md#seccomp (listenerPath)',
  },
  'seccomp.load': {
    why: 'which system calls the program may make: the profile, compiled',
    spec: 'config-linux.md#seccomp',
    protects: 'bugs in parts of the kernel that the program has no use for',
  },
};
