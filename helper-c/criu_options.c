// See criu_options.h.
#include "criu_options.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "actions.h"
#include "criu_stage.h"

/* criu_cg_mode and criu_network_lock_method, in the order of the plan's words. */
static const unsigned cgroup_modes[CRIU_CGROUPS_COUNT] = {
	[CRIU_CGROUPS_IGNORE] = 0,
	[CRIU_CGROUPS_SOFT] = 3,
	[CRIU_CGROUPS_FULL] = 4,
	[CRIU_CGROUPS_STRICT] = 5,
};
static const unsigned network_locks[CRIU_NETWORK_LOCK_COUNT] = {
	[CRIU_NETWORK_LOCK_IPTABLES] = 1,
	[CRIU_NETWORK_LOCK_NFTABLES] = 2,
	[CRIU_NETWORK_LOCK_SKIP] = 3,
};
static const unsigned flag_fields[CRIU_FLAG_COUNT] = {
	[CRIU_FLAG_TCP_ESTABLISHED] = RPC_TCP_ESTABLISHED,
	[CRIU_FLAG_TCP_CLOSE] = RPC_TCP_CLOSE,
	[CRIU_FLAG_TCP_SKIP_IN_FLIGHT] = RPC_TCP_SKIP_IN_FLIGHT,
	[CRIU_FLAG_EXT_UNIX_SK] = RPC_EXT_UNIX_SK,
	[CRIU_FLAG_SHELL_JOB] = RPC_SHELL_JOB,
	[CRIU_FLAG_FILE_LOCKS] = RPC_FILE_LOCKS,
	[CRIU_FLAG_LINK_REMAP] = RPC_LINK_REMAP,
	[CRIU_FLAG_AUTO_DEDUP] = RPC_AUTO_DEDUP,
};

void criu_put_options(struct rpc *rpc, const struct criu_options *options)
{
	rpc_number(rpc, RPC_IMAGES_FD, CRIU_IMAGES_FD);
	rpc_number(rpc, RPC_WORK_FD, CRIU_WORK_FD);
	rpc_number(rpc, RPC_LOG_LEVEL, CRIU_LOG_LEVEL);
	rpc_text(rpc, RPC_LOG_FILE, options->log);
	rpc_text(rpc, RPC_ROOT, options->rootfs);
	/* The master of a terminal of the container's own is not in the container. */
	rpc_number(rpc, RPC_ORPHAN_PTS_MASTER, 1);
	if (options->config != NULL)
		rpc_text(rpc, RPC_CONFIG_FILE, options->config);
	for (size_t i = 0; i < CRIU_FLAG_COUNT; i++)
		if ((options->flags & UINT64_C(1) << i) != 0)
			rpc_number(rpc, flag_fields[i], 1);
	rpc_number(rpc, RPC_MANAGE_CGROUPS, 1);
	rpc_number(rpc, RPC_CGROUPS_MODE,
		cgroup_modes[options->cgroup_mode < 0 ? CRIU_CGROUPS_SOFT : options->cgroup_mode]);
	if (options->stage != NULL) {
		char yard[PATH_MAX];

		(void)snprintf(yard, sizeof(yard), "%s/" CRIU_YARD, options->stage);
		rpc_text(rpc, RPC_CGROUP_YARD, yard);
	}
	if (options->network_lock >= 0)
		rpc_number(rpc, RPC_NETWORK_LOCK, network_locks[options->network_lock]);
	if ((options->empty_namespaces & UINT64_C(1) << NAMESPACE_TYPE_NETWORK) != 0)
		rpc_number(rpc, RPC_EMPTY_NS, CLONE_NEWNET);
}

bool criu_put_external(
	struct ctx *ctx, struct rpc *rpc, const char *type, const char *key, const char *value)
{
	size_t size = strlen(type) + strlen(key) + strlen(value) + sizeof("[]:");
	char *text = arena_take(ctx->arena, size);

	/* criu looks for the first `]:` (CVE-2026-119614's class). */
	if (strchr(key, ']') != NULL)
		return false;
	if (text == NULL) {
		rpc->is_full = true;
		return true;
	}
	(void)snprintf(text, size, "%s[%s]:%s", type, key, value);
	rpc_text(rpc, RPC_EXTERNAL, text);
	return true;
}
