// See lock.h; flock(2). The lock belongs to the directory that was opened, so that it can be held
// on one that has been removed: whoever gets it looks whether the name still leads there.
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>

#include "ctx.h"
#include "proc.h"
#include "sys.h"

#define WAIT_MS 10000
#define STEP_MS 5
/* Of a machine with some hundred locks; one that is not found is waited for. */
#define LOCKS_SIZE 32768
/* Only what the container does makes its process take so long; others wait for longer. */
#define LENT_MS 1000

static void sleep_ms(long ms)
{
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	(void)nanosleep(&time, NULL); /* too short a sleep only asks again sooner */
}

static int await(const struct ctx *ctx, long limit_ms)
{
	for (long waited = 0; flock(ctx->state, LOCK_EX | LOCK_NB) < 0; waited += STEP_MS) {
		if (errno != EWOULDBLOCK || waited >= limit_ms)
			return -errno;
		sleep_ms(STEP_MS);
	}
	return 0;
}

/*
 * One line of /proc/locks (proc_locks(5)): `1: FLOCK  ADVISORY  WRITE 4711 00:1a:2305 0 EOF`, the
 * device in hexadecimal. Returns the holder of ours, or 0.
 */
static pid_t holder_in(const char *line, const struct stat *ours)
{
	unsigned major, minor;
	unsigned long inode;
	int pid;

	if (sscanf(line, "%*d: FLOCK %*s %*s %d %x:%x:%lu", &pid, &major, &minor, &inode) != 4)
		return 0;
	return inode == ours->st_ino && makedev(major, minor) == ours->st_dev ? pid : 0;
}

/* Whoever it is then comes from the state directory alone, which only its owner can open. */
static void cancel_holder(struct ctx *ctx)
{
	char text[LOCKS_SIZE];
	struct stat ours;
	ssize_t length;

	OWNED_FD int locks = proc_open_locks(ctx);
	if (locks < 0 || fstat(ctx->state, &ours) < 0) {
		ctx->failure->is_set = false; /* then it is waited for */
		return;
	}
	length = sys_read_all(locks, text, sizeof(text) - 1);
	text[length < 0 ? 0 : length] = '\0';
	for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
		pid_t pid;

		line += line[0] == '\n';
		pid = holder_in(line, &ours);
		OWNED_FD int pidfd = pid > 0 ? sys_pidfd_open(pid) : -ESRCH;
		/* Still held with the descriptor at hand: it is that process, and no later one. */
		if (pidfd >= 0 && flock(ctx->state, LOCK_EX | LOCK_NB) < 0)
			(void)sys_pidfd_signal(pidfd, SIGTERM); /* it may have ended by now */
	}
}

int lock_take(struct ctx *ctx, enum lock_way way)
{
	int error = await(ctx, 0);

	if (error == -EWOULDBLOCK && way == LOCK_CANCEL)
		cancel_holder(ctx);
	if (error == -EWOULDBLOCK && way != LOCK_TRY)
		error = await(ctx, WAIT_MS);

	return error == 0 ? 0
			  : ctx_fail(ctx, "flock", ctx->container, error,
				    error == -EWOULDBLOCK ? "another command holds the container"
							  : NULL);
}

void lock_release(struct ctx *ctx)
{
	(void)flock(ctx->state, LOCK_UN); /* fails for bad descriptors only */
}

void lock_let_go(struct ctx *ctx)
{
	sys_close_owned(&ctx->state);
	ctx->state = -1;
}

static int64_t now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void lock_lend(struct ctx *ctx)
{
	ctx->lent_until = now_ms() + LENT_MS;
}

int lock_lent_ms(struct ctx *ctx)
{
	int64_t left;

	if (ctx->lent_until == 0)
		return -1;
	left = ctx->lent_until - now_ms();
	if (left > 0)
		return (int)left;
	ctx->lent_until = 0;
	lock_release(ctx);
	return -1;
}

bool lock_retake(struct ctx *ctx)
{
	return await(ctx, WAIT_MS) == 0 && lock_is_current(ctx);
}

bool lock_is_current(const struct ctx *ctx)
{
	struct stat ours;
	struct stat there;

	return fstat(ctx->state, &ours) == 0 &&
	       fstatat(ctx->state_root, ctx->container, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}
