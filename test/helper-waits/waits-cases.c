// What the helper waits for, by itself: senders that never stop, and a reader of what a terminal
// has shown that does not read. One line on standard output a case that failed; whoever called ends
// what hangs.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ctx.h"
#include "notify.h"
#include "relay.h"
#include "signals.h"

/* As from senders that are always quicker; not for ever, so that the case ends. */
#define ENDLESS 1000000U

static unsigned heard;

ssize_t __wrap_recv(int fd, void *data, size_t size, int flags);
ssize_t __wrap_recv(int fd, void *data, size_t size, int flags)
{
	(void)fd;
	(void)flags;
	if (heard >= ENDLESS || size < 4) {
		errno = EAGAIN;
		return -1;
	}
	heard++;
	memcpy(data, "X=1", 3);
	return 3;
}

int identity_open(struct ctx *ctx, const struct process_identity *who)
{
	(void)ctx;
	(void)who;
	return -ESRCH;
}

static void hear_senders(struct ctx *ctx)
{
	ctx->notify_to = "/nowhere";
	if (notify_receive(ctx))
		puts("notify: nobody is ready");
	if (heard == 0 || heard > 100)
		printf("notify: %u messages in one go\n", heard);
}

/* Standard output is a pipe that is full, and its reader does not read. */
static void show_to_nobody(struct ctx *ctx)
{
	static char much[4096];
	struct relay relay;
	int full[2];
	int master[2];
	int own = dup(STDOUT_FILENO);

	if (pipe(full) < 0 || pipe(master) < 0 || fcntl(full[1], F_SETFL, O_NONBLOCK) < 0)
		return;
	while (write(full[1], much, sizeof(much)) > 0)
		continue;
	/* The end of what the terminal has shown, and no more. */
	if (write(master[1], "shown", 5) != 5 || close(master[1]) < 0)
		return;
	ctx->terminal = master[0];
	relay_begin(&relay, ctx);
	if (dup2(full[1], STDOUT_FILENO) < 0 || raise(SIGUSR1) != 0 || raise(SIGTERM) != 0)
		return;
	relay_drain(&relay, ctx);
	(void)dup2(own, STDOUT_FILENO);
	puts("drained");
}

int main(void)
{
	static struct shared shared;
	static struct ctx ctx;

	ctx.failure = &shared.failure;
	if (signals_prepare(&ctx) < 0)
		return 1;
	hear_senders(&ctx);
	show_to_nobody(&ctx);
	return 0;
}
