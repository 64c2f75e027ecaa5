// cgroup.freeze: stops all processes of a cgroup, or lets them go on
// (cgroup-v1/freezer-subsystem.rst, cgroup-v2.rst "cgroup.freeze"). Writing only asks the kernel;
// the answer is waited for.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "ctx.h"
#include "sys.h"

#define WAIT_MS 10000

struct freezer {
	int directory;
	bool is_v2;
};

static int ask(const struct freezer *freezer, bool frozen)
{
	const char *file = freezer->is_v2 ? "cgroup.freeze" : "freezer.state";
	const char *word = frozen ? "FROZEN" : "THAWED";
	OWNED_FD int fd = cgroup_open(freezer->directory, file, O_WRONLY);

	if (freezer->is_v2)
		word = frozen ? "1" : "0";
	return fd < 0 ? fd : sys_write_all(fd, word, strlen(word));
}

/* 1, 0, or a negative errno; -EAGAIN when it is on its way. */
static int is_frozen(const struct freezer *freezer)
{
	char text[512];
	const char *file = freezer->is_v2 ? "cgroup.events" : "freezer.state";
	OWNED_FD int fd = cgroup_open(freezer->directory, file, O_RDONLY);
	ssize_t length = fd < 0 ? fd : sys_read_all(fd, text, sizeof(text) - 1);

	if (length < 0)
		return (int)length;
	text[length] = '\0';
	if (freezer->is_v2)
		return strstr(text, "frozen 1\n") != NULL;
	if (strcmp(text, "FREEZING\n") == 0)
		return -EAGAIN;
	return strcmp(text, "FROZEN\n") == 0;
}

/* v1 may stay on its way for ever, and goes on when asked again. */
static int change(const struct freezer *freezer, bool frozen)
{
	struct timespec step = {.tv_nsec = 1000000};
	int found = -EAGAIN;

	for (int waited = 0; waited < WAIT_MS; waited++) {
		int error = waited == 0 || (found == -EAGAIN && waited % 10 == 0)
				    ? ask(freezer, frozen)
				    : 0;

		found = error < 0 ? error : is_frozen(freezer);
		if (found == (int)frozen)
			return 0;
		if (found < 0 && found != -EAGAIN)
			return found;
		(void)nanosleep(&step, NULL); /* too short a sleep only looks again sooner */
	}
	return -ETIMEDOUT;
}

int act_cgroup_freeze(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_freeze *act = action->args;
	bool frozen = act->state == CGROUP_FREEZE_STATE_FROZEN;
	struct freezer freezer = {.directory = cgroup_directory(ctx, act->mount, act->path),
		.is_v2 = act->version == CGROUP_FREEZE_VERSION_V2};
	int before;
	int error;

	if (freezer.directory < 0)
		return ctx_fail(ctx, "openat2", act->path, freezer.directory, NULL);
	before = is_frozen(&freezer);
	error = before < 0 && before != -EAGAIN ? before : change(&freezer, frozen);
	if (error == 0)
		return 0;
	if (before == 0 && frozen)
		(void)ask(&freezer, false); /* as it was; the error is told */
	return ctx_fail(ctx, "freeze", act->path, error,
		error == -ETIMEDOUT ? "its processes do not stop, or do not go on" : NULL);
}
