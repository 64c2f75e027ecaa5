// container.open, container.enter, container.root, namespace.open, namespace.join,
// namespace.unshare, time.offset.
//
// A namespace's path is checked to be one, and of the kind the plan says, before anything joins it
// (ioctl_nsfs(2)). Offsets are written through the helper's own procfs.
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "identity_of.h"
#include "namespace.h"
#include "path.h"
#include "proc.h"
#include "sys.h"
#include "visit.h"

#define NSFS_MAGIC	   0x6e736673
#define NAMESPACE_GET_TYPE 0xb703 /* NS_GET_NSTYPE of linux/nsfs.h */

static const struct {
	int flag;
	/* Its name in /proc/PID/ns; joined by the parent for its next child. */
	const char *for_children;
} kinds[NAMESPACE_TYPE_COUNT] = {
	[NAMESPACE_TYPE_CGROUP] = {CLONE_NEWCGROUP, NULL},
	[NAMESPACE_TYPE_IPC] = {CLONE_NEWIPC, NULL},
	[NAMESPACE_TYPE_MOUNT] = {CLONE_NEWNS, NULL},
	[NAMESPACE_TYPE_NETWORK] = {CLONE_NEWNET, NULL},
	[NAMESPACE_TYPE_PID] = {CLONE_NEWPID, "pid"},
	[NAMESPACE_TYPE_TIME] = {CLONE_NEWTIME, "time"},
	[NAMESPACE_TYPE_USER] = {CLONE_NEWUSER, NULL},
	[NAMESPACE_TYPE_UTS] = {CLONE_NEWUTS, NULL},
};

const char *namespace_name(size_t type)
{
	return action_descriptions[ACTION_NAMESPACE_OPEN].shape.fields[3].enumeration->words[type];
}

uint64_t namespace_flags(uint64_t types)
{
	uint64_t flags = 0;

	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++)
		if ((types & UINT64_C(1) << i) != 0)
			flags |= (uint64_t)(unsigned)kinds[i].flag;
	return flags;
}

int act_namespace_open(struct ctx *ctx, const struct action *action)
{
	const struct act_namespace_open *act = action->args;
	struct statfs filesystem;
	char why[64];
	int type;

	OWNED_FD int fd = openat(AT_FDCWD, act->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return ctx_fail(ctx, "open", act->path, -errno, NULL);
	if (fstatfs(fd, &filesystem) < 0)
		return ctx_fail(ctx, "fstatfs", act->path, -errno, NULL);
	if (filesystem.f_type != NSFS_MAGIC)
		return ctx_fail(ctx, "fstatfs", act->path, -EINVAL, "is not a namespace");
	type = ioctl(fd, NAMESPACE_GET_TYPE);
	if (type != kinds[act->type].flag) {
		const char *found = "unknown";

		for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++)
			if (kinds[i].flag == type)
				found = namespace_name(i);
		(void)snprintf(why, sizeof(why), "is a namespace of another type: %s", found);
		return ctx_fail(ctx, "ioctl", act->path, -EINVAL, why);
	}
	ctx->namespaces[act->type] = take_fd(&fd);
	return 0;
}

/* The parent remembers where it came from: its other children (hooks) belong there. */
static int remember(struct ctx *ctx, size_t type)
{
	int own;

	if (ctx->side == SIDE_CHILD || ctx->own_namespaces[type] >= 0)
		return 0;
	own = proc_open_namespace(ctx, 0, kinds[type].for_children);
	if (own < 0)
		return own;
	ctx->own_namespaces[type] = own;
	return 0;
}

int act_namespace_join(struct ctx *ctx, const struct action *action)
{
	const struct act_namespace_join *act = action->args;
	int error = remember(ctx, (size_t)act->type);

	if (error < 0)
		return error;
	if (setns(ctx->namespaces[act->type], kinds[act->type].flag) < 0)
		return ctx_fail(ctx, "setns", namespace_name((size_t)act->type), -errno, NULL);
	return 0;
}

int act_container_open(struct ctx *ctx, const struct action *action)
{
	const struct act_container_open *act = action->args;
	int pidfd = identity_open(ctx, act->process);

	if (pidfd < 0)
		return ctx_fail(ctx, "pidfd_open", "init", pidfd,
			pidfd == -ESRCH ? "the container is not running" : NULL);
	ctx->entered = pidfd;
	ctx->entered_pid = (pid_t)act->process->pid;
	return 0;
}

/* setns(2) with a pidfd: Linux 5.8. The kernel joins all of them or none. */
int act_container_enter(struct ctx *ctx, const struct action *action)
{
	const struct act_container_enter *act = action->args;
	int root;

	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++) {
		int error = (act->types & UINT64_C(1) << i) != 0 ? remember(ctx, i) : 0;

		if (error < 0)
			return error;
	}
	if (setns(ctx->entered, (int)namespace_flags(act->types)) < 0)
		return ctx_fail(ctx, "setns", "init", -errno, NULL);
	if (ctx->side == SIDE_CHILD) {
		sys_close_owned(&ctx->entered);
		ctx->entered = -1;
	}
	/* A user namespace among them may have made this process what it was not. */
	if (prctl(PR_SET_DUMPABLE, 0) < 0)
		return ctx_fail(ctx, "prctl", "PR_SET_DUMPABLE", -errno, NULL);
	if ((act->types & UINT64_C(1) << NAMESPACE_TYPE_MOUNT) == 0)
		return 0;
	root = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (root < 0)
		return ctx_fail(ctx, "openat2", "/", root, NULL);
	ctx_set_root(ctx, root);
	return visit_check_root(ctx);
}

/* A magic link, followed: it leads where that process is, and the process is still the one asked
 * for. */
int act_container_root(struct ctx *ctx, const struct action *action)
{
	const struct act_container_root *act = action->args;
	OWNED_FD int links = proc_open_pid(
		ctx, (pid_t)act->process->pid, "task", O_PATH | O_DIRECTORY);
	int error;

	if (links < 0)
		return links;
	OWNED_FD int root = openat(links, "../root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return ctx_fail(ctx, "openat", "root", -errno, NULL);
	error = sys_pidfd_signal(ctx->entered, 0);
	if (error < 0)
		return ctx_fail(ctx, "pidfd_send_signal", "init", error, NULL);
	ctx_set_root(ctx, take_fd(&root));
	return 0;
}

int act_namespace_unshare(struct ctx *ctx, const struct action *action)
{
	const struct act_namespace_unshare *act = action->args;
	int error = 0;

	if ((act->types & UINT64_C(1) << NAMESPACE_TYPE_TIME) != 0)
		error = remember(ctx, NAMESPACE_TYPE_TIME);
	if (error < 0)
		return error;
	if (unshare((int)namespace_flags(act->types)) < 0)
		return ctx_fail(ctx, "unshare", "", -errno, NULL);
	return 0;
}

int namespace_return(struct ctx *ctx)
{
	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++) {
		if (ctx->own_namespaces[i] < 0)
			continue;
		if (setns(ctx->own_namespaces[i], kinds[i].flag) < 0)
			return ctx_fail(ctx, "setns", kinds[i].for_children, -errno, NULL);
	}
	return 0;
}

void namespace_let_go(struct ctx *ctx)
{
	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++) {
		sys_close_owned(&ctx->own_namespaces[i]);
		ctx->own_namespaces[i] = -1;
	}
}

int act_time_offset(struct ctx *ctx, const struct action *action)
{
	const struct act_time_offset *act = action->args;
	char text[96];
	int length = snprintf(text, sizeof(text), "%s %lld %llu",
		act->clock == TIME_OFFSET_CLOCK_MONOTONIC ? "monotonic" : "boottime",
		(long long)act->seconds, (unsigned long long)act->nanoseconds);
	OWNED_FD int file = proc_open_pid(ctx, 0, "timens_offsets", O_WRONLY);
	int error;

	if (file < 0)
		return file;
	error = sys_write_all(file, text, (size_t)length);
	return error < 0 ? ctx_fail(ctx, "write", "/proc/self/timens_offsets", error, NULL) : 0;
}
