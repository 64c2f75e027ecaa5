// Kinds about processes: their terminals, hooks, the program itself, and what criu makes of them.
import type { Explanations } from './explanation.ts';

export const PROCESSES: Explanations = {
  sync: {
    why: "helper and container's process take turns, so what happens is in the order of the plan",
    spec: 'runtime.md#lifecycle',
    protects: 'an order that depends on luck',
  },
  'process.wait': { why: 'run stays until the container ends', spec: 'runtime.md#lifecycle' },
  'process.signal': {
    why: 'kill',
    spec: 'runtime.md#kill',
    protects:
      'a signal to another process with the same pid: sent through a pidfd after a look at its identity',
  },
  'process.kill': {
    why: "the container's process must end before what is its own is taken away",
    spec: 'runtime.md#delete',
    protects: 'killing another process with the same pid',
  },
  'pidfd.send': {
    why: 'an annotation names who wants a descriptor of the process',
    spec: 'pidfd_open(2)',
  },
  'failure.then': {
    why: 'what ends the container if a later step fails although its process already runs',
    spec: 'runtime.md#lifecycle',
    protects: 'a container that nobody knows of, left by a failed hook',
  },
  'session.create': {
    why: 'a session of its own, so that it can have a terminal of its own',
    spec: 'config.md#process',
    protects: "pushing characters into the caller's terminal (TIOCSTI)",
  },
  'keyring.join': {
    why: 'a session keyring of its own',
    spec: 'session-keyring(7), option --no-new-keyring',
    protects: 'the container reading keys of whoever started it',
  },
  'stdio.own': {
    why: "the container's user may open its own standard streams again",
    spec: 'config.md#user',
  },
  'fds.close': {
    why: "what was opened on the way is nothing of the program's",
    spec: 'execve(2), option --preserve-fds',
    protects: 'a leaked descriptor of the host as a way out (as in CVE-2024-21626)',
  },
  'cwd.enter': {
    why: '/process/cwd',
    spec: 'config.md#process',
    protects:
      'a working directory outside the root (as in CVE-2024-21626): the kernel is asked where it is',
  },
  'console.connect': {
    why: '--console-socket was given: the caller gets the master of the terminal',
    spec: 'config.md#process (terminal), option --console-socket',
  },
  'terminal.take': {
    why: "run on the caller's terminal: its modes are put back at the end",
    spec: 'config.md#process (terminal)',
    protects: 'a terminal that is left raw',
  },
  'terminal.raw': {
    why: 'what is typed is for the container, keys such as ^C too',
    spec: 'config.md#process (terminal)',
  },
  'terminal.create': {
    why: '/process/terminal',
    spec: 'config.md#process (terminal)',
    protects:
      "the host's terminal in the container's hands: it is one of the container's own devpts",
  },
  'console.bind': {
    why: 'programs look for their terminal at /dev/console',
    spec: 'config-linux.md#default-devices',
  },
  'hook.run': {
    why: 'the config asks for a program at this point',
    spec: 'config.md#posix-platform-hooks',
    protects: 'a hook that never ends: its process group is killed at its timeout',
  },
  'hook.defer': {
    why: 'poststop hooks run when a create that came this far fails',
    spec: 'config.md#poststop',
  },
  'exec.lookup': {
    why: 'the program is looked for before `create` says that all is well',
    spec: 'config.md#process (args)',
    protects: 'a container that is created and can never start',
  },
  exec: {
    why: 'the program takes over',
    spec: 'config.md#process',
  },
  'criu.dump': {
    why: 'checkpoint: the processes become files',
    spec: 'criu(8), option --image-path',
    protects:
      "what the container's files lead to being taken for the host's: the kernel resolves it in its root",
  },
  'criu.restore': {
    why: 'restore: criu, which makes processes from files, gets ready for it',
    spec: 'criu(8)',
  },
  'criu.spawn': { why: 'restore: the processes are made again from the files', spec: 'criu(8)' },
  'criu.check': {
    why: 'what was restored is looked at before it may go on',
    spec: 'config.md#mounts, criu(8)',
    protects: 'images that restore other mounts than the config has',
  },
  'criu.resume': { why: 'the restored processes go on where they were', spec: 'criu(8)' },
};
