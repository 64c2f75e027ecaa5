// notify.create, notify.listen, notify.wait, and what process.wait does for them (sd_notify(3)).
//
// They touch the state directory, a socket in it that the container writes to, and the socket of
// whoever called us. Of what a container says only one thing is passed on, in our own words: that
// it is ready. Descriptors it sends are dropped by the kernel, for none is asked for.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "identity_of.h"
#include "lock.h"
#include "notify.h"
#include "signals.h"
#include "sys.h"

#define DIRECTORY     "notify"
#define READY	      "READY=1"
#define BARRIER	      "BARRIER=1"
#define BARRIER_MS    30000 /* as crun */
#define TEXT_SIZE     4096
#define HEARD_AT_ONCE 32

int act_notify_create(struct ctx *ctx, const struct action *action)
{
	(void)action; /* has no fields */
	if (mkdirat(ctx->state, DIRECTORY, 0755) < 0)
		return ctx_fail(ctx, "mkdirat", DIRECTORY, -errno, NULL);
	return 0;
}

int act_notify_listen(struct ctx *ctx, const struct action *action)
{
	const struct act_notify_listen *act = action->args;
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (strlen(act->to) >= sizeof(address.sun_path))
		return ctx_fail(ctx, "connect", act->to, -ENAMETOOLONG, NULL);
	OWNED_FD int directory = openat(
		ctx->state, DIRECTORY, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory < 0)
		return ctx_fail(ctx, "openat", DIRECTORY, -errno, NULL);
	OWNED_FD int own = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (own < 0)
		return ctx_fail(ctx, "socket", DIRECTORY, -errno, NULL);
	/* An address has 108 bytes, and a state root may be longer. */
	(void)snprintf(
		address.sun_path, sizeof(address.sun_path), "/proc/self/fd/%d/notify", directory);
	if (bind(own, (const struct sockaddr *)&address, sizeof(address)) < 0)
		return ctx_fail(ctx, "bind", DIRECTORY, -errno, NULL);
	/* Whoever the program is: to send is to write. */
	if (fchmodat(directory, "notify", 0777, 0) < 0)
		return ctx_fail(ctx, "fchmodat", DIRECTORY, -errno, NULL);
	ctx->notify = take_fd(&own);
	ctx->notify_to = act->to;
	return 0;
}

/* `right`: a descriptor to give along, or -1. Returns 0 or a negative errno. */
static int tell(const struct ctx *ctx, const char *text, int right)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t length = strlen(ctx->notify_to);
	struct iovec piece = {(void *)(uintptr_t)text, strlen(text)};
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = {.bytes = {0}};
	struct msghdr message = {.msg_name = &address,
		.msg_namelen = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length),
		.msg_iov = &piece,
		.msg_iovlen = 1};
	OWNED_FD int own = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (own < 0)
		return -errno;
	memcpy(address.sun_path, ctx->notify_to, length); /* checked by notify.listen */
	if (address.sun_path[0] == '@')
		address.sun_path[0] = '\0'; /* abstract: unix(7) */
	else
		message.msg_namelen++;
	if (right >= 0) {
		message.msg_control = control.bytes;
		message.msg_controllen = sizeof(control.bytes);
		control.header = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)),
			.cmsg_level = SOL_SOCKET,
			.cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(&control.header), &right, sizeof(right));
	}
	return sendmsg(own, &message, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

static bool says_ready(const char *text)
{
	while (text != NULL) {
		size_t length = strcspn(text, "\n");

		if (length == strlen(READY) && strncmp(text, READY, length) == 0)
			return true;
		text = text[length] == '\0' ? NULL : text + length + 1;
	}
	return false;
}

bool notify_receive(struct ctx *ctx)
{
	char text[TEXT_SIZE];

	/* Who never stops talking keeps the caller from nothing: what is left is there next time.
	 */
	for (unsigned heard = 0; heard < HEARD_AT_ONCE; heard++) {
		ssize_t length = recv(ctx->notify, text, sizeof(text) - 1, 0);

		if (length < 0)
			break;
		text[length] = '\0';
		if (!says_ready(text))
			continue;
		(void)tell(ctx, READY, -1); /* who does not listen any more is not told */
		return true;
	}
	return false;
}

/* The caller closes what it is given once it has read all before it: it knows us while we live. */
static void await_reader(const struct ctx *ctx)
{
	int ends[2];
	struct pollfd wait = {.events = 0};

	if (pipe2(ends, O_CLOEXEC) < 0)
		return;
	OWNED_FD int own = ends[0];
	int error = tell(ctx, BARRIER, ends[1]);
	(void)close(ends[1]); /* the other's is its own */
	wait.fd = own;
	if (error == 0)
		(void)poll(&wait, 1, BARRIER_MS);
}

int act_notify_wait(struct ctx *ctx, const struct action *action)
{
	const struct act_notify_wait *act = action->args;
	OWNED_FD int other = act->process == NULL ? -1 : identity_open(ctx, act->process);
	struct pollfd wait[] = {
		{.fd = act->process == NULL ? ctx->child.pidfd : other, .events = POLLIN},
		{.fd = ctx->notify, .events = POLLIN}, {.fd = ctx->signals, .events = POLLIN}};
	bool is_ready = false;

	if (wait[0].fd < 0)
		return 0; /* it has ended already */
	/* Others must be able to kill a container that never gets ready. */
	lock_release(ctx);
	while (!is_ready && wait[0].revents == 0) {
		if (poll(wait, 3, -1) < 0 && errno != EINTR)
			return ctx_fail(ctx, "poll", "notify", -errno, NULL);
		if (wait[1].revents != 0)
			is_ready = notify_receive(ctx);
		if (wait[2].revents != 0 && signals_is_end(signals_next(ctx)))
			break; /* the caller has waited enough; the container lives on */
	}
	if (is_ready)
		await_reader(ctx);
	ctx->is_taken_over = !lock_retake(ctx);
	ctx_result_string(ctx, "as", is_ready ? "ready" : "not ready");
	if (ctx->is_taken_over)
		ctx_result_string(ctx, "deleted", "meanwhile");
	return 0;
}
