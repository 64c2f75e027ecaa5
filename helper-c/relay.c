// See relay.h; termios(3), pty(7), ioctl_tty(2).
#include "relay.h"

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "ctx.h"
#include "signals.h"

/* How often to look whether somebody has opened the process's terminal again. */
#define IDLE_MS 100
/* More than a terminal can hold: a process that outlives this one may write for ever. */
#define DRAIN_LIMIT (1U << 20)

enum { TYPED, MASTER, SHOWN };

void relay_begin(struct relay *relay, const struct ctx *ctx)
{
	relay->master = ctx->terminal > 0 ? ctx->terminal : -1;
	relay->is_input_closed = relay->is_output_closed = relay->is_idle = false;
	relay->typed.at = relay->typed.end = relay->shown.at = relay->shown.end = 0;
}

static bool is_empty(const struct relay_buffer *buffer)
{
	return buffer->at == buffer->end;
}

int relay_prepare(struct relay *relay, struct pollfd wait[RELAY_STREAMS])
{
	bool reads_typed = !relay->is_input_closed && is_empty(&relay->typed);
	bool reads_shown = is_empty(&relay->shown);
	short master = (short)((reads_shown ? POLLIN : 0) |
			       (is_empty(&relay->typed) ? 0 : POLLOUT));

	for (size_t i = 0; i < RELAY_STREAMS; i++)
		wait[i] = (struct pollfd){.fd = -1};
	if (relay->master < 0)
		return -1;
	if (reads_typed)
		wait[TYPED] = (struct pollfd){STDIN_FILENO, POLLIN, 0};
	/* One that nobody has open is always ready, for an error. */
	if (master != 0 && !relay->is_idle)
		wait[MASTER] = (struct pollfd){relay->master, master, 0};
	if (!reads_shown)
		wait[SHOWN] = (struct pollfd){STDOUT_FILENO, POLLOUT, 0};
	return relay->is_idle ? IDLE_MS : -1;
}

/* Returns what read(2) does; an error that passes leaves the buffer empty, and is 1. */
static ssize_t fill(struct relay_buffer *buffer, int fd)
{
	ssize_t count = read(fd, buffer->text, sizeof(buffer->text));

	buffer->at = 0;
	buffer->end = count > 0 ? (size_t)count : 0;
	return count < 0 && (errno == EAGAIN || errno == EINTR) ? 1 : count;
}

/* Returns whether the reader is still there. */
static bool empty(struct relay_buffer *buffer, int fd)
{
	ssize_t count = write(fd, buffer->text + buffer->at, buffer->end - buffer->at);

	if (count > 0)
		buffer->at += (size_t)count;
	return count >= 0 || errno == EAGAIN || errno == EINTR;
}

static void show(struct relay *relay)
{
	if (!relay->is_output_closed && !empty(&relay->shown, STDOUT_FILENO))
		relay->is_output_closed = true;
	if (relay->is_output_closed)
		relay->shown.at = relay->shown.end;
}

static void step_master(struct relay *relay, short revents)
{
	if ((revents & POLLOUT) != 0 && !is_empty(&relay->typed) &&
		!empty(&relay->typed, relay->master))
		relay->is_idle = true;
	/* What it has shown last may still be there. EIO: every descriptor of the slave is closed,
	 * for now. */
	if ((revents & POLLIN) == 0 || !is_empty(&relay->shown))
		relay->is_idle = (revents & (POLLHUP | POLLERR)) != 0;
	else if (fill(&relay->shown, relay->master) <= 0)
		relay->is_idle = true;
}

void relay_step(struct relay *relay, const struct pollfd wait[RELAY_STREAMS])
{
	if (relay->master < 0)
		return;
	if (relay->is_idle)
		relay->is_idle = false; /* tried again */
	if (wait[SHOWN].revents != 0)
		show(relay);
	if (wait[MASTER].revents != 0)
		step_master(relay, wait[MASTER].revents);
	/* EIO: the terminal has been hung up, or this is not its foreground. */
	if (wait[TYPED].revents != 0 && fill(&relay->typed, STDIN_FILENO) <= 0)
		relay->is_input_closed = true;
}

bool relay_signal(struct relay *relay, struct ctx *ctx, int number)
{
	if (relay->master < 0)
		return false;
	if (number == SIGWINCH) {
		relay_resize(ctx);
		return true;
	}
	if (number != SIGCONT)
		return false;
	/* Whoever had the terminal meanwhile may have changed it. */
	relay->is_input_closed = false;
	relay_make_raw(ctx);
	relay_resize(ctx);
	return false;
}

/* Until it is shown, or nobody wants to wait for who looks. */
static void show_all(struct relay *relay, struct ctx *ctx)
{
	struct pollfd wait[] = {
		{STDOUT_FILENO, POLLOUT, 0}, {.fd = ctx->signals, .events = POLLIN}};

	while (!is_empty(&relay->shown)) {
		if (poll(wait, 2, -1) <= 0)
			continue;
		if (wait[1].revents != 0 && signals_is_end(signals_next(ctx)))
			relay->is_output_closed = true;
		if (wait[0].revents != 0 || relay->is_output_closed)
			show(relay);
	}
}

void relay_drain(struct relay *relay, struct ctx *ctx)
{
	size_t total = 0;

	/* Reading from a master takes what the kernel has not passed on yet, too. */
	while (relay->master >= 0 && total < DRAIN_LIMIT && !relay->is_output_closed) {
		show_all(relay, ctx);
		if (fill(&relay->shown, relay->master) <= 0 || is_empty(&relay->shown))
			break;
		total += relay->shown.end;
	}
}

void relay_resize(const struct ctx *ctx)
{
	struct winsize size;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0)
		(void)ioctl(ctx->terminal, TIOCSWINSZ, &size); /* a size is only a wish */
}

void relay_make_raw(struct ctx *ctx)
{
	struct termios raw = ctx->modes;

	cfmakeraw(&raw);
	ctx->is_raw = true;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &raw); /* EIO: it has been hung up */
}

void relay_restore(struct ctx *ctx)
{
	if (ctx->is_raw)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &ctx->modes); /* EIO: it is gone */
	ctx->is_raw = false;
}
