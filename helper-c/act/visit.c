// process.visit, mount.remove (setns(2), umount2(2)): mounts of a container that lives.
//
// What they may touch: mounts of the container's own mount namespace (visit_check_root has looked
// that it is not the caller's), and missing mount points below its root. Who goes there is a copy
// of the helper that can be neither traced nor read, runs no program of the container's, and enters
// no more of its namespaces than it needs: most of the time it is not even among the processes that
// the container sees. The container runs meanwhile, and may swap what it likes for links: every
// target is looked up as it is when a container is made (act/mount.c), and a mount is taken off by
// its descriptor, never by its name (test/attacks/mounts-command).
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/handlers.h"
#include "between.h"
#include "child.h"
#include "ctx.h"
#include "detach.h"
#include "path.h"
#include "proc.h"
#include "run.h"
#include "sys.h"
#include "turn.h"
#include "visit.h"

int visit_note(struct ctx *ctx, int mount)
{
	struct visit_notes *notes = &ctx->shared->visit;
	struct visit_mount *note = &notes->items[notes->count];
	int error;

	if (!ctx->is_visit)
		return 0;
	if (notes->count == VISIT_MOUNTS_MAX)
		return ctx_fail(ctx, "process.visit", "", -ENOBUFS, "too many mounts");
	note->action = ctx->action->number;
	error = path_mount_id(mount, &note->id);
	if (error < 0)
		return ctx_fail(ctx, "statx", "", error, NULL);
	notes->count++;
	return 0;
}

int visit_check_root(struct ctx *ctx)
{
	uint64_t id;
	int error;

	if (!ctx->is_visit)
		return 0;
	error = path_mount_id(ctx->root_fd, &id);
	if (error < 0)
		return ctx_fail(ctx, "statx", "/", error, NULL);
	if (id == ctx->host_mount_id)
		return ctx_fail(ctx, "statx", "/", -EPERM, "this is the caller's mount namespace");
	return 0;
}

/* The target of a mount action, as it was looked up to be mounted on. */
static struct path_lookup target_of(const struct action *action)
{
	if (action->kind == ACTION_MOUNT_FS) {
		const struct act_mount_fs *act = action->args;

		return (struct path_lookup){.path = act->target, .nofollow = act->nofollow};
	}
	const struct act_mount_bind *act = action->args;

	return (struct path_lookup){.path = act->target, .nofollow = act->nofollow};
}

/* What is not there any more, or was never attached, is left as it is. */
static int take_off(struct ctx *ctx, const struct action *action, uint64_t id)
{
	struct path_lookup lookup = target_of(action);
	uint64_t found;
	int error;

	OWNED_FD int target = path_open(ctx->root_fd, &lookup);
	if (target == -ENOENT)
		return 0;
	if (target < 0)
		return target;
	error = path_mount_id(target, &found);
	if (error < 0 || found != id)
		return error;
	return detach_mount(ctx, target, lookup.path);
}

/* Where the container is, and as whom: what was done there is not done again. */
static bool is_way(enum action_kind kind)
{
	return kind == ACTION_ROOT_OPEN || kind == ACTION_CONTAINER_ENTER ||
	       kind == ACTION_USER_SET;
}

static int take_back(struct ctx *ctx, const struct actions *actions)
{
	const struct visit_notes *notes = &ctx->shared->visit;
	int error = 0;

	for (size_t i = 0; i < actions->count && error == 0; i++) {
		ctx->action = &actions->items[i];
		if (is_way(ctx->action->kind))
			error = action_table[ctx->action->kind].apply(ctx, ctx->action);
	}
	if (error < 0)
		return error;
	for (size_t at = notes->count; at > 0; at--)
		for (size_t i = 0; i < actions->count; i++) {
			int result = 0;

			if (actions->items[i].number == notes->items[at - 1].action)
				result = take_off(ctx, &actions->items[i], notes->items[at - 1].id);
			error = error == 0 ? result : error;
		}
	return error;
}

static _Noreturn void become_visitor(
	struct ctx *ctx, const struct actions *actions, int turn, bool takes_back)
{
	ctx->side = SIDE_CHILD;
	ctx->is_visit = true;
	sys_close_owned(&ctx->turn);
	ctx->turn = turn;
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* the turn's end tells what it misses */
	turn_await(ctx);
	/* Joining a user namespace may have made it what it was not. */
	if (prctl(PR_SET_DUMPABLE, 0) < 0)
		sys_exit(1);
	/* Its own would be one of the container's pid namespace, which it may not be in: it takes
	 * the one that send_visitor has prepared. */
	ctx->procfs[SIDE_CHILD] = ctx->procfs[SIDE_PARENT];
	if (takes_back)
		sys_exit(-take_back(ctx, actions));
	sys_exit(run_visit(ctx, actions));
}

/* Returns a negative errno when nobody was sent. */
static int send_visitor(struct ctx *ctx, const struct act_process_visit *act, bool takes_back)
{
	struct sys_clone_args args = {
		.flags = CLONE_PIDFD,
		.pidfd = (uint64_t)(uintptr_t)&ctx->child.pidfd,
		.exit_signal = SIGCHLD,
	};
	struct between_result made = {0};
	int ends[2];
	int pid = proc_prepare(ctx);

	if (pid < 0)
		return pid;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return ctx_fail(ctx, "socketpair", "", -errno, NULL);
	sys_close_owned(&ctx->child.pidfd);
	ctx->child = (struct child){.pidfd = -1};
	ctx->shared->between = made;
	ctx->turn = ends[0];
	pid = act->enters == 0 ? sys_clone(&args)
			       : between_clone(ctx, 0, false, act->enters, &args, &made);
	if (pid == 0)
		become_visitor(ctx, &act->child, ends[1], takes_back);
	(void)close(ends[1]); /* the visitor's end is its own, and the sources are */
	if (pid < 0) {
		(void)close(ends[0]); /* nobody is there */
		ctx->turn = -1;
		return ctx->failure->is_set ? pid : ctx_fail(ctx, "clone3", "", pid, NULL);
	}
	ctx->child.pid = pid;
	if (act->enters != 0)
		ctx->child.pidfd = made.pidfd;
	return 0;
}

/* Returns 0 with the visitor's end in ctx->child.status, or why it was not waited for. */
static int await_visitor(struct ctx *ctx)
{
	int event = turn_give_to_child(ctx);
	int error;

	if (event < 0)
		(void)sys_pidfd_signal(ctx->child.pidfd, SIGKILL);
	error = child_reap(ctx);
	sys_close_owned(&ctx->turn);
	ctx->turn = -1;
	if (event < 0)
		return event;
	return error < 0 ? ctx_fail(ctx, "waitpid", "", error, NULL) : 0;
}

int act_process_visit(struct ctx *ctx, const struct action *action)
{
	const struct act_process_visit *act = action->args;
	int error = send_visitor(ctx, act, false);
	char why[80];
	int status;

	ctx_close_sources(ctx);
	if (error < 0)
		return error;
	error = await_visitor(ctx);
	journal_relink(ctx);
	if (error < 0)
		return error;
	status = ctx->child.status;
	/* Its own account of its failure is in the shared page. */
	if (ctx->failure->is_set)
		return ctx->failure->error;
	if (WIFEXITED(status) && WEXITSTATUS(status) == RUN_DONE)
		return 0;
	(void)snprintf(why, sizeof(why), "the process in the container %s %d",
		WIFSIGNALED(status) ? "was killed by signal" : "exited with",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	return ctx_fail(ctx, "visit", "", -ECHILD, why);
}

int undo_process_visit(struct ctx *ctx, const struct action *action)
{
	const struct act_process_visit *act = action->args;
	int error;

	if (ctx->shared->visit.count == 0)
		return 0;
	error = send_visitor(ctx, act, true);
	if (error == 0)
		error = await_visitor(ctx);
	if (error < 0)
		return error;
	return WIFEXITED(ctx->child.status) ? -WEXITSTATUS(ctx->child.status) : -ECHILD;
}

int act_mount_remove(struct ctx *ctx, const struct action *action)
{
	const struct act_mount_remove *act = action->args;
	struct path_lookup lookup = {.path = act->target, .nofollow = act->nofollow};
	struct sys_mount_status status;
	bool is_root;
	int error;

	OWNED_FD int target = path_open(ctx->root_fd, &lookup);
	if (target < 0)
		return ctx_fail(ctx, lookup.step, act->target, target, lookup.why);
	error = sys_statx_mount(target, &status);
	if (error == 0)
		error = path_same_place(target, ctx->root_fd, &is_root);
	if (error < 0)
		return ctx_fail(ctx, "statx", act->target, error, NULL);
	if (!status.is_root)
		return ctx_fail(ctx, "statx", act->target, -EINVAL, "is not a mount point");
	if (is_root)
		return ctx_fail(ctx, "statx", act->target, -EINVAL, "is the container's root");
	return detach_mount(ctx, target, act->target);
}
