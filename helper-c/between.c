// See between.h; clone(2), setns(2), namespaces(7).
#include "between.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actions.h"
#include "ctx.h"
#include "namespace.h"
#include "sys.h"

/*
 * Root has every right over every namespace until it gives that up by joining a user namespace:
 * that comes last. Anybody else gains the right by it: that comes first.
 */
static int join_all(struct ctx *ctx, uint64_t joins, bool user_first)
{
	uint64_t user = joins & UINT64_C(1) << NAMESPACE_TYPE_USER;
	uint64_t turns[] = {user_first ? user : joins & ~user, user_first ? joins & ~user : user};

	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++) {
			uint64_t type = UINT64_C(1) << i;

			if ((turns[turn] & type) == 0)
				continue;
			if (setns(ctx->namespaces[i], (int)namespace_flags(type)) < 0)
				return ctx_fail(ctx, "setns", namespace_name(i), -errno, NULL);
		}
	return 0;
}

/* Safe after clone: system calls only. Returns in the container's process alone. */
static int clone_there(struct ctx *ctx, uint64_t joins, bool user_first, uint64_t enters,
	const struct sys_clone_args *wanted)
{
	struct between_result *result = &ctx->shared->between;
	struct sys_clone_args args = *wanted;
	int pid;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		_exit(1);
	if (join_all(ctx, joins, user_first) < 0)
		_exit(1);
	/* setns(2): the kernel joins the user namespace before the others, or none. */
	if (enters != 0 && setns(ctx->entered, (int)namespace_flags(enters)) < 0) {
		(void)ctx_fail(ctx, "setns", "init", -errno, NULL);
		_exit(1);
	}
	args.flags |= CLONE_PARENT;
	args.exit_signal = 0; /* with CLONE_PARENT the child's is its maker's own: SIGCHLD */
	args.pidfd = (uint64_t)(uintptr_t)&result->pidfd;
	pid = sys_clone(&args);
	if (pid == 0)
		return 0;
	if (pid < 0)
		(void)ctx_fail(ctx, "clone3", "", pid, NULL);
	else
		result->pid = pid;
	_exit(pid < 0);
}

int between_clone(struct ctx *ctx, uint64_t joins, bool user_first, uint64_t enters,
	const struct sys_clone_args *args, struct between_result *result)
{
	/* The table of descriptors is shared, so that the pidfd is the helper's too. */
	struct sys_clone_args own = {.flags = CLONE_FILES, .exit_signal = SIGCHLD};
	struct sys_clone_args there = *args;
	int between;
	int status = 0;

	/*
	 * Who is in a cgroup namespace may not go into a cgroup from outside of it, where
	 * hierarchies are mounted with nsdelegate (cgroups(7)): the one in between is in it before,
	 * and what it makes is there too.
	 */
	if (((joins | enters) & UINT64_C(1) << NAMESPACE_TYPE_CGROUP) != 0 &&
		(args->flags & CLONE_INTO_CGROUP) != 0) {
		own.flags |= CLONE_INTO_CGROUP;
		own.cgroup = args->cgroup;
		there.flags &= ~(uint64_t)CLONE_INTO_CGROUP;
		there.cgroup = 0;
	}
	between = sys_clone(&own);
	if (between == 0)
		return clone_there(ctx, joins, user_first, enters, &there);
	if (between < 0)
		return ctx_fail(ctx, "clone3", "", between, NULL);
	while (waitpid(between, &status, 0) < 0)
		if (errno != EINTR)
			return ctx_fail(ctx, "waitpid", "", -errno, NULL);
	*result = ctx->shared->between;
	if (result->pid > 0)
		return result->pid;
	if (!ctx->failure->is_set)
		return ctx_fail(ctx, "clone3", "", -ECHILD, "the process in between was killed");
	return ctx->failure->error;
}
