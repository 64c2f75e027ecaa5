// The config.json that `lading spec` writes: a shell in a read-only root with everything private.
// Text, not objects: it is written for people to edit. No ambient or inheritable capabilities, since
// capabilities a program was not given on purpose are how CVE-2022-29162 came about.

export function specTemplate(rootless: bool, uid: u64, gid: u64, cgroupNamespace: bool): string {
  const sys = rootless ? SYS_BOUND : SYS_MOUNTED;
  let namespaces = cgroupNamespace ? CGROUP_NAMESPACE : '';
  let mappings = '';
  if (rootless) {
    namespaces += USER_NAMESPACE;
    // Who is not root gets his ranges of /etc/subuid and /etc/subgid when it is run.
    if (uid == 0) mappings = mapping('uidMappings', uid) + mapping('gidMappings', gid);
  }
  // There may be no group 5 (tty) in the user namespace.
  const tty = rootless ? '' : ',\n\t\t\t\t"gid=5"';
  return HEAD + tty + MOUNTS + sys + CGROUP + namespaces + NAMESPACES_END + mappings + TAIL;
}

/** The caller's own id is the container's root. */
function mapping(name: string, id: u64): string {
  const range = `{ "containerID": 0, "hostID": ${id}, "size": 1 }`;
  return `\n\t\t"${name}": [\n\t\t\t${range}\n\t\t],`;
}

const HEAD: string = `{
	"ociVersion": "1.0.0",
	"process": {
		"terminal": true,
		"user": {
			"uid": 0,
			"gid": 0
		},
		"args": [
			"sh"
		],
		"env": [
			"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
			"TERM=xterm"
		],
		"cwd": "/",
		"capabilities": {
			"bounding": [
				"CAP_AUDIT_WRITE",
				"CAP_KILL",
				"CAP_NET_BIND_SERVICE"
			],
			"effective": [
				"CAP_AUDIT_WRITE",
				"CAP_KILL",
				"CAP_NET_BIND_SERVICE"
			],
			"permitted": [
				"CAP_AUDIT_WRITE",
				"CAP_KILL",
				"CAP_NET_BIND_SERVICE"
			]
		},
		"rlimits": [
			{
				"type": "RLIMIT_NOFILE",
				"hard": 1024,
				"soft": 1024
			}
		],
		"noNewPrivileges": true
	},
	"root": {
		"path": "rootfs",
		"readonly": true
	},
	"hostname": "lading",
	"mounts": [
		{
			"destination": "/proc",
			"type": "proc",
			"source": "proc"
		},
		{
			"destination": "/dev",
			"type": "tmpfs",
			"source": "tmpfs",
			"options": [
				"nosuid",
				"strictatime",
				"mode=755",
				"size=65536k"
			]
		},
		{
			"destination": "/dev/pts",
			"type": "devpts",
			"source": "devpts",
			"options": [
				"nosuid",
				"noexec",
				"newinstance",
				"ptmxmode=0666",
				"mode=0620"`;

const MOUNTS: string = `
			]
		},
		{
			"destination": "/dev/shm",
			"type": "tmpfs",
			"source": "shm",
			"options": [
				"nosuid",
				"noexec",
				"nodev",
				"mode=1777",
				"size=65536k"
			]
		},
		{
			"destination": "/dev/mqueue",
			"type": "mqueue",
			"source": "mqueue",
			"options": [
				"nosuid",
				"noexec",
				"nodev"
			]
		},
`;

const SYS_MOUNTED: string = `		{
			"destination": "/sys",
			"type": "sysfs",
			"source": "sysfs",
			"options": [
				"nosuid",
				"noexec",
				"nodev",
				"ro"
			]
		},
`;

const SYS_BOUND: string = `		{
			"destination": "/sys",
			"type": "none",
			"source": "/sys",
			"options": [
				"rbind",
				"nosuid",
				"noexec",
				"nodev",
				"ro"
			]
		},
`;

const CGROUP: string = `		{
			"destination": "/sys/fs/cgroup",
			"type": "cgroup",
			"source": "cgroup",
			"options": [
				"nosuid",
				"noexec",
				"nodev",
				"relatime",
				"ro"
			]
		}
	],
	"linux": {
		"resources": {
			"devices": [
				{
					"allow": false,
					"access": "rwm"
				}
			]
		},
		"namespaces": [
			{
				"type": "pid"
			},
			{
				"type": "network"
			},
			{
				"type": "ipc"
			},
			{
				"type": "uts"
			},
			{
				"type": "mount"
			}`;

const CGROUP_NAMESPACE: string = `,
			{
				"type": "cgroup"
			}`;

const USER_NAMESPACE: string = `,
			{
				"type": "user"
			}`;

const NAMESPACES_END: string = `
		],`;

const TAIL: string = `
		"maskedPaths": [
			"/proc/acpi",
			"/proc/asound",
			"/proc/kcore",
			"/proc/keys",
			"/proc/latency_stats",
			"/proc/timer_list",
			"/proc/timer_stats",
			"/proc/sched_debug",
			"/sys/firmware",
			"/proc/scsi"
		],
		"readonlyPaths": [
			"/proc/bus",
			"/proc/fs",
			"/proc/irq",
			"/proc/sys",
			"/proc/sysrq-trigger"
		]
	}
}
`;
