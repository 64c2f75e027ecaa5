// cgroup.attach, cgroup.enable, cgroup.delegate: a process's place in cgroups that are there
// (cgroups(7)).
//
// What they may touch: files of one cgroup, beneath the hierarchy's mount, as cgroup.c's.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "ctx.h"
#include "sys.h"

#define DELEGATE_FILE "/sys/kernel/cgroup/delegate"
#define NAMES_SIZE    4096

static int open_cgroup(struct ctx *ctx, const char *mount, const char *path)
{
	int directory = cgroup_directory(ctx, mount, path);

	if (directory < 0 && !ctx->failure->is_set)
		return ctx_fail(ctx, "openat2", path, directory, "the cgroup is not there");
	return directory;
}

int act_cgroup_attach(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_attach *act = action->args;
	int directory = open_cgroup(ctx, act->mount, act->path);
	char pid[24];
	int length = snprintf(pid, sizeof(pid), "%d", ctx->child.pid);
	int error;

	if (directory < 0)
		return directory;
	OWNED_FD int file = cgroup_open(directory, "cgroup.procs", O_WRONLY);
	if (file < 0)
		return ctx_fail(ctx, "openat", "cgroup.procs", file, NULL);
	error = sys_write_all(file, pid, (size_t)length);
	return error < 0 ? ctx_fail(ctx, "write", "cgroup.procs", error, NULL) : 0;
}

int undo_cgroup_attach(struct ctx *ctx, const struct action *action)
{
	/* Else the cgroups that were made for it could not be removed, which is next. */
	return undo_process_spawn(ctx, action);
}

int act_cgroup_enable(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_enable *act = action->args;
	int directory = open_cgroup(ctx, act->mount, act->path);

	if (directory < 0)
		return directory;
	cgroup_enable(directory, &act->controllers);
	return 0;
}

/* A kernel before 4.15 has no list; what is in it need not be there (cgroup.threads of a root). */
static int give_files(struct ctx *ctx, const struct act_cgroup_delegate *act, int directory)
{
	char names[NAMES_SIZE];
	char *rest = names;
	ssize_t length;

	OWNED_FD int list = openat(AT_FDCWD, DELEGATE_FILE, O_RDONLY | O_CLOEXEC);
	if (list < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "open", DELEGATE_FILE, -errno, NULL);
	length = sys_read_all(list, names, sizeof(names) - 1);
	if (length < 0)
		return ctx_fail(ctx, "read", DELEGATE_FILE, (int)length, NULL);
	names[length] = '\0';
	for (char *name = strsep(&rest, "\n"); name != NULL; name = strsep(&rest, "\n")) {
		if (name[0] == '\0' || strchr(name, '/') != NULL)
			continue;
		if (fchownat(directory, name, (uid_t)act->uid, (gid_t)act->gid,
			    AT_SYMLINK_NOFOLLOW) < 0 &&
			errno != ENOENT)
			return ctx_fail(ctx, "fchownat", name, -errno, NULL);
	}
	return 0;
}

int act_cgroup_delegate(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_delegate *act = action->args;
	int directory = open_cgroup(ctx, act->mount, act->path);

	if (directory < 0)
		return directory;
	if (fchownat(directory, "", (uid_t)act->uid, (gid_t)act->gid, AT_EMPTY_PATH) < 0)
		return ctx_fail(ctx, "fchownat", act->path, -errno, NULL);
	return give_files(ctx, act, directory);
}
