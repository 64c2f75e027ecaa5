// See log_service.h.
#include "log_service.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "sys.h"

#define JOURNALD_SOCKET "/run/systemd/journal/socket"
#define SYSLOG_SOCKET	"/dev/log"
#define FACILITY_USER	8 /* RFC 3164, 4.1.1: facility 1 times 8 */
#define HEAD_SIZE	512
#define MESSAGE_LIMIT	(64U << 10) /* below net.core.wmem_default, 208 KiB */

static int send_datagram(const char *path, struct iovec *parts, int count)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct msghdr message = {
		.msg_name = &address,
		.msg_namelen = sizeof(address),
		.msg_iov = parts,
	};
	message.msg_iovlen = (__typeof__(message.msg_iovlen))
		count; /* its type is the libc's choice */
	OWNED_FD int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (sender < 0)
		return -errno;
	memcpy(address.sun_path, path, strlen(path) + 1);
	while (sendmsg(sender, &message, MSG_NOSIGNAL) < 0)
		if (errno != EINTR)
			return -errno;
	return 0;
}

/*
 * systemd's native journal protocol: NAME=value lines; a value that may hold newlines follows its
 * name on the next line, after its length as 64 bits, little-endian.
 */
static int send_to_journald(
	const char *identifier, int priority, const char *message, size_t length)
{
	char head[HEAD_SIZE + sizeof(uint64_t)];
	char end[] = "\n";
	int used = snprintf(head, HEAD_SIZE, "SYSLOG_IDENTIFIER=%s\nPRIORITY=%d\nMESSAGE\n",
		identifier, priority);

	if (used < 0 || used >= HEAD_SIZE)
		return -ENAMETOOLONG;
	for (size_t i = 0; i < sizeof(uint64_t); i++)
		head[used++] = (char)(((uint64_t)length >> (8 * i)) & 0xff);
	struct iovec parts[] = {
		{head, (size_t)used}, {(char *)(uintptr_t)message, length}, {end, 1}};
	return send_datagram(JOURNALD_SOCKET, parts, 3);
}

/* RFC 3164 without the time, which the receiver knows. */
static int send_to_syslog(const char *identifier, int priority, const char *message, size_t length)
{
	char head[HEAD_SIZE];
	int used = snprintf(head, sizeof(head), "<%d>%s[%d]: ", FACILITY_USER + priority,
		identifier, (int)getpid());

	if (used < 0 || used >= HEAD_SIZE)
		return -ENAMETOOLONG;
	struct iovec parts[] = {{head, (size_t)used}, {(char *)(uintptr_t)message, length}};
	return send_datagram(SYSLOG_SOCKET, parts, 2);
}

int log_send(const char *service, const char *identifier, int priority, const char *message,
	size_t length)
{
	/* A line of its own would let an identifier add fields. */
	if (priority < 0 || priority > 7 || strpbrk(identifier, "\n") != NULL)
		return -EINVAL;
	/* A message that is too long for a datagram loses its end. */
	if (length > MESSAGE_LIMIT)
		length = MESSAGE_LIMIT;
	if (strcmp(service, "journald") == 0)
		return send_to_journald(identifier, priority, message, length);
	if (strcmp(service, "syslog") == 0)
		return send_to_syslog(identifier, priority, message, length);
	return -EPROTONOSUPPORT;
}
