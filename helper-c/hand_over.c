// See hand_over.h; SCM_RIGHTS in unix(7).
#include "hand_over.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "ctx.h"
#include "path.h"
#include "sys.h"

/* Whoever listens takes what it waits for, or never will. */
#define LIMIT_SECONDS 5

int hand_over_connect(struct ctx *ctx, const char *path)
{
	static const struct timeval limit = {.tv_sec = LIMIT_SECONDS};
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	OWNED_FD int place = path_openat2(AT_FDCWD, path, O_PATH, 0);
	if (place < 0)
		return ctx_fail(ctx, "openat2", path, place, NULL);
	OWNED_FD int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return ctx_fail(ctx, "socket", path, -errno, NULL);
	/* connect(2) is bounded by it too (socket(7)): a backlog may be full for ever. */
	if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) < 0)
		return ctx_fail(ctx, "setsockopt", path, -errno, NULL);
	(void)snprintf(
		address.sun_path, sizeof(address.sun_path), "/proc/self/fd/%d", place); // fits
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0)
		return ctx_fail(ctx, "connect", path, errno == EAGAIN ? -ETIMEDOUT : -errno,
			errno == ECONNREFUSED ? "nobody listens there" : NULL);
	return take_fd(&fd);
}

/* SO_PEERCRED of socket(7): who it was when it began to listen. */
int hand_over_check_peer(struct ctx *ctx, int socket, const char *path)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
		return ctx_fail(ctx, "getsockopt", path, -errno, NULL);
	if (peer.uid == 0 || peer.uid == geteuid())
		return 0;
	return ctx_fail(ctx, "SO_PEERCRED", path, -EPERM, "another user listens there");
}

static int send_all(int socket, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(socket, text, length, MSG_NOSIGNAL);

		if (sent < 0 && errno != EINTR)
			return -errno;
		if (sent > 0) {
			text += sent;
			length -= (size_t)sent;
		}
	}
	return 0;
}

/* A stream takes what was too long for one message in further ones. */
static int send_rest(struct ctx *ctx, int socket, const struct iovec *parts, int count, size_t sent)
{
	for (int i = 0; i < count; i++) {
		size_t skipped = sent < parts[i].iov_len ? sent : parts[i].iov_len;
		int error = send_all(socket, (const char *)parts[i].iov_base + skipped,
			parts[i].iov_len - skipped);

		if (error < 0)
			return ctx_fail(ctx, "send", "", error, NULL);
		sent -= skipped;
	}
	return 0;
}

int hand_over_send(struct ctx *ctx, int socket, int fd, const struct iovec *parts, int count)
{
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = {.bytes = {0}};
	struct msghdr message = {
		.msg_iov = (struct iovec *)(uintptr_t)parts, /* which sendmsg(2) only reads */
		.msg_iovlen = (unsigned char)count,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes),
	};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &fd, sizeof(fd));
	do
		sent = sendmsg(socket, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent < 0)
		return ctx_fail(ctx, "sendmsg", "", -errno, NULL);
	return send_rest(ctx, socket, parts, count, (size_t)sent);
}
