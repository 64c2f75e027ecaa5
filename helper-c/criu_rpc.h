// Messages of criu's RPC: protobuf (https://protobuf.dev/programming-guides/encoding) with the
// fields of criu's rpc.proto, as far as they are used. Pure: bytes in memory.
#ifndef HELPER_CRIU_RPC_H
#define HELPER_CRIU_RPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* criu_req_type */
enum rpc_type {
	RPC_DUMP = 1,
	RPC_RESTORE = 2,
	RPC_NOTIFY = 6,
	RPC_FEATURE_CHECK = 9,
	RPC_SINGLE_PRE_DUMP = 13,
};

/* criu_req */
enum rpc_request {
	RPC_REQUEST_TYPE = 1,
	RPC_REQUEST_OPTIONS = 2,
	RPC_REQUEST_NOTIFY_SUCCESS = 3,
	RPC_REQUEST_KEEP_OPEN = 4,
	RPC_REQUEST_FEATURES = 5,
};

/* criu_features */
enum { RPC_FEATURE_MEMORY = 1 };

/* criu_opts */
enum rpc_option {
	RPC_IMAGES_FD = 1,
	RPC_PID = 2,
	RPC_LEAVE_RUNNING = 3,
	RPC_EXT_UNIX_SK = 4,
	RPC_TCP_ESTABLISHED = 5,
	RPC_SHELL_JOB = 7,
	RPC_FILE_LOCKS = 8,
	RPC_LOG_LEVEL = 9,
	RPC_LOG_FILE = 10,
	RPC_NOTIFY_SCRIPTS = 12,
	RPC_ROOT = 13,
	RPC_PARENT_IMAGES = 14,
	RPC_TRACK_MEMORY = 15,
	RPC_AUTO_DEDUP = 16,
	RPC_WORK_FD = 17,
	RPC_LINK_REMAP = 18,
	RPC_MANAGE_CGROUPS = 24,
	RPC_CGROUP_ROOT = 25,
	RPC_RESTORE_SIBLING = 26,
	RPC_INHERIT_FD = 27,
	RPC_CGROUPS_MODE = 34,
	RPC_EXTERNAL = 37,
	RPC_EMPTY_NS = 38,
	RPC_JOIN_NS = 39,
	RPC_FREEZE_CGROUP = 44,
	RPC_TCP_SKIP_IN_FLIGHT = 46,
	RPC_ORPHAN_PTS_MASTER = 50,
	RPC_CONFIG_FILE = 51,
	RPC_TCP_CLOSE = 52,
	RPC_LSM_PROFILE = 53,
	RPC_CGROUP_YARD = 60,
	RPC_LSM_MOUNT_CONTEXT = 63,
	RPC_NETWORK_LOCK = 64,
};

/* A message while it is written. What does not fit is left out, and `is_full` says so. */
struct rpc {
	uint8_t *data;
	size_t size;
	size_t length;
	bool is_full;
};

void rpc_number(struct rpc *rpc, unsigned field, uint64_t value);
void rpc_text(struct rpc *rpc, unsigned field, const char *text);
void rpc_message(struct rpc *rpc, unsigned field, const struct rpc *inner);

/* criu_resp */
struct rpc_answer {
	unsigned type;
	bool is_success;
	/* Positive errno; 0: none given. */
	int error;
	bool tracks_memory;
	/* Of a notification: what is reached, and the restored container's first process. */
	char script[64];
	int pid;
};

/* False: not a message. */
bool rpc_read(const uint8_t *data, size_t length, struct rpc_answer *answer);

#endif
