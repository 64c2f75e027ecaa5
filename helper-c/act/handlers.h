// One row an action kind: what carries it out, and what takes it back. The only place that knows
// all handlers.
#ifndef HELPER_ACT_HANDLERS_H
#define HELPER_ACT_HANDLERS_H

#include "actions.h"

struct ctx;

/* Returns 0, or a negative errno with ctx->failure filled (ctx_fail). */
typedef int action_handler(struct ctx *ctx, const struct action *action);

struct action_row {
	action_handler *apply;
	/* NULL where the plan's schema says that nothing is to be taken back. */
	action_handler *undo;
};

/* Indexed by enum action_kind. */
extern const struct action_row action_table[ACTION_KIND_COUNT];

action_handler act_state_reserve;
action_handler act_state_lock;
action_handler act_state_commit;
action_handler act_state_remove;
action_handler act_record_begin;
action_handler act_record_keep;
action_handler act_fifo_create;
action_handler act_fifo_wait;
action_handler act_notify_create;
action_handler act_notify_listen;
action_handler act_notify_wait;
action_handler act_fifo_release;
action_handler act_pidfile_write;
action_handler act_cgroup_create;
action_handler act_cgroup_write;
action_handler act_cgroup_update;
action_handler undo_cgroup_update;
action_handler act_cgroup_devices;
action_handler undo_cgroup_devices;
action_handler act_cgroup_open;
action_handler act_cgroup_join;
action_handler act_cgroup_kill;
action_handler act_cgroup_freeze;
action_handler act_cgroup_signal;
action_handler act_cgroup_remove;
action_handler act_cgroup_attach;
action_handler act_cgroup_enable;
action_handler act_cgroup_delegate;
action_handler act_systemd_start;
action_handler act_systemd_set;
action_handler act_systemd_stop;
action_handler act_container_open;
action_handler act_container_enter;
action_handler act_container_root;
action_handler act_namespace_open;
action_handler act_namespace_join;
action_handler act_namespace_unshare;
action_handler act_time_offset;
action_handler act_listener_connect;
action_handler act_pidfd_send;
action_handler act_console_connect;
action_handler act_terminal_take;
action_handler act_terminal_raw, undo_terminal_raw;
action_handler act_netdevice_move;
action_handler act_affinity_set;
action_handler act_mempolicy_set;
action_handler act_resctrl_create;
action_handler undo_resctrl_create;
action_handler act_resctrl_join;
action_handler act_resctrl_update;
action_handler undo_resctrl_update;
action_handler act_resctrl_remove;
action_handler act_failure_then;
action_handler undo_failure_then;
action_handler act_process_spawn;
action_handler act_process_visit;
action_handler act_idmap_write;
action_handler act_setgroups_deny;
action_handler act_sync;
action_handler act_process_wait;
action_handler act_process_signal;
action_handler act_process_kill;
action_handler act_session_create;
action_handler act_keyring_join;
action_handler act_loopback_up;
action_handler act_hostname_set;
action_handler act_domainname_set;
action_handler act_sysctl_write;
action_handler act_mounts_isolate;
action_handler act_source_open;
action_handler act_root_open;
action_handler act_root_bind;
action_handler act_mount_fs;
action_handler act_mount_bind;
action_handler act_mount_attributes;
action_handler act_mount_remove;
action_handler act_path_mask;
action_handler act_path_readonly;
action_handler act_device_create;
action_handler act_device_bind;
action_handler act_symlink_create;
action_handler act_console_bind;
action_handler act_root_readonly;
action_handler act_root_propagation;
action_handler act_root_pivot;
action_handler act_cwd_enter;
action_handler act_stdio_own;
action_handler act_terminal_create;
action_handler act_hook_run;
action_handler act_hook_defer;
action_handler act_oom_adjust;
action_handler act_rlimit_set;
action_handler act_scheduler_set;
action_handler act_ioprio_set;
action_handler act_umask_set;
action_handler act_personality_set;
action_handler act_label_set;
action_handler act_bounding_drop;
action_handler act_user_set;
action_handler act_capabilities_set;
action_handler act_no_new_privs_set;
action_handler act_seccomp_load;
action_handler act_fds_close;
action_handler act_exec_lookup;
action_handler act_exec;

action_handler act_criu_dump;
action_handler act_criu_restore;
action_handler act_criu_spawn;
action_handler act_criu_check;
action_handler act_criu_resume;

action_handler undo_state_reserve;
action_handler undo_pidfile_write;
action_handler undo_cgroup_create;
action_handler undo_cgroup_attach;
action_handler undo_systemd_start;
action_handler undo_systemd_set;
action_handler undo_process_spawn;
action_handler undo_process_visit;
action_handler undo_hook_defer;
action_handler undo_criu_dump;
action_handler undo_criu_restore;
action_handler undo_criu_spawn;

#endif
