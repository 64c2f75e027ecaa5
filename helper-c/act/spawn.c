// process.spawn (clone3(2), cgroups(7)).
//
// The container's init is a copy of the helper (as by fork(2)), so it holds the checked plan and
// needs no exec of ours inside the container. It can be neither traced nor read through /proc while
// it has the helper's memory (PR_SET_DUMPABLE is off).
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/handlers.h"
#include "between.h"
#include "cgroup.h"
#include "cgroup_now.h"
#include "child.h"
#include "ctx.h"
#include "hook_output.h"
#include "lock.h"
#include "namespace.h"
#include "null.h"
#include "path.h"
#include "proc.h"
#include "run.h"
#include "sys.h"
#include "turn.h"

static bool does(const struct actions *actions, enum action_kind kind)
{
	for (size_t i = 0; i < actions->count; i++)
		if (actions->items[i].kind == kind)
			return true;
	return false;
}

static void close_if_open(int *fd)
{
	if (*fd > 0)
		sys_close_owned(fd);
}

/*
 * A container may see what this process has open: it enters one, or shares its pids. So what is the
 * helper's alone is closed at once, and what one of its actions is for, by that.
 */
static void let_go(struct ctx *ctx, const struct actions *actions)
{
	sys_close_owned(&ctx->state_root);
	ctx->state_root = -1;
	ctx_give_up_spare(ctx);
	sys_close_owned(&ctx->signals);
	sys_close_owned(&ctx->notify);
	ctx->signals = ctx->notify = -1;
	close_if_open(&ctx->console_taker);
	ctx->console_taker = 0;
	namespace_let_go(ctx);
	if (!does(actions, ACTION_SYSCTL_WRITE))
		proc_close(ctx);
	if (!does(actions, ACTION_CGROUP_JOIN)) {
		cgroup_let_go(ctx);
		if (!ctx->is_reserved)
			lock_let_go(ctx);
	}
	if (!does(actions, ACTION_CONTAINER_ENTER)) {
		sys_close_owned(&ctx->entered);
		ctx->entered = -1;
	}
}

static _Noreturn void become_child(struct ctx *ctx, const struct actions *actions, int turn)
{
	ctx->side = SIDE_CHILD;
	sys_close_owned(&ctx->turn);
	ctx->turn = turn;
	let_go(ctx, actions);
	/* Should the helper die before it can close its end. What it misses, the socket's end
	 * tells. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	turn_await(ctx);
	/* Its maps are written. */
	if (prctl(PR_SET_DUMPABLE, 0) < 0)
		sys_exit(1);
	run_child(ctx, actions);
}

/*
 * The files of a process that is not dumpable are root's in /proc, and newuidmap(1) refuses a
 * process that is not its caller's: without root the child stays dumpable until its maps are
 * written. It waits meanwhile, and holds nothing that the caller's own processes may not see. One
 * that enters a container is among that one's processes at once, and never is.
 */
static bool needs_dumpable(const struct act_process_spawn *act)
{
	return geteuid() != 0 && (act->namespaces & UINT64_C(1) << NAMESPACE_TYPE_USER) != 0;
}

static int set_dumpable(struct ctx *ctx, bool is_dumpable)
{
	if (prctl(PR_SET_DUMPABLE, is_dumpable ? 1 : 0) < 0)
		return ctx_fail(ctx, "prctl", "PR_SET_DUMPABLE", -errno, NULL);
	return 0;
}

/* The ways to make a process in a cgroup of version 2, as they are tried. */
enum { PLACE_PLANNED, PLACE_FIRST, PLACE_BELOW, PLACE_COUNT };

#define BELOW_NAME "lading-exec"

static bool is_below(const char *path, const char *above)
{
	size_t length = strlen(above);

	return strncmp(path, above, length) == 0 && path[length] == '/';
}

/* The directory, to be closed when it is not the planned one; or a negative errno. */
static int open_place(struct ctx *ctx, const struct cgroup_path *planned, int place, int error)
{
	int directory = cgroup_directory(ctx, planned->mount, planned->path);
	char path[CGROUP_NOW_SIZE];
	int first;

	if (place == PLACE_PLANNED)
		return directory;
	if (place == PLACE_BELOW) {
		if (directory < 0)
			return directory;
		if (mkdirat(directory, BELOW_NAME, 0755) < 0 && errno != EEXIST)
			return -errno;
		return path_openat2(directory, BELOW_NAME, O_PATH | O_DIRECTORY, CGROUP_RESOLVE);
	}
	first = cgroup_now(ctx, planned->mount, "", path);
	/* Where there is one for the container, nobody is put anywhere else. */
	if (first < 0 || error != -EBUSY || is_below(path, planned->path))
		return first;
	(void)close(first); /* O_PATH: nothing to lose */
	return -EBUSY;
}

/* clone3(2) and openat2(2): it is gone, or has controllers for what is below it. */
static bool is_no_place(int error)
{
	return error == -EBUSY || error == -ENOENT || error == -ENODEV || error == -EOPNOTSUPP;
}

static int clone_once(struct ctx *ctx, const struct act_process_spawn *act,
	struct sys_clone_args *args, struct between_result *made)
{
	if ((act->joins | act->enters) == 0)
		return sys_clone(args);
	return between_clone(ctx, act->joins, act->user_first, act->enters, args, made);
}

static int move_to(int directory, int pid)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%d", pid);
	OWNED_FD int file = cgroup_open(directory, "cgroup.procs", O_WRONLY);

	return file < 0 ? file : sys_write_all(file, text, (size_t)length);
}

/* Where clone3(2) may not be called the process is moved, which waits for its turn meanwhile. */
static int clone_and_move(struct ctx *ctx, const struct act_process_spawn *act,
	const struct sys_clone_args *wanted, struct between_result *made)
{
	struct sys_clone_args args = *wanted;
	int pid;
	int error;

	ctx->failure->is_set = false;
	args.flags &= ~(uint64_t)CLONE_INTO_CGROUP;
	pid = clone_once(ctx, act, &args, made);
	error = pid > 0 ? move_to((int)wanted->cgroup, pid) : 0;
	if (error == 0)
		return pid;
	ctx->child.pid = pid;
	if ((act->joins | act->enters) != 0)
		ctx->child.pidfd = made->pidfd;
	(void)child_kill(ctx); /* it has done nothing */
	return error;
}

static int clone_in_cgroup(struct ctx *ctx, const struct act_process_spawn *act,
	struct sys_clone_args *args, struct between_result *made)
{
	bool has_others = (act->present & PROCESS_SPAWN_HAS_CGROUP_OTHERWISE) != 0;
	int count = has_others ? PLACE_COUNT : PLACE_FIRST;
	int pid = -ENOENT;

	args->flags |= CLONE_INTO_CGROUP;
	for (int place = PLACE_PLANNED; place < count && is_no_place(pid); place++) {
		int directory;

		/* What was told of the last one is not the end yet. */
		ctx->failure->is_set = false;
		directory = open_place(ctx, act->cgroup, place, pid);
		if (directory < 0)
			continue;
		args->cgroup = (uint64_t)directory;
		pid = clone_once(ctx, act, args, made);
		if (pid == -ENOSYS || pid == -EPERM)
			pid = clone_and_move(ctx, act, args, made);
		if (pid == 0 || place == PLACE_PLANNED)
			continue;
		(void)close(directory); /* O_PATH: nothing to lose */
		if (pid > 0)
			ctx_result_string(ctx, "as", place == PLACE_FIRST ? "first" : "below");
	}
	return pid;
}

int act_process_spawn(struct ctx *ctx, const struct action *action)
{
	const struct act_process_spawn *act = action->args;
	struct sys_clone_args args = {
		.flags = namespace_flags(act->namespaces) | CLONE_PIDFD,
		.pidfd = (uint64_t)(uintptr_t)&ctx->child.pidfd,
		.exit_signal = SIGCHLD,
	};
	/* Who makes a container holds it until it is made; who enters one, until the process has
	 * its place there. */
	bool enters = !ctx->is_reserved;
	bool is_lent = enters && does(&act->child, ACTION_CGROUP_JOIN);
	struct between_result made;
	int ends[2];
	int pid;
	int error;

	/* For the hooks of both: the child's may run where /dev/null is the image's. */
	ctx->null_fd = null_open(ctx, O_RDWR);
	if (ctx->null_fd < 0)
		return ctx->null_fd;
	error = proc_prepare(ctx);
	if (error == 0)
		error = hook_output_prepare(ctx, &act->child);
	if (error < 0)
		return error;
	journal_reserve(ctx, act->child.count);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return ctx_fail(ctx, "socketpair", "", -errno, NULL);
	ctx->turn = ends[0];
	ctx->shared->stage = CHILD_SETTING_UP;
	ctx->is_alone = (args.flags & CLONE_NEWNS) != 0;
	if (is_lent)
		lock_lend(ctx);
	error = set_dumpable(ctx, needs_dumpable(act));
	if (error < 0)
		pid = error;
	else if (act->cgroup == NULL)
		pid = clone_once(ctx, act, &args, &made);
	else
		pid = clone_in_cgroup(ctx, act, &args, &made);
	if (pid == 0)
		become_child(ctx, &act->child, ends[1]);
	(void)close(ends[1]); /* the child's end is its own, and the sources are */
	ctx_close_sources(ctx);
	hook_output_close(ctx);
	if (error == 0)
		error = set_dumpable(ctx, false);
	if (pid < 0)
		return ctx->failure->is_set
			       ? pid
			       : ctx_fail(ctx, "clone3",
					 act->cgroup == NULL ? "" : act->cgroup->path, pid, NULL);
	ctx->child.pid = pid;
	if ((act->joins | act->enters) != 0)
		ctx->child.pidfd = made.pidfd;
	if (enters && !is_lent)
		lock_release(ctx);
	if (error == 0)
		error = namespace_return(ctx);
	return error < 0 ? error : child_note(ctx);
}

int undo_process_spawn(struct ctx *ctx, const struct action *action)
{
	(void)action; /* its effect is in ctx->child */
	return child_kill(ctx);
}
