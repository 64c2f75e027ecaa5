// fifo.create, fifo.wait, fifo.release: how a created container waits for start, and how start
// learns what came of it.
//
// The waiting process is born with the fifo open, with close-on-exec, because its user cannot reach
// the state directory: start writes one byte and then waits until nobody reads any more, which is
// so when the program runs or the process is dead. Which of the two its journal tells.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "fault.h"
#include "journal_tail.h"
#include "lock.h"
#include "run.h"
#include "signals.h"
#include "sys.h"
#include "turn.h"

#define FIFO "exec.fifo"
/* A startContainer hook without a timeout may take any time. */
#define NO_LIMIT -1

int act_fifo_create(struct ctx *ctx, const struct action *action)
{
	(void)action; /* has no fields */
	if (mknodat(ctx->state, FIFO, S_IFIFO | 0600, 0) < 0)
		return ctx_fail(ctx, "mknodat", FIFO, -errno, NULL);
	/* For writing too: with a writer of its own the process sleeps, whoever comes and goes at
	 * the other end. */
	ctx->fifo = openat(ctx->state, FIFO, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	return ctx->fifo < 0 ? ctx_fail(ctx, "openat", FIFO, -errno, NULL) : 0;
}

int act_fifo_wait(struct ctx *ctx, const struct action *action)
{
	char byte;

	(void)action; /* has no fields */
	if (ctx->fifo < 0)
		return ctx_fail(
			ctx, "read", FIFO, -EBADF, "fifo.create comes before process.spawn");
	if (prctl(PR_SET_PDEATHSIG, 0) < 0)
		return ctx_fail(ctx, "prctl", "PR_SET_PDEATHSIG", -errno, NULL);
	ctx->shared->stage = CHILD_WAITING;
	journal_detach(ctx);
	turn_leave(ctx);
	sys_close_owned(&ctx->state);
	ctx->state = -1;
	/* Held until exec, so that start sees it close. */
	while (read(ctx->fifo, &byte, 1) != 1)
		if (errno != EINTR)
			return ctx_fail(ctx, "read", FIFO, -errno, NULL);
	return 0;
}

/*
 * Until nobody reads any more. It may be the time of a startContainer hook, which has no bounds: a
 * signal ends the wait, and the container is left to whoever comes next.
 */
static int await_program(struct ctx *ctx, int fifo)
{
	struct pollfd wait[] = {{.fd = fifo}, {.fd = ctx->signals, .events = POLLIN}};

	while (wait[0].revents == 0) {
		int number = 0;

		if (poll(wait, 2, NO_LIMIT) < 0 && errno != EINTR)
			return ctx_fail(ctx, "poll", FIFO, -errno, NULL);
		if (wait[0].revents == 0 && wait[1].revents != 0)
			number = signals_next(ctx);
		if (signals_is_end(number)) {
			ctx->cancelled_by = number;
			return ctx_fail(ctx, "signal", "", -ECANCELED, "cancelled by a signal");
		}
	}
	return 0;
}

/*
 * The byte goes before the fifo does: whoever is killed in between leaves a container that a second
 * start finishes. That one may find nobody who reads; the journal tells it why.
 */
int act_fifo_release(struct ctx *ctx, const struct action *action)
{
	OWNED_FD int fifo = openat(
		ctx->state, FIFO, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	char byte = 0;
	int error = 0;

	(void)action; /* id and root are those of the lock */
	if (fifo < 0 && errno != ENXIO)
		return ctx_fail(ctx, "openat", FIFO, -errno, NULL);
	OWNED_FD int journal = journal_tail_open(ctx);
	if (journal < 0)
		return journal;
	/* EPIPE: it has died just now. */
	if (fifo >= 0 && write(fifo, &byte, 1) != 1 && errno != EPIPE)
		return ctx_fail(ctx, "write", FIFO, -errno, NULL);
	error = fault_strike(ctx, FAULT_WITHIN);
	if (error == 0 && unlinkat(ctx->state, FIFO, 0) < 0)
		error = ctx_fail(ctx, "unlinkat", FIFO, -errno, NULL);
	if (error == 0 && fifo >= 0) {
		/* Others must be able to delete a container whose hook never ends. */
		lock_release(ctx);
		error = await_program(ctx, fifo);
	}
	if (error == 0)
		error = journal_tail_check(ctx, journal);
	if (error == 0 && fifo >= 0 && !lock_retake(ctx))
		error = ctx_fail(ctx, "start", "", -ESTALE, "the container was deleted meanwhile");
	return error;
}
