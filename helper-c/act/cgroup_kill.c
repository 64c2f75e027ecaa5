// cgroup.kill, cgroup.signal: every process of a container, whatever it forks meanwhile
// (cgroups(7)).
//
// They send signals only to processes that a cgroup of the plan lists, each by its own descriptor.
// A frozen cgroup is thawed again whatever happens: a killed process must run to die.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "cgroup_tree.h"
#include "ctx.h"
#include "sys.h"

#define KILL_WAIT_MS 10000

static int write_file(int directory, const char *file, const char *value)
{
	OWNED_FD int fd = directory < 0 ? directory : cgroup_open(directory, file, O_WRONLY);

	return fd < 0 ? fd : sys_write_all(fd, value, strlen(value));
}

/* v1 has freezer.state, v2 cgroup.freeze. Freezing is a help against forks, not a condition. */
static void freeze(struct ctx *ctx, const struct cgroup_path *freezer, bool on)
{
	int directory;

	if (freezer == NULL)
		return;
	directory = cgroup_directory(ctx, freezer->mount, freezer->path);
	if (write_file(directory, "freezer.state", on ? "FROZEN" : "THAWED") == -ENOENT)
		(void)write_file(directory, "cgroup.freeze", on ? "1" : "0");
}

static void sleep_ms(long ms)
{
	struct timespec pause = {.tv_nsec = ms * 1000000};

	(void)nanosleep(&pause, NULL); /* too short a sleep only looks again sooner */
}

int act_cgroup_kill(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_kill *act = action->args;
	bool is_limited = (act->present & CGROUP_KILL_HAS_TIMEOUT_MS) != 0;
	uint64_t limit = is_limited ? act->timeout_ms : KILL_WAIT_MS;
	int hierarchy = cgroup_hierarchy(ctx, act->mount);
	int count = 1;

	if (hierarchy < 0)
		return hierarchy;
	if (cgroup_was_found(ctx, act->mount, act->path))
		return 0;
	if (act->method == CGROUP_KILL_METHOD_KILL) {
		int directory = cgroup_directory(ctx, act->mount, act->path);

		if (directory == -ENOENT)
			return 0;
		/* Without the file (before Linux 5.14) the loop below does the same. */
		(void)write_file(directory, "cgroup.kill", "1");
	}
	for (uint64_t waited = 0; count > 0 && waited < limit; waited++) {
		/* Frozen only when a first round was not enough: it costs more than most
		 * containers' whole end. */
		bool is_stubborn = waited > 2;

		if (is_stubborn)
			freeze(ctx, act->freezer, true);
		count = cgroup_tree_signal(hierarchy, act->path, SIGKILL);
		/* It may have been frozen before; without a process that is no matter. */
		if (is_stubborn || (waited == 0 && count > 0))
			freeze(ctx, act->freezer, false);
		if (count > 0)
			sleep_ms(1);
	}
	if (count < 0)
		return ctx_fail(ctx, "cgroup.procs", act->path, count, NULL);
	return count == 0 ? 0
			  : ctx_fail(ctx, "kill", act->path, -EBUSY,
				    "processes do not end, although killed");
}

int act_cgroup_signal(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_signal *act = action->args;
	int hierarchy = cgroup_hierarchy(ctx, act->mount);
	int count;

	if (hierarchy < 0)
		return hierarchy;
	freeze(ctx, act->freezer, true);
	count = cgroup_tree_signal(hierarchy, act->path, (int)act->signal);
	freeze(ctx, act->freezer, false);
	return count < 0 ? ctx_fail(ctx, "cgroup.procs", act->path, count, NULL) : 0;
}
