// listener.connect, pidfd.send (seccomp_unotify(2), pidfd_open(2), unix(7)).
//
// What they may touch: sockets of the host that the config names, links followed. An agent of the
// container's author gets a descriptor of the container: of its system calls, or of its process.
//
// A filter may ask the agent about any call, also those by which the container's process talks to
// the helper. So the helper does not wait to be told: from the moment the process has its filter,
// which the page that both see shows, the helper takes the listener (pidfd_getfd(2)) and sends it,
// while it waits for its turn.
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "hand_over.h"
#include "listener.h"
#include "sys.h"

/* Linux 5.6 */
#define NUMBER_PIDFD_GETFD 438
#define PID_SIZE	   21

int act_listener_connect(struct ctx *ctx, const struct action *action)
{
	const struct act_listener_connect *act = action->args;
	int socket = hand_over_connect(ctx, act->path);

	if (socket < 0)
		return socket;
	ctx->agent = socket;
	ctx->agent_action = action;
	return 0;
}

static struct iovec part(const char *text)
{
	return (struct iovec){.iov_base = (void *)(uintptr_t)text, .iov_len = strlen(text)};
}

static int send_listener(struct ctx *ctx, int listener)
{
	const struct act_listener_connect *act = ctx->agent_action->args;
	char pid[PID_SIZE] = "";
	struct iovec parts[] = {
		part(act->head), part(pid), part(act->middle), part(pid), part(act->tail)};
	int length = snprintf(pid, sizeof(pid), "%d", ctx->child.pid); // fits

	parts[1].iov_len = parts[3].iov_len = (size_t)length;
	return hand_over_send(ctx, ctx->agent, listener, parts, 5);
}

bool listener_is_awaited(const struct ctx *ctx)
{
	return ctx->agent > 0;
}

int listener_hand_over(struct ctx *ctx)
{
	int number = __atomic_load_n(&ctx->shared->listener, __ATOMIC_ACQUIRE);
	long taken;
	int error;

	if (ctx->agent <= 0 || number == 0)
		return 0;
	taken = syscall(NUMBER_PIDFD_GETFD, ctx->child.pidfd, number, 0);
	if (taken < 0)
		return ctx_fail(ctx, "pidfd_getfd", "seccomp listener", -errno, NULL);
	OWNED_FD int listener = (int)taken;
	error = send_listener(ctx, listener);
	sys_close_owned(&ctx->agent);
	ctx->agent = 0;
	return error;
}

int act_pidfd_send(struct ctx *ctx, const struct action *action)
{
	const struct act_pidfd_send *act = action->args;

	OWNED_FD int socket = hand_over_connect(ctx, act->path);
	if (socket < 0)
		return socket;
	/* A stream carries no descriptor without a byte. */
	struct iovec byte = {.iov_base = (char[]){0}, .iov_len = 1};
	return hand_over_send(ctx, socket, ctx->child.pidfd, &byte, 1);
}
