// The options that a dump and the restoring of it have in common, as criu's RPC has them.
#ifndef HELPER_CRIU_OPTIONS_H
#define HELPER_CRIU_OPTIONS_H

#include "criu.h"
#include "criu_rpc.h"

/* Of `criu.dump` and `criu.restore`; absent: NULL, or -1 for a choice. */
struct criu_options {
	const char *rootfs;
	const char *config;
	const char *log;
	/* Where the yard is (criu_stage.h). */
	const char *stage;
	uint64_t flags;
	uint64_t empty_namespaces;
	int cgroup_mode;
	int network_lock;
};

void criu_put_options(struct rpc *rpc, const struct criu_options *options);

/* `mnt[key]:value` (criu(8), --external): false when `key` would end before its end. */
bool criu_put_external(
	struct ctx *ctx, struct rpc *rpc, const char *type, const char *key, const char *value);

#endif
