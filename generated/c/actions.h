/* Written by `npm run generate` from host/schema/plan.schema.json. Do not edit. */
#ifndef GENERATED_ACTIONS_H
#define GENERATED_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLAN_LIMIT_BYTES 16777216
#define PLAN_LIMIT_ACTIONS 65536
#define PLAN_LIMIT_DEPTH 4

struct bytes {
	const uint8_t *data;
	size_t length;
};

struct strings {
	const char **items;
	size_t count;
};

struct integers {
	uint64_t *items;
	size_t count;
};

struct action;

struct actions {
	struct action *items;
	size_t count;
};

enum namespace_type {
	NAMESPACE_TYPE_CGROUP = 0,
	NAMESPACE_TYPE_IPC = 1,
	NAMESPACE_TYPE_MOUNT = 2,
	NAMESPACE_TYPE_NETWORK = 3,
	NAMESPACE_TYPE_PID = 4,
	NAMESPACE_TYPE_TIME = 5,
	NAMESPACE_TYPE_USER = 6,
	NAMESPACE_TYPE_UTS = 7,
	NAMESPACE_TYPE_COUNT = 8,
};

enum mount_attribute {
	MOUNT_ATTRIBUTE_RO = 0,
	MOUNT_ATTRIBUTE_NOSUID = 1,
	MOUNT_ATTRIBUTE_NODEV = 2,
	MOUNT_ATTRIBUTE_NOEXEC = 3,
	MOUNT_ATTRIBUTE_NOATIME = 4,
	MOUNT_ATTRIBUTE_RELATIME = 5,
	MOUNT_ATTRIBUTE_STRICTATIME = 6,
	MOUNT_ATTRIBUTE_NODIRATIME = 7,
	MOUNT_ATTRIBUTE_NOSYMFOLLOW = 8,
	MOUNT_ATTRIBUTE_COUNT = 9,
};

enum propagation {
	PROPAGATION_PRIVATE = 0,
	PROPAGATION_SHARED = 1,
	PROPAGATION_SLAVE = 2,
	PROPAGATION_UNBINDABLE = 3,
	PROPAGATION_COUNT = 4,
};

enum capability {
	CAP_CHOWN = 0,
	CAP_DAC_OVERRIDE = 1,
	CAP_DAC_READ_SEARCH = 2,
	CAP_FOWNER = 3,
	CAP_FSETID = 4,
	CAP_KILL = 5,
	CAP_SETGID = 6,
	CAP_SETUID = 7,
	CAP_SETPCAP = 8,
	CAP_LINUX_IMMUTABLE = 9,
	CAP_NET_BIND_SERVICE = 10,
	CAP_NET_BROADCAST = 11,
	CAP_NET_ADMIN = 12,
	CAP_NET_RAW = 13,
	CAP_IPC_LOCK = 14,
	CAP_IPC_OWNER = 15,
	CAP_SYS_MODULE = 16,
	CAP_SYS_RAWIO = 17,
	CAP_SYS_CHROOT = 18,
	CAP_SYS_PTRACE = 19,
	CAP_SYS_PACCT = 20,
	CAP_SYS_ADMIN = 21,
	CAP_SYS_BOOT = 22,
	CAP_SYS_NICE = 23,
	CAP_SYS_RESOURCE = 24,
	CAP_SYS_TIME = 25,
	CAP_SYS_TTY_CONFIG = 26,
	CAP_MKNOD = 27,
	CAP_LEASE = 28,
	CAP_AUDIT_WRITE = 29,
	CAP_AUDIT_CONTROL = 30,
	CAP_SETFCAP = 31,
	CAP_MAC_OVERRIDE = 32,
	CAP_MAC_ADMIN = 33,
	CAP_SYSLOG = 34,
	CAP_WAKE_ALARM = 35,
	CAP_BLOCK_SUSPEND = 36,
	CAP_AUDIT_READ = 37,
	CAP_PERFMON = 38,
	CAP_BPF = 39,
	CAP_CHECKPOINT_RESTORE = 40,
	CAPABILITY_COUNT = 41,
};

enum rlimit_resource {
	RLIMIT_RESOURCE_AS = 0,
	RLIMIT_RESOURCE_CORE = 1,
	RLIMIT_RESOURCE_CPU = 2,
	RLIMIT_RESOURCE_DATA = 3,
	RLIMIT_RESOURCE_FSIZE = 4,
	RLIMIT_RESOURCE_LOCKS = 5,
	RLIMIT_RESOURCE_MEMLOCK = 6,
	RLIMIT_RESOURCE_MSGQUEUE = 7,
	RLIMIT_RESOURCE_NICE = 8,
	RLIMIT_RESOURCE_NOFILE = 9,
	RLIMIT_RESOURCE_NPROC = 10,
	RLIMIT_RESOURCE_RSS = 11,
	RLIMIT_RESOURCE_RTPRIO = 12,
	RLIMIT_RESOURCE_RTTIME = 13,
	RLIMIT_RESOURCE_SIGPENDING = 14,
	RLIMIT_RESOURCE_STACK = 15,
	RLIMIT_RESOURCE_COUNT = 16,
};

enum seccomp_flag {
	SECCOMP_FLAG_TSYNC = 0,
	SECCOMP_FLAG_LOG = 1,
	SECCOMP_FLAG_SPEC_ALLOW = 2,
	SECCOMP_FLAG_NEW_LISTENER = 3,
	SECCOMP_FLAG_TSYNC_ESRCH = 4,
	SECCOMP_FLAG_WAIT_KILLABLE_RECV = 5,
	SECCOMP_FLAG_COUNT = 6,
};

enum hook_point {
	HOOK_POINT_PRESTART = 0,
	HOOK_POINT_CREATE_RUNTIME = 1,
	HOOK_POINT_CREATE_CONTAINER = 2,
	HOOK_POINT_START_CONTAINER = 3,
	HOOK_POINT_POSTSTART = 4,
	HOOK_POINT_POSTSTOP = 5,
	HOOK_POINT_COUNT = 6,
};

enum mempolicy_flag {
	MEMPOLICY_FLAG_NUMA_BALANCING = 0,
	MEMPOLICY_FLAG_RELATIVE_NODES = 1,
	MEMPOLICY_FLAG_STATIC_NODES = 2,
	MEMPOLICY_FLAG_COUNT = 3,
};

enum scheduler_flag {
	SCHEDULER_FLAG_RESET_ON_FORK = 0,
	SCHEDULER_FLAG_RECLAIM = 1,
	SCHEDULER_FLAG_DL_OVERRUN = 2,
	SCHEDULER_FLAG_KEEP_POLICY = 3,
	SCHEDULER_FLAG_KEEP_PARAMS = 4,
	SCHEDULER_FLAG_UTIL_CLAMP_MIN = 5,
	SCHEDULER_FLAG_UTIL_CLAMP_MAX = 6,
	SCHEDULER_FLAG_COUNT = 7,
};

enum criu_flag {
	CRIU_FLAG_TCP_ESTABLISHED = 0,
	CRIU_FLAG_TCP_CLOSE = 1,
	CRIU_FLAG_TCP_SKIP_IN_FLIGHT = 2,
	CRIU_FLAG_EXT_UNIX_SK = 3,
	CRIU_FLAG_SHELL_JOB = 4,
	CRIU_FLAG_FILE_LOCKS = 5,
	CRIU_FLAG_LINK_REMAP = 6,
	CRIU_FLAG_AUTO_DEDUP = 7,
	CRIU_FLAG_COUNT = 8,
};

enum criu_cgroups {
	CRIU_CGROUPS_IGNORE = 0,
	CRIU_CGROUPS_SOFT = 1,
	CRIU_CGROUPS_FULL = 2,
	CRIU_CGROUPS_STRICT = 3,
	CRIU_CGROUPS_COUNT = 4,
};

enum criu_network_lock {
	CRIU_NETWORK_LOCK_IPTABLES = 0,
	CRIU_NETWORK_LOCK_NFTABLES = 1,
	CRIU_NETWORK_LOCK_SKIP = 2,
	CRIU_NETWORK_LOCK_COUNT = 3,
};

enum cgroup_write_denied {
	CGROUP_WRITE_DENIED_FAIL = 0,
	CGROUP_WRITE_DENIED_IGNORE = 1,
	CGROUP_WRITE_DENIED_COUNT = 2,
};

enum cgroup_write_missing {
	CGROUP_WRITE_MISSING_FAIL = 0,
	CGROUP_WRITE_MISSING_IGNORE = 1,
	CGROUP_WRITE_MISSING_COUNT = 2,
};

enum cgroup_update_denied {
	CGROUP_UPDATE_DENIED_FAIL = 0,
	CGROUP_UPDATE_DENIED_IGNORE = 1,
	CGROUP_UPDATE_DENIED_COUNT = 2,
};

enum cgroup_update_missing {
	CGROUP_UPDATE_MISSING_FAIL = 0,
	CGROUP_UPDATE_MISSING_IGNORE = 1,
	CGROUP_UPDATE_MISSING_COUNT = 2,
};

enum cgroup_kill_method {
	CGROUP_KILL_METHOD_KILL = 0,
	CGROUP_KILL_METHOD_SIGNAL = 1,
	CGROUP_KILL_METHOD_COUNT = 2,
};

enum cgroup_freeze_state {
	CGROUP_FREEZE_STATE_FROZEN = 0,
	CGROUP_FREEZE_STATE_THAWED = 1,
	CGROUP_FREEZE_STATE_COUNT = 2,
};

enum cgroup_freeze_version {
	CGROUP_FREEZE_VERSION_V1 = 0,
	CGROUP_FREEZE_VERSION_V2 = 1,
	CGROUP_FREEZE_VERSION_COUNT = 2,
};

enum systemd_stop_unreachable {
	SYSTEMD_STOP_UNREACHABLE_FAIL = 0,
	SYSTEMD_STOP_UNREACHABLE_IGNORE = 1,
	SYSTEMD_STOP_UNREACHABLE_COUNT = 2,
};

enum time_offset_clock {
	TIME_OFFSET_CLOCK_MONOTONIC = 0,
	TIME_OFFSET_CLOCK_BOOTTIME = 1,
	TIME_OFFSET_CLOCK_COUNT = 2,
};

enum process_spawn_cgroup_otherwise {
	PROCESS_SPAWN_CGROUP_OTHERWISE_FIRST = 0,
	PROCESS_SPAWN_CGROUP_OTHERWISE_COUNT = 1,
};

enum idmap_write_map {
	IDMAP_WRITE_MAP_UID = 0,
	IDMAP_WRITE_MAP_GID = 1,
	IDMAP_WRITE_MAP_COUNT = 2,
};

enum mount_fs_fallback {
	MOUNT_FS_FALLBACK_BIND_HOST = 0,
	MOUNT_FS_FALLBACK_COUNT = 1,
};

enum device_create_type {
	DEVICE_CREATE_TYPE_B = 0,
	DEVICE_CREATE_TYPE_C = 1,
	DEVICE_CREATE_TYPE_P = 2,
	DEVICE_CREATE_TYPE_COUNT = 3,
};

enum device_bind_type {
	DEVICE_BIND_TYPE_B = 0,
	DEVICE_BIND_TYPE_C = 1,
	DEVICE_BIND_TYPE_P = 2,
	DEVICE_BIND_TYPE_COUNT = 3,
};

enum symlink_create_existing {
	SYMLINK_CREATE_EXISTING_KEEP = 0,
	SYMLINK_CREATE_EXISTING_REPLACE = 1,
	SYMLINK_CREATE_EXISTING_FAIL = 2,
	SYMLINK_CREATE_EXISTING_COUNT = 3,
};

enum root_pivot_method {
	ROOT_PIVOT_METHOD_PIVOT = 0,
	ROOT_PIVOT_METHOD_MOVE = 1,
	ROOT_PIVOT_METHOD_CHROOT = 2,
	ROOT_PIVOT_METHOD_COUNT = 3,
};

enum scheduler_set_policy {
	SCHEDULER_SET_POLICY_OTHER = 0,
	SCHEDULER_SET_POLICY_FIFO = 1,
	SCHEDULER_SET_POLICY_RR = 2,
	SCHEDULER_SET_POLICY_BATCH = 3,
	SCHEDULER_SET_POLICY_IDLE = 4,
	SCHEDULER_SET_POLICY_DEADLINE = 5,
	SCHEDULER_SET_POLICY_COUNT = 6,
};

enum ioprio_set_class {
	IOPRIO_SET_CLASS_RT = 0,
	IOPRIO_SET_CLASS_BE = 1,
	IOPRIO_SET_CLASS_IDLE = 2,
	IOPRIO_SET_CLASS_COUNT = 3,
};

enum mempolicy_set_mode {
	MEMPOLICY_SET_MODE_DEFAULT = 0,
	MEMPOLICY_SET_MODE_PREFERRED = 1,
	MEMPOLICY_SET_MODE_BIND = 2,
	MEMPOLICY_SET_MODE_INTERLEAVE = 3,
	MEMPOLICY_SET_MODE_LOCAL = 4,
	MEMPOLICY_SET_MODE_PREFERRED_MANY = 5,
	MEMPOLICY_SET_MODE_WEIGHTED_INTERLEAVE = 6,
	MEMPOLICY_SET_MODE_COUNT = 7,
};

enum personality_set_domain {
	PERSONALITY_SET_DOMAIN_LINUX = 0,
	PERSONALITY_SET_DOMAIN_LINUX32 = 1,
	PERSONALITY_SET_DOMAIN_COUNT = 2,
};

enum label_set_lsm {
	LABEL_SET_LSM_APPARMOR = 0,
	LABEL_SET_LSM_SELINUX = 1,
	LABEL_SET_LSM_COUNT = 2,
};

enum user_set_groups_denied {
	USER_SET_GROUPS_DENIED_FAIL = 0,
	USER_SET_GROUPS_DENIED_IGNORE = 1,
	USER_SET_GROUPS_DENIED_COUNT = 2,
};

struct id_range {
	uint64_t present;
	uint64_t container;
	uint64_t host;
	uint64_t size;
};


struct id_range_list {
	struct id_range *items;
	size_t count;
};

struct criu_mount {
	uint64_t present;
	const char *name;
	bool nofollow;
	bool optional;
	bool readonly;
	const char *source;
	const char *target;
};

#define CRIU_MOUNT_HAS_NOFOLLOW (UINT64_C(1) << 1)
#define CRIU_MOUNT_HAS_OPTIONAL (UINT64_C(1) << 2)
#define CRIU_MOUNT_HAS_READONLY (UINT64_C(1) << 3)
#define CRIU_MOUNT_HAS_SOURCE (UINT64_C(1) << 4)

struct criu_mount_list {
	struct criu_mount *items;
	size_t count;
};

struct criu_hierarchy {
	uint64_t present;
	const char *mount;
	const char *name;
};


struct criu_hierarchy_list {
	struct criu_hierarchy *items;
	size_t count;
};

struct criu_inherited {
	uint64_t present;
	const char *key;
	uint64_t stream;
};


struct criu_inherited_list {
	struct criu_inherited *items;
	size_t count;
};

struct criu_cgroup_root {
	uint64_t present;
	const char *controllers;
	const char *path;
};

#define CRIU_CGROUP_ROOT_HAS_CONTROLLERS (UINT64_C(1) << 0)

struct criu_cgroup_root_list {
	struct criu_cgroup_root *items;
	size_t count;
};

struct cgroup_path {
	uint64_t present;
	const char *mount;
	const char *path;
};


struct cgroup_path_list {
	struct cgroup_path *items;
	size_t count;
};

struct process_identity {
	uint64_t present;
	const char *boot;
	uint64_t pid;
	uint64_t start;
};


struct process_identity_list {
	struct process_identity *items;
	size_t count;
};

struct dbus_connection {
	uint64_t present;
	const char *address;
	struct bytes hello;
	struct bytes match;
};


struct dbus_connection_list {
	struct dbus_connection *items;
	size_t count;
};

struct unit_owner {
	uint64_t present;
	struct bytes ask;
	const char *documentation;
};


struct unit_owner_list {
	struct unit_owner *items;
	size_t count;
};

struct unit_property {
	uint64_t present;
	struct bytes before;
	const char *name;
	bool optional;
	uint64_t pid_at;
	struct bytes value;
};

#define UNIT_PROPERTY_HAS_BEFORE (UINT64_C(1) << 0)
#define UNIT_PROPERTY_HAS_OPTIONAL (UINT64_C(1) << 2)
#define UNIT_PROPERTY_HAS_PID_AT (UINT64_C(1) << 3)

struct unit_property_list {
	struct unit_property *items;
	size_t count;
};

struct act_state_reserve {
	uint64_t present;
	const char *from;
	const char *id;
	const char *note;
	const char *root;
};

#define STATE_RESERVE_HAS_FROM (UINT64_C(1) << 0)
#define STATE_RESERVE_HAS_NOTE (UINT64_C(1) << 2)

struct act_state_lock {
	uint64_t present;
	bool cancel;
	const char *from;
	const char *id;
	const char *note;
	bool redact;
	const char *root;
	const char *state;
	bool wait;
};

#define STATE_LOCK_HAS_CANCEL (UINT64_C(1) << 0)
#define STATE_LOCK_HAS_FROM (UINT64_C(1) << 1)
#define STATE_LOCK_HAS_NOTE (UINT64_C(1) << 3)
#define STATE_LOCK_HAS_REDACT (UINT64_C(1) << 4)
#define STATE_LOCK_HAS_STATE (UINT64_C(1) << 6)
#define STATE_LOCK_HAS_WAIT (UINT64_C(1) << 7)

struct act_state_commit {
	uint64_t present;
	const char *container;
	const char *from;
	const char *note;
};

#define STATE_COMMIT_HAS_FROM (UINT64_C(1) << 1)
#define STATE_COMMIT_HAS_NOTE (UINT64_C(1) << 2)

struct act_state_remove {
	uint64_t present;
	const char *from;
	const char *id;
	const char *note;
	const char *root;
};

#define STATE_REMOVE_HAS_FROM (UINT64_C(1) << 0)
#define STATE_REMOVE_HAS_NOTE (UINT64_C(1) << 2)

struct act_record_begin {
	uint64_t present;
	const char *from;
	const char *id;
	const char *note;
	bool redact;
	const char *root;
};

#define RECORD_BEGIN_HAS_FROM (UINT64_C(1) << 0)
#define RECORD_BEGIN_HAS_NOTE (UINT64_C(1) << 2)
#define RECORD_BEGIN_HAS_REDACT (UINT64_C(1) << 3)

struct act_record_keep {
	uint64_t present;
	const char *from;
	const char *id;
	const char *note;
	const char *path;
	bool redact;
};

#define RECORD_KEEP_HAS_FROM (UINT64_C(1) << 0)
#define RECORD_KEEP_HAS_NOTE (UINT64_C(1) << 2)
#define RECORD_KEEP_HAS_REDACT (UINT64_C(1) << 4)

struct act_fifo_create {
	uint64_t present;
	const char *from;
	const char *note;
};

#define FIFO_CREATE_HAS_FROM (UINT64_C(1) << 0)
#define FIFO_CREATE_HAS_NOTE (UINT64_C(1) << 1)

struct act_fifo_wait {
	uint64_t present;
	const char *from;
	const char *note;
};

#define FIFO_WAIT_HAS_FROM (UINT64_C(1) << 0)
#define FIFO_WAIT_HAS_NOTE (UINT64_C(1) << 1)

struct act_notify_create {
	uint64_t present;
	const char *from;
	const char *note;
};

#define NOTIFY_CREATE_HAS_FROM (UINT64_C(1) << 0)
#define NOTIFY_CREATE_HAS_NOTE (UINT64_C(1) << 1)

struct act_notify_listen {
	uint64_t present;
	const char *from;
	const char *note;
	const char *to;
};

#define NOTIFY_LISTEN_HAS_FROM (UINT64_C(1) << 0)
#define NOTIFY_LISTEN_HAS_NOTE (UINT64_C(1) << 1)

struct act_notify_wait {
	uint64_t present;
	const char *from;
	const char *note;
	struct process_identity *process;
};

#define NOTIFY_WAIT_HAS_FROM (UINT64_C(1) << 0)
#define NOTIFY_WAIT_HAS_NOTE (UINT64_C(1) << 1)
#define NOTIFY_WAIT_HAS_PROCESS (UINT64_C(1) << 2)

struct act_fifo_release {
	uint64_t present;
	const char *from;
	const char *id;
	const char *note;
	const char *root;
};

#define FIFO_RELEASE_HAS_FROM (UINT64_C(1) << 0)
#define FIFO_RELEASE_HAS_NOTE (UINT64_C(1) << 2)

struct act_pidfile_write {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define PIDFILE_WRITE_HAS_FROM (UINT64_C(1) << 0)
#define PIDFILE_WRITE_HAS_NOTE (UINT64_C(1) << 1)

struct act_cgroup_create {
	uint64_t present;
	struct strings enable;
	bool exclusive;
	const char *from;
	struct strings inherit;
	const char *join;
	const char *mount;
	const char *note;
	const char *path;
};

#define CGROUP_CREATE_HAS_ENABLE (UINT64_C(1) << 0)
#define CGROUP_CREATE_HAS_EXCLUSIVE (UINT64_C(1) << 1)
#define CGROUP_CREATE_HAS_FROM (UINT64_C(1) << 2)
#define CGROUP_CREATE_HAS_INHERIT (UINT64_C(1) << 3)
#define CGROUP_CREATE_HAS_JOIN (UINT64_C(1) << 4)
#define CGROUP_CREATE_HAS_NOTE (UINT64_C(1) << 6)

struct act_cgroup_write {
	uint64_t present;
	int denied;
	const char *file;
	const char *from;
	int missing;
	const char *mount;
	const char *note;
	const char *path;
	const char *unless;
	const char *value;
};

#define CGROUP_WRITE_HAS_DENIED (UINT64_C(1) << 0)
#define CGROUP_WRITE_HAS_FROM (UINT64_C(1) << 2)
#define CGROUP_WRITE_HAS_MISSING (UINT64_C(1) << 3)
#define CGROUP_WRITE_HAS_NOTE (UINT64_C(1) << 5)
#define CGROUP_WRITE_HAS_UNLESS (UINT64_C(1) << 7)

struct act_cgroup_update {
	uint64_t present;
	const char *before;
	const char *before_file;
	int denied;
	const char *file;
	const char *from;
	int missing;
	const char *mount;
	const char *note;
	const char *path;
	const char *value;
};

#define CGROUP_UPDATE_HAS_BEFORE (UINT64_C(1) << 0)
#define CGROUP_UPDATE_HAS_BEFORE_FILE (UINT64_C(1) << 1)
#define CGROUP_UPDATE_HAS_DENIED (UINT64_C(1) << 2)
#define CGROUP_UPDATE_HAS_FROM (UINT64_C(1) << 4)
#define CGROUP_UPDATE_HAS_MISSING (UINT64_C(1) << 5)
#define CGROUP_UPDATE_HAS_NOTE (UINT64_C(1) << 7)

struct act_cgroup_devices {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
	struct bytes program;
};

#define CGROUP_DEVICES_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_DEVICES_HAS_NOTE (UINT64_C(1) << 2)

struct act_cgroup_open {
	uint64_t present;
	const char *controller;
	const char *from;
	const char *join;
	const char *mount;
	const char *note;
	const char *path;
};

#define CGROUP_OPEN_HAS_CONTROLLER (UINT64_C(1) << 0)
#define CGROUP_OPEN_HAS_FROM (UINT64_C(1) << 1)
#define CGROUP_OPEN_HAS_NOTE (UINT64_C(1) << 4)

struct act_cgroup_join {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
};

#define CGROUP_JOIN_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_JOIN_HAS_NOTE (UINT64_C(1) << 2)

struct act_cgroup_kill {
	uint64_t present;
	struct cgroup_path *freezer;
	const char *from;
	int method;
	const char *mount;
	const char *note;
	const char *path;
	uint64_t timeout_ms;
};

#define CGROUP_KILL_HAS_FREEZER (UINT64_C(1) << 0)
#define CGROUP_KILL_HAS_FROM (UINT64_C(1) << 1)
#define CGROUP_KILL_HAS_NOTE (UINT64_C(1) << 4)
#define CGROUP_KILL_HAS_TIMEOUT_MS (UINT64_C(1) << 6)

struct act_cgroup_signal {
	uint64_t present;
	struct cgroup_path *freezer;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
	uint64_t signal;
};

#define CGROUP_SIGNAL_HAS_FREEZER (UINT64_C(1) << 0)
#define CGROUP_SIGNAL_HAS_FROM (UINT64_C(1) << 1)
#define CGROUP_SIGNAL_HAS_NOTE (UINT64_C(1) << 3)

struct act_cgroup_freeze {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
	int state;
	int version;
};

#define CGROUP_FREEZE_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_FREEZE_HAS_NOTE (UINT64_C(1) << 2)

struct act_cgroup_remove {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	uint64_t parents;
	const char *path;
	uint64_t timeout_ms;
};

#define CGROUP_REMOVE_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_REMOVE_HAS_NOTE (UINT64_C(1) << 2)
#define CGROUP_REMOVE_HAS_PARENTS (UINT64_C(1) << 3)
#define CGROUP_REMOVE_HAS_TIMEOUT_MS (UINT64_C(1) << 5)

struct act_cgroup_attach {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
};

#define CGROUP_ATTACH_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_ATTACH_HAS_NOTE (UINT64_C(1) << 2)

struct act_cgroup_enable {
	uint64_t present;
	struct strings controllers;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
};

#define CGROUP_ENABLE_HAS_FROM (UINT64_C(1) << 1)
#define CGROUP_ENABLE_HAS_NOTE (UINT64_C(1) << 3)

struct act_cgroup_delegate {
	uint64_t present;
	const char *from;
	uint64_t gid;
	const char *mount;
	const char *note;
	const char *path;
	uint64_t uid;
};

#define CGROUP_DELEGATE_HAS_FROM (UINT64_C(1) << 0)
#define CGROUP_DELEGATE_HAS_NOTE (UINT64_C(1) << 3)

struct act_systemd_start {
	uint64_t present;
	struct dbus_connection *bus;
	struct bytes call;
	struct cgroup_path *cgroup;
	const char *from;
	uint64_t length_at;
	const char *note;
	struct unit_owner *owner;
	struct unit_property_list properties;
	struct bytes reset;
	struct bytes stop;
	uint64_t timeout_ms;
	const char *unit;
};

#define SYSTEMD_START_HAS_CGROUP (UINT64_C(1) << 2)
#define SYSTEMD_START_HAS_FROM (UINT64_C(1) << 3)
#define SYSTEMD_START_HAS_NOTE (UINT64_C(1) << 5)
#define SYSTEMD_START_HAS_TIMEOUT_MS (UINT64_C(1) << 10)

struct act_systemd_set {
	uint64_t present;
	struct dbus_connection *bus;
	struct bytes call;
	const char *from;
	uint64_t length_at;
	const char *note;
	struct unit_property_list properties;
	uint64_t timeout_ms;
	const char *unit;
};

#define SYSTEMD_SET_HAS_FROM (UINT64_C(1) << 2)
#define SYSTEMD_SET_HAS_NOTE (UINT64_C(1) << 4)
#define SYSTEMD_SET_HAS_TIMEOUT_MS (UINT64_C(1) << 6)

struct act_systemd_stop {
	uint64_t present;
	struct dbus_connection *bus;
	const char *from;
	const char *note;
	struct unit_owner *owner;
	struct bytes reset;
	struct bytes stop;
	uint64_t timeout_ms;
	const char *unit;
	int unreachable;
};

#define SYSTEMD_STOP_HAS_FROM (UINT64_C(1) << 1)
#define SYSTEMD_STOP_HAS_NOTE (UINT64_C(1) << 2)
#define SYSTEMD_STOP_HAS_OWNER (UINT64_C(1) << 3)
#define SYSTEMD_STOP_HAS_TIMEOUT_MS (UINT64_C(1) << 6)
#define SYSTEMD_STOP_HAS_UNREACHABLE (UINT64_C(1) << 8)

struct act_resctrl_create {
	uint64_t present;
	bool existing;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
	struct strings schemata;
};

#define RESCTRL_CREATE_HAS_EXISTING (UINT64_C(1) << 0)
#define RESCTRL_CREATE_HAS_FROM (UINT64_C(1) << 1)
#define RESCTRL_CREATE_HAS_NOTE (UINT64_C(1) << 3)

struct act_resctrl_join {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
};

#define RESCTRL_JOIN_HAS_FROM (UINT64_C(1) << 0)
#define RESCTRL_JOIN_HAS_NOTE (UINT64_C(1) << 2)

struct act_resctrl_update {
	uint64_t present;
	const char *before;
	const char *from;
	const char *line;
	const char *mount;
	const char *note;
	const char *path;
};

#define RESCTRL_UPDATE_HAS_BEFORE (UINT64_C(1) << 0)
#define RESCTRL_UPDATE_HAS_FROM (UINT64_C(1) << 1)
#define RESCTRL_UPDATE_HAS_NOTE (UINT64_C(1) << 4)

struct act_resctrl_remove {
	uint64_t present;
	const char *from;
	const char *mount;
	const char *note;
	const char *path;
};

#define RESCTRL_REMOVE_HAS_FROM (UINT64_C(1) << 0)
#define RESCTRL_REMOVE_HAS_NOTE (UINT64_C(1) << 2)

struct act_namespace_open {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
	int type;
};

#define NAMESPACE_OPEN_HAS_FROM (UINT64_C(1) << 0)
#define NAMESPACE_OPEN_HAS_NOTE (UINT64_C(1) << 1)

struct act_namespace_join {
	uint64_t present;
	const char *from;
	const char *note;
	int type;
};

#define NAMESPACE_JOIN_HAS_FROM (UINT64_C(1) << 0)
#define NAMESPACE_JOIN_HAS_NOTE (UINT64_C(1) << 1)

struct act_namespace_unshare {
	uint64_t present;
	const char *from;
	const char *note;
	uint64_t types;
};

#define NAMESPACE_UNSHARE_HAS_FROM (UINT64_C(1) << 0)
#define NAMESPACE_UNSHARE_HAS_NOTE (UINT64_C(1) << 1)

struct act_time_offset {
	uint64_t present;
	int clock;
	const char *from;
	uint64_t nanoseconds;
	const char *note;
	int64_t seconds;
};

#define TIME_OFFSET_HAS_FROM (UINT64_C(1) << 1)
#define TIME_OFFSET_HAS_NOTE (UINT64_C(1) << 3)

struct act_container_open {
	uint64_t present;
	const char *from;
	const char *note;
	struct process_identity *process;
};

#define CONTAINER_OPEN_HAS_FROM (UINT64_C(1) << 0)
#define CONTAINER_OPEN_HAS_NOTE (UINT64_C(1) << 1)

struct act_container_enter {
	uint64_t present;
	const char *from;
	const char *note;
	uint64_t types;
};

#define CONTAINER_ENTER_HAS_FROM (UINT64_C(1) << 0)
#define CONTAINER_ENTER_HAS_NOTE (UINT64_C(1) << 1)

struct act_container_root {
	uint64_t present;
	const char *from;
	const char *note;
	struct process_identity *process;
};

#define CONTAINER_ROOT_HAS_FROM (UINT64_C(1) << 0)
#define CONTAINER_ROOT_HAS_NOTE (UINT64_C(1) << 1)

struct act_source_open {
	uint64_t present;
	const char *from;
	struct id_range_list gid_map;
	bool nofollow;
	const char *note;
	bool recursive;
	bool recursive_idmap;
	bool required;
	uint64_t slot;
	const char *source;
	struct id_range_list uid_map;
};

#define SOURCE_OPEN_HAS_FROM (UINT64_C(1) << 0)
#define SOURCE_OPEN_HAS_GID_MAP (UINT64_C(1) << 1)
#define SOURCE_OPEN_HAS_NOFOLLOW (UINT64_C(1) << 2)
#define SOURCE_OPEN_HAS_NOTE (UINT64_C(1) << 3)
#define SOURCE_OPEN_HAS_RECURSIVE (UINT64_C(1) << 4)
#define SOURCE_OPEN_HAS_RECURSIVE_IDMAP (UINT64_C(1) << 5)
#define SOURCE_OPEN_HAS_REQUIRED (UINT64_C(1) << 6)
#define SOURCE_OPEN_HAS_UID_MAP (UINT64_C(1) << 9)

struct act_process_spawn {
	uint64_t present;
	struct cgroup_path *cgroup;
	int cgroup_otherwise;
	struct actions child;
	uint64_t enters;
	const char *from;
	uint64_t joins;
	uint64_t namespaces;
	const char *note;
	bool user_first;
};

#define PROCESS_SPAWN_HAS_CGROUP (UINT64_C(1) << 0)
#define PROCESS_SPAWN_HAS_CGROUP_OTHERWISE (UINT64_C(1) << 1)
#define PROCESS_SPAWN_HAS_ENTERS (UINT64_C(1) << 3)
#define PROCESS_SPAWN_HAS_FROM (UINT64_C(1) << 4)
#define PROCESS_SPAWN_HAS_JOINS (UINT64_C(1) << 5)
#define PROCESS_SPAWN_HAS_NOTE (UINT64_C(1) << 7)
#define PROCESS_SPAWN_HAS_USER_FIRST (UINT64_C(1) << 8)

struct act_process_visit {
	uint64_t present;
	struct actions child;
	uint64_t enters;
	const char *from;
	const char *note;
};

#define PROCESS_VISIT_HAS_FROM (UINT64_C(1) << 2)
#define PROCESS_VISIT_HAS_NOTE (UINT64_C(1) << 3)

struct act_idmap_write {
	uint64_t present;
	struct id_range *alone;
	const char *from;
	int map;
	const char *note;
	struct id_range_list ranges;
	bool tool;
};

#define IDMAP_WRITE_HAS_ALONE (UINT64_C(1) << 0)
#define IDMAP_WRITE_HAS_FROM (UINT64_C(1) << 1)
#define IDMAP_WRITE_HAS_NOTE (UINT64_C(1) << 3)
#define IDMAP_WRITE_HAS_TOOL (UINT64_C(1) << 5)

struct act_setgroups_deny {
	uint64_t present;
	const char *from;
	const char *note;
};

#define SETGROUPS_DENY_HAS_FROM (UINT64_C(1) << 0)
#define SETGROUPS_DENY_HAS_NOTE (UINT64_C(1) << 1)

struct act_listener_connect {
	uint64_t present;
	const char *from;
	const char *head;
	const char *middle;
	const char *note;
	const char *path;
	const char *tail;
};

#define LISTENER_CONNECT_HAS_FROM (UINT64_C(1) << 0)
#define LISTENER_CONNECT_HAS_NOTE (UINT64_C(1) << 3)

struct act_pidfd_send {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define PIDFD_SEND_HAS_FROM (UINT64_C(1) << 0)
#define PIDFD_SEND_HAS_NOTE (UINT64_C(1) << 1)

struct act_console_connect {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define CONSOLE_CONNECT_HAS_FROM (UINT64_C(1) << 0)
#define CONSOLE_CONNECT_HAS_NOTE (UINT64_C(1) << 1)

struct act_terminal_take {
	uint64_t present;
	const char *from;
	const char *note;
};

#define TERMINAL_TAKE_HAS_FROM (UINT64_C(1) << 0)
#define TERMINAL_TAKE_HAS_NOTE (UINT64_C(1) << 1)

struct act_terminal_raw {
	uint64_t present;
	const char *from;
	const char *note;
	bool resize;
};

#define TERMINAL_RAW_HAS_FROM (UINT64_C(1) << 0)
#define TERMINAL_RAW_HAS_NOTE (UINT64_C(1) << 1)

struct act_sync {
	uint64_t present;
	const char *from;
	const char *note;
	const char *point;
};

#define SYNC_HAS_FROM (UINT64_C(1) << 0)
#define SYNC_HAS_NOTE (UINT64_C(1) << 1)

struct act_process_wait {
	uint64_t present;
	bool forward;
	const char *from;
	const char *note;
};

#define PROCESS_WAIT_HAS_FROM (UINT64_C(1) << 1)
#define PROCESS_WAIT_HAS_NOTE (UINT64_C(1) << 2)

struct act_process_signal {
	uint64_t present;
	const char *from;
	const char *note;
	struct process_identity *process;
	uint64_t signal;
};

#define PROCESS_SIGNAL_HAS_FROM (UINT64_C(1) << 0)
#define PROCESS_SIGNAL_HAS_NOTE (UINT64_C(1) << 1)

struct act_process_kill {
	uint64_t present;
	const char *from;
	const char *note;
	struct process_identity *process;
	uint64_t timeout_ms;
};

#define PROCESS_KILL_HAS_FROM (UINT64_C(1) << 0)
#define PROCESS_KILL_HAS_NOTE (UINT64_C(1) << 1)
#define PROCESS_KILL_HAS_TIMEOUT_MS (UINT64_C(1) << 3)

struct act_criu_dump {
	uint64_t present;
	int cgroup_mode;
	const char *config;
	uint64_t empty_namespaces;
	uint64_t external;
	uint64_t flags;
	struct cgroup_path *freezer;
	const char *from;
	bool frozen;
	struct criu_hierarchy_list hierarchies;
	const char *images;
	bool leave_running;
	struct criu_mount_list mounts;
	int network_lock;
	const char *note;
	const char *parent;
	bool pre_dump;
	struct process_identity *process;
	const char *program;
	const char *rootfs;
	const char *stage;
	bool track_memory;
	const char *work;
};

#define CRIU_DUMP_HAS_CGROUP_MODE (UINT64_C(1) << 0)
#define CRIU_DUMP_HAS_CONFIG (UINT64_C(1) << 1)
#define CRIU_DUMP_HAS_EMPTY_NAMESPACES (UINT64_C(1) << 2)
#define CRIU_DUMP_HAS_EXTERNAL (UINT64_C(1) << 3)
#define CRIU_DUMP_HAS_FLAGS (UINT64_C(1) << 4)
#define CRIU_DUMP_HAS_FREEZER (UINT64_C(1) << 5)
#define CRIU_DUMP_HAS_FROM (UINT64_C(1) << 6)
#define CRIU_DUMP_HAS_FROZEN (UINT64_C(1) << 7)
#define CRIU_DUMP_HAS_HIERARCHIES (UINT64_C(1) << 8)
#define CRIU_DUMP_HAS_LEAVE_RUNNING (UINT64_C(1) << 10)
#define CRIU_DUMP_HAS_MOUNTS (UINT64_C(1) << 11)
#define CRIU_DUMP_HAS_NETWORK_LOCK (UINT64_C(1) << 12)
#define CRIU_DUMP_HAS_NOTE (UINT64_C(1) << 13)
#define CRIU_DUMP_HAS_PARENT (UINT64_C(1) << 14)
#define CRIU_DUMP_HAS_PRE_DUMP (UINT64_C(1) << 15)
#define CRIU_DUMP_HAS_STAGE (UINT64_C(1) << 19)
#define CRIU_DUMP_HAS_TRACK_MEMORY (UINT64_C(1) << 20)

struct act_criu_restore {
	uint64_t present;
	int cgroup_mode;
	struct criu_cgroup_root_list cgroup_roots;
	const char *config;
	uint64_t empty_namespaces;
	uint64_t flags;
	const char *from;
	struct criu_hierarchy_list hierarchies;
	const char *images;
	struct criu_inherited_list inherited;
	uint64_t joins;
	const char *lsm_mount_context;
	const char *lsm_profile;
	struct criu_mount_list mounts;
	int network_lock;
	const char *note;
	const char *program;
	const char *rootfs;
	const char *stage;
	const char *work;
};

#define CRIU_RESTORE_HAS_CGROUP_MODE (UINT64_C(1) << 0)
#define CRIU_RESTORE_HAS_CGROUP_ROOTS (UINT64_C(1) << 1)
#define CRIU_RESTORE_HAS_CONFIG (UINT64_C(1) << 2)
#define CRIU_RESTORE_HAS_EMPTY_NAMESPACES (UINT64_C(1) << 3)
#define CRIU_RESTORE_HAS_FLAGS (UINT64_C(1) << 4)
#define CRIU_RESTORE_HAS_FROM (UINT64_C(1) << 5)
#define CRIU_RESTORE_HAS_HIERARCHIES (UINT64_C(1) << 6)
#define CRIU_RESTORE_HAS_INHERITED (UINT64_C(1) << 8)
#define CRIU_RESTORE_HAS_JOINS (UINT64_C(1) << 9)
#define CRIU_RESTORE_HAS_LSM_MOUNT_CONTEXT (UINT64_C(1) << 10)
#define CRIU_RESTORE_HAS_LSM_PROFILE (UINT64_C(1) << 11)
#define CRIU_RESTORE_HAS_MOUNTS (UINT64_C(1) << 12)
#define CRIU_RESTORE_HAS_NETWORK_LOCK (UINT64_C(1) << 13)
#define CRIU_RESTORE_HAS_NOTE (UINT64_C(1) << 14)

struct act_criu_spawn {
	uint64_t present;
	const char *from;
	const char *note;
};

#define CRIU_SPAWN_HAS_FROM (UINT64_C(1) << 0)
#define CRIU_SPAWN_HAS_NOTE (UINT64_C(1) << 1)

struct act_criu_check {
	uint64_t present;
	const char *from;
	const char *note;
};

#define CRIU_CHECK_HAS_FROM (UINT64_C(1) << 0)
#define CRIU_CHECK_HAS_NOTE (UINT64_C(1) << 1)

struct act_criu_resume {
	uint64_t present;
	const char *from;
	const char *note;
};

#define CRIU_RESUME_HAS_FROM (UINT64_C(1) << 0)
#define CRIU_RESUME_HAS_NOTE (UINT64_C(1) << 1)

struct act_session_create {
	uint64_t present;
	const char *from;
	const char *note;
};

#define SESSION_CREATE_HAS_FROM (UINT64_C(1) << 0)
#define SESSION_CREATE_HAS_NOTE (UINT64_C(1) << 1)

struct act_keyring_join {
	uint64_t present;
	const char *from;
	const char *label;
	const char *name;
	const char *note;
};

#define KEYRING_JOIN_HAS_FROM (UINT64_C(1) << 0)
#define KEYRING_JOIN_HAS_LABEL (UINT64_C(1) << 1)
#define KEYRING_JOIN_HAS_NOTE (UINT64_C(1) << 3)

struct act_loopback_up {
	uint64_t present;
	const char *from;
	const char *note;
};

#define LOOPBACK_UP_HAS_FROM (UINT64_C(1) << 0)
#define LOOPBACK_UP_HAS_NOTE (UINT64_C(1) << 1)

struct act_netdevice_move {
	uint64_t present;
	const char *as;
	const char *from;
	const char *name;
	const char *note;
};

#define NETDEVICE_MOVE_HAS_FROM (UINT64_C(1) << 1)
#define NETDEVICE_MOVE_HAS_NOTE (UINT64_C(1) << 3)

struct act_hostname_set {
	uint64_t present;
	const char *from;
	const char *name;
	const char *note;
};

#define HOSTNAME_SET_HAS_FROM (UINT64_C(1) << 0)
#define HOSTNAME_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_domainname_set {
	uint64_t present;
	const char *from;
	const char *name;
	const char *note;
};

#define DOMAINNAME_SET_HAS_FROM (UINT64_C(1) << 0)
#define DOMAINNAME_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_sysctl_write {
	uint64_t present;
	const char *from;
	const char *key;
	const char *note;
	const char *value;
};

#define SYSCTL_WRITE_HAS_FROM (UINT64_C(1) << 0)
#define SYSCTL_WRITE_HAS_NOTE (UINT64_C(1) << 2)

struct act_mounts_isolate {
	uint64_t present;
	const char *from;
	const char *note;
	int propagation;
	bool recursive;
};

#define MOUNTS_ISOLATE_HAS_FROM (UINT64_C(1) << 0)
#define MOUNTS_ISOLATE_HAS_NOTE (UINT64_C(1) << 1)
#define MOUNTS_ISOLATE_HAS_RECURSIVE (UINT64_C(1) << 3)

struct act_root_open {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define ROOT_OPEN_HAS_FROM (UINT64_C(1) << 0)
#define ROOT_OPEN_HAS_NOTE (UINT64_C(1) << 1)

struct act_root_bind {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
	int propagation;
	bool recursive;
	uint64_t slot;
};

#define ROOT_BIND_HAS_FROM (UINT64_C(1) << 0)
#define ROOT_BIND_HAS_NOTE (UINT64_C(1) << 1)
#define ROOT_BIND_HAS_PROPAGATION (UINT64_C(1) << 3)
#define ROOT_BIND_HAS_RECURSIVE (UINT64_C(1) << 4)
#define ROOT_BIND_HAS_SLOT (UINT64_C(1) << 5)

struct act_mount_fs {
	uint64_t present;
	uint64_t attributes;
	bool copy_up;
	struct strings data;
	int fallback;
	const char *from;
	bool inherit_mode;
	const char *label;
	bool nofollow;
	const char *note;
	bool plain;
	int propagation;
	bool propagation_recursive;
	const char *source;
	const char *target;
	uint64_t target_mode;
	const char *type;
};

#define MOUNT_FS_HAS_ATTRIBUTES (UINT64_C(1) << 0)
#define MOUNT_FS_HAS_COPY_UP (UINT64_C(1) << 1)
#define MOUNT_FS_HAS_DATA (UINT64_C(1) << 2)
#define MOUNT_FS_HAS_FALLBACK (UINT64_C(1) << 3)
#define MOUNT_FS_HAS_FROM (UINT64_C(1) << 4)
#define MOUNT_FS_HAS_INHERIT_MODE (UINT64_C(1) << 5)
#define MOUNT_FS_HAS_LABEL (UINT64_C(1) << 6)
#define MOUNT_FS_HAS_NOFOLLOW (UINT64_C(1) << 7)
#define MOUNT_FS_HAS_NOTE (UINT64_C(1) << 8)
#define MOUNT_FS_HAS_PLAIN (UINT64_C(1) << 9)
#define MOUNT_FS_HAS_PROPAGATION (UINT64_C(1) << 10)
#define MOUNT_FS_HAS_PROPAGATION_RECURSIVE (UINT64_C(1) << 11)
#define MOUNT_FS_HAS_SOURCE (UINT64_C(1) << 12)
#define MOUNT_FS_HAS_TARGET_MODE (UINT64_C(1) << 14)

struct act_mount_bind {
	uint64_t present;
	uint64_t clear;
	bool copy_symlink;
	const char *from;
	struct id_range_list gid_map;
	bool nofollow;
	const char *note;
	int propagation;
	bool propagation_recursive;
	bool recursive;
	uint64_t recursive_clear;
	bool recursive_idmap;
	uint64_t recursive_set;
	bool required;
	uint64_t set;
	uint64_t slot;
	bool slot_if_denied;
	const char *source;
	bool source_nofollow;
	const char *target;
	struct id_range_list uid_map;
};

#define MOUNT_BIND_HAS_CLEAR (UINT64_C(1) << 0)
#define MOUNT_BIND_HAS_COPY_SYMLINK (UINT64_C(1) << 1)
#define MOUNT_BIND_HAS_FROM (UINT64_C(1) << 2)
#define MOUNT_BIND_HAS_GID_MAP (UINT64_C(1) << 3)
#define MOUNT_BIND_HAS_NOFOLLOW (UINT64_C(1) << 4)
#define MOUNT_BIND_HAS_NOTE (UINT64_C(1) << 5)
#define MOUNT_BIND_HAS_PROPAGATION (UINT64_C(1) << 6)
#define MOUNT_BIND_HAS_PROPAGATION_RECURSIVE (UINT64_C(1) << 7)
#define MOUNT_BIND_HAS_RECURSIVE (UINT64_C(1) << 8)
#define MOUNT_BIND_HAS_RECURSIVE_CLEAR (UINT64_C(1) << 9)
#define MOUNT_BIND_HAS_RECURSIVE_IDMAP (UINT64_C(1) << 10)
#define MOUNT_BIND_HAS_RECURSIVE_SET (UINT64_C(1) << 11)
#define MOUNT_BIND_HAS_REQUIRED (UINT64_C(1) << 12)
#define MOUNT_BIND_HAS_SET (UINT64_C(1) << 13)
#define MOUNT_BIND_HAS_SLOT (UINT64_C(1) << 14)
#define MOUNT_BIND_HAS_SLOT_IF_DENIED (UINT64_C(1) << 15)
#define MOUNT_BIND_HAS_SOURCE_NOFOLLOW (UINT64_C(1) << 17)
#define MOUNT_BIND_HAS_UID_MAP (UINT64_C(1) << 19)

struct act_mount_attributes {
	uint64_t present;
	uint64_t clear;
	const char *from;
	const char *note;
	int propagation;
	bool propagation_recursive;
	bool recursive;
	uint64_t set;
	struct strings superblock;
	const char *target;
};

#define MOUNT_ATTRIBUTES_HAS_CLEAR (UINT64_C(1) << 0)
#define MOUNT_ATTRIBUTES_HAS_FROM (UINT64_C(1) << 1)
#define MOUNT_ATTRIBUTES_HAS_NOTE (UINT64_C(1) << 2)
#define MOUNT_ATTRIBUTES_HAS_PROPAGATION (UINT64_C(1) << 3)
#define MOUNT_ATTRIBUTES_HAS_PROPAGATION_RECURSIVE (UINT64_C(1) << 4)
#define MOUNT_ATTRIBUTES_HAS_RECURSIVE (UINT64_C(1) << 5)
#define MOUNT_ATTRIBUTES_HAS_SET (UINT64_C(1) << 6)
#define MOUNT_ATTRIBUTES_HAS_SUPERBLOCK (UINT64_C(1) << 7)

struct act_mount_remove {
	uint64_t present;
	const char *from;
	bool nofollow;
	const char *note;
	const char *target;
};

#define MOUNT_REMOVE_HAS_FROM (UINT64_C(1) << 0)
#define MOUNT_REMOVE_HAS_NOFOLLOW (UINT64_C(1) << 1)
#define MOUNT_REMOVE_HAS_NOTE (UINT64_C(1) << 2)

struct act_path_mask {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define PATH_MASK_HAS_FROM (UINT64_C(1) << 0)
#define PATH_MASK_HAS_NOTE (UINT64_C(1) << 1)

struct act_path_readonly {
	uint64_t present;
	const char *from;
	const char *note;
	const char *path;
};

#define PATH_READONLY_HAS_FROM (UINT64_C(1) << 0)
#define PATH_READONLY_HAS_NOTE (UINT64_C(1) << 1)

struct act_device_create {
	uint64_t present;
	const char *from;
	uint64_t gid;
	uint64_t major;
	uint64_t minor;
	uint64_t mode;
	const char *note;
	const char *path;
	int type;
	uint64_t uid;
};

#define DEVICE_CREATE_HAS_FROM (UINT64_C(1) << 0)
#define DEVICE_CREATE_HAS_GID (UINT64_C(1) << 1)
#define DEVICE_CREATE_HAS_MAJOR (UINT64_C(1) << 2)
#define DEVICE_CREATE_HAS_MINOR (UINT64_C(1) << 3)
#define DEVICE_CREATE_HAS_MODE (UINT64_C(1) << 4)
#define DEVICE_CREATE_HAS_NOTE (UINT64_C(1) << 5)
#define DEVICE_CREATE_HAS_UID (UINT64_C(1) << 8)

struct act_device_bind {
	uint64_t present;
	const char *from;
	uint64_t major;
	uint64_t minor;
	const char *note;
	const char *path;
	const char *source;
	int type;
};

#define DEVICE_BIND_HAS_FROM (UINT64_C(1) << 0)
#define DEVICE_BIND_HAS_MAJOR (UINT64_C(1) << 1)
#define DEVICE_BIND_HAS_MINOR (UINT64_C(1) << 2)
#define DEVICE_BIND_HAS_NOTE (UINT64_C(1) << 3)
#define DEVICE_BIND_HAS_TYPE (UINT64_C(1) << 6)

struct act_symlink_create {
	uint64_t present;
	int existing;
	const char *from;
	const char *if_exists;
	const char *note;
	const char *path;
	const char *target;
};

#define SYMLINK_CREATE_HAS_EXISTING (UINT64_C(1) << 0)
#define SYMLINK_CREATE_HAS_FROM (UINT64_C(1) << 1)
#define SYMLINK_CREATE_HAS_IF_EXISTS (UINT64_C(1) << 2)
#define SYMLINK_CREATE_HAS_NOTE (UINT64_C(1) << 3)

struct act_console_bind {
	uint64_t present;
	const char *from;
	const char *note;
};

#define CONSOLE_BIND_HAS_FROM (UINT64_C(1) << 0)
#define CONSOLE_BIND_HAS_NOTE (UINT64_C(1) << 1)

struct act_root_readonly {
	uint64_t present;
	const char *from;
	const char *note;
};

#define ROOT_READONLY_HAS_FROM (UINT64_C(1) << 0)
#define ROOT_READONLY_HAS_NOTE (UINT64_C(1) << 1)

struct act_root_propagation {
	uint64_t present;
	const char *from;
	const char *note;
	int propagation;
	bool recursive;
};

#define ROOT_PROPAGATION_HAS_FROM (UINT64_C(1) << 0)
#define ROOT_PROPAGATION_HAS_NOTE (UINT64_C(1) << 1)
#define ROOT_PROPAGATION_HAS_RECURSIVE (UINT64_C(1) << 3)

struct act_root_pivot {
	uint64_t present;
	const char *from;
	int method;
	const char *note;
};

#define ROOT_PIVOT_HAS_FROM (UINT64_C(1) << 0)
#define ROOT_PIVOT_HAS_NOTE (UINT64_C(1) << 2)

struct act_cwd_enter {
	uint64_t present;
	bool again;
	bool create;
	const char *from;
	const char *note;
	const char *path;
};

#define CWD_ENTER_HAS_AGAIN (UINT64_C(1) << 0)
#define CWD_ENTER_HAS_CREATE (UINT64_C(1) << 1)
#define CWD_ENTER_HAS_FROM (UINT64_C(1) << 2)
#define CWD_ENTER_HAS_NOTE (UINT64_C(1) << 3)

struct act_stdio_own {
	uint64_t present;
	const char *from;
	uint64_t gid;
	const char *note;
	uint64_t uid;
};

#define STDIO_OWN_HAS_FROM (UINT64_C(1) << 0)
#define STDIO_OWN_HAS_NOTE (UINT64_C(1) << 2)

struct act_terminal_create {
	uint64_t present;
	uint64_t columns;
	const char *from;
	const char *note;
	uint64_t rows;
	uint64_t uid;
};

#define TERMINAL_CREATE_HAS_COLUMNS (UINT64_C(1) << 0)
#define TERMINAL_CREATE_HAS_FROM (UINT64_C(1) << 1)
#define TERMINAL_CREATE_HAS_NOTE (UINT64_C(1) << 2)
#define TERMINAL_CREATE_HAS_ROWS (UINT64_C(1) << 3)

struct act_hook_run {
	uint64_t present;
	struct strings args;
	const char *cwd;
	struct strings env;
	const char *errors_file;
	bool fatal;
	const char *from;
	uint64_t index;
	const char *note;
	const char *output_file;
	const char *path;
	uint64_t pid;
	int point;
	const char *state_head;
	const char *state_tail;
	uint64_t timeout_ms;
};

#define HOOK_RUN_HAS_ARGS (UINT64_C(1) << 0)
#define HOOK_RUN_HAS_CWD (UINT64_C(1) << 1)
#define HOOK_RUN_HAS_ENV (UINT64_C(1) << 2)
#define HOOK_RUN_HAS_ERRORS_FILE (UINT64_C(1) << 3)
#define HOOK_RUN_HAS_FATAL (UINT64_C(1) << 4)
#define HOOK_RUN_HAS_FROM (UINT64_C(1) << 5)
#define HOOK_RUN_HAS_NOTE (UINT64_C(1) << 7)
#define HOOK_RUN_HAS_OUTPUT_FILE (UINT64_C(1) << 8)
#define HOOK_RUN_HAS_PID (UINT64_C(1) << 10)
#define HOOK_RUN_HAS_TIMEOUT_MS (UINT64_C(1) << 14)

struct act_hook_defer {
	uint64_t present;
	struct strings args;
	const char *cwd;
	struct strings env;
	const char *errors_file;
	bool fatal;
	const char *from;
	uint64_t index;
	const char *note;
	const char *output_file;
	const char *path;
	uint64_t pid;
	int point;
	const char *state_head;
	const char *state_tail;
	uint64_t timeout_ms;
};

#define HOOK_DEFER_HAS_ARGS (UINT64_C(1) << 0)
#define HOOK_DEFER_HAS_CWD (UINT64_C(1) << 1)
#define HOOK_DEFER_HAS_ENV (UINT64_C(1) << 2)
#define HOOK_DEFER_HAS_ERRORS_FILE (UINT64_C(1) << 3)
#define HOOK_DEFER_HAS_FATAL (UINT64_C(1) << 4)
#define HOOK_DEFER_HAS_FROM (UINT64_C(1) << 5)
#define HOOK_DEFER_HAS_NOTE (UINT64_C(1) << 7)
#define HOOK_DEFER_HAS_OUTPUT_FILE (UINT64_C(1) << 8)
#define HOOK_DEFER_HAS_PID (UINT64_C(1) << 10)
#define HOOK_DEFER_HAS_TIMEOUT_MS (UINT64_C(1) << 14)

struct act_failure_then {
	uint64_t present;
	struct actions actions;
	const char *from;
	const char *note;
};

#define FAILURE_THEN_HAS_FROM (UINT64_C(1) << 1)
#define FAILURE_THEN_HAS_NOTE (UINT64_C(1) << 2)

struct act_oom_adjust {
	uint64_t present;
	const char *from;
	const char *note;
	int64_t value;
};

#define OOM_ADJUST_HAS_FROM (UINT64_C(1) << 0)
#define OOM_ADJUST_HAS_NOTE (UINT64_C(1) << 1)

struct act_rlimit_set {
	uint64_t present;
	const char *from;
	uint64_t hard;
	const char *note;
	int resource;
	uint64_t soft;
};

#define RLIMIT_SET_HAS_FROM (UINT64_C(1) << 0)
#define RLIMIT_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_scheduler_set {
	uint64_t present;
	uint64_t deadline;
	uint64_t flags;
	const char *from;
	int64_t nice;
	const char *note;
	uint64_t period;
	int policy;
	uint64_t priority;
	uint64_t runtime;
};

#define SCHEDULER_SET_HAS_DEADLINE (UINT64_C(1) << 0)
#define SCHEDULER_SET_HAS_FLAGS (UINT64_C(1) << 1)
#define SCHEDULER_SET_HAS_FROM (UINT64_C(1) << 2)
#define SCHEDULER_SET_HAS_NICE (UINT64_C(1) << 3)
#define SCHEDULER_SET_HAS_NOTE (UINT64_C(1) << 4)
#define SCHEDULER_SET_HAS_PERIOD (UINT64_C(1) << 5)
#define SCHEDULER_SET_HAS_PRIORITY (UINT64_C(1) << 7)
#define SCHEDULER_SET_HAS_RUNTIME (UINT64_C(1) << 8)

struct act_ioprio_set {
	uint64_t present;
	int class;
	const char *from;
	const char *note;
	uint64_t priority;
};

#define IOPRIO_SET_HAS_FROM (UINT64_C(1) << 1)
#define IOPRIO_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_affinity_set {
	uint64_t present;
	struct integers cpus;
	const char *from;
	const char *note;
};

#define AFFINITY_SET_HAS_CPUS (UINT64_C(1) << 0)
#define AFFINITY_SET_HAS_FROM (UINT64_C(1) << 1)
#define AFFINITY_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_mempolicy_set {
	uint64_t present;
	uint64_t flags;
	const char *from;
	int mode;
	struct integers nodes;
	const char *note;
};

#define MEMPOLICY_SET_HAS_FLAGS (UINT64_C(1) << 0)
#define MEMPOLICY_SET_HAS_FROM (UINT64_C(1) << 1)
#define MEMPOLICY_SET_HAS_NODES (UINT64_C(1) << 3)
#define MEMPOLICY_SET_HAS_NOTE (UINT64_C(1) << 4)

struct act_umask_set {
	uint64_t present;
	const char *from;
	uint64_t mask;
	const char *note;
};

#define UMASK_SET_HAS_FROM (UINT64_C(1) << 0)
#define UMASK_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_personality_set {
	uint64_t present;
	int domain;
	const char *from;
	const char *note;
};

#define PERSONALITY_SET_HAS_FROM (UINT64_C(1) << 1)
#define PERSONALITY_SET_HAS_NOTE (UINT64_C(1) << 2)

struct act_label_set {
	uint64_t present;
	const char *from;
	const char *label;
	int lsm;
	const char *note;
	bool stack;
};

#define LABEL_SET_HAS_FROM (UINT64_C(1) << 0)
#define LABEL_SET_HAS_NOTE (UINT64_C(1) << 3)
#define LABEL_SET_HAS_STACK (UINT64_C(1) << 4)

struct act_bounding_drop {
	uint64_t present;
	const char *from;
	uint64_t keep;
	const char *note;
};

#define BOUNDING_DROP_HAS_FROM (UINT64_C(1) << 0)
#define BOUNDING_DROP_HAS_NOTE (UINT64_C(1) << 2)

struct act_user_set {
	uint64_t present;
	const char *from;
	uint64_t gid;
	struct integers groups;
	int groups_denied;
	bool keep_capabilities;
	const char *note;
	uint64_t uid;
};

#define USER_SET_HAS_FROM (UINT64_C(1) << 0)
#define USER_SET_HAS_GROUPS (UINT64_C(1) << 2)
#define USER_SET_HAS_GROUPS_DENIED (UINT64_C(1) << 3)
#define USER_SET_HAS_KEEP_CAPABILITIES (UINT64_C(1) << 4)
#define USER_SET_HAS_NOTE (UINT64_C(1) << 5)

struct act_capabilities_set {
	uint64_t present;
	uint64_t ambient;
	uint64_t effective;
	const char *from;
	uint64_t inheritable;
	const char *note;
	uint64_t permitted;
};

#define CAPABILITIES_SET_HAS_FROM (UINT64_C(1) << 2)
#define CAPABILITIES_SET_HAS_NOTE (UINT64_C(1) << 4)

struct act_no_new_privs_set {
	uint64_t present;
	const char *from;
	const char *note;
};

#define NO_NEW_PRIVS_SET_HAS_FROM (UINT64_C(1) << 0)
#define NO_NEW_PRIVS_SET_HAS_NOTE (UINT64_C(1) << 1)

struct act_seccomp_load {
	uint64_t present;
	uint64_t flags;
	const char *from;
	const char *note;
	struct bytes program;
};

#define SECCOMP_LOAD_HAS_FLAGS (UINT64_C(1) << 0)
#define SECCOMP_LOAD_HAS_FROM (UINT64_C(1) << 1)
#define SECCOMP_LOAD_HAS_NOTE (UINT64_C(1) << 2)

struct act_fds_close {
	uint64_t present;
	const char *from;
	uint64_t keep;
	const char *note;
};

#define FDS_CLOSE_HAS_FROM (UINT64_C(1) << 0)
#define FDS_CLOSE_HAS_NOTE (UINT64_C(1) << 2)

struct act_exec_lookup {
	uint64_t present;
	const char *from;
	const char *name;
	const char *note;
	const char *path;
};

#define EXEC_LOOKUP_HAS_FROM (UINT64_C(1) << 0)
#define EXEC_LOOKUP_HAS_NOTE (UINT64_C(1) << 2)
#define EXEC_LOOKUP_HAS_PATH (UINT64_C(1) << 3)

struct act_exec {
	uint64_t present;
	struct strings argv;
	struct strings env;
	const char *from;
	uint64_t home_of;
	bool listen_pid;
	const char *note;
};

#define EXEC_HAS_FROM (UINT64_C(1) << 2)
#define EXEC_HAS_HOME_OF (UINT64_C(1) << 3)
#define EXEC_HAS_LISTEN_PID (UINT64_C(1) << 4)
#define EXEC_HAS_NOTE (UINT64_C(1) << 5)

enum action_kind {
	ACTION_STATE_RESERVE = 0,
	ACTION_STATE_LOCK = 1,
	ACTION_STATE_COMMIT = 2,
	ACTION_STATE_REMOVE = 3,
	ACTION_RECORD_BEGIN = 4,
	ACTION_RECORD_KEEP = 5,
	ACTION_FIFO_CREATE = 6,
	ACTION_FIFO_WAIT = 7,
	ACTION_NOTIFY_CREATE = 8,
	ACTION_NOTIFY_LISTEN = 9,
	ACTION_NOTIFY_WAIT = 10,
	ACTION_FIFO_RELEASE = 11,
	ACTION_PIDFILE_WRITE = 12,
	ACTION_CGROUP_CREATE = 13,
	ACTION_CGROUP_WRITE = 14,
	ACTION_CGROUP_UPDATE = 15,
	ACTION_CGROUP_DEVICES = 16,
	ACTION_CGROUP_OPEN = 17,
	ACTION_CGROUP_JOIN = 18,
	ACTION_CGROUP_KILL = 19,
	ACTION_CGROUP_SIGNAL = 20,
	ACTION_CGROUP_FREEZE = 21,
	ACTION_CGROUP_REMOVE = 22,
	ACTION_CGROUP_ATTACH = 23,
	ACTION_CGROUP_ENABLE = 24,
	ACTION_CGROUP_DELEGATE = 25,
	ACTION_SYSTEMD_START = 26,
	ACTION_SYSTEMD_SET = 27,
	ACTION_SYSTEMD_STOP = 28,
	ACTION_RESCTRL_CREATE = 29,
	ACTION_RESCTRL_JOIN = 30,
	ACTION_RESCTRL_UPDATE = 31,
	ACTION_RESCTRL_REMOVE = 32,
	ACTION_NAMESPACE_OPEN = 33,
	ACTION_NAMESPACE_JOIN = 34,
	ACTION_NAMESPACE_UNSHARE = 35,
	ACTION_TIME_OFFSET = 36,
	ACTION_CONTAINER_OPEN = 37,
	ACTION_CONTAINER_ENTER = 38,
	ACTION_CONTAINER_ROOT = 39,
	ACTION_SOURCE_OPEN = 40,
	ACTION_PROCESS_SPAWN = 41,
	ACTION_PROCESS_VISIT = 42,
	ACTION_IDMAP_WRITE = 43,
	ACTION_SETGROUPS_DENY = 44,
	ACTION_LISTENER_CONNECT = 45,
	ACTION_PIDFD_SEND = 46,
	ACTION_CONSOLE_CONNECT = 47,
	ACTION_TERMINAL_TAKE = 48,
	ACTION_TERMINAL_RAW = 49,
	ACTION_SYNC = 50,
	ACTION_PROCESS_WAIT = 51,
	ACTION_PROCESS_SIGNAL = 52,
	ACTION_PROCESS_KILL = 53,
	ACTION_CRIU_DUMP = 54,
	ACTION_CRIU_RESTORE = 55,
	ACTION_CRIU_SPAWN = 56,
	ACTION_CRIU_CHECK = 57,
	ACTION_CRIU_RESUME = 58,
	ACTION_SESSION_CREATE = 59,
	ACTION_KEYRING_JOIN = 60,
	ACTION_LOOPBACK_UP = 61,
	ACTION_NETDEVICE_MOVE = 62,
	ACTION_HOSTNAME_SET = 63,
	ACTION_DOMAINNAME_SET = 64,
	ACTION_SYSCTL_WRITE = 65,
	ACTION_MOUNTS_ISOLATE = 66,
	ACTION_ROOT_OPEN = 67,
	ACTION_ROOT_BIND = 68,
	ACTION_MOUNT_FS = 69,
	ACTION_MOUNT_BIND = 70,
	ACTION_MOUNT_ATTRIBUTES = 71,
	ACTION_MOUNT_REMOVE = 72,
	ACTION_PATH_MASK = 73,
	ACTION_PATH_READONLY = 74,
	ACTION_DEVICE_CREATE = 75,
	ACTION_DEVICE_BIND = 76,
	ACTION_SYMLINK_CREATE = 77,
	ACTION_CONSOLE_BIND = 78,
	ACTION_ROOT_READONLY = 79,
	ACTION_ROOT_PROPAGATION = 80,
	ACTION_ROOT_PIVOT = 81,
	ACTION_CWD_ENTER = 82,
	ACTION_STDIO_OWN = 83,
	ACTION_TERMINAL_CREATE = 84,
	ACTION_HOOK_RUN = 85,
	ACTION_HOOK_DEFER = 86,
	ACTION_FAILURE_THEN = 87,
	ACTION_OOM_ADJUST = 88,
	ACTION_RLIMIT_SET = 89,
	ACTION_SCHEDULER_SET = 90,
	ACTION_IOPRIO_SET = 91,
	ACTION_AFFINITY_SET = 92,
	ACTION_MEMPOLICY_SET = 93,
	ACTION_UMASK_SET = 94,
	ACTION_PERSONALITY_SET = 95,
	ACTION_LABEL_SET = 96,
	ACTION_BOUNDING_DROP = 97,
	ACTION_USER_SET = 98,
	ACTION_CAPABILITIES_SET = 99,
	ACTION_NO_NEW_PRIVS_SET = 100,
	ACTION_SECCOMP_LOAD = 101,
	ACTION_FDS_CLOSE = 102,
	ACTION_EXEC_LOOKUP = 103,
	ACTION_EXEC = 104,
	ACTION_KIND_COUNT = 105,
};

struct action {
	enum action_kind kind;
	/* Place in the plan's text, from 0. */
	uint32_t number;
	/* The struct act_… of the kind. */
	const void *args;
};

enum field_type {
	FIELD_STRING,
	FIELD_BYTES,
	FIELD_INT,
	FIELD_UINT,
	FIELD_BOOL,
	FIELD_ENUM,
	FIELD_SET,
	FIELD_STRINGS,
	FIELD_INTEGERS,
	FIELD_STRUCT,
	FIELD_STRUCTS,
	FIELD_ACTIONS,
};

enum text_class {
	TEXT_ANY,
	TEXT_ABSOLUTE_PATH,
	TEXT_RELATIVE_PATH,
	TEXT_FILE_NAME,
	TEXT_CONTAINER_ID,
};

enum action_side { SIDE_PARENT, SIDE_CHILD, SIDE_BOTH };

struct enumeration {
	const char *const *words;
	size_t count;
};

struct shape;

/* One member of an action or struct; fields are sorted by name, as they stand in canonical JSON. */
struct field {
	const char *name;
	enum field_type type;
	enum text_class text;
	bool required;
	uint8_t bit;
	uint16_t offset;
	int64_t min;
	uint64_t max;
	const struct enumeration *enumeration;
	const struct shape *shape;
};

struct shape {
	const char *name;
	const struct field *fields;
	size_t field_count;
	size_t size;
};

struct action_description {
	struct shape shape;
	enum action_side side;
	bool has_undo;
};

/* Indexed by enum action_kind. */
extern const struct action_description action_descriptions[ACTION_KIND_COUNT];

#endif
