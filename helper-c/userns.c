// See userns.h; user_namespaces(7). A namespace lives while a process is in it or a descriptor
// names it, and a map can be written only from outside: so a short-lived child is the first to be
// there.
#include "userns.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ctx.h"
#include "proc.h"
#include "sys.h"

/* The kernel's limit of lines in a map (UID_GID_MAP_MAX_EXTENTS). */
#define RANGES_MAX 340
#define LINE_SIZE  sizeof("4294967295 4294967295 4294967295\n")

static int write_map(
	struct ctx *ctx, pid_t pid, const char *file, const struct id_range_list *ranges)
{
	char text[RANGES_MAX * LINE_SIZE];
	size_t length = 0;

	if (ranges->count > RANGES_MAX)
		return ctx_fail(ctx, "write", file, -EINVAL, "more than 340 ranges");
	for (size_t i = 0; i < ranges->count; i++) {
		const struct id_range *range = &ranges->items[i];
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%u %u %u\n",
			(unsigned)range->container, (unsigned)range->host, (unsigned)range->size);
	}
	OWNED_FD int fd = proc_open_pid(ctx, pid, file, O_WRONLY);
	if (fd < 0)
		return fd;
	if (write(fd, text, length) < 0)
		return ctx_fail(ctx, "write", file, -errno, NULL);
	return 0;
}

int userns_make(struct ctx *ctx, const struct id_range_list *uids, const struct id_range_list *gids)
{
	pid_t pid = sys_fork(CLONE_NEWUSER);
	int result;

	if (pid == 0) {
		/* From here on: system calls only, until the parent kills this process. */
		if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
			_exit(1);
		for (;;)
			(void)pause();
	}
	if (pid < 0)
		return ctx_fail(ctx, "clone3", "user namespace", pid, NULL);
	result = write_map(ctx, pid, "uid_map", uids);
	if (result == 0)
		result = write_map(ctx, pid, "gid_map", gids);
	if (result == 0)
		result = proc_open_namespace(ctx, pid, "user");
	(void)kill(pid, SIGKILL);    /* our own child, not yet waited for: the pid is its */
	(void)waitpid(pid, NULL, 0); /* nothing to learn from its end */
	return result;
}
