// See identity_of.h.
#include "identity_of.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "actions.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

#define STAT_SIZE	 1024
#define START_TIME_FIELD 22

/* The command's name is in parentheses and may hold anything: fields are counted behind the last
 * one. */
static uint64_t start_of(const char *stat)
{
	const char *at = strrchr(stat, ')');

	for (int field = 2; at != NULL && field < START_TIME_FIELD; field++) {
		at = strchr(at, ' ');
		if (at != NULL)
			at++;
	}
	return at == NULL ? 0 : strtoull(at, NULL, 10);
}

int identity_of(struct ctx *ctx, pid_t pid, struct identity *identity)
{
	char text[STAT_SIZE];
	ssize_t length;

	OWNED_FD int stat = proc_open_pid(ctx, pid, "stat", O_RDONLY);
	if (stat < 0)
		return stat;
	length = sys_read_all(stat, text, sizeof(text) - 1);
	if (length < 0)
		return ctx_fail(ctx, "read", "/proc/PID/stat", (int)length, NULL);
	text[length] = '\0';
	identity->start = start_of(text);
	OWNED_FD int boot = proc_open_sysctl(ctx, "kernel/random/boot_id", O_RDONLY);
	if (boot < 0)
		return boot;
	length = sys_read_all(boot, identity->boot, BOOT_ID_SIZE - 1);
	if (length < 0)
		return ctx_fail(ctx, "read", "boot_id", (int)length, NULL);
	identity->boot[length] = '\0';
	return 0;
}

/* By what is at /proc where that will do, which is cheaper; then whatever it may be does not
 * matter. */
static int identify(struct ctx *ctx, pid_t pid, int pidfd, struct identity *identity)
{
	int error = -EXDEV;

	if (proc_borrow(ctx, pid, pidfd)) {
		error = identity_of(ctx, pid, identity);
		proc_give_back(ctx);
		ctx->failure->is_set = false;
	}
	return error == 0 ? 0 : identity_of(ctx, pid, identity);
}

int identity_open(struct ctx *ctx, const struct process_identity *who)
{
	struct identity identity;
	OWNED_FD int pidfd = sys_pidfd_open((pid_t)who->pid);
	int error;

	if (pidfd < 0)
		return pidfd;
	/* With the descriptor held the pid cannot come to mean another process while it is
	 * compared. */
	error = identify(ctx, (pid_t)who->pid, pidfd, &identity);
	if (error < 0) {
		ctx->failure->is_set =
			false; /* gone between two calls: the caller says what that means */
		return error == -ENOENT ? -ESRCH : error;
	}
	if (identity.start != who->start || strcmp(identity.boot, who->boot) != 0)
		return -ESRCH;
	return take_fd(&pidfd);
}
