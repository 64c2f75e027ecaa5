// See criu.h; https://criu.org/RPC.
#include "criu.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "null.h"
#include "signals.h"
#include "sys.h"

#define DIRECTORY_MODE 0700
#define SOCKET_FD      3
#define HIGH_FD	       64 /* above what has a fixed number in criu's process */
#define LAST_FD	       CRIU_WORK_FD
#define ANSWER_SIZE    16384
#define END_WAIT_MS    10000
#define EXIT_NO_SETUP  126
#define EXIT_NO_EXEC   127

extern char **environ;

static int open_directory(struct ctx *ctx, const char *path, bool make)
{
	int fd;

	if (make && mkdir(path, DIRECTORY_MODE) < 0 && errno != EEXIST)
		return ctx_fail(ctx, "mkdir", path, -errno, NULL);
	fd = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? ctx_fail(ctx, "open", path, -errno, NULL) : fd;
}

int criu_open_files(struct ctx *ctx, const char *images, const char *work, const char *log,
	bool make, struct criu_files *files)
{
	files->work = -1;
	files->images = open_directory(ctx, images, make);
	if (files->images < 0)
		return files->images;
	files->work = open_directory(ctx, work, true);
	if (files->work >= 0 && unlinkat(files->work, log, 0) < 0 && errno != ENOENT) {
		int error = ctx_fail(ctx, "unlinkat", log, -errno, NULL);

		criu_close_files(files);
		return error;
	}
	if (files->work < 0)
		sys_close_owned(&files->images);
	return files->work < 0 ? files->work : 0;
}

void criu_close_files(const struct criu_files *files)
{
	sys_close_owned(&files->images);
	sys_close_owned(&files->work);
}

/* A descriptor out of the way of those with fixed numbers. */
static int lift(int fd)
{
	return fd < 0 ? fd : fcntl(fd, F_DUPFD_CLOEXEC, HIGH_FD);
}

static bool place(int fd, int number)
{
	return fd < 0 || dup2(fd, number) == number;
}

/* criu opens the directories by the pid of whoever made the socket, in whose mount namespace they
 * have to be: it is criu's own process that makes it, and hands the other end over (unix(7)). */
static int make_socket(struct ctx *ctx, int control)
{
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} rights = {0};
	char byte = 0;
	struct iovec data = {&byte, 1};
	struct msghdr message = {.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof(rights)};
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return ctx_fail(ctx, "socketpair", "criu", -errno, NULL);
	rights.header = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)),
		.cmsg_level = SOL_SOCKET,
		.cmsg_type = SCM_RIGHTS};
	memcpy(CMSG_DATA(&rights.header), &ends[0], sizeof(int));
	if (sendmsg(control, &message, MSG_NOSIGNAL) < 0)
		return ctx_fail(ctx, "sendmsg", "criu", -errno, NULL);
	return ends[1];
}

/* recvmsg(2) of one message, with the descriptor that came with it, or -1. */
static ssize_t receive(int socket, void *data, size_t size, int *fd)
{
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} rights = {0};
	struct iovec part = {data, size};
	struct msghdr message = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof(rights)};
	ssize_t count;

	*fd = -1;
	do
		count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_TRUNC);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		return -errno;
	if (message.msg_controllen >= CMSG_LEN(sizeof(int)) &&
		rights.header.cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(&rights.header), sizeof(int));
	return count;
}

static int open_lifted(struct ctx *ctx, const char *path)
{
	OWNED_FD int fd = open_directory(ctx, path, false);

	return lift(fd);
}

/* In criu's process: nothing here may return. */
static _Noreturn void become_criu(
	struct ctx *ctx, const struct criu_start *start, int control, pid_t parent)
{
	char name[] = "criu";
	char mode[] = "swrk";
	char number[] = {'0' + SOCKET_FD, '\0'};
	char *argv[] = {name, mode, number, NULL};
	int network = lift(start->network);
	int pid = lift(start->pid);
	int images, work, rpc, null;
	bool is_placed;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
		_exit(EXIT_NO_SETUP);
	if (start->prepare != NULL && start->prepare(ctx, start->argument) < 0)
		_exit(EXIT_NO_SETUP);
	images = open_lifted(ctx, start->images);
	work = open_lifted(ctx, start->work);
	rpc = lift(make_socket(ctx, control));
	null = lift(null_open(ctx, O_RDWR));
	is_placed = images >= 0 && work >= 0 && null >= 0 && rpc >= 0 && place(rpc, SOCKET_FD) &&
		    place(images, CRIU_IMAGES_FD) && place(work, CRIU_WORK_FD);
	for (int i = 0; i <= 2; i++) {
		bool is_kept = (start->streams & 1U << i) != 0;

		is_placed = is_placed && place(is_kept ? i : null, CRIU_STREAM_FD + i);
	}
	is_placed = is_placed && place(network, CRIU_NETWORK_FD) && place(pid, CRIU_PID_FD);
	for (int i = 0; i <= 2; i++)
		is_placed = is_placed && place(null, i);
	if (!is_placed) {
		if (!ctx->failure->is_set)
			(void)ctx_fail(ctx, "dup2", start->program, -errno, NULL);
		_exit(EXIT_NO_SETUP);
	}
	sys_close_all(LAST_FD + 1, ~0U);
	(void)umask(ctx->caller_umask);
	signals_restore();
	(void)execve(start->program, argv, environ);
	(void)ctx_fail(ctx, "execve", start->program, -errno, NULL);
	_exit(EXIT_NO_EXEC);
}

int criu_begin(struct ctx *ctx, const struct criu_start *start)
{
	pid_t self = getpid();
	int ends[2];
	char byte;
	int pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return ctx_fail(ctx, "socketpair", "criu", -errno, NULL);
	pid = sys_fork(0);
	if (pid == 0)
		become_criu(ctx, start, ends[1], self);
	(void)close(ends[1]); /* criu's end is its own */
	ctx->criu.pid = pid < 0 ? 0 : pid;
	/* None when criu's process has failed before. */
	if (pid > 0)
		(void)receive(ends[0], &byte, 1, &ctx->criu.socket);
	(void)close(ends[0]); /* it has served */
	if (pid < 0)
		return ctx_fail(ctx, "clone3", "criu", pid, NULL);
	if (ctx->criu.socket >= 0)
		return 0;
	criu_end(ctx);
	return ctx->failure->is_set ? ctx->failure->error
				    : ctx_fail(ctx, "criu", start->program, -ECHILD, NULL);
}

int criu_new_message(struct ctx *ctx, size_t size, struct rpc *rpc)
{
	*rpc = (struct rpc){.data = arena_take(ctx->arena, size), .size = size};
	return rpc->data == NULL ? ctx_fail(ctx, "arena", "criu", -ENOMEM, NULL) : 0;
}

int criu_send(struct ctx *ctx, const struct rpc *rpc)
{
	ssize_t count;

	if (rpc->is_full)
		return ctx_fail(ctx, "send", "criu", -EMSGSIZE, NULL);
	do
		count = send(ctx->criu.socket, rpc->data, rpc->length, MSG_NOSIGNAL);
	while (count < 0 && errno == EINTR);
	if (count >= 0 || errno == EPIPE)
		return 0; /* that it has ended is seen when it is listened to */
	return ctx_fail(ctx, "send", "criu", -errno, NULL);
}

static bool asks_to_end(int number)
{
	return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
}

int criu_receive(struct ctx *ctx, bool can_cancel, struct rpc_answer *answer)
{
	struct pollfd wait[] = {{.fd = ctx->criu.socket, .events = POLLIN},
		{.fd = can_cancel ? ctx->signals : -1, .events = POLLIN}};
	uint8_t bytes[ANSWER_SIZE];
	ssize_t count;

	do {
		if (poll(wait, 2, -1) < 0 && errno != EINTR)
			return ctx_fail(ctx, "poll", "criu", -errno, NULL);
		if (wait[1].revents != 0) {
			int number = signals_next(ctx);

			if (asks_to_end(number)) {
				ctx->cancelled_by = number;
				return ctx_fail(ctx, "signal", "criu", -EINTR, "cancelled");
			}
		}
	} while (wait[0].revents == 0);
	sys_close_owned(&ctx->criu.received);
	count = receive(ctx->criu.socket, bytes, sizeof(bytes), &ctx->criu.received);
	if (count == 0 || count == -ECONNRESET)
		return -EPIPE;
	if (count < 0)
		return ctx_fail(ctx, "recvmsg", "criu", (int)count, NULL);
	if ((size_t)count > sizeof(bytes) || !rpc_read(bytes, (size_t)count, answer))
		return ctx_fail(ctx, "recvmsg", "criu", -EPROTO, "not a message of criu's RPC");
	return 0;
}

void criu_end(struct ctx *ctx)
{
	siginfo_t info;

	bool is_child = ctx->criu.pid == ctx->child.pid;

	if (ctx->criu.pid == 0)
		return;
	sys_close_owned(&ctx->criu.socket);
	ctx->criu.socket = -1;
	if (is_child && ctx->child.is_reaped) {
		ctx->criu.pid = 0;
		return;
	}
	OWNED_FD int pidfd = sys_pidfd_open(ctx->criu.pid);
	struct pollfd wait = {.fd = pidfd, .events = POLLIN};
	/* By itself it takes away what it has half made. */
	if (pidfd < 0 || poll(&wait, 1, END_WAIT_MS) <= 0)
		(void)kill(ctx->criu.pid, SIGKILL); /* our child, not reaped: its pid is its own */
	while (waitid(P_PID, (id_t)ctx->criu.pid, &info, WEXITED) < 0 && errno == EINTR)
		continue;
	if (is_child)
		ctx->child.is_reaped = true;
	ctx->criu.pid = 0;
}

struct errors {
	char *why;
	size_t size;
	char line[1024];
	size_t length;
};

/* A line that tells of an error is kept while there is room. */
static void end_line(struct errors *errors)
{
	size_t used = strlen(errors->why);

	errors->line[errors->length] = '\0';
	if (strstr(errors->line, "Error") != NULL && used + errors->length + 2 <= errors->size) {
		errors->why[used] = '\n';
		memcpy(errors->why + used + 1, errors->line, errors->length + 1);
	}
	errors->length = 0;
}

/* Appends the lines of the log that tell of errors. */
static void add_errors(int work, const char *log, char *why, size_t size)
{
	struct errors errors = {.why = why, .size = size};
	OWNED_FD int file = openat(work, log, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char piece[4096];
	ssize_t count = file < 0 ? 0 : read(file, piece, sizeof(piece));

	for (; count > 0; count = read(file, piece, sizeof(piece)))
		for (ssize_t i = 0; i < count; i++) {
			if (piece[i] == '\n')
				end_line(&errors);
			else if (errors.length + 1 < sizeof(errors.line))
				errors.line[errors.length++] = piece[i];
		}
}

int criu_fail(struct ctx *ctx, const char *what, const struct criu_files *files, const char *log,
	int error)
{
	char why[CTX_WHY_SIZE];

	if (ctx->failure->is_set)
		return ctx->failure->error; /* in its process, before it was criu */
	(void)snprintf(why, sizeof(why), "CRIU %s failed: %d", what, error == 0 ? -ECHILD : -error);
	add_errors(files->work, log, why, sizeof(why));
	return ctx_fail(ctx, "criu", log, -ECHILD, why);
}
