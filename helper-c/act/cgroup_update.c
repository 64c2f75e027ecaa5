// cgroup.update: another value in a file of a cgroup that is in use (cgroups(7)), and the old one
// again when a later action fails. Where it may write is cgroup.write's: beneath a verified
// hierarchy, without links and without crossing a mount.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "ctx.h"
#include "sys.h"

/* One write(2): the kernel reads a value as a whole. */
static int write_value(
	struct ctx *ctx, const struct act_cgroup_update *act, const char *name, const char *value)
{
	int directory = cgroup_directory(ctx, act->mount, act->path);
	ssize_t count;

	if (directory < 0)
		return directory;
	OWNED_FD int file = cgroup_open(directory, name, O_WRONLY);
	if (file < 0)
		return file;
	do
		count = write(file, value, strlen(value));
	while (count < 0 && errno == EINTR);
	return count < 0 ? -errno : 0;
}

static bool is_ignored(const struct act_cgroup_update *act, int error)
{
	if (error == -ENOENT)
		return (act->present & CGROUP_UPDATE_HAS_MISSING) != 0 &&
		       act->missing == CGROUP_UPDATE_MISSING_IGNORE;
	if (error == -EACCES || error == -EPERM || error == -EROFS)
		return (act->present & CGROUP_UPDATE_HAS_DENIED) != 0 &&
		       act->denied == CGROUP_UPDATE_DENIED_IGNORE;
	return false;
}

static const char *reason(const char *file, int error)
{
	if (error == -ENOENT)
		return "this kernel or cgroup has no such file";
	if (error == -EBUSY && strncmp(file, "memory.", strlen("memory.")) == 0)
		return "more than that is in use";
	return NULL;
}

static int fail(struct ctx *ctx, const struct act_cgroup_update *act, const char *file,
	const char *value, int error)
{
	char object[CTX_OBJECT_SIZE];

	if (ctx->failure->is_set)
		return error;
	(void)snprintf(
		object, sizeof(object), "%s/%s/%s: %.64s", act->mount, act->path, file, value);
	return ctx_fail(ctx, "write", object, error, reason(file, error));
}

int act_cgroup_update(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_update *act = action->args;
	int error = write_value(ctx, act, act->file, act->value);

	if (error < 0 && !ctx->failure->is_set && is_ignored(act, error)) {
		ctx_result_string(ctx, "as", "ignored");
		return 0;
	}
	return error < 0 ? fail(ctx, act, act->file, act->value, error) : 0;
}

/* Also of an action that failed: it changed nothing, and this changes nothing then. */
int undo_cgroup_update(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_update *act = action->args;
	const char *file = act->before_file == NULL ? act->file : act->before_file;
	int error = act->before == NULL ? 0 : write_value(ctx, act, file, act->before);

	return is_ignored(act, error) ? 0 : error;
}
