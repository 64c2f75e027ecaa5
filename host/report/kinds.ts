// Why there is each kind of action: the reason, where the OCI runtime specification (or the kernel's manual) asks for
// it, and what it protects against. What undoes it stands in plan.schema.json, with the kind.

export type Explanation = {
  /** Why a plan has it. */
  readonly why: string;
  /** A section of the specification; of a manual page where the specification leaves it to the runtime. */
  readonly spec: string;
  /** What would go wrong without it, or if it were done carelessly; absent: it protects against nothing. */
  readonly protects?: string;
};

export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  // ---- state
  [
    'state.reserve',
    {
      why: "the container's id becomes its own, and there is a place for its state and record",
      spec: 'runtime.md#create (the id must be unique)',
      protects:
        'two creates of one id at once: mkdir(2) lets one win; what is done from here on is written down first, so a killed create can be taken back',
    },
  ],
  [
    'state.lock',
    {
      why: 'the plan was made for the state that was read then; nobody may change it meanwhile',
      spec: 'runtime.md#lifecycle',
      protects: 'carrying out a plan on a container that has changed, or is another one by now',
    },
  ],
  [
    'state.commit',
    {
      why: 'later commands must find the process, and know that it is the same one',
      spec: 'runtime.md#state',
      protects:
        'signals to a stranger: a pid alone may have been given to another process, pid with start time and boot may not; written aside and renamed, so nobody reads half of it',
    },
  ],
  [
    'state.remove',
    {
      why: 'the id is free again, and nothing of the container is left',
      spec: 'runtime.md#delete',
      protects: 'removing what only looks like state: the directory is renamed away first',
    },
  ],
  [
    'fifo.create',
    {
      why: 'a created container waits for `start` at it',
      spec: 'runtime.md#create, runtime.md#start',
    },
  ],
  [
    'fifo.wait',
    {
      why: 'create ends here; the program runs when `start` says so',
      spec: 'runtime.md#start',
      protects:
        'a descriptor of the host reaching the program: what ties the process to the helper is closed before it waits',
    },
  ],
  [
    'fifo.release',
    {
      why: 'lets the waiting process run its program',
      spec: 'runtime.md#start',
      protects: 'a second start: the fifo is gone before the byte is written',
    },
  ],
  [
    'pidfile.write',
    {
      why: '--pid-file was given',
      spec: 'option --pid-file',
      protects: 'a reader that sees half a number: written aside and renamed',
    },
  ],
  [
    'notify.create',
    {
      why: 'NOTIFY_SOCKET was set: the container gets a socket of its own to say READY=1 on',
      spec: 'sd_notify(3)',
      protects: "handing the host's own notify socket into the container",
    },
  ],
  [
    'notify.listen',
    {
      why: "the socket is there before the container's program can look for it",
      spec: 'sd_notify(3)',
    },
  ],
  [
    'notify.wait',
    {
      why: 'the caller waits until the program is ready, as with any service of type notify',
      spec: 'sd_notify(3)',
      protects: 'anything but READY=1 passing from the container to the host',
    },
  ],
  [
    'record.begin',
    {
      why: 'whatever changes a container leaves a record; this command waits for no lock, so that nothing holds it up',
      spec: 'runtime.md#kill',
      protects:
        'a record in the place of another: it is made aside, and its number is its own; a signal that is not sent for want of a record: that is a warning',
    },
  ],
  [
    'record.keep',
    {
      why: '--keep-record was given: the evidence outlives the container',
      spec: 'option --keep-record',
      protects: 'overwriting the record of another container of that name',
    },
  ],
  // ---- cgroups
  [
    'cgroup.update',
    {
      why: 'update: one limit or setting of a cgroup that is in use',
      spec: 'config-linux.md#control-groups',
      protects: 'half an update: what the file held is put back when a later step fails',
    },
  ],
  [
    'cgroup.create',
    {
      why: 'limits and accounting are of a cgroup; all processes of the container are in it',
      spec: 'config-linux.md#cgroups-path',
      protects:
        'processes that cannot be found again: what is in the cgroup can be frozen and killed as one',
    },
  ],
  [
    'cgroup.write',
    {
      why: 'one limit or setting, in the words of this host (cgroup v1 and v2 differ)',
      spec: 'config-linux.md#control-groups',
      protects: 'one container using up memory, time, processes or bandwidth of the host',
    },
  ],
  [
    'cgroup.devices',
    {
      why: 'cgroup v2 has no file for devices: the rules are a program that the kernel asks',
      spec: 'config-linux.md#allowed-device-list',
      protects: "the host's disks and memory being opened through a device node made inside",
    },
  ],
  [
    'cgroup.open',
    { why: 'the process is to join a cgroup that is there', spec: 'runtime.md#lifecycle' },
  ],
  [
    'cgroup.join',
    {
      why: 'from here on the limits hold for the process, and for all that it starts',
      spec: 'config-linux.md#cgroups-path',
      protects: 'a program that runs even for a moment outside its limits',
    },
  ],
  [
    'cgroup.kill',
    {
      why: 'every process of the container ends, also those that have left its pid namespace',
      spec: 'runtime.md#delete',
      protects: 'a fork bomb that outruns its killer: frozen or killed by the kernel as one',
    },
  ],
  ['cgroup.signal', { why: 'kill --all', spec: 'runtime.md#kill' }],
  ['cgroup.freeze', { why: 'pause and resume', spec: 'freezer(7), cgroups(7)' }],
  ['cgroup.remove', { why: 'a deleted container leaves no cgroup', spec: 'runtime.md#delete' }],
  [
    'resctrl.create',
    {
      why: 'a class of service: how much of the cache and memory bandwidth the container gets',
      spec: 'config-linux.md#intelrdt',
      protects: 'a neighbour that empties the shared cache',
    },
  ],
  ['resctrl.join', { why: 'the process gets that class', spec: 'config-linux.md#intelrdt' }],
  ['resctrl.remove', { why: 'the class was made for it', spec: 'config-linux.md#intelrdt' }],
  [
    'cgroup.attach',
    {
      why: 'systemd makes the cgroup around the process; it is put into what belongs to the container',
      spec: 'config-linux.md#cgroups-path',
      protects: 'a process that stays in a cgroup without the limits',
    },
  ],
  [
    'cgroup.enable',
    {
      why: 'a limit below this cgroup needs its controller here',
      spec: 'cgroups(7), cgroup.subtree_control',
    },
  ],
  [
    'cgroup.delegate',
    {
      why: 'the container is to manage cgroups of its own',
      spec: 'cgroups(7), delegation',
      protects: 'giving away more than the files that the kernel says may be given',
    },
  ],
  [
    'systemd.start',
    {
      why: 'the cgroup manager is systemd: the container becomes a scope of its',
      spec: 'systemd.scope(5), option --systemd-cgroup',
      protects: 'two managers of one part of the tree of cgroups',
    },
  ],
  [
    'systemd.set',
    {
      why: 'limits of a scope are told to systemd, which would set them back otherwise',
      spec: 'systemd.resource-control(5)',
    },
  ],
  [
    'systemd.stop',
    {
      why: 'a deleted container leaves no unit',
      spec: 'runtime.md#delete, systemd.scope(5)',
    },
  ],
  [
    'resctrl.update',
    { why: 'update: another share of the cache', spec: 'config-linux.md#intelrdt' },
  ],
  // ---- namespaces
  [
    'namespace.open',
    {
      why: 'the config names a namespace that is there, by path',
      spec: 'config-linux.md#namespaces',
      protects:
        'joining something else: the path must be a namespace, and of this type (ioctl_nsfs(2))',
    },
  ],
  [
    'namespace.join',
    { why: 'the container shares that namespace', spec: 'config-linux.md#namespaces' },
  ],
  [
    'namespace.unshare',
    {
      why: 'a namespace of its own that cannot be made together with the process',
      spec: 'config-linux.md#namespaces',
      protects: 'the container seeing or changing what belongs to the host',
    },
  ],
  [
    'time.offset',
    {
      why: "clocks of its own, apart from the host's",
      spec: 'config-linux.md#offset-for-time-namespace',
    },
  ],
  [
    'container.open',
    {
      why: "exec enters the namespaces of the container's process",
      spec: 'runtime.md#operations',
      protects:
        'entering another process that has its pid by now: identity is checked, then held by a pidfd',
    },
  ],
  [
    'container.enter',
    {
      why: 'the new process is to be in the container',
      spec: 'setns(2)',
      protects: 'being in some of its namespaces and not in others: all are joined at once',
    },
  ],
  [
    'process.visit',
    {
      why: 'the mounts of a container that lives can be changed only from within its mount namespace',
      spec: 'setns(2), mount_namespaces(7)',
      protects:
        'the helper itself going there, and the container seeing who does: the visitor enters no more namespaces than it needs, can be neither traced nor read, and runs nothing of the container’s',
    },
  ],
  [
    'process.spawn',
    {
      why: "the container's first process, born in its new namespaces",
      spec: 'config-linux.md#namespaces',
      protects:
        "the container seeing the host's processes, mounts, network, names and IPC, as far as its namespaces are new",
    },
  ],
  [
    'idmap.write',
    {
      why: "which ids of the host the container's ids are",
      spec: 'config-linux.md#user-namespace-mappings',
      protects: 'root of the container being root of the host',
    },
  ],
  [
    'setgroups.deny',
    {
      why: 'the kernel asks for it before a caller without rights may map a group',
      spec: 'user_namespaces(7)',
      protects: 'dropping a group that was there to deny something',
    },
  ],
  [
    'source.open',
    {
      why: "a bind whose source the container's process may not reach, or whose ids are mapped",
      spec: 'config.md#mounts',
      protects: 'a source exchanged while it is looked for: it is held by a descriptor',
    },
  ],
  ['hostname.set', { why: '/hostname', spec: 'config.md#hostname' }],
  ['domainname.set', { why: '/domainname', spec: 'config.md#domainname' }],
  [
    'sysctl.write',
    {
      why: "a kernel parameter of the container's own namespaces",
      spec: 'config-linux.md#sysctl',
      protects:
        "changing a parameter of the host: only namespaced ones are planned, and they are written through a procfs of the helper's own",
    },
  ],
  [
    'container.root',
    {
      why: 'exec into a container that has no mount namespace of its own',
      spec: 'runtime.md#operations',
    },
  ],
  // ---- terminals
  [
    'console.connect',
    {
      why: '--console-socket was given: the caller gets the master of the terminal',
      spec: 'config.md#process (terminal), option --console-socket',
    },
  ],
  [
    'terminal.take',
    {
      why: "run on the caller's terminal: its modes are put back at the end",
      spec: 'config.md#process (terminal)',
      protects: 'a terminal that is left raw',
    },
  ],
  [
    'terminal.raw',
    {
      why: 'what is typed is for the container, keys such as ^C too',
      spec: 'config.md#process (terminal)',
    },
  ],
  [
    'terminal.create',
    {
      why: '/process/terminal',
      spec: 'config.md#process (terminal)',
      protects:
        "the host's terminal in the container's hands: it is one of the container's own devpts",
    },
  ],
  [
    'console.bind',
    {
      why: 'programs look for their terminal at /dev/console',
      spec: 'config-linux.md#default-devices',
    },
  ],
  // ---- processes
  [
    'sync',
    {
      why: "helper and container's process take turns, so what happens is in the order of the plan",
      spec: 'runtime.md#lifecycle',
      protects: 'an order that depends on luck',
    },
  ],
  ['process.wait', { why: 'run stays until the container ends', spec: 'runtime.md#lifecycle' }],
  [
    'process.signal',
    {
      why: 'kill',
      spec: 'runtime.md#kill',
      protects:
        'a signal to another process with the same pid: sent through a pidfd after a look at its identity',
    },
  ],
  [
    'process.kill',
    {
      why: "the container's process must end before what is its own is taken away",
      spec: 'runtime.md#delete',
      protects: 'killing another process with the same pid',
    },
  ],
  [
    'pidfd.send',
    { why: 'an annotation names who wants a descriptor of the process', spec: 'pidfd_open(2)' },
  ],
  [
    'failure.then',
    {
      why: 'what ends the container if a later step fails although its process already runs',
      spec: 'runtime.md#lifecycle',
      protects: 'a container that nobody knows of, left by a failed hook',
    },
  ],
  [
    'session.create',
    {
      why: 'a session of its own, so that it can have a terminal of its own',
      spec: 'config.md#process',
      protects: "pushing characters into the caller's terminal (TIOCSTI)",
    },
  ],
  [
    'keyring.join',
    {
      why: 'a session keyring of its own',
      spec: 'session-keyring(7), option --no-new-keyring',
      protects: 'the container reading keys of whoever started it',
    },
  ],
  [
    'stdio.own',
    { why: "the container's user may open its own standard streams again", spec: 'config.md#user' },
  ],
  [
    'fds.close',
    {
      why: "what was opened on the way is nothing of the program's",
      spec: 'execve(2), option --preserve-fds',
      protects: 'a leaked descriptor of the host as a way out (as in CVE-2024-21626)',
    },
  ],
  [
    'cwd.enter',
    {
      why: '/process/cwd',
      spec: 'config.md#process',
      protects:
        'a working directory outside the root (as in CVE-2024-21626): the kernel is asked where it is',
    },
  ],
  // ---- network
  [
    'loopback.up',
    { why: 'a new network namespace has only lo, and that is down', spec: 'network_namespaces(7)' },
  ],
  [
    'netdevice.move',
    {
      why: 'a network device of the host for the container',
      spec: 'config-linux.md#network-devices',
    },
  ],
  // ---- mounts
  [
    'mounts.isolate',
    {
      why: "a new mount namespace starts with the host's mounts, tied to them",
      spec: 'mount_namespaces(7)',
      protects: 'a mount in the container appearing on the host, or being undone there',
    },
  ],
  [
    'root.open',
    {
      why: 'the container has no mount namespace: the rootfs is used as it is',
      spec: 'config.md#root',
    },
  ],
  [
    'root.bind',
    {
      why: "pivot_root(2) needs a mount; a clone of the rootfs's is one of the container's own",
      spec: 'config.md#root',
      protects:
        'paths that lead elsewhere: every later one is resolved below this descriptor (openat2(2))',
    },
  ],
  [
    'mount.fs',
    {
      why: 'a filesystem that the config asks for',
      spec: 'config.md#mounts',
      protects:
        'a symbolic link in the image that moves the mount elsewhere; its attributes are set before anyone can reach it',
    },
  ],
  [
    'mount.bind',
    {
      why: 'a file or directory of the host for the container',
      spec: 'config.md#mounts',
      protects:
        'a source or target exchanged meanwhile: both are held by descriptor, attributes are set on the detached clone',
    },
  ],
  [
    'mount.remove',
    {
      why: 'mounts remove: this mount is not wanted any more',
      spec: 'umount(2)',
      protects:
        'taking off another mount than the one that was looked up: it is named by its descriptor, below the container’s root, and must be a mount point itself',
    },
  ],
  [
    'mount.attributes',
    {
      why: 'a remount, or a change of propagation, that the config asks for',
      spec: 'config.md#mounts',
    },
  ],
  [
    'path.mask',
    {
      why: 'the container may not read it: /linux/maskedPaths',
      spec: 'config-linux.md#masked-paths',
      protects:
        'what the kernel shows of the host there (memory, keys, firmware); the cover is the real /dev/null or an empty read-only tmpfs, verified',
    },
  ],
  [
    'path.readonly',
    {
      why: 'the container may not write it: /linux/readonlyPaths',
      spec: 'config-linux.md#readonly-paths',
      protects: "settings of the host's kernel being changed from inside",
    },
  ],
  [
    'root.readonly',
    {
      why: '/root/readonly',
      spec: 'config.md#root',
      protects: 'the program changing its own image',
    },
  ],
  [
    'root.propagation',
    { why: '/linux/rootfsPropagation', spec: 'config-linux.md#rootfs-mount-propagation' },
  ],
  [
    'root.pivot',
    {
      why: "the rootfs becomes /, and the host's root is out of reach",
      spec: 'config.md#root, pivot_root(2)',
      protects: 'climbing out of the root: after pivot_root(2) there is nothing to climb to',
    },
  ],
  // ---- devices
  [
    'device.create',
    {
      why: 'a device that every container has, or that the config names',
      spec: 'config-linux.md#default-devices, config-linux.md#devices',
    },
  ],
  [
    'device.bind',
    {
      why: "in a user namespace nodes cannot be made: the host's own is bound",
      spec: 'config-linux.md#default-devices',
      protects: 'another node in its place: type and numbers are compared',
    },
  ],
  [
    'symlink.create',
    {
      why: 'links that every program expects in /dev',
      spec: 'runtime-linux.md#dev-symbolic-links',
    },
  ],
  // ---- hooks
  [
    'hook.run',
    {
      why: 'the config asks for a program at this point',
      spec: 'config.md#posix-platform-hooks',
      protects: 'a hook that never ends: its process group is killed at its timeout',
    },
  ],
  [
    'hook.defer',
    {
      why: 'poststop hooks run when a create that came this far fails',
      spec: 'config.md#poststop',
    },
  ],
  // ---- identity
  ['oom.adjust', { why: '/process/oomScoreAdj', spec: 'config.md#linux-process' }],
  [
    'rlimit.set',
    {
      why: '/process/rlimits',
      spec: 'config.md#posix-process',
      protects: 'one process using up what others need',
    },
  ],
  ['scheduler.set', { why: '/process/scheduler', spec: 'config.md#linux-process' }],
  ['ioprio.set', { why: '/process/ioPriority', spec: 'config.md#linux-process' }],
  ['mempolicy.set', { why: '/linux/memoryPolicy', spec: 'config-linux.md#memory-policy' }],
  ['umask.set', { why: '/process/user/umask', spec: 'config.md#user' }],
  ['personality.set', { why: '/linux/personality', spec: 'config-linux.md#personality' }],
  [
    'label.set',
    {
      why: "a profile or context of the host's security module",
      spec: 'config.md#linux-process',
      protects: "running unconfined: written through a procfs of the helper's own and read back",
    },
  ],
  [
    'bounding.drop',
    {
      why: '/process/capabilities/bounding',
      spec: 'config.md#linux-process',
      protects: 'gaining a capability by executing a program that carries it',
    },
  ],
  [
    'user.set',
    {
      why: '/process/user',
      spec: 'config.md#user',
      protects: 'groups of the caller that stay with the program',
    },
  ],
  [
    'capabilities.set',
    {
      why: '/process/capabilities',
      spec: 'config.md#linux-process',
      protects: 'root of the container doing what only root of the host may do',
    },
  ],
  [
    'no_new_privs.set',
    {
      why: '/process/noNewPrivileges',
      spec: 'config.md#linux-process',
      protects:
        'set-user-id programs and file capabilities: execve(2) gives nothing more from here on',
    },
  ],
  // ---- seccomp
  [
    'listener.connect',
    {
      why: 'the profile leaves decisions to an agent',
      spec: 'config-linux.md#seccomp (listenerPath)',
    },
  ],
  [
    'seccomp.load',
    {
      why: 'which system calls the program may make: the profile, compiled',
      spec: 'config-linux.md#seccomp',
      protects: 'bugs in parts of the kernel that the program has no use for',
    },
  ],
  // ---- checkpoints
  [
    'criu.dump',
    {
      why: 'checkpoint: the processes become files',
      spec: 'criu(8), option --image-path',
      protects:
        "what the container's files lead to being taken for the host's: the kernel resolves it in its root",
    },
  ],
  [
    'criu.restore',
    { why: 'restore: criu, which makes processes from files, gets ready for it', spec: 'criu(8)' },
  ],
  ['criu.spawn', { why: 'restore: the processes are made again from the files', spec: 'criu(8)' }],
  [
    'criu.check',
    {
      why: 'what was restored is looked at before it may go on',
      spec: 'config.md#mounts, criu(8)',
      protects: 'images that restore other mounts than the config has',
    },
  ],
  ['criu.resume', { why: 'the restored processes go on where they were', spec: 'criu(8)' }],
  // ---- exec
  [
    'exec.lookup',
    {
      why: 'the program is looked for before `create` says that all is well',
      spec: 'config.md#process (args)',
      protects: 'a container that is created and can never start',
    },
  ],
  [
    'exec',
    {
      why: 'the program takes over',
      spec: 'config.md#process',
    },
  ],
]);
