/* Written by `npm run generate` from host/schema/plan.schema.json. Do not edit. */
#include "actions.h"

static const char *const namespace_type_words[] = {
	"cgroup",
	"ipc",
	"mount",
	"network",
	"pid",
	"time",
	"user",
	"uts",
};

static const struct enumeration namespace_type_enumeration = {
	namespace_type_words,
	8,
};

static const char *const mount_attribute_words[] = {
	"ro",
	"nosuid",
	"nodev",
	"noexec",
	"noatime",
	"relatime",
	"strictatime",
	"nodiratime",
	"nosymfollow",
};

static const struct enumeration mount_attribute_enumeration = {
	mount_attribute_words,
	9,
};

static const char *const propagation_words[] = {
	"private",
	"shared",
	"slave",
	"unbindable",
};

static const struct enumeration propagation_enumeration = {
	propagation_words,
	4,
};

static const char *const capability_words[] = {
	"CAP_CHOWN",
	"CAP_DAC_OVERRIDE",
	"CAP_DAC_READ_SEARCH",
	"CAP_FOWNER",
	"CAP_FSETID",
	"CAP_KILL",
	"CAP_SETGID",
	"CAP_SETUID",
	"CAP_SETPCAP",
	"CAP_LINUX_IMMUTABLE",
	"CAP_NET_BIND_SERVICE",
	"CAP_NET_BROADCAST",
	"CAP_NET_ADMIN",
	"CAP_NET_RAW",
	"CAP_IPC_LOCK",
	"CAP_IPC_OWNER",
	"CAP_SYS_MODULE",
	"CAP_SYS_RAWIO",
	"CAP_SYS_CHROOT",
	"CAP_SYS_PTRACE",
	"CAP_SYS_PACCT",
	"CAP_SYS_ADMIN",
	"CAP_SYS_BOOT",
	"CAP_SYS_NICE",
	"CAP_SYS_RESOURCE",
	"CAP_SYS_TIME",
	"CAP_SYS_TTY_CONFIG",
	"CAP_MKNOD",
	"CAP_LEASE",
	"CAP_AUDIT_WRITE",
	"CAP_AUDIT_CONTROL",
	"CAP_SETFCAP",
	"CAP_MAC_OVERRIDE",
	"CAP_MAC_ADMIN",
	"CAP_SYSLOG",
	"CAP_WAKE_ALARM",
	"CAP_BLOCK_SUSPEND",
	"CAP_AUDIT_READ",
	"CAP_PERFMON",
	"CAP_BPF",
	"CAP_CHECKPOINT_RESTORE",
};

static const struct enumeration capability_enumeration = {
	capability_words,
	41,
};

static const char *const rlimit_resource_words[] = {
	"AS",
	"CORE",
	"CPU",
	"DATA",
	"FSIZE",
	"LOCKS",
	"MEMLOCK",
	"MSGQUEUE",
	"NICE",
	"NOFILE",
	"NPROC",
	"RSS",
	"RTPRIO",
	"RTTIME",
	"SIGPENDING",
	"STACK",
};

static const struct enumeration rlimit_resource_enumeration = {
	rlimit_resource_words,
	16,
};

static const char *const seccomp_flag_words[] = {
	"TSYNC",
	"LOG",
	"SPEC_ALLOW",
	"NEW_LISTENER",
	"TSYNC_ESRCH",
	"WAIT_KILLABLE_RECV",
};

static const struct enumeration seccomp_flag_enumeration = {
	seccomp_flag_words,
	6,
};

static const char *const hook_point_words[] = {
	"prestart",
	"createRuntime",
	"createContainer",
	"startContainer",
	"poststart",
	"poststop",
};

static const struct enumeration hook_point_enumeration = {
	hook_point_words,
	6,
};

static const char *const mempolicy_flag_words[] = {
	"NUMA_BALANCING",
	"RELATIVE_NODES",
	"STATIC_NODES",
};

static const struct enumeration mempolicy_flag_enumeration = {
	mempolicy_flag_words,
	3,
};

static const char *const scheduler_flag_words[] = {
	"RESET_ON_FORK",
	"RECLAIM",
	"DL_OVERRUN",
	"KEEP_POLICY",
	"KEEP_PARAMS",
	"UTIL_CLAMP_MIN",
	"UTIL_CLAMP_MAX",
};

static const struct enumeration scheduler_flag_enumeration = {
	scheduler_flag_words,
	7,
};

static const char *const criu_flag_words[] = {
	"tcp-established",
	"tcp-close",
	"tcp-skip-in-flight",
	"ext-unix-sk",
	"shell-job",
	"file-locks",
	"link-remap",
	"auto-dedup",
};

static const struct enumeration criu_flag_enumeration = {
	criu_flag_words,
	8,
};

static const char *const criu_cgroups_words[] = {
	"ignore",
	"soft",
	"full",
	"strict",
};

static const struct enumeration criu_cgroups_enumeration = {
	criu_cgroups_words,
	4,
};

static const char *const criu_network_lock_words[] = {
	"iptables",
	"nftables",
	"skip",
};

static const struct enumeration criu_network_lock_enumeration = {
	criu_network_lock_words,
	3,
};

static const char *const cgroup_write_denied_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration cgroup_write_denied_enumeration = {
	cgroup_write_denied_words,
	2,
};

static const char *const cgroup_write_missing_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration cgroup_write_missing_enumeration = {
	cgroup_write_missing_words,
	2,
};

static const char *const cgroup_update_denied_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration cgroup_update_denied_enumeration = {
	cgroup_update_denied_words,
	2,
};

static const char *const cgroup_update_missing_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration cgroup_update_missing_enumeration = {
	cgroup_update_missing_words,
	2,
};

static const char *const cgroup_kill_method_words[] = {
	"kill",
	"signal",
};

static const struct enumeration cgroup_kill_method_enumeration = {
	cgroup_kill_method_words,
	2,
};

static const char *const cgroup_freeze_state_words[] = {
	"frozen",
	"thawed",
};

static const struct enumeration cgroup_freeze_state_enumeration = {
	cgroup_freeze_state_words,
	2,
};

static const char *const cgroup_freeze_version_words[] = {
	"v1",
	"v2",
};

static const struct enumeration cgroup_freeze_version_enumeration = {
	cgroup_freeze_version_words,
	2,
};

static const char *const systemd_stop_unreachable_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration systemd_stop_unreachable_enumeration = {
	systemd_stop_unreachable_words,
	2,
};

static const char *const time_offset_clock_words[] = {
	"monotonic",
	"boottime",
};

static const struct enumeration time_offset_clock_enumeration = {
	time_offset_clock_words,
	2,
};

static const char *const process_spawn_cgroup_otherwise_words[] = {
	"first",
};

static const struct enumeration process_spawn_cgroup_otherwise_enumeration = {
	process_spawn_cgroup_otherwise_words,
	1,
};

static const char *const idmap_write_map_words[] = {
	"uid",
	"gid",
};

static const struct enumeration idmap_write_map_enumeration = {
	idmap_write_map_words,
	2,
};

static const char *const mount_fs_fallback_words[] = {
	"bind-host",
};

static const struct enumeration mount_fs_fallback_enumeration = {
	mount_fs_fallback_words,
	1,
};

static const char *const device_create_type_words[] = {
	"b",
	"c",
	"p",
};

static const struct enumeration device_create_type_enumeration = {
	device_create_type_words,
	3,
};

static const char *const device_bind_type_words[] = {
	"b",
	"c",
	"p",
};

static const struct enumeration device_bind_type_enumeration = {
	device_bind_type_words,
	3,
};

static const char *const symlink_create_existing_words[] = {
	"keep",
	"replace",
	"fail",
};

static const struct enumeration symlink_create_existing_enumeration = {
	symlink_create_existing_words,
	3,
};

static const char *const root_pivot_method_words[] = {
	"pivot",
	"move",
	"chroot",
};

static const struct enumeration root_pivot_method_enumeration = {
	root_pivot_method_words,
	3,
};

static const char *const scheduler_set_policy_words[] = {
	"OTHER",
	"FIFO",
	"RR",
	"BATCH",
	"IDLE",
	"DEADLINE",
};

static const struct enumeration scheduler_set_policy_enumeration = {
	scheduler_set_policy_words,
	6,
};

static const char *const ioprio_set_class_words[] = {
	"RT",
	"BE",
	"IDLE",
};

static const struct enumeration ioprio_set_class_enumeration = {
	ioprio_set_class_words,
	3,
};

static const char *const mempolicy_set_mode_words[] = {
	"DEFAULT",
	"PREFERRED",
	"BIND",
	"INTERLEAVE",
	"LOCAL",
	"PREFERRED_MANY",
	"WEIGHTED_INTERLEAVE",
};

static const struct enumeration mempolicy_set_mode_enumeration = {
	mempolicy_set_mode_words,
	7,
};

static const char *const personality_set_domain_words[] = {
	"LINUX",
	"LINUX32",
};

static const struct enumeration personality_set_domain_enumeration = {
	personality_set_domain_words,
	2,
};

static const char *const label_set_lsm_words[] = {
	"apparmor",
	"selinux",
};

static const struct enumeration label_set_lsm_enumeration = {
	label_set_lsm_words,
	2,
};

static const char *const user_set_groups_denied_words[] = {
	"fail",
	"ignore",
};

static const struct enumeration user_set_groups_denied_enumeration = {
	user_set_groups_denied_words,
	2,
};

static const struct field id_range_fields[] = {
	{
		.name = "container",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct id_range, container),
		.min = INT64_C(0),
		.max = UINT64_C(4294967295),
	},
	{
		.name = "host",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct id_range, host),
		.min = INT64_C(0),
		.max = UINT64_C(4294967295),
	},
	{
		.name = "size",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct id_range, size),
		.min = INT64_C(1),
		.max = UINT64_C(4294967295),
	},
};

static const struct shape id_range_shape = {
	"idRange",
	id_range_fields,
	3,
	sizeof(struct id_range),
};

static const struct field criu_mount_fields[] = {
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct criu_mount, name),
	},
	{
		.name = "nofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct criu_mount, nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "optional",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct criu_mount, optional),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "readonly",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct criu_mount, readonly),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "source",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct criu_mount, source),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct criu_mount, target),
	},
};

static const struct shape criu_mount_shape = {
	"criuMount",
	criu_mount_fields,
	6,
	sizeof(struct criu_mount),
};

static const struct field criu_hierarchy_fields[] = {
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct criu_hierarchy, mount),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct criu_hierarchy, name),
	},
};

static const struct shape criu_hierarchy_shape = {
	"criuHierarchy",
	criu_hierarchy_fields,
	2,
	sizeof(struct criu_hierarchy),
};

static const struct field criu_inherited_fields[] = {
	{
		.name = "key",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct criu_inherited, key),
	},
	{
		.name = "stream",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct criu_inherited, stream),
		.min = INT64_C(0),
		.max = UINT64_C(2),
	},
};

static const struct shape criu_inherited_shape = {
	"criuInherited",
	criu_inherited_fields,
	2,
	sizeof(struct criu_inherited),
};

static const struct field criu_cgroup_root_fields[] = {
	{
		.name = "controllers",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct criu_cgroup_root, controllers),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct criu_cgroup_root, path),
	},
};

static const struct shape criu_cgroup_root_shape = {
	"criuCgroupRoot",
	criu_cgroup_root_fields,
	2,
	sizeof(struct criu_cgroup_root),
};

static const struct field cgroup_path_fields[] = {
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct cgroup_path, mount),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct cgroup_path, path),
	},
};

static const struct shape cgroup_path_shape = {
	"cgroupPath",
	cgroup_path_fields,
	2,
	sizeof(struct cgroup_path),
};

static const struct field process_identity_fields[] = {
	{
		.name = "boot",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct process_identity, boot),
	},
	{
		.name = "pid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct process_identity, pid),
		.min = INT64_C(1),
		.max = UINT64_C(4194304),
	},
	{
		.name = "start",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct process_identity, start),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
};

static const struct shape process_identity_shape = {
	"processIdentity",
	process_identity_fields,
	3,
	sizeof(struct process_identity),
};

static const struct field dbus_connection_fields[] = {
	{
		.name = "address",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct dbus_connection, address),
	},
	{
		.name = "hello",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct dbus_connection, hello),
	},
	{
		.name = "match",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct dbus_connection, match),
	},
};

static const struct shape dbus_connection_shape = {
	"dbusConnection",
	dbus_connection_fields,
	3,
	sizeof(struct dbus_connection),
};

static const struct field unit_owner_fields[] = {
	{
		.name = "ask",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct unit_owner, ask),
	},
	{
		.name = "documentation",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct unit_owner, documentation),
	},
};

static const struct shape unit_owner_shape = {
	"unitOwner",
	unit_owner_fields,
	2,
	sizeof(struct unit_owner),
};

static const struct field unit_property_fields[] = {
	{
		.name = "before",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct unit_property, before),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct unit_property, name),
	},
	{
		.name = "optional",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct unit_property, optional),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "pidAt",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct unit_property, pid_at),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "value",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct unit_property, value),
	},
};

static const struct shape unit_property_shape = {
	"unitProperty",
	unit_property_fields,
	5,
	sizeof(struct unit_property),
};

static const struct field act_state_reserve_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_state_reserve, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_state_reserve, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_state_reserve, note),
	},
	{
		.name = "root",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_state_reserve, root),
	},
};

static const struct field act_state_lock_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_state_lock, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_state_lock, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_state_lock, note),
	},
	{
		.name = "redact",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_state_lock, redact),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "root",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_state_lock, root),
	},
	{
		.name = "state",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_state_lock, state),
	},
	{
		.name = "wait",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_state_lock, wait),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_state_commit_fields[] = {
	{
		.name = "container",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_state_commit, container),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_state_commit, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_state_commit, note),
	},
};

static const struct field act_state_remove_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_state_remove, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_state_remove, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_state_remove, note),
	},
	{
		.name = "root",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_state_remove, root),
	},
};

static const struct field act_record_begin_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_record_begin, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_record_begin, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_record_begin, note),
	},
	{
		.name = "redact",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_record_begin, redact),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "root",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_record_begin, root),
	},
};

static const struct field act_record_keep_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_record_keep, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_record_keep, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_record_keep, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_record_keep, path),
	},
	{
		.name = "redact",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_record_keep, redact),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_fifo_create_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_fifo_create, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_fifo_create, note),
	},
};

static const struct field act_fifo_wait_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_fifo_wait, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_fifo_wait, note),
	},
};

static const struct field act_notify_create_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_notify_create, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_notify_create, note),
	},
};

static const struct field act_notify_listen_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_notify_listen, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_notify_listen, note),
	},
	{
		.name = "to",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_notify_listen, to),
	},
};

static const struct field act_notify_wait_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_notify_wait, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_notify_wait, note),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_notify_wait, process),
		.shape = &process_identity_shape,
	},
};

static const struct field act_fifo_release_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_fifo_release, from),
	},
	{
		.name = "id",
		.type = FIELD_STRING,
		.text = TEXT_CONTAINER_ID,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_fifo_release, id),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_fifo_release, note),
	},
	{
		.name = "root",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_fifo_release, root),
	},
};

static const struct field act_pidfile_write_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_pidfile_write, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_pidfile_write, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_pidfile_write, path),
	},
};

static const struct field act_cgroup_create_fields[] = {
	{
		.name = "enable",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_create, enable),
	},
	{
		.name = "exclusive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_create, exclusive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_create, from),
	},
	{
		.name = "inherit",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_create, inherit),
	},
	{
		.name = "join",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_create, join),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_create, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_cgroup_create, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_cgroup_create, path),
	},
};

static const struct field act_cgroup_write_fields[] = {
	{
		.name = "denied",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_write, denied),
		.enumeration = &cgroup_write_denied_enumeration,
	},
	{
		.name = "file",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_write, file),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_write, from),
	},
	{
		.name = "missing",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_write, missing),
		.enumeration = &cgroup_write_missing_enumeration,
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_write, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_write, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_cgroup_write, path),
	},
	{
		.name = "value",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_cgroup_write, value),
	},
};

static const struct field act_cgroup_update_fields[] = {
	{
		.name = "before",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_update, before),
	},
	{
		.name = "beforeFile",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_update, before_file),
	},
	{
		.name = "denied",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_update, denied),
		.enumeration = &cgroup_update_denied_enumeration,
	},
	{
		.name = "file",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_update, file),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_update, from),
	},
	{
		.name = "missing",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_update, missing),
		.enumeration = &cgroup_update_missing_enumeration,
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_cgroup_update, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_cgroup_update, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 8,
		.offset = offsetof(struct act_cgroup_update, path),
	},
	{
		.name = "value",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 9,
		.offset = offsetof(struct act_cgroup_update, value),
	},
};

static const struct field act_cgroup_devices_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_devices, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_devices, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_devices, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_devices, path),
	},
	{
		.name = "program",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_devices, program),
	},
};

static const struct field act_cgroup_open_fields[] = {
	{
		.name = "controller",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_open, controller),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_open, from),
	},
	{
		.name = "join",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_open, join),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_open, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_open, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_open, path),
	},
};

static const struct field act_cgroup_join_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_join, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_join, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_join, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_join, path),
	},
};

static const struct field act_cgroup_kill_fields[] = {
	{
		.name = "freezer",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_kill, freezer),
		.shape = &cgroup_path_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_kill, from),
	},
	{
		.name = "method",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_kill, method),
		.enumeration = &cgroup_kill_method_enumeration,
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_kill, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_kill, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_kill, path),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_cgroup_kill, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
};

static const struct field act_cgroup_signal_fields[] = {
	{
		.name = "freezer",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_signal, freezer),
		.shape = &cgroup_path_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_signal, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_signal, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_signal, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_signal, path),
	},
	{
		.name = "signal",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_signal, signal),
		.min = INT64_C(0),
		.max = UINT64_C(64),
	},
};

static const struct field act_cgroup_freeze_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_freeze, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_freeze, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_freeze, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_freeze, path),
	},
	{
		.name = "state",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_freeze, state),
		.enumeration = &cgroup_freeze_state_enumeration,
	},
	{
		.name = "version",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_freeze, version),
		.enumeration = &cgroup_freeze_version_enumeration,
	},
};

static const struct field act_cgroup_remove_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_remove, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_remove, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_remove, note),
	},
	{
		.name = "parents",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_remove, parents),
		.min = INT64_C(0),
		.max = UINT64_C(4096),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_remove, path),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_remove, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
};

static const struct field act_cgroup_attach_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_attach, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_attach, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_attach, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_attach, path),
	},
};

static const struct field act_cgroup_enable_fields[] = {
	{
		.name = "controllers",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_enable, controllers),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_enable, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_enable, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_enable, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_enable, path),
	},
};

static const struct field act_cgroup_delegate_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cgroup_delegate, from),
	},
	{
		.name = "gid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_cgroup_delegate, gid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967295),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_cgroup_delegate, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cgroup_delegate, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cgroup_delegate, path),
	},
	{
		.name = "uid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_cgroup_delegate, uid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967295),
	},
};

static const struct field act_systemd_start_fields[] = {
	{
		.name = "bus",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_systemd_start, bus),
		.shape = &dbus_connection_shape,
	},
	{
		.name = "call",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_systemd_start, call),
	},
	{
		.name = "cgroup",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_systemd_start, cgroup),
		.shape = &cgroup_path_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_systemd_start, from),
	},
	{
		.name = "lengthAt",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_systemd_start, length_at),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_systemd_start, note),
	},
	{
		.name = "owner",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_systemd_start, owner),
		.shape = &unit_owner_shape,
	},
	{
		.name = "properties",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_systemd_start, properties),
		.shape = &unit_property_shape,
	},
	{
		.name = "reset",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 8,
		.offset = offsetof(struct act_systemd_start, reset),
	},
	{
		.name = "stop",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 9,
		.offset = offsetof(struct act_systemd_start, stop),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_systemd_start, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
	{
		.name = "unit",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 11,
		.offset = offsetof(struct act_systemd_start, unit),
	},
};

static const struct field act_systemd_set_fields[] = {
	{
		.name = "bus",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_systemd_set, bus),
		.shape = &dbus_connection_shape,
	},
	{
		.name = "call",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_systemd_set, call),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_systemd_set, from),
	},
	{
		.name = "lengthAt",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_systemd_set, length_at),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_systemd_set, note),
	},
	{
		.name = "properties",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_systemd_set, properties),
		.shape = &unit_property_shape,
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_systemd_set, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
	{
		.name = "unit",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_systemd_set, unit),
	},
};

static const struct field act_systemd_stop_fields[] = {
	{
		.name = "bus",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_systemd_stop, bus),
		.shape = &dbus_connection_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_systemd_stop, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_systemd_stop, note),
	},
	{
		.name = "owner",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_systemd_stop, owner),
		.shape = &unit_owner_shape,
	},
	{
		.name = "reset",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_systemd_stop, reset),
	},
	{
		.name = "stop",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_systemd_stop, stop),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_systemd_stop, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
	{
		.name = "unit",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_systemd_stop, unit),
	},
	{
		.name = "unreachable",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_systemd_stop, unreachable),
		.enumeration = &systemd_stop_unreachable_enumeration,
	},
};

static const struct field act_resctrl_create_fields[] = {
	{
		.name = "existing",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_resctrl_create, existing),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_resctrl_create, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_resctrl_create, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_resctrl_create, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_resctrl_create, path),
	},
	{
		.name = "schemata",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_resctrl_create, schemata),
	},
};

static const struct field act_resctrl_join_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_resctrl_join, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_resctrl_join, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_resctrl_join, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_resctrl_join, path),
	},
};

static const struct field act_resctrl_update_fields[] = {
	{
		.name = "before",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_resctrl_update, before),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_resctrl_update, from),
	},
	{
		.name = "line",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_resctrl_update, line),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_resctrl_update, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_resctrl_update, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_resctrl_update, path),
	},
};

static const struct field act_resctrl_remove_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_resctrl_remove, from),
	},
	{
		.name = "mount",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_resctrl_remove, mount),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_resctrl_remove, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_resctrl_remove, path),
	},
};

static const struct field act_namespace_open_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_namespace_open, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_namespace_open, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_namespace_open, path),
	},
	{
		.name = "type",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_namespace_open, type),
		.enumeration = &namespace_type_enumeration,
	},
};

static const struct field act_namespace_join_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_namespace_join, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_namespace_join, note),
	},
	{
		.name = "type",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_namespace_join, type),
		.enumeration = &namespace_type_enumeration,
	},
};

static const struct field act_namespace_unshare_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_namespace_unshare, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_namespace_unshare, note),
	},
	{
		.name = "types",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_namespace_unshare, types),
		.enumeration = &namespace_type_enumeration,
	},
};

static const struct field act_time_offset_fields[] = {
	{
		.name = "clock",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_time_offset, clock),
		.enumeration = &time_offset_clock_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_time_offset, from),
	},
	{
		.name = "nanoseconds",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_time_offset, nanoseconds),
		.min = INT64_C(0),
		.max = UINT64_C(999999999),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_time_offset, note),
	},
	{
		.name = "seconds",
		.type = FIELD_INT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_time_offset, seconds),
		.min = INT64_MIN,
		.max = UINT64_C(9223372036854775807),
	},
};

static const struct field act_container_open_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_container_open, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_container_open, note),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_container_open, process),
		.shape = &process_identity_shape,
	},
};

static const struct field act_container_enter_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_container_enter, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_container_enter, note),
	},
	{
		.name = "types",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_container_enter, types),
		.enumeration = &namespace_type_enumeration,
	},
};

static const struct field act_container_root_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_container_root, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_container_root, note),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_container_root, process),
		.shape = &process_identity_shape,
	},
};

static const struct field act_source_open_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_source_open, from),
	},
	{
		.name = "gidMap",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_source_open, gid_map),
		.shape = &id_range_shape,
	},
	{
		.name = "nofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_source_open, nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_source_open, note),
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_source_open, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "recursiveIdmap",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_source_open, recursive_idmap),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "required",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_source_open, required),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "slot",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_source_open, slot),
		.min = INT64_C(0),
		.max = UINT64_C(255),
	},
	{
		.name = "source",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 8,
		.offset = offsetof(struct act_source_open, source),
	},
	{
		.name = "uidMap",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 9,
		.offset = offsetof(struct act_source_open, uid_map),
		.shape = &id_range_shape,
	},
};

static const struct field act_process_spawn_fields[] = {
	{
		.name = "cgroup",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_process_spawn, cgroup),
		.shape = &cgroup_path_shape,
	},
	{
		.name = "cgroupOtherwise",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_process_spawn, cgroup_otherwise),
		.enumeration = &process_spawn_cgroup_otherwise_enumeration,
	},
	{
		.name = "child",
		.type = FIELD_ACTIONS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_process_spawn, child),
	},
	{
		.name = "enters",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_process_spawn, enters),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_process_spawn, from),
	},
	{
		.name = "joins",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_process_spawn, joins),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "namespaces",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_process_spawn, namespaces),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_process_spawn, note),
	},
	{
		.name = "userFirst",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_process_spawn, user_first),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_process_visit_fields[] = {
	{
		.name = "child",
		.type = FIELD_ACTIONS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_process_visit, child),
	},
	{
		.name = "enters",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_process_visit, enters),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_process_visit, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_process_visit, note),
	},
};

static const struct field act_idmap_write_fields[] = {
	{
		.name = "alone",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_idmap_write, alone),
		.shape = &id_range_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_idmap_write, from),
	},
	{
		.name = "map",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_idmap_write, map),
		.enumeration = &idmap_write_map_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_idmap_write, note),
	},
	{
		.name = "ranges",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_idmap_write, ranges),
		.shape = &id_range_shape,
	},
	{
		.name = "tool",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_idmap_write, tool),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_setgroups_deny_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_setgroups_deny, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_setgroups_deny, note),
	},
};

static const struct field act_listener_connect_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_listener_connect, from),
	},
	{
		.name = "head",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_listener_connect, head),
	},
	{
		.name = "middle",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_listener_connect, middle),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_listener_connect, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_listener_connect, path),
	},
	{
		.name = "tail",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_listener_connect, tail),
	},
};

static const struct field act_pidfd_send_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_pidfd_send, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_pidfd_send, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_pidfd_send, path),
	},
};

static const struct field act_console_connect_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_console_connect, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_console_connect, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_console_connect, path),
	},
};

static const struct field act_terminal_take_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_terminal_take, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_terminal_take, note),
	},
};

static const struct field act_terminal_raw_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_terminal_raw, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_terminal_raw, note),
	},
	{
		.name = "resize",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_terminal_raw, resize),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_sync_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_sync, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_sync, note),
	},
	{
		.name = "point",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_sync, point),
	},
};

static const struct field act_process_wait_fields[] = {
	{
		.name = "forward",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_process_wait, forward),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_process_wait, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_process_wait, note),
	},
};

static const struct field act_process_signal_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_process_signal, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_process_signal, note),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_process_signal, process),
		.shape = &process_identity_shape,
	},
	{
		.name = "signal",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_process_signal, signal),
		.min = INT64_C(0),
		.max = UINT64_C(64),
	},
};

static const struct field act_process_kill_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_process_kill, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_process_kill, note),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_process_kill, process),
		.shape = &process_identity_shape,
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_process_kill, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(3600000),
	},
};

static const struct field act_criu_dump_fields[] = {
	{
		.name = "cgroupMode",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_criu_dump, cgroup_mode),
		.enumeration = &criu_cgroups_enumeration,
	},
	{
		.name = "config",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_criu_dump, config),
	},
	{
		.name = "emptyNamespaces",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_criu_dump, empty_namespaces),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "external",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_criu_dump, external),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "flags",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_criu_dump, flags),
		.enumeration = &criu_flag_enumeration,
	},
	{
		.name = "freezer",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_criu_dump, freezer),
		.shape = &cgroup_path_shape,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_criu_dump, from),
	},
	{
		.name = "frozen",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_criu_dump, frozen),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "hierarchies",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_criu_dump, hierarchies),
		.shape = &criu_hierarchy_shape,
	},
	{
		.name = "images",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 9,
		.offset = offsetof(struct act_criu_dump, images),
	},
	{
		.name = "leaveRunning",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_criu_dump, leave_running),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "mounts",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 11,
		.offset = offsetof(struct act_criu_dump, mounts),
		.shape = &criu_mount_shape,
	},
	{
		.name = "networkLock",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 12,
		.offset = offsetof(struct act_criu_dump, network_lock),
		.enumeration = &criu_network_lock_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 13,
		.offset = offsetof(struct act_criu_dump, note),
	},
	{
		.name = "parent",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_criu_dump, parent),
	},
	{
		.name = "preDump",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 15,
		.offset = offsetof(struct act_criu_dump, pre_dump),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "process",
		.type = FIELD_STRUCT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 16,
		.offset = offsetof(struct act_criu_dump, process),
		.shape = &process_identity_shape,
	},
	{
		.name = "program",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 17,
		.offset = offsetof(struct act_criu_dump, program),
	},
	{
		.name = "rootfs",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 18,
		.offset = offsetof(struct act_criu_dump, rootfs),
	},
	{
		.name = "stage",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 19,
		.offset = offsetof(struct act_criu_dump, stage),
	},
	{
		.name = "trackMemory",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 20,
		.offset = offsetof(struct act_criu_dump, track_memory),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "work",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 21,
		.offset = offsetof(struct act_criu_dump, work),
	},
};

static const struct field act_criu_restore_fields[] = {
	{
		.name = "cgroupMode",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_criu_restore, cgroup_mode),
		.enumeration = &criu_cgroups_enumeration,
	},
	{
		.name = "cgroupRoots",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_criu_restore, cgroup_roots),
		.shape = &criu_cgroup_root_shape,
	},
	{
		.name = "config",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_criu_restore, config),
	},
	{
		.name = "emptyNamespaces",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_criu_restore, empty_namespaces),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "flags",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_criu_restore, flags),
		.enumeration = &criu_flag_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_criu_restore, from),
	},
	{
		.name = "hierarchies",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_criu_restore, hierarchies),
		.shape = &criu_hierarchy_shape,
	},
	{
		.name = "images",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_criu_restore, images),
	},
	{
		.name = "inherited",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_criu_restore, inherited),
		.shape = &criu_inherited_shape,
	},
	{
		.name = "joins",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 9,
		.offset = offsetof(struct act_criu_restore, joins),
		.enumeration = &namespace_type_enumeration,
	},
	{
		.name = "lsmMountContext",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_criu_restore, lsm_mount_context),
	},
	{
		.name = "lsmProfile",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 11,
		.offset = offsetof(struct act_criu_restore, lsm_profile),
	},
	{
		.name = "mounts",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 12,
		.offset = offsetof(struct act_criu_restore, mounts),
		.shape = &criu_mount_shape,
	},
	{
		.name = "networkLock",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 13,
		.offset = offsetof(struct act_criu_restore, network_lock),
		.enumeration = &criu_network_lock_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_criu_restore, note),
	},
	{
		.name = "program",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 15,
		.offset = offsetof(struct act_criu_restore, program),
	},
	{
		.name = "rootfs",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 16,
		.offset = offsetof(struct act_criu_restore, rootfs),
	},
	{
		.name = "stage",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 17,
		.offset = offsetof(struct act_criu_restore, stage),
	},
	{
		.name = "work",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 18,
		.offset = offsetof(struct act_criu_restore, work),
	},
};

static const struct field act_criu_spawn_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_criu_spawn, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_criu_spawn, note),
	},
};

static const struct field act_criu_check_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_criu_check, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_criu_check, note),
	},
};

static const struct field act_criu_resume_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_criu_resume, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_criu_resume, note),
	},
};

static const struct field act_session_create_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_session_create, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_session_create, note),
	},
};

static const struct field act_keyring_join_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_keyring_join, from),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_keyring_join, name),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_keyring_join, note),
	},
};

static const struct field act_loopback_up_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_loopback_up, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_loopback_up, note),
	},
};

static const struct field act_netdevice_move_fields[] = {
	{
		.name = "as",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_netdevice_move, as),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_netdevice_move, from),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_FILE_NAME,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_netdevice_move, name),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_netdevice_move, note),
	},
};

static const struct field act_hostname_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_hostname_set, from),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_hostname_set, name),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_hostname_set, note),
	},
};

static const struct field act_domainname_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_domainname_set, from),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_domainname_set, name),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_domainname_set, note),
	},
};

static const struct field act_sysctl_write_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_sysctl_write, from),
	},
	{
		.name = "key",
		.type = FIELD_STRING,
		.text = TEXT_RELATIVE_PATH,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_sysctl_write, key),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_sysctl_write, note),
	},
	{
		.name = "value",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_sysctl_write, value),
	},
};

static const struct field act_mounts_isolate_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mounts_isolate, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mounts_isolate, note),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_mounts_isolate, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_mounts_isolate, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_root_open_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_root_open, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_root_open, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_root_open, path),
	},
};

static const struct field act_root_bind_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_root_bind, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_root_bind, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_root_bind, path),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_root_bind, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_root_bind, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "slot",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_root_bind, slot),
		.min = INT64_C(0),
		.max = UINT64_C(255),
	},
};

static const struct field act_mount_fs_fields[] = {
	{
		.name = "attributes",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mount_fs, attributes),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "copyUp",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mount_fs, copy_up),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "data",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_mount_fs, data),
	},
	{
		.name = "fallback",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_mount_fs, fallback),
		.enumeration = &mount_fs_fallback_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_mount_fs, from),
	},
	{
		.name = "inheritMode",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_mount_fs, inherit_mode),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "label",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_mount_fs, label),
	},
	{
		.name = "nofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_mount_fs, nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_mount_fs, note),
	},
	{
		.name = "plain",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 9,
		.offset = offsetof(struct act_mount_fs, plain),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_mount_fs, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "propagationRecursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 11,
		.offset = offsetof(struct act_mount_fs, propagation_recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "source",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 12,
		.offset = offsetof(struct act_mount_fs, source),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 13,
		.offset = offsetof(struct act_mount_fs, target),
	},
	{
		.name = "targetMode",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_mount_fs, target_mode),
		.min = INT64_C(0),
		.max = UINT64_C(4095),
	},
	{
		.name = "type",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 15,
		.offset = offsetof(struct act_mount_fs, type),
	},
};

static const struct field act_mount_bind_fields[] = {
	{
		.name = "clear",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mount_bind, clear),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "copySymlink",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mount_bind, copy_symlink),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_mount_bind, from),
	},
	{
		.name = "gidMap",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_mount_bind, gid_map),
		.shape = &id_range_shape,
	},
	{
		.name = "nofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_mount_bind, nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_mount_bind, note),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_mount_bind, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "propagationRecursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_mount_bind, propagation_recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_mount_bind, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "recursiveClear",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 9,
		.offset = offsetof(struct act_mount_bind, recursive_clear),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "recursiveIdmap",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_mount_bind, recursive_idmap),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "recursiveSet",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 11,
		.offset = offsetof(struct act_mount_bind, recursive_set),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "required",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 12,
		.offset = offsetof(struct act_mount_bind, required),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "set",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 13,
		.offset = offsetof(struct act_mount_bind, set),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "slot",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_mount_bind, slot),
		.min = INT64_C(0),
		.max = UINT64_C(255),
	},
	{
		.name = "slotIfDenied",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 15,
		.offset = offsetof(struct act_mount_bind, slot_if_denied),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "source",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 16,
		.offset = offsetof(struct act_mount_bind, source),
	},
	{
		.name = "sourceNofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 17,
		.offset = offsetof(struct act_mount_bind, source_nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 18,
		.offset = offsetof(struct act_mount_bind, target),
	},
	{
		.name = "uidMap",
		.type = FIELD_STRUCTS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 19,
		.offset = offsetof(struct act_mount_bind, uid_map),
		.shape = &id_range_shape,
	},
};

static const struct field act_mount_attributes_fields[] = {
	{
		.name = "clear",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mount_attributes, clear),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mount_attributes, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_mount_attributes, note),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_mount_attributes, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "propagationRecursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_mount_attributes, propagation_recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_mount_attributes, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "set",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_mount_attributes, set),
		.enumeration = &mount_attribute_enumeration,
	},
	{
		.name = "superblock",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_mount_attributes, superblock),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 8,
		.offset = offsetof(struct act_mount_attributes, target),
	},
};

static const struct field act_mount_remove_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mount_remove, from),
	},
	{
		.name = "nofollow",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mount_remove, nofollow),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_mount_remove, note),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_mount_remove, target),
	},
};

static const struct field act_path_mask_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_path_mask, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_path_mask, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_path_mask, path),
	},
};

static const struct field act_path_readonly_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_path_readonly, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_path_readonly, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_path_readonly, path),
	},
};

static const struct field act_device_create_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_device_create, from),
	},
	{
		.name = "gid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_device_create, gid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
	{
		.name = "major",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_device_create, major),
		.min = INT64_C(0),
		.max = UINT64_C(4095),
	},
	{
		.name = "minor",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_device_create, minor),
		.min = INT64_C(0),
		.max = UINT64_C(1048575),
	},
	{
		.name = "mode",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_device_create, mode),
		.min = INT64_C(0),
		.max = UINT64_C(4095),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_device_create, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_device_create, path),
	},
	{
		.name = "type",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 7,
		.offset = offsetof(struct act_device_create, type),
		.enumeration = &device_create_type_enumeration,
	},
	{
		.name = "uid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_device_create, uid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
};

static const struct field act_device_bind_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_device_bind, from),
	},
	{
		.name = "major",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_device_bind, major),
		.min = INT64_C(0),
		.max = UINT64_C(4095),
	},
	{
		.name = "minor",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_device_bind, minor),
		.min = INT64_C(0),
		.max = UINT64_C(1048575),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_device_bind, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_device_bind, path),
	},
	{
		.name = "source",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_device_bind, source),
	},
	{
		.name = "type",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 6,
		.offset = offsetof(struct act_device_bind, type),
		.enumeration = &device_bind_type_enumeration,
	},
};

static const struct field act_symlink_create_fields[] = {
	{
		.name = "existing",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_symlink_create, existing),
		.enumeration = &symlink_create_existing_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_symlink_create, from),
	},
	{
		.name = "ifExists",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_symlink_create, if_exists),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_symlink_create, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_symlink_create, path),
	},
	{
		.name = "target",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_symlink_create, target),
	},
};

static const struct field act_console_bind_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_console_bind, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_console_bind, note),
	},
};

static const struct field act_root_readonly_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_root_readonly, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_root_readonly, note),
	},
};

static const struct field act_root_propagation_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_root_propagation, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_root_propagation, note),
	},
	{
		.name = "propagation",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_root_propagation, propagation),
		.enumeration = &propagation_enumeration,
	},
	{
		.name = "recursive",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_root_propagation, recursive),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
};

static const struct field act_root_pivot_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_root_pivot, from),
	},
	{
		.name = "method",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_root_pivot, method),
		.enumeration = &root_pivot_method_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_root_pivot, note),
	},
};

static const struct field act_cwd_enter_fields[] = {
	{
		.name = "again",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_cwd_enter, again),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "create",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_cwd_enter, create),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_cwd_enter, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_cwd_enter, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_cwd_enter, path),
	},
};

static const struct field act_stdio_own_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_stdio_own, from),
	},
	{
		.name = "gid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_stdio_own, gid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_stdio_own, note),
	},
	{
		.name = "uid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_stdio_own, uid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
};

static const struct field act_terminal_create_fields[] = {
	{
		.name = "columns",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_terminal_create, columns),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_terminal_create, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_terminal_create, note),
	},
	{
		.name = "rows",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_terminal_create, rows),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "uid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_terminal_create, uid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
};

static const struct field act_hook_run_fields[] = {
	{
		.name = "args",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_hook_run, args),
	},
	{
		.name = "cwd",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_hook_run, cwd),
	},
	{
		.name = "env",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_hook_run, env),
	},
	{
		.name = "errorsFile",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_hook_run, errors_file),
	},
	{
		.name = "fatal",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_hook_run, fatal),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_hook_run, from),
	},
	{
		.name = "index",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_hook_run, index),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_hook_run, note),
	},
	{
		.name = "outputFile",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_hook_run, output_file),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 9,
		.offset = offsetof(struct act_hook_run, path),
	},
	{
		.name = "pid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_hook_run, pid),
		.min = INT64_C(0),
		.max = UINT64_C(4194304),
	},
	{
		.name = "point",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 11,
		.offset = offsetof(struct act_hook_run, point),
		.enumeration = &hook_point_enumeration,
	},
	{
		.name = "stateHead",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 12,
		.offset = offsetof(struct act_hook_run, state_head),
	},
	{
		.name = "stateTail",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 13,
		.offset = offsetof(struct act_hook_run, state_tail),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_hook_run, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(2147483647),
	},
};

static const struct field act_hook_defer_fields[] = {
	{
		.name = "args",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_hook_defer, args),
	},
	{
		.name = "cwd",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_hook_defer, cwd),
	},
	{
		.name = "env",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_hook_defer, env),
	},
	{
		.name = "errorsFile",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_hook_defer, errors_file),
	},
	{
		.name = "fatal",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_hook_defer, fatal),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_hook_defer, from),
	},
	{
		.name = "index",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_hook_defer, index),
		.min = INT64_C(0),
		.max = UINT64_C(65535),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_hook_defer, note),
	},
	{
		.name = "outputFile",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_hook_defer, output_file),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ABSOLUTE_PATH,
		.required = true,
		.bit = 9,
		.offset = offsetof(struct act_hook_defer, path),
	},
	{
		.name = "pid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 10,
		.offset = offsetof(struct act_hook_defer, pid),
		.min = INT64_C(0),
		.max = UINT64_C(4194304),
	},
	{
		.name = "point",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 11,
		.offset = offsetof(struct act_hook_defer, point),
		.enumeration = &hook_point_enumeration,
	},
	{
		.name = "stateHead",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 12,
		.offset = offsetof(struct act_hook_defer, state_head),
	},
	{
		.name = "stateTail",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 13,
		.offset = offsetof(struct act_hook_defer, state_tail),
	},
	{
		.name = "timeoutMs",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 14,
		.offset = offsetof(struct act_hook_defer, timeout_ms),
		.min = INT64_C(1),
		.max = UINT64_C(2147483647),
	},
};

static const struct field act_failure_then_fields[] = {
	{
		.name = "actions",
		.type = FIELD_ACTIONS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_failure_then, actions),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_failure_then, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_failure_then, note),
	},
};

static const struct field act_oom_adjust_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_oom_adjust, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_oom_adjust, note),
	},
	{
		.name = "value",
		.type = FIELD_INT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_oom_adjust, value),
		.min = INT64_C(-1000),
		.max = UINT64_C(1000),
	},
};

static const struct field act_rlimit_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_rlimit_set, from),
	},
	{
		.name = "hard",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_rlimit_set, hard),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_rlimit_set, note),
	},
	{
		.name = "resource",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_rlimit_set, resource),
		.enumeration = &rlimit_resource_enumeration,
	},
	{
		.name = "soft",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 4,
		.offset = offsetof(struct act_rlimit_set, soft),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
};

static const struct field act_scheduler_set_fields[] = {
	{
		.name = "deadline",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_scheduler_set, deadline),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
	{
		.name = "flags",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_scheduler_set, flags),
		.enumeration = &scheduler_flag_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_scheduler_set, from),
	},
	{
		.name = "nice",
		.type = FIELD_INT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_scheduler_set, nice),
		.min = INT64_C(-20),
		.max = UINT64_C(19),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_scheduler_set, note),
	},
	{
		.name = "period",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_scheduler_set, period),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
	{
		.name = "policy",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_scheduler_set, policy),
		.enumeration = &scheduler_set_policy_enumeration,
	},
	{
		.name = "priority",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 7,
		.offset = offsetof(struct act_scheduler_set, priority),
		.min = INT64_C(0),
		.max = UINT64_C(99),
	},
	{
		.name = "runtime",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 8,
		.offset = offsetof(struct act_scheduler_set, runtime),
		.min = INT64_C(0),
		.max = UINT64_C(18446744073709551615),
	},
};

static const struct field act_ioprio_set_fields[] = {
	{
		.name = "class",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_ioprio_set, class),
		.enumeration = &ioprio_set_class_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_ioprio_set, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_ioprio_set, note),
	},
	{
		.name = "priority",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_ioprio_set, priority),
		.min = INT64_C(0),
		.max = UINT64_C(7),
	},
};

static const struct field act_affinity_set_fields[] = {
	{
		.name = "cpus",
		.type = FIELD_INTEGERS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_affinity_set, cpus),
		.min = INT64_C(0),
		.max = UINT64_C(8191),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_affinity_set, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_affinity_set, note),
	},
};

static const struct field act_mempolicy_set_fields[] = {
	{
		.name = "flags",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_mempolicy_set, flags),
		.enumeration = &mempolicy_flag_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_mempolicy_set, from),
	},
	{
		.name = "mode",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_mempolicy_set, mode),
		.enumeration = &mempolicy_set_mode_enumeration,
	},
	{
		.name = "nodes",
		.type = FIELD_INTEGERS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_mempolicy_set, nodes),
		.min = INT64_C(0),
		.max = UINT64_C(1023),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_mempolicy_set, note),
	},
};

static const struct field act_umask_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_umask_set, from),
	},
	{
		.name = "mask",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_umask_set, mask),
		.min = INT64_C(0),
		.max = UINT64_C(511),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_umask_set, note),
	},
};

static const struct field act_personality_set_fields[] = {
	{
		.name = "domain",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_personality_set, domain),
		.enumeration = &personality_set_domain_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_personality_set, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_personality_set, note),
	},
};

static const struct field act_label_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_label_set, from),
	},
	{
		.name = "label",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_label_set, label),
	},
	{
		.name = "lsm",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = true,
		.bit = 2,
		.offset = offsetof(struct act_label_set, lsm),
		.enumeration = &label_set_lsm_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_label_set, note),
	},
};

static const struct field act_bounding_drop_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_bounding_drop, from),
	},
	{
		.name = "keep",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_bounding_drop, keep),
		.enumeration = &capability_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_bounding_drop, note),
	},
};

static const struct field act_user_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_user_set, from),
	},
	{
		.name = "gid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_user_set, gid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
	{
		.name = "groups",
		.type = FIELD_INTEGERS,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_user_set, groups),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
	{
		.name = "groupsDenied",
		.type = FIELD_ENUM,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_user_set, groups_denied),
		.enumeration = &user_set_groups_denied_enumeration,
	},
	{
		.name = "keepCapabilities",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_user_set, keep_capabilities),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_user_set, note),
	},
	{
		.name = "uid",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 6,
		.offset = offsetof(struct act_user_set, uid),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
};

static const struct field act_capabilities_set_fields[] = {
	{
		.name = "ambient",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_capabilities_set, ambient),
		.enumeration = &capability_enumeration,
	},
	{
		.name = "effective",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_capabilities_set, effective),
		.enumeration = &capability_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_capabilities_set, from),
	},
	{
		.name = "inheritable",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_capabilities_set, inheritable),
		.enumeration = &capability_enumeration,
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_capabilities_set, note),
	},
	{
		.name = "permitted",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = true,
		.bit = 5,
		.offset = offsetof(struct act_capabilities_set, permitted),
		.enumeration = &capability_enumeration,
	},
};

static const struct field act_no_new_privs_set_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_no_new_privs_set, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_no_new_privs_set, note),
	},
};

static const struct field act_seccomp_load_fields[] = {
	{
		.name = "flags",
		.type = FIELD_SET,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_seccomp_load, flags),
		.enumeration = &seccomp_flag_enumeration,
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 1,
		.offset = offsetof(struct act_seccomp_load, from),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_seccomp_load, note),
	},
	{
		.name = "program",
		.type = FIELD_BYTES,
		.text = TEXT_ANY,
		.required = true,
		.bit = 3,
		.offset = offsetof(struct act_seccomp_load, program),
	},
};

static const struct field act_fds_close_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_fds_close, from),
	},
	{
		.name = "keep",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_fds_close, keep),
		.min = INT64_C(0),
		.max = UINT64_C(1048576),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_fds_close, note),
	},
};

static const struct field act_exec_lookup_fields[] = {
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 0,
		.offset = offsetof(struct act_exec_lookup, from),
	},
	{
		.name = "name",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_exec_lookup, name),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_exec_lookup, note),
	},
	{
		.name = "path",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_exec_lookup, path),
	},
};

static const struct field act_exec_fields[] = {
	{
		.name = "argv",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 0,
		.offset = offsetof(struct act_exec, argv),
	},
	{
		.name = "env",
		.type = FIELD_STRINGS,
		.text = TEXT_ANY,
		.required = true,
		.bit = 1,
		.offset = offsetof(struct act_exec, env),
	},
	{
		.name = "from",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 2,
		.offset = offsetof(struct act_exec, from),
	},
	{
		.name = "homeOf",
		.type = FIELD_UINT,
		.text = TEXT_ANY,
		.required = false,
		.bit = 3,
		.offset = offsetof(struct act_exec, home_of),
		.min = INT64_C(0),
		.max = UINT64_C(4294967294),
	},
	{
		.name = "listenPid",
		.type = FIELD_BOOL,
		.text = TEXT_ANY,
		.required = false,
		.bit = 4,
		.offset = offsetof(struct act_exec, listen_pid),
		.min = INT64_C(0),
		.max = UINT64_C(0),
	},
	{
		.name = "note",
		.type = FIELD_STRING,
		.text = TEXT_ANY,
		.required = false,
		.bit = 5,
		.offset = offsetof(struct act_exec, note),
	},
};

const struct action_description action_descriptions[ACTION_KIND_COUNT] = {
	[ACTION_STATE_RESERVE] = {
		{"state.reserve", act_state_reserve_fields, 4, sizeof(struct act_state_reserve)},
		SIDE_PARENT,
		true,
	},
	[ACTION_STATE_LOCK] = {
		{"state.lock", act_state_lock_fields, 7, sizeof(struct act_state_lock)},
		SIDE_PARENT,
		false,
	},
	[ACTION_STATE_COMMIT] = {
		{"state.commit", act_state_commit_fields, 3, sizeof(struct act_state_commit)},
		SIDE_PARENT,
		false,
	},
	[ACTION_STATE_REMOVE] = {
		{"state.remove", act_state_remove_fields, 4, sizeof(struct act_state_remove)},
		SIDE_PARENT,
		false,
	},
	[ACTION_RECORD_BEGIN] = {
		{"record.begin", act_record_begin_fields, 5, sizeof(struct act_record_begin)},
		SIDE_PARENT,
		false,
	},
	[ACTION_RECORD_KEEP] = {
		{"record.keep", act_record_keep_fields, 5, sizeof(struct act_record_keep)},
		SIDE_PARENT,
		false,
	},
	[ACTION_FIFO_CREATE] = {
		{"fifo.create", act_fifo_create_fields, 2, sizeof(struct act_fifo_create)},
		SIDE_PARENT,
		false,
	},
	[ACTION_FIFO_WAIT] = {
		{"fifo.wait", act_fifo_wait_fields, 2, sizeof(struct act_fifo_wait)},
		SIDE_CHILD,
		false,
	},
	[ACTION_NOTIFY_CREATE] = {
		{"notify.create", act_notify_create_fields, 2, sizeof(struct act_notify_create)},
		SIDE_PARENT,
		false,
	},
	[ACTION_NOTIFY_LISTEN] = {
		{"notify.listen", act_notify_listen_fields, 3, sizeof(struct act_notify_listen)},
		SIDE_PARENT,
		false,
	},
	[ACTION_NOTIFY_WAIT] = {
		{"notify.wait", act_notify_wait_fields, 3, sizeof(struct act_notify_wait)},
		SIDE_PARENT,
		false,
	},
	[ACTION_FIFO_RELEASE] = {
		{"fifo.release", act_fifo_release_fields, 4, sizeof(struct act_fifo_release)},
		SIDE_PARENT,
		false,
	},
	[ACTION_PIDFILE_WRITE] = {
		{"pidfile.write", act_pidfile_write_fields, 3, sizeof(struct act_pidfile_write)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CGROUP_CREATE] = {
		{"cgroup.create", act_cgroup_create_fields, 8, sizeof(struct act_cgroup_create)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CGROUP_WRITE] = {
		{"cgroup.write", act_cgroup_write_fields, 8, sizeof(struct act_cgroup_write)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_UPDATE] = {
		{"cgroup.update", act_cgroup_update_fields, 10, sizeof(struct act_cgroup_update)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CGROUP_DEVICES] = {
		{"cgroup.devices", act_cgroup_devices_fields, 5, sizeof(struct act_cgroup_devices)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CGROUP_OPEN] = {
		{"cgroup.open", act_cgroup_open_fields, 6, sizeof(struct act_cgroup_open)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_JOIN] = {
		{"cgroup.join", act_cgroup_join_fields, 4, sizeof(struct act_cgroup_join)},
		SIDE_CHILD,
		false,
	},
	[ACTION_CGROUP_KILL] = {
		{"cgroup.kill", act_cgroup_kill_fields, 7, sizeof(struct act_cgroup_kill)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_SIGNAL] = {
		{"cgroup.signal", act_cgroup_signal_fields, 6, sizeof(struct act_cgroup_signal)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_FREEZE] = {
		{"cgroup.freeze", act_cgroup_freeze_fields, 6, sizeof(struct act_cgroup_freeze)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_REMOVE] = {
		{"cgroup.remove", act_cgroup_remove_fields, 6, sizeof(struct act_cgroup_remove)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_ATTACH] = {
		{"cgroup.attach", act_cgroup_attach_fields, 4, sizeof(struct act_cgroup_attach)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CGROUP_ENABLE] = {
		{"cgroup.enable", act_cgroup_enable_fields, 5, sizeof(struct act_cgroup_enable)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CGROUP_DELEGATE] = {
		{"cgroup.delegate", act_cgroup_delegate_fields, 6, sizeof(struct act_cgroup_delegate)},
		SIDE_PARENT,
		false,
	},
	[ACTION_SYSTEMD_START] = {
		{"systemd.start", act_systemd_start_fields, 12, sizeof(struct act_systemd_start)},
		SIDE_PARENT,
		true,
	},
	[ACTION_SYSTEMD_SET] = {
		{"systemd.set", act_systemd_set_fields, 8, sizeof(struct act_systemd_set)},
		SIDE_PARENT,
		true,
	},
	[ACTION_SYSTEMD_STOP] = {
		{"systemd.stop", act_systemd_stop_fields, 9, sizeof(struct act_systemd_stop)},
		SIDE_PARENT,
		false,
	},
	[ACTION_RESCTRL_CREATE] = {
		{"resctrl.create", act_resctrl_create_fields, 6, sizeof(struct act_resctrl_create)},
		SIDE_PARENT,
		true,
	},
	[ACTION_RESCTRL_JOIN] = {
		{"resctrl.join", act_resctrl_join_fields, 4, sizeof(struct act_resctrl_join)},
		SIDE_PARENT,
		false,
	},
	[ACTION_RESCTRL_UPDATE] = {
		{"resctrl.update", act_resctrl_update_fields, 6, sizeof(struct act_resctrl_update)},
		SIDE_PARENT,
		true,
	},
	[ACTION_RESCTRL_REMOVE] = {
		{"resctrl.remove", act_resctrl_remove_fields, 4, sizeof(struct act_resctrl_remove)},
		SIDE_PARENT,
		false,
	},
	[ACTION_NAMESPACE_OPEN] = {
		{"namespace.open", act_namespace_open_fields, 4, sizeof(struct act_namespace_open)},
		SIDE_PARENT,
		false,
	},
	[ACTION_NAMESPACE_JOIN] = {
		{"namespace.join", act_namespace_join_fields, 3, sizeof(struct act_namespace_join)},
		SIDE_BOTH,
		false,
	},
	[ACTION_NAMESPACE_UNSHARE] = {
		{"namespace.unshare", act_namespace_unshare_fields, 3, sizeof(struct act_namespace_unshare)},
		SIDE_BOTH,
		false,
	},
	[ACTION_TIME_OFFSET] = {
		{"time.offset", act_time_offset_fields, 5, sizeof(struct act_time_offset)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CONTAINER_OPEN] = {
		{"container.open", act_container_open_fields, 3, sizeof(struct act_container_open)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CONTAINER_ENTER] = {
		{"container.enter", act_container_enter_fields, 3, sizeof(struct act_container_enter)},
		SIDE_BOTH,
		false,
	},
	[ACTION_CONTAINER_ROOT] = {
		{"container.root", act_container_root_fields, 3, sizeof(struct act_container_root)},
		SIDE_PARENT,
		false,
	},
	[ACTION_SOURCE_OPEN] = {
		{"source.open", act_source_open_fields, 10, sizeof(struct act_source_open)},
		SIDE_BOTH,
		false,
	},
	[ACTION_PROCESS_SPAWN] = {
		{"process.spawn", act_process_spawn_fields, 9, sizeof(struct act_process_spawn)},
		SIDE_PARENT,
		true,
	},
	[ACTION_PROCESS_VISIT] = {
		{"process.visit", act_process_visit_fields, 4, sizeof(struct act_process_visit)},
		SIDE_PARENT,
		true,
	},
	[ACTION_IDMAP_WRITE] = {
		{"idmap.write", act_idmap_write_fields, 6, sizeof(struct act_idmap_write)},
		SIDE_PARENT,
		false,
	},
	[ACTION_SETGROUPS_DENY] = {
		{"setgroups.deny", act_setgroups_deny_fields, 2, sizeof(struct act_setgroups_deny)},
		SIDE_PARENT,
		false,
	},
	[ACTION_LISTENER_CONNECT] = {
		{"listener.connect", act_listener_connect_fields, 6, sizeof(struct act_listener_connect)},
		SIDE_PARENT,
		false,
	},
	[ACTION_PIDFD_SEND] = {
		{"pidfd.send", act_pidfd_send_fields, 3, sizeof(struct act_pidfd_send)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CONSOLE_CONNECT] = {
		{"console.connect", act_console_connect_fields, 3, sizeof(struct act_console_connect)},
		SIDE_PARENT,
		false,
	},
	[ACTION_TERMINAL_TAKE] = {
		{"terminal.take", act_terminal_take_fields, 2, sizeof(struct act_terminal_take)},
		SIDE_PARENT,
		false,
	},
	[ACTION_TERMINAL_RAW] = {
		{"terminal.raw", act_terminal_raw_fields, 3, sizeof(struct act_terminal_raw)},
		SIDE_PARENT,
		true,
	},
	[ACTION_SYNC] = {
		{"sync", act_sync_fields, 3, sizeof(struct act_sync)},
		SIDE_BOTH,
		false,
	},
	[ACTION_PROCESS_WAIT] = {
		{"process.wait", act_process_wait_fields, 3, sizeof(struct act_process_wait)},
		SIDE_PARENT,
		false,
	},
	[ACTION_PROCESS_SIGNAL] = {
		{"process.signal", act_process_signal_fields, 4, sizeof(struct act_process_signal)},
		SIDE_PARENT,
		false,
	},
	[ACTION_PROCESS_KILL] = {
		{"process.kill", act_process_kill_fields, 4, sizeof(struct act_process_kill)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CRIU_DUMP] = {
		{"criu.dump", act_criu_dump_fields, 22, sizeof(struct act_criu_dump)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CRIU_RESTORE] = {
		{"criu.restore", act_criu_restore_fields, 19, sizeof(struct act_criu_restore)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CRIU_SPAWN] = {
		{"criu.spawn", act_criu_spawn_fields, 2, sizeof(struct act_criu_spawn)},
		SIDE_PARENT,
		true,
	},
	[ACTION_CRIU_CHECK] = {
		{"criu.check", act_criu_check_fields, 2, sizeof(struct act_criu_check)},
		SIDE_PARENT,
		false,
	},
	[ACTION_CRIU_RESUME] = {
		{"criu.resume", act_criu_resume_fields, 2, sizeof(struct act_criu_resume)},
		SIDE_PARENT,
		false,
	},
	[ACTION_SESSION_CREATE] = {
		{"session.create", act_session_create_fields, 2, sizeof(struct act_session_create)},
		SIDE_CHILD,
		false,
	},
	[ACTION_KEYRING_JOIN] = {
		{"keyring.join", act_keyring_join_fields, 3, sizeof(struct act_keyring_join)},
		SIDE_CHILD,
		false,
	},
	[ACTION_LOOPBACK_UP] = {
		{"loopback.up", act_loopback_up_fields, 2, sizeof(struct act_loopback_up)},
		SIDE_CHILD,
		false,
	},
	[ACTION_NETDEVICE_MOVE] = {
		{"netdevice.move", act_netdevice_move_fields, 4, sizeof(struct act_netdevice_move)},
		SIDE_PARENT,
		false,
	},
	[ACTION_HOSTNAME_SET] = {
		{"hostname.set", act_hostname_set_fields, 3, sizeof(struct act_hostname_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_DOMAINNAME_SET] = {
		{"domainname.set", act_domainname_set_fields, 3, sizeof(struct act_domainname_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_SYSCTL_WRITE] = {
		{"sysctl.write", act_sysctl_write_fields, 4, sizeof(struct act_sysctl_write)},
		SIDE_CHILD,
		false,
	},
	[ACTION_MOUNTS_ISOLATE] = {
		{"mounts.isolate", act_mounts_isolate_fields, 4, sizeof(struct act_mounts_isolate)},
		SIDE_CHILD,
		false,
	},
	[ACTION_ROOT_OPEN] = {
		{"root.open", act_root_open_fields, 3, sizeof(struct act_root_open)},
		SIDE_CHILD,
		false,
	},
	[ACTION_ROOT_BIND] = {
		{"root.bind", act_root_bind_fields, 6, sizeof(struct act_root_bind)},
		SIDE_CHILD,
		false,
	},
	[ACTION_MOUNT_FS] = {
		{"mount.fs", act_mount_fs_fields, 16, sizeof(struct act_mount_fs)},
		SIDE_CHILD,
		false,
	},
	[ACTION_MOUNT_BIND] = {
		{"mount.bind", act_mount_bind_fields, 20, sizeof(struct act_mount_bind)},
		SIDE_CHILD,
		false,
	},
	[ACTION_MOUNT_ATTRIBUTES] = {
		{"mount.attributes", act_mount_attributes_fields, 9, sizeof(struct act_mount_attributes)},
		SIDE_CHILD,
		false,
	},
	[ACTION_MOUNT_REMOVE] = {
		{"mount.remove", act_mount_remove_fields, 4, sizeof(struct act_mount_remove)},
		SIDE_CHILD,
		false,
	},
	[ACTION_PATH_MASK] = {
		{"path.mask", act_path_mask_fields, 3, sizeof(struct act_path_mask)},
		SIDE_CHILD,
		false,
	},
	[ACTION_PATH_READONLY] = {
		{"path.readonly", act_path_readonly_fields, 3, sizeof(struct act_path_readonly)},
		SIDE_CHILD,
		false,
	},
	[ACTION_DEVICE_CREATE] = {
		{"device.create", act_device_create_fields, 9, sizeof(struct act_device_create)},
		SIDE_CHILD,
		false,
	},
	[ACTION_DEVICE_BIND] = {
		{"device.bind", act_device_bind_fields, 7, sizeof(struct act_device_bind)},
		SIDE_CHILD,
		false,
	},
	[ACTION_SYMLINK_CREATE] = {
		{"symlink.create", act_symlink_create_fields, 6, sizeof(struct act_symlink_create)},
		SIDE_CHILD,
		false,
	},
	[ACTION_CONSOLE_BIND] = {
		{"console.bind", act_console_bind_fields, 2, sizeof(struct act_console_bind)},
		SIDE_CHILD,
		false,
	},
	[ACTION_ROOT_READONLY] = {
		{"root.readonly", act_root_readonly_fields, 2, sizeof(struct act_root_readonly)},
		SIDE_CHILD,
		false,
	},
	[ACTION_ROOT_PROPAGATION] = {
		{"root.propagation", act_root_propagation_fields, 4, sizeof(struct act_root_propagation)},
		SIDE_CHILD,
		false,
	},
	[ACTION_ROOT_PIVOT] = {
		{"root.pivot", act_root_pivot_fields, 3, sizeof(struct act_root_pivot)},
		SIDE_CHILD,
		false,
	},
	[ACTION_CWD_ENTER] = {
		{"cwd.enter", act_cwd_enter_fields, 5, sizeof(struct act_cwd_enter)},
		SIDE_CHILD,
		false,
	},
	[ACTION_STDIO_OWN] = {
		{"stdio.own", act_stdio_own_fields, 4, sizeof(struct act_stdio_own)},
		SIDE_CHILD,
		false,
	},
	[ACTION_TERMINAL_CREATE] = {
		{"terminal.create", act_terminal_create_fields, 5, sizeof(struct act_terminal_create)},
		SIDE_CHILD,
		false,
	},
	[ACTION_HOOK_RUN] = {
		{"hook.run", act_hook_run_fields, 15, sizeof(struct act_hook_run)},
		SIDE_BOTH,
		false,
	},
	[ACTION_HOOK_DEFER] = {
		{"hook.defer", act_hook_defer_fields, 15, sizeof(struct act_hook_defer)},
		SIDE_PARENT,
		true,
	},
	[ACTION_FAILURE_THEN] = {
		{"failure.then", act_failure_then_fields, 3, sizeof(struct act_failure_then)},
		SIDE_PARENT,
		true,
	},
	[ACTION_OOM_ADJUST] = {
		{"oom.adjust", act_oom_adjust_fields, 3, sizeof(struct act_oom_adjust)},
		SIDE_PARENT,
		false,
	},
	[ACTION_RLIMIT_SET] = {
		{"rlimit.set", act_rlimit_set_fields, 5, sizeof(struct act_rlimit_set)},
		SIDE_BOTH,
		false,
	},
	[ACTION_SCHEDULER_SET] = {
		{"scheduler.set", act_scheduler_set_fields, 9, sizeof(struct act_scheduler_set)},
		SIDE_PARENT,
		false,
	},
	[ACTION_IOPRIO_SET] = {
		{"ioprio.set", act_ioprio_set_fields, 4, sizeof(struct act_ioprio_set)},
		SIDE_PARENT,
		false,
	},
	[ACTION_AFFINITY_SET] = {
		{"affinity.set", act_affinity_set_fields, 3, sizeof(struct act_affinity_set)},
		SIDE_BOTH,
		false,
	},
	[ACTION_MEMPOLICY_SET] = {
		{"mempolicy.set", act_mempolicy_set_fields, 5, sizeof(struct act_mempolicy_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_UMASK_SET] = {
		{"umask.set", act_umask_set_fields, 3, sizeof(struct act_umask_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_PERSONALITY_SET] = {
		{"personality.set", act_personality_set_fields, 3, sizeof(struct act_personality_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_LABEL_SET] = {
		{"label.set", act_label_set_fields, 4, sizeof(struct act_label_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_BOUNDING_DROP] = {
		{"bounding.drop", act_bounding_drop_fields, 3, sizeof(struct act_bounding_drop)},
		SIDE_CHILD,
		false,
	},
	[ACTION_USER_SET] = {
		{"user.set", act_user_set_fields, 7, sizeof(struct act_user_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_CAPABILITIES_SET] = {
		{"capabilities.set", act_capabilities_set_fields, 6, sizeof(struct act_capabilities_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_NO_NEW_PRIVS_SET] = {
		{"no_new_privs.set", act_no_new_privs_set_fields, 2, sizeof(struct act_no_new_privs_set)},
		SIDE_CHILD,
		false,
	},
	[ACTION_SECCOMP_LOAD] = {
		{"seccomp.load", act_seccomp_load_fields, 4, sizeof(struct act_seccomp_load)},
		SIDE_CHILD,
		false,
	},
	[ACTION_FDS_CLOSE] = {
		{"fds.close", act_fds_close_fields, 3, sizeof(struct act_fds_close)},
		SIDE_CHILD,
		false,
	},
	[ACTION_EXEC_LOOKUP] = {
		{"exec.lookup", act_exec_lookup_fields, 4, sizeof(struct act_exec_lookup)},
		SIDE_CHILD,
		false,
	},
	[ACTION_EXEC] = {
		{"exec", act_exec_fields, 6, sizeof(struct act_exec)},
		SIDE_CHILD,
		false,
	},
};
