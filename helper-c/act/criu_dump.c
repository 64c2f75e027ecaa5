// criu.dump: a container's processes become files (https://criu.org).
//
// What it may touch: the directories of images and log, which are the caller's. criu is told of the
// container's mounts by the plan's names and by the mount points that the kernel knows: what a link
// of the image leads to is found out here, by the kernel, inside the container's root
// (CVE-2026-115520's class).
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "criu.h"
#include "criu_mounts.h"
#include "criu_options.h"
#include "criu_stage.h"
#include "ctx.h"
#include "identity_of.h"
#include "json_write.h"
#include "proc.h"
#include "record.h"
#include "sys.h"

#define LOG	     "dump.log"
#define DESCRIPTORS  "descriptors.json"
#define OPTIONS_SIZE (1U << 20)
#define REQUEST_SIZE (OPTIONS_SIZE + 64)

static int put_mounts(struct ctx *ctx, const struct act_criu_dump *act, struct rpc *options)
{
	struct criu_mounts mounts = {.root = -1};
	struct criu_place place;
	int error = criu_mounts_open(ctx, (pid_t)act->process->pid, &mounts);
	OWNED_FD int root = mounts.root;

	for (size_t i = 0; error == 0 && i < act->mounts.count; i++) {
		const struct criu_mount *mount = &act->mounts.items[i];
		int found = criu_mounts_find(ctx, &mounts, mount, &place);

		/* What covers a directory is a filesystem of its own, which criu can dump. */
		if (found == -ENOENT || (found == 0 && mount->optional &&
						(!place.is_mount || S_ISDIR(place.status.st_mode))))
			continue;
		if (found < 0)
			error = found;
		else if (!place.is_mount)
			error = ctx_fail(ctx, "statx", mount->target, -EINVAL,
				"the container has no mount there any more");
		else if (mount->readonly && !place.is_readonly)
			error = ctx_fail(ctx, "mountinfo", mount->target, -EPERM,
				"this mount is no longer read-only");
		else if (!criu_put_external(ctx, options, "mnt", place.path, mount->name))
			error = ctx_fail(ctx, "mountinfo", place.path, -EINVAL,
				"criu cannot be told of a mount whose path has a `]`");
	}
	return error;
}

/* Namespaces that the container has joined belong to others: only their names are kept. */
static int put_namespaces(struct ctx *ctx, const struct act_criu_dump *act, struct rpc *options)
{
	static const struct {
		int type;
		const char *word, *name;
	} kinds[] = {{NAMESPACE_TYPE_NETWORK, "net", CRIU_NETWORK_KEY},
		{NAMESPACE_TYPE_PID, "pid", CRIU_PID_KEY}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct stat status;
		char inode[24];

		if ((act->external & UINT64_C(1) << kinds[i].type) == 0)
			continue;
		OWNED_FD int fd = proc_open_namespace(ctx, (pid_t)act->process->pid, kinds[i].word);
		if (fd < 0)
			return fd;
		if (fstat(fd, &status) < 0)
			return ctx_fail(ctx, "fstat", kinds[i].word, -errno, NULL);
		(void)snprintf(inode, sizeof(inode), "%llu", (unsigned long long)status.st_ino);
		(void)criu_put_external(ctx, options, kinds[i].word, inode, kinds[i].name);
	}
	return 0;
}

static int put_options(struct ctx *ctx, const struct act_criu_dump *act, struct rpc *options)
{
	struct criu_options common = {.rootfs = act->rootfs,
		.config = act->config,
		.log = LOG,
		.flags = act->flags,
		.stage = act->stage,
		.empty_namespaces = act->empty_namespaces,
		.cgroup_mode = (act->present & CRIU_DUMP_HAS_CGROUP_MODE) != 0 ? act->cgroup_mode
									       : -1,
		.network_lock = (act->present & CRIU_DUMP_HAS_NETWORK_LOCK) != 0 ? act->network_lock
										 : -1};
	char freezer[PATH_MAX];
	int error;

	criu_put_options(options, &common);
	rpc_number(options, RPC_PID, act->process->pid);
	if (act->leave_running)
		rpc_number(options, RPC_LEAVE_RUNNING, 1);
	if (act->track_memory)
		rpc_number(options, RPC_TRACK_MEMORY, 1);
	if (act->parent != NULL)
		rpc_text(options, RPC_PARENT_IMAGES, act->parent);
	if (act->freezer != NULL) {
		(void)snprintf(
			freezer, sizeof(freezer), "%s/%s", act->freezer->mount, act->freezer->path);
		rpc_text(options, RPC_FREEZE_CGROUP, freezer);
	}
	error = put_namespaces(ctx, act, options);
	return error < 0 ? error : put_mounts(ctx, act, options);
}

/* Whether the kernel notes what is written (CONFIG_MEM_SOFT_DIRTY). The connection stays. */
static int check_tracking(struct ctx *ctx)
{
	struct rpc_answer answer;
	struct rpc features, request;
	int error = criu_new_message(ctx, 16, &features);

	if (error == 0)
		error = criu_new_message(ctx, 64, &request);
	if (error < 0)
		return error;
	rpc_number(&features, RPC_FEATURE_MEMORY, 1);
	rpc_number(&request, RPC_REQUEST_TYPE, RPC_FEATURE_CHECK);
	rpc_number(&request, RPC_REQUEST_KEEP_OPEN, 1);
	rpc_message(&request, RPC_REQUEST_FEATURES, &features);
	error = criu_send(ctx, &request);
	if (error == 0)
		error = criu_receive(ctx, true, &answer);
	if (ctx->failure->is_set)
		return ctx->failure->error; /* criu did not even begin */
	if (error == -EPIPE || (error == 0 && !answer.tracks_memory))
		return ctx_fail(ctx, "criu", "mem_track", -EOPNOTSUPP,
			"CRIU memory tracking not supported: the kernel has no "
			"`CONFIG_MEM_SOFT_DIRTY`");
	return error;
}

/* What the standard streams are, for whoever restores: a pipe has to be one again. */
static int write_descriptors(struct ctx *ctx, pid_t pid, int images)
{
	OWNED_FD int directory = proc_open_pid(ctx, pid, "fd", O_RDONLY | O_DIRECTORY);
	char link[PATH_MAX];
	size_t size = 3 * sizeof(link) * 6;
	char *text = arena_take(ctx->arena, size);
	struct json json = {text, size, 0, false};
	int error;

	if (directory < 0)
		return directory;
	if (text == NULL)
		return ctx_fail(ctx, "arena", DESCRIPTORS, -ENOMEM, NULL);
	for (int i = 0; i <= 2; i++) {
		char name[] = {(char)('0' + i), '\0'};
		ssize_t length = readlinkat(directory, name, link, sizeof(link) - 1);

		link[length < 0 ? 0 : length] = '\0'; /* a stream that is closed */
		json_raw(&json, i == 0 ? "[" : ",");
		json_string(&json, link);
	}
	json_raw(&json, "]");
	error = record_write(images, DESCRIPTORS, text, json.length);
	return error < 0 ? ctx_fail(ctx, "write", DESCRIPTORS, error, NULL) : 0;
}

/* Once it has begun criu is not disturbed: interrupted it would leave processes half stopped. */
static int dump(struct ctx *ctx, const struct act_criu_dump *act, const struct criu_files *files)
{
	struct rpc_answer answer = {0};
	struct rpc options, request;
	int error = act->track_memory ? check_tracking(ctx) : 0;

	if (error == 0)
		error = criu_new_message(ctx, OPTIONS_SIZE, &options);
	if (error == 0)
		error = criu_new_message(ctx, REQUEST_SIZE, &request);
	if (error == 0)
		error = put_options(ctx, act, &options);
	if (error == 0 && !act->pre_dump)
		error = write_descriptors(ctx, (pid_t)act->process->pid, files->images);
	if (error < 0)
		return error;
	rpc_number(&request, RPC_REQUEST_TYPE, act->pre_dump ? RPC_SINGLE_PRE_DUMP : RPC_DUMP);
	rpc_message(&request, RPC_REQUEST_OPTIONS, &options);
	ctx->criu.has_begun = true;
	error = criu_send(ctx, &request);
	if (error == 0)
		error = criu_receive(ctx, false, &answer);
	criu_end(ctx);
	if (error == 0 && answer.is_success)
		return 0;
	return error < 0 && error != -EPIPE
		       ? error
		       : criu_fail(ctx, "checkpointing", files, LOG, answer.error);
}

static int prepare(struct ctx *ctx, const void *argument)
{
	const struct act_criu_dump *act = argument;
	struct criu_stage stage = {.path = act->stage, .hierarchies = &act->hierarchies};
	int error = criu_stage_begin(ctx);

	return error < 0 ? error : criu_stage_set(ctx, &stage);
}

int act_criu_dump(struct ctx *ctx, const struct action *action)
{
	const struct act_criu_dump *act = action->args;
	struct criu_start start = {.program = act->program,
		.images = act->images,
		.work = act->work,
		.network = -1,
		.pid = -1,
		.prepare = act->stage != NULL ? prepare : NULL,
		.argument = act};
	OWNED_FD int pidfd = identity_open(ctx, act->process);
	struct criu_files files;
	int error;

	if (pidfd < 0)
		return ctx_fail(ctx, "pidfd_open", "init", pidfd,
			pidfd == -ESRCH ? "the container is not running" : NULL);
	error = criu_open_files(ctx, act->images, act->work, LOG, true, &files);
	if (error < 0)
		return error;
	error = criu_begin(ctx, &start);
	if (error == 0)
		error = dump(ctx, act, &files);
	criu_end(ctx);
	criu_close_files(&files);
	ctx->criu.has_dumped = error == 0;
	return error;
}

/* Half a set of images restores nothing, and is not to be taken for a whole one. */
static int remove_images(const char *path)
{
	OWNED_FD int directory = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	_Alignas(8) char entries[8192];
	ssize_t length;

	if (directory < 0)
		return -errno;
	while ((length = sys_getdents(directory, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			const char *dot = strrchr(entry->d_name, '.');

			if ((dot != NULL && strcmp(dot, ".img") == 0) ||
				strcmp(entry->d_name, DESCRIPTORS) == 0)
				(void)unlinkat(
					directory, entry->d_name, 0); /* what stays is seen */
			at += entry->d_reclen;
		}
	}
	return (int)length;
}

/* criu thaws what it froze, unless it was killed. */
static int thaw(struct ctx *ctx, const struct cgroup_path *freezer)
{
	int directory = cgroup_directory(ctx, freezer->mount, freezer->path);
	OWNED_FD int v1 = cgroup_open(directory, "freezer.state", O_WRONLY);

	if (directory < 0)
		return directory == -ENOENT ? 0 : directory;
	if (v1 >= 0)
		return sys_write_all(v1, "THAWED", strlen("THAWED"));
	OWNED_FD int v2 = cgroup_open(directory, "cgroup.freeze", O_WRONLY);
	return v2 < 0 ? v2 : sys_write_all(v2, "0", 1);
}

int undo_criu_dump(struct ctx *ctx, const struct action *action)
{
	const struct act_criu_dump *act = action->args;
	int error;

	if (!ctx->criu.has_begun || ctx->criu.has_dumped)
		return 0;
	error = remove_images(act->images);
	if (act->freezer != NULL && !act->frozen && error == 0)
		error = thaw(ctx, act->freezer);
	return error;
}
