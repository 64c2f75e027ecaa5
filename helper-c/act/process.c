// sync, process.wait, process.signal, process.kill, session.create.
//
// Processes are signalled through descriptors, after their identity is checked.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "child.h"
#include "ctx.h"
#include "identity_of.h"
#include "lock.h"
#include "notify.h"
#include "proc.h"
#include "relay.h"
#include "run.h"
#include "signals.h"
#include "sys.h"
#include "turn.h"

#define KILL_WAIT_MS 10000
/* A container that lives longer is waited for with as little memory as can be. */
#define SETTLED_MS 50

/* Death during set-up without a word: mostly the kernel's, for want of memory. */
static int fail_silent_death(struct ctx *ctx)
{
	char why[160];
	int status;

	if (child_reap(ctx) < 0)
		return ctx_fail(ctx, "waitpid", "init", -ECHILD, NULL);
	status = ctx->child.status;
	if (cgroup_ran_out_of_memory(ctx))
		(void)snprintf(why, sizeof(why), "OOM: the memory limit could be too low");
	else if (WIFSIGNALED(status))
		(void)snprintf(why, sizeof(why), "init was killed by signal %d", WTERMSIG(status));
	else
		(void)snprintf(why, sizeof(why), "init exited with %d", WEXITSTATUS(status));
	return ctx_fail(ctx, "init", "", -ECHILD, why);
}

/* The child's list ends with exec (plan_check.c). */
static bool is_last_sync(const struct action *action)
{
	while ((++action)->kind != ACTION_EXEC)
		if (action->kind == ACTION_SYNC)
			return false;
	return true;
}

/*
 * After the last one the container is on file as created (state.commit), and lives on without the
 * helper: what ties init to it must not outlast it. Here, because a seccomp filter may refuse
 * prctl(2) later.
 */
static int child_sync(struct ctx *ctx, const struct action *action)
{
	turn_give_to_parent(ctx);
	ctx->action = action;
	if (is_last_sync(action) && prctl(PR_SET_PDEATHSIG, 0) < 0)
		return ctx_fail(ctx, "prctl", "PR_SET_PDEATHSIG", -errno, NULL);
	return 0;
}

int act_sync(struct ctx *ctx, const struct action *action)
{
	int event;

	if (ctx->side == SIDE_CHILD)
		return child_sync(ctx, action);
	event = turn_give_to_child(ctx);
	/* It may be at work still, and what follows is the helper's to write down. */
	if (event < 0)
		(void)sys_pidfd_signal(ctx->child.pidfd, SIGKILL);
	if (event < 0 || (event == TURN_CHILD_GONE && ctx->shared->stage != CHILD_EXECUTING)) {
		(void)child_reap(ctx); /* told below */
		journal_relink(ctx);
	}
	if (event < 0)
		return event;
	/* The child's own account of its failure is in the shared page already. */
	if (ctx->failure->is_set)
		return ctx->failure->error;
	if (event == TURN_CHILD_GONE && ctx->shared->stage != CHILD_EXECUTING)
		return fail_silent_death(ctx);
	return 0;
}

static int exit_code_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Signals that say something about the helper itself are not the container's. */
static bool is_forwarded(int number)
{
	return number != 0 && number != SIGCHLD && number != SIGURG && number != SIGWINCH &&
	       number != SIGPIPE && number != SIGTTIN && number != SIGTTOU;
}

int act_process_wait(struct ctx *ctx, const struct action *action)
{
	const struct act_process_wait *act = action->args;
	struct pollfd wait[3 + RELAY_STREAMS] = {{.fd = ctx->child.pidfd, .events = POLLIN},
		{.fd = ctx->signals, .events = POLLIN}, {.fd = ctx->notify, .events = POLLIN}};
	struct relay relay;
	bool is_settled = false;
	int error;

	/* Others must be able to change a container that runs, or to delete it. */
	lock_release(ctx);
	relay_begin(&relay, ctx);
	/* The container runs: the grace period that this takes is nobody's time. */
	proc_close(ctx);
	while (!ctx->child.is_reaped) {
		int limit = relay_prepare(&relay, wait + 3);
		int number = 0;
		int count;

		if (!is_settled && (limit < 0 || limit > SETTLED_MS))
			limit = SETTLED_MS;
		count = poll(wait, 3 + RELAY_STREAMS, limit);
		if (count < 0 && errno != EINTR)
			return ctx_fail(ctx, "poll", "pidfd", -errno, NULL);
		if (count == 0 && !is_settled) {
			sys_forget_code();
			is_settled = true;
		}
		relay_step(&relay, wait + 3);
		if (wait[1].revents != 0)
			number = signals_next(ctx);
		if (wait[2].revents != 0)
			(void)notify_receive(ctx); /* nobody but the caller waits for it */
		if (!relay_signal(&relay, ctx, number) && act->forward && is_forwarded(number))
			(void)sys_pidfd_signal(
				ctx->child.pidfd, number); /* it may be dead already */
		if (wait[0].revents == 0)
			continue;
		error = child_reap(ctx);
		if (error < 0)
			return ctx_fail(ctx, "waitpid", "init", error, NULL);
	}
	relay_drain(&relay, ctx);
	relay_restore(ctx);
	ctx->is_taken_over = !lock_retake(ctx);
	if (ctx->is_taken_over)
		ctx_result_string(ctx, "deleted", "meanwhile");
	ctx->has_exit_code = true;
	ctx->exit_code = exit_code_of(ctx->child.status);
	ctx_result_number(ctx, "exit", (uint64_t)ctx->exit_code);
	return 0;
}

int act_process_signal(struct ctx *ctx, const struct action *action)
{
	const struct act_process_signal *act = action->args;
	OWNED_FD int pidfd = identity_open(ctx, act->process);
	int error = pidfd < 0 ? pidfd : sys_pidfd_signal(pidfd, (int)act->signal);

	if (error == 0)
		return 0;
	return ctx_fail(ctx, "pidfd_send_signal", "init", error,
		error == -ESRCH ? "kill container: No such process" : NULL);
}

int act_process_kill(struct ctx *ctx, const struct action *action)
{
	const struct act_process_kill *act = action->args;
	bool is_limited = (act->present & PROCESS_KILL_HAS_TIMEOUT_MS) != 0;
	int limit = is_limited ? (int)act->timeout_ms : KILL_WAIT_MS;
	OWNED_FD int pidfd = identity_open(ctx, act->process);
	struct pollfd wait = {.fd = pidfd, .events = POLLIN};
	int error = pidfd < 0 ? pidfd : sys_pidfd_signal(pidfd, SIGKILL);

	if (error == -ESRCH)
		return 0;
	if (error < 0)
		return ctx_fail(ctx, "pidfd_send_signal", "init", error, NULL);
	if (poll(&wait, 1, limit) <= 0)
		return ctx_fail(
			ctx, "poll", "init", -ETIMEDOUT, "it does not end, although killed");
	return 0;
}

int act_session_create(struct ctx *ctx, const struct action *action)
{
	(void)action; /* has no fields */
	/* EPERM: it leads a session already. */
	if (setsid() < 0 && errno != EPERM)
		return ctx_fail(ctx, "setsid", "", -errno, NULL);
	return 0;
}
