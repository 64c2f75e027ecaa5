// criu.restore, criu.spawn, criu.check, criu.resume: a container is made from files
// (https://criu.org).
//
// criu works in the container's cgroups and in a mount namespace of its own, which ends with it.
// Before anything of the container runs, what criu has mounted is compared with the plan, so that
// no file of the images makes a mount into another or a writable one (CVE-2026-119101's class).
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "child.h"
#include "criu.h"
#include "criu_mounts.h"
#include "criu_options.h"
#include "criu_stage.h"
#include "ctx.h"
#include "hand_over.h"
#include "identity_of.h"
#include "mounts.h"
#include "namespace.h"
#include "path.h"
#include "sys.h"

#define LOG	     "restore.log"
#define OPTIONS_SIZE (1U << 20)
#define REQUEST_SIZE (OPTIONS_SIZE + 64)
#define KILL_WAIT_MS 10000

/* In criu's process: a single thread that writes 0 waits for nobody (cgroups(7)). */
static int join_cgroups(struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->cgroup_count; i++) {
		const struct cgroup_handle *handle = &ctx->cgroups[i];
		OWNED_FD int own = handle->join >= 0 ? dup(handle->join)
						     : cgroup_open(handle->directory,
							       "cgroup.procs", O_WRONLY);
		int error = own < 0 ? own : sys_write_all(own, "0", 1);

		if (error < 0)
			return ctx_fail(ctx, "write", handle->path, error, NULL);
	}
	return 0;
}

/* criu wants the root to be a mount whose parent passes nothing on. */
static int bind_root(struct ctx *ctx, const char *rootfs)
{
	struct mounts_change alone = {.propagation = PROPAGATION_PRIVATE, .recursive = true};
	struct mounts_report report;
	int error;

	OWNED_FD int root = path_openat2(AT_FDCWD, rootfs, O_PATH | O_DIRECTORY, 0);
	if (root < 0)
		return ctx_fail(ctx, "openat2", rootfs, root, NULL);
	OWNED_FD int mount = mounts_clone(root, "", MOUNTS_RECURSIVE, &report);
	error = mount < 0 ? mount : mounts_change(mount, &alone, &report);
	if (error == 0)
		error = mounts_attach(mount, root, &report);
	return error < 0 ? ctx_fail(ctx, report.step, rootfs, error, report.why) : 0;
}

/* Where criu mounts it from; NULL: no memory. */
static const char *source_of(
	struct ctx *ctx, const struct act_criu_restore *act, const struct criu_mount *mount)
{
	size_t size = strlen(act->stage) + strlen(mount->name) + 2;
	char *path;

	if (!mount->readonly)
		return mount->source;
	path = arena_take(ctx->arena, size);
	if (path != NULL)
		(void)snprintf(path, size, "%s/%s", act->stage, mount->name);
	return path;
}

static int prepare(struct ctx *ctx, const void *argument)
{
	const struct act_criu_restore *act = argument;
	struct criu_stage stage = {act->stage, &act->mounts, &act->hierarchies};
	int error = join_cgroups(ctx);

	if (error == 0)
		error = criu_stage_begin(ctx);
	if (error == 0)
		error = bind_root(ctx, act->rootfs);
	return error < 0 ? error : criu_stage_set(ctx, &stage);
}

static void put_inherited(struct rpc *options, struct rpc *inner, const char *key, int fd)
{
	inner->length = 0;
	rpc_text(inner, 1, key);
	rpc_number(inner, 2, (uint64_t)fd);
	rpc_message(options, RPC_INHERIT_FD, inner);
}

/* Opened before, and handed over: network and pid as descriptors, the others to be joined. */
static void put_namespaces(
	struct ctx *ctx, const struct act_criu_restore *act, struct rpc *options, struct rpc *inner)
{
	static const struct {
		int type;
		const char *word;
	} joined[] = {{NAMESPACE_TYPE_IPC, "ipc"}, {NAMESPACE_TYPE_UTS, "uts"},
		{NAMESPACE_TYPE_TIME, "time"}};
	char path[64];

	if ((act->joins & UINT64_C(1) << NAMESPACE_TYPE_NETWORK) != 0)
		put_inherited(options, inner, CRIU_NETWORK_KEY, CRIU_NETWORK_FD);
	if ((act->joins & UINT64_C(1) << NAMESPACE_TYPE_PID) != 0)
		put_inherited(options, inner, CRIU_PID_KEY, CRIU_PID_FD);
	for (size_t i = 0; i < sizeof(joined) / sizeof(joined[0]); i++) {
		if ((act->joins & UINT64_C(1) << joined[i].type) == 0)
			continue;
		(void)snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)ctx->helper,
			ctx->namespaces[joined[i].type]);
		inner->length = 0;
		rpc_text(inner, 1, joined[i].word);
		rpc_text(inner, 2, path);
		rpc_message(options, RPC_JOIN_NS, inner);
	}
}

static int put_options(
	struct ctx *ctx, const struct act_criu_restore *act, struct rpc *options, struct rpc *inner)
{
	struct criu_options common = {.rootfs = act->rootfs,
		.config = act->config,
		.log = LOG,
		.flags = act->flags,
		.stage = act->hierarchies.count > 0 ? act->stage : NULL,
		.empty_namespaces = act->empty_namespaces,
		.cgroup_mode = (act->present & CRIU_RESTORE_HAS_CGROUP_MODE) != 0 ? act->cgroup_mode
										  : -1,
		.network_lock = (act->present & CRIU_RESTORE_HAS_NETWORK_LOCK) != 0
					? act->network_lock
					: -1};

	criu_put_options(options, &common);
	rpc_number(options, RPC_NOTIFY_SCRIPTS, 1);
	rpc_number(options, RPC_RESTORE_SIBLING, 1); /* a child of ours, to be waited for */
	if (act->lsm_profile != NULL)
		rpc_text(options, RPC_LSM_PROFILE, act->lsm_profile);
	if (act->lsm_mount_context != NULL)
		rpc_text(options, RPC_LSM_MOUNT_CONTEXT, act->lsm_mount_context);
	for (size_t i = 0; i < act->cgroup_roots.count; i++) {
		const struct criu_cgroup_root *root = &act->cgroup_roots.items[i];

		inner->length = 0;
		if (root->controllers != NULL)
			rpc_text(inner, 1, root->controllers);
		rpc_text(inner, 2, root->path);
		rpc_message(options, RPC_CGROUP_ROOT, inner);
	}
	for (size_t i = 0; i < act->inherited.count; i++)
		put_inherited(options, inner, act->inherited.items[i].key,
			CRIU_STREAM_FD + (int)act->inherited.items[i].stream);
	put_namespaces(ctx, act, options, inner);
	for (size_t i = 0; i < act->mounts.count; i++) {
		const struct criu_mount *mount = &act->mounts.items[i];
		const char *source = source_of(ctx, act, mount);

		if (source == NULL)
			return ctx_fail(ctx, "arena", mount->name, -ENOMEM, NULL);
		(void)criu_put_external(ctx, options, "mnt", mount->name, source);
	}
	return 0;
}

static int request(struct ctx *ctx, const struct act_criu_restore *act)
{
	struct rpc options, inner, whole;
	int error = criu_new_message(ctx, OPTIONS_SIZE, &options);

	if (error == 0)
		error = criu_new_message(ctx, 2 * PATH_MAX, &inner);
	if (error == 0)
		error = criu_new_message(ctx, REQUEST_SIZE, &whole);
	if (error == 0)
		error = put_options(ctx, act, &options, &inner);
	if (error < 0)
		return error;
	rpc_number(&whole, RPC_REQUEST_TYPE, RPC_RESTORE);
	rpc_message(&whole, RPC_REQUEST_OPTIONS, &options);
	return criu_send(ctx, &whole);
}

static int acknowledge(struct ctx *ctx)
{
	uint8_t bytes[16];
	struct rpc rpc = {.data = bytes, .size = sizeof(bytes)};

	rpc_number(&rpc, RPC_REQUEST_TYPE, RPC_NOTIFY);
	rpc_number(&rpc, RPC_REQUEST_NOTIFY_SUCCESS, 1);
	return criu_send(ctx, &rpc);
}

/* The master of the restored terminal goes where a new one's would. */
static int give_terminal(struct ctx *ctx)
{
	struct iovec name = {.iov_base = (char[]){"/dev/ptmx"}, .iov_len = sizeof("/dev/ptmx") - 1};

	if (ctx->console == 0 || ctx->criu.received < 0)
		return ctx_fail(ctx, "criu", "orphan-pts-master", -ENOTTY,
			"the images have a terminal that the config does not ask for");
	return hand_over_send(ctx, ctx->console, ctx->criu.received, &name, 1);
}

/* Answers what criu tells until it tells this; NULL: until all is done. */
static int proceed(struct ctx *ctx, const char *script, struct rpc_answer *answer)
{
	for (;;) {
		int error = criu_receive(ctx, true, answer);

		if (error == 0 && answer->type == RPC_NOTIFY) {
			if (script != NULL && strcmp(answer->script, script) == 0)
				return 0;
			if (strcmp(answer->script, "orphan-pts-master") == 0)
				error = give_terminal(ctx);
			if (error == 0)
				error = acknowledge(ctx);
		} else if (error == 0 && answer->is_success && script == NULL) {
			return 0;
		} else if (error == 0 || error == -EPIPE) {
			criu_end(ctx);
			return criu_fail(ctx, "restoring", &ctx->criu.files, LOG, answer->error);
		}
		if (error < 0)
			return error;
	}
}

static int set_child(struct ctx *ctx, pid_t pid)
{
	sys_close_owned(&ctx->child.pidfd);
	ctx->child.pid = pid;
	ctx->child.pidfd = sys_pidfd_open(pid);
	return ctx->child.pidfd < 0 ? ctx_fail(ctx, "pidfd_open", "init", ctx->child.pidfd, NULL)
				    : 0;
}

int act_criu_restore(struct ctx *ctx, const struct action *action)
{
	const struct act_criu_restore *act = action->args;
	struct criu_start start = {.program = act->program,
		.images = act->images,
		.work = act->work,
		.network = ctx->namespaces[NAMESPACE_TYPE_NETWORK],
		.pid = ctx->namespaces[NAMESPACE_TYPE_PID],
		.prepare = prepare,
		.argument = act};
	int error = criu_open_files(ctx, act->images, act->work, LOG, false, &ctx->criu.files);

	for (size_t i = 0; i < act->inherited.count; i++)
		start.streams |= 1U << act->inherited.items[i].stream;
	if (error == 0)
		error = criu_begin(ctx, &start);
	if (error < 0)
		return error;
	ctx->criu.restore = act;
	return set_child(ctx, ctx->criu.pid);
}

int act_criu_spawn(struct ctx *ctx, const struct action *action)
{
	struct rpc_answer answer = {0};
	int error = request(ctx, ctx->criu.restore);

	(void)action; /* has no fields */
	if (error == 0)
		error = proceed(ctx, "setup-namespaces", &answer);
	if (error == 0)
		error = set_child(ctx, answer.pid);
	return error < 0 ? error : child_note(ctx);
}

static int check_mount(
	struct ctx *ctx, const struct criu_mounts *mounts, const struct criu_mount *mount)
{
	struct criu_place place;
	struct stat source;
	int error = criu_mounts_find(ctx, mounts, mount, &place);

	if (error == -ENOENT || (error == 0 && mount->optional &&
					(!place.is_mount || S_ISDIR(place.status.st_mode))))
		return 0;
	if (error < 0)
		return error;
	if (stat(mount->source, &source) < 0)
		return ctx_fail(ctx, "stat", mount->source, -errno, NULL);
	if (!place.is_mount || source.st_dev != place.status.st_dev ||
		source.st_ino != place.status.st_ino)
		return ctx_fail(ctx, "statx", mount->target, -ESTALE,
			"what criu has mounted there is not its source");
	if (mount->readonly && !place.is_readonly)
		return ctx_fail(ctx, "mountinfo", mount->target, -EPERM,
			"criu has made this mount writable");
	return 0;
}

int act_criu_check(struct ctx *ctx, const struct action *action)
{
	const struct act_criu_restore *act = ctx->criu.restore;
	struct criu_mounts mounts = {.root = -1};
	struct rpc_answer answer = {0};
	int error = acknowledge(ctx);

	(void)action; /* has no fields */
	if (error == 0)
		error = proceed(ctx, "post-restore", &answer);
	if (error == 0)
		error = criu_mounts_open(ctx, ctx->child.pid, &mounts);
	OWNED_FD int root = mounts.root;
	for (size_t i = 0; error == 0 && i < act->mounts.count; i++)
		error = check_mount(ctx, &mounts, &act->mounts.items[i]);
	return error;
}

int act_criu_resume(struct ctx *ctx, const struct action *action)
{
	struct rpc_answer answer = {0};
	int error = acknowledge(ctx);

	(void)action; /* has no fields */
	if (error == 0)
		error = proceed(ctx, NULL, &answer);
	if (error == 0)
		criu_end(ctx);
	return error;
}

/* Before the scope goes that criu is in, too: it is not ended by being asked. */
int undo_criu_spawn(struct ctx *ctx, const struct action *action)
{
	(void)action; /* what there is to undo is in the context */
	criu_end(ctx);
	return child_kill(ctx);
}

int undo_criu_restore(struct ctx *ctx, const struct action *action)
{
	(void)action; /* what there is to undo is in the context */
	criu_end(ctx);
	criu_close_files(&ctx->criu.files);
	ctx->criu.files = (struct criu_files){-1, -1};
	return child_kill(ctx);
}
