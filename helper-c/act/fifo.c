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
#include "journal_tail.h"
#include "run.h"
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

int act_fifo_release(struct ctx *ctx, const struct action *action)
{
	OWNED_FD int fifo = openat(
		ctx->state, FIFO, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	struct pollfd wait = {.fd = fifo, .events = 0};
	char byte = 0;

	(void)action; /* id and root are those of the lock */
	if (fifo < 0)
		return ctx_fail(ctx, "openat", FIFO, -errno,
			errno == ENXIO ? "the container is not running" : NULL);
	if (unlinkat(ctx->state, FIFO, 0) < 0)
		return ctx_fail(ctx, "unlinkat", FIFO, -errno, NULL);
	if (write(fifo, &byte, 1) != 1)
		return ctx_fail(ctx, "write", FIFO, -errno, NULL);
	while (poll(&wait, 1, NO_LIMIT) < 0)
		if (errno != EINTR)
			return ctx_fail(ctx, "poll", FIFO, -errno, NULL);
	return journal_tail_check(ctx);
}
