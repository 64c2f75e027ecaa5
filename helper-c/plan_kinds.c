// See plan_kinds.h.
#include "plan_kinds.h"

bool plan_kind_mounts(enum action_kind kind)
{
	switch (kind) {
	case ACTION_ROOT_BIND:
	case ACTION_MOUNT_FS:
	case ACTION_MOUNT_BIND:
	case ACTION_MOUNT_ATTRIBUTES:
	case ACTION_PATH_MASK:
	case ACTION_PATH_READONLY:
	case ACTION_DEVICE_BIND:
	case ACTION_ROOT_READONLY:
	case ACTION_ROOT_PROPAGATION:
	case ACTION_CONSOLE_BIND:
		return true;
	default:
		return false;
	}
}

bool plan_kind_needs_root(enum action_kind kind)
{
	return (plan_kind_mounts(kind) && kind != ACTION_ROOT_BIND) ||
	       kind == ACTION_DEVICE_CREATE || kind == ACTION_SYMLINK_CREATE ||
	       kind == ACTION_ROOT_PIVOT;
}

bool plan_kind_needs_child(enum action_kind kind)
{
	switch (kind) {
	case ACTION_IDMAP_WRITE:
	case ACTION_SETGROUPS_DENY:
	case ACTION_OOM_ADJUST:
	case ACTION_RLIMIT_SET:
	case ACTION_SCHEDULER_SET:
	case ACTION_IOPRIO_SET:
	case ACTION_SYNC:
	case ACTION_STATE_COMMIT:
	case ACTION_PIDFILE_WRITE:
	case ACTION_PROCESS_WAIT:
	case ACTION_NETDEVICE_MOVE:
	case ACTION_RESCTRL_JOIN:
	case ACTION_LISTENER_CONNECT:
	case ACTION_PIDFD_SEND:
	case ACTION_CGROUP_ATTACH:
	case ACTION_SYSTEMD_START:
	case ACTION_TERMINAL_RAW:
		return true;
	default:
		return false;
	}
}

bool plan_kind_needs_state(enum action_kind kind)
{
	return kind == ACTION_STATE_COMMIT || kind == ACTION_FIFO_CREATE ||
	       kind == ACTION_FIFO_RELEASE || kind == ACTION_STATE_REMOVE ||
	       kind == ACTION_RECORD_KEEP || kind == ACTION_NOTIFY_CREATE ||
	       kind == ACTION_NOTIFY_LISTEN;
}

bool plan_kind_ends(enum action_kind kind)
{
	switch (kind) {
	case ACTION_PROCESS_KILL:
	case ACTION_CGROUP_KILL:
	case ACTION_CGROUP_REMOVE:
	case ACTION_SYSTEMD_STOP:
	case ACTION_RESCTRL_REMOVE:
	case ACTION_HOOK_RUN:
	case ACTION_STATE_REMOVE:
		return true;
	default:
		return false;
	}
}
