// See turn.h.
#include "turn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ctx.h"
#include "fresh.h"
#include "listener.h"
#include "lock.h"
#include "run.h"
#include "signals.h"
#include "sys.h"

enum { MESSAGE_TURN = 't', MESSAGE_LEAVE = 'l' };

/*
 * MSG_NOSIGNAL: a peer that is gone is an answer, not a reason to die. The child has all signals
 * blocked, and may be under the container's filter by now, which need not allow more than write(2)
 * and read(2).
 */
static int send_message(const struct ctx *ctx, char message)
{
	ssize_t count = ctx->side == SIDE_CHILD ? write(ctx->turn, &message, 1)
						: send(ctx->turn, &message, 1, MSG_NOSIGNAL);

	return count == 1 ? 0 : -errno;
}

/* A signal before the container runs means that nobody wants it any more. */
static int check_signal(struct ctx *ctx)
{
	int number = signals_next(ctx);

	if (!signals_is_end(number))
		return 0;
	ctx->cancelled_by = number;
	return ctx_fail(ctx, "signal", "", -ECANCELED, "cancelled by a signal");
}

static int wait_ms(struct ctx *ctx)
{
	int limit = lock_lent_ms(ctx);

	return listener_is_awaited(ctx) && (limit < 0 || limit > LISTENER_POLL_MS)
		       ? LISTENER_POLL_MS
		       : limit;
}

static int receive(struct ctx *ctx)
{
	struct pollfd wait[] = {
		{.fd = ctx->turn, .events = POLLIN}, {.fd = ctx->signals, .events = POLLIN}};
	char message;
	ssize_t count;

	while (poll(wait, 2, wait_ms(ctx)) < 0 || wait[0].revents == 0) {
		int error = wait[1].revents != 0 ? check_signal(ctx) : 0;

		if (error == 0)
			error = listener_hand_over(ctx);
		if (error < 0)
			return error;
	}
	/* It may have come together with the turn. */
	if (listener_hand_over(ctx) < 0)
		return ctx->failure->error;
	count = recv(ctx->turn, &message, 1, 0);
#ifdef LADING_FAULTS
	if (count == 1 && message == TURN_KILL_PARENT)
		(void)kill(ctx->helper, SIGKILL);
	if (count == 1 && message == TURN_KILL_CHILD) {
		(void)sys_pidfd_signal(ctx->child.pidfd, SIGKILL);
		count = recv(ctx->turn, &message, 1, 0);
	}
#endif
	if (count == 1)
		return message == MESSAGE_LEAVE ? TURN_CHILD_WAITING : TURN_OURS;
	return TURN_CHILD_GONE;
}

int turn_give_to_child(struct ctx *ctx)
{
	/* A child that has died already shows itself to receive(). */
	(void)send_message(ctx, MESSAGE_TURN);
	return receive(ctx);
}

void turn_await(struct ctx *ctx)
{
	char message;

	if (read(ctx->turn, &message, 1) != 1)
		sys_exit(RUN_ORPHANED);
}

void turn_give_to_parent(struct ctx *ctx)
{
	fresh_forget(ctx);
	if (send_message(ctx, MESSAGE_TURN) < 0)
		sys_exit(RUN_ORPHANED);
	turn_await(ctx);
}

void turn_leave(struct ctx *ctx)
{
	if (send_message(ctx, MESSAGE_LEAVE) < 0)
		sys_exit(RUN_ORPHANED);
	sys_close_owned(&ctx->turn);
	ctx->turn = -1;
}

#ifdef LADING_FAULTS
void turn_ask_for_death(struct ctx *ctx, char whose)
{
	if (send_message(ctx, whose) == 0)
		(void)recv(ctx->turn, &whose, 1, 0); /* comes back when the parent is gone */
}
#endif
