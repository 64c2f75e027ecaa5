// cgroup.create, cgroup.write, cgroup.join, cgroup.remove (cgroups(7)).
//
// They touch only cgroupfs: the hierarchy's filesystem type is checked, and everything is opened
// beneath it without links and without crossing a mount, so no path of a config leads a write
// anywhere else.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "cgroup_now.h"
#include "cgroup_tree.h"
#include "ctx.h"
#include "lock.h"
#include "path.h"
#include "sys.h"

#define CGROUP_MODE    0755
#define COMPONENT_SIZE 256
#define VALUE_SIZE     4096
#define CREATE_TRIES   3
#define REMOVE_WAIT_MS 10000
#define UNDO_WAIT_MS   1000
#define RESOLVE_ONE    (RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS)

/* A cpuset without cpus or memory takes no process: it begins as its parent is. */
static int inherit(struct ctx *ctx, int parent, int child, const struct strings *files)
{
	for (size_t i = 0; i < files->count; i++) {
		char value[VALUE_SIZE];
		ssize_t length;
		int error;

		OWNED_FD int own = cgroup_open(child, files->items[i], O_RDWR);
		if (own < 0)
			return ctx_fail(ctx, "openat", files->items[i], own, NULL);
		length = sys_read_all(own, value, sizeof(value));
		if (length > 1)
			continue;
		OWNED_FD int from = cgroup_open(parent, files->items[i], O_RDONLY);
		if (from < 0)
			return ctx_fail(ctx, "openat", files->items[i], from, NULL);
		length = sys_read_all(from, value, sizeof(value));
		if (length < 0)
			return ctx_fail(ctx, "read", files->items[i], (int)length, NULL);
		error = sys_write_all(own, value, (size_t)length);
		if (error < 0)
			return ctx_fail(ctx, "write", files->items[i], error, NULL);
	}
	return 0;
}

/* Below a threaded cgroup a new one takes no process until it is threaded too (cgroup-v2.rst,
 * "Threads"). */
static void follow_threaded(int directory)
{
	char type[32] = "";
	OWNED_FD int file = cgroup_open(directory, "cgroup.type", O_RDWR);

	if (file >= 0 && sys_read_all(file, type, sizeof(type) - 1) > 0 &&
		strcmp(type, "domain invalid\n") == 0)
		(void)sys_write_all(file, "threaded", 8); /* joining it fails */
}

/* Which components of a path were made, in all attempts: from number `first` to before `end`, which
 * is at `length` bytes. */
struct made {
	uint64_t first;
	uint64_t end;
	size_t length;
};

static void note_made(struct made *made, uint64_t number, size_t length)
{
	if (made->end == 0 || number < made->first)
		made->first = number;
	if (number >= made->end) {
		made->end = number + 1;
		made->length = length;
	}
}

/* Makes the components of `path` that are missing. */
static int make(struct ctx *ctx, const struct act_cgroup_create *act, struct made *made)
{
	int parent = cgroup_hierarchy(ctx, act->mount);
	OWNED_FD int own = -1;
	const char *at = act->path;
	uint64_t number = 0;

	if (parent < 0)
		return parent;
	while (*at != '\0') {
		char name[COMPONENT_SIZE];
		size_t length = strcspn(at, "/");
		size_t end = (size_t)(at - act->path) + length;
		int child;
		int error;

		if (length >= sizeof(name))
			return ctx_fail(ctx, "mkdirat", act->path, -ENAMETOOLONG, NULL);
		memcpy(name, at, length);
		name[length] = '\0';
		at += length;
		at += strspn(at, "/");
		if (length == 0 || strcmp(name, ".") == 0)
			continue;
		if (act->enable.count > 0)
			cgroup_enable(parent, &act->enable);
		if (mkdirat(parent, name, CGROUP_MODE) == 0)
			note_made(made, number, end);
		else if (errno != EEXIST)
			return errno == ENOENT ? -ENOENT
					       : ctx_fail(ctx, "mkdirat", act->path, -errno, NULL);
		number++;
		child = path_openat2(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW, RESOLVE_ONE);
		if (child == -ENOENT)
			return child;
		if (child < 0)
			return ctx_fail(ctx, "openat2", act->path, child, NULL);
		error = inherit(ctx, parent, child, &act->inherit);
		if (act->join == NULL)
			follow_threaded(child);
		sys_close_owned(&own);
		own = parent = child;
		if (error < 0)
			return error;
	}
	/* The path of a hierarchy's own cgroup is empty. */
	if (own < 0)
		own = fcntl(parent, F_DUPFD_CLOEXEC, 0);
	return own < 0 ? -errno : take_fd(&own);
}

static void see_process(pid_t pid, void *data)
{
	(void)pid;
	*(bool *)data = true;
}

/* In the cgroup or below it. */
static int has_processes(int directory)
{
	OWNED_FD int readable = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool found = false;
	int error = readable < 0 ? -errno : cgroup_tree_each(readable, see_process, &found);

	return error < 0 ? error : found;
}

/* What was there before may be somebody else's. */
static int claim(struct ctx *ctx, const struct act_cgroup_create *act, struct cgroup_handle *handle)
{
	int found;

	handle->is_found = handle->made == 0;
	if (!act->exclusive || !handle->is_found)
		return 0;
	found = has_processes(handle->directory);
	if (found < 0)
		return ctx_fail(ctx, "cgroup.procs", act->path, found, NULL);
	return found ? ctx_fail(ctx, "cgroup.procs", act->path, -EBUSY, "the cgroup has processes")
		     : 0;
}

/* A process that has ended is in its cgroup until it is reaped. */
static int remove_waiting(int hierarchy, const char *path, uint64_t parents, uint64_t limit)
{
	struct timespec pause = {.tv_nsec = 1000000};
	int error = cgroup_tree_remove(hierarchy, path, parents);

	for (uint64_t waited = 0; error == -EBUSY && waited < limit; waited++) {
		(void)nanosleep(&pause, NULL); /* too short a sleep only tries again sooner */
		error = cgroup_tree_remove(hierarchy, path, parents);
	}
	return error;
}

int act_cgroup_create(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_create *act = action->args;
	struct cgroup_handle handle = {.mount = act->mount, .path = act->path, .join = -1};
	struct made made = {0};
	int error = 0;

	if (ctx->cgroup_count == CTX_CGROUPS)
		return ctx_fail(ctx, "mkdirat", act->path, -EMFILE, "too many cgroups");
	handle.directory = -ENOENT;
	/* A neighbour that is being deleted may take an ancestor away while we are on our way down.
	 */
	for (int i = 0; i < CREATE_TRIES && handle.directory == -ENOENT; i++)
		handle.directory = make(ctx, act, &made);
	if (handle.directory < 0) {
		error = ctx->failure->is_set
				? handle.directory
				: ctx_fail(ctx, "mkdirat", act->path, handle.directory, NULL);
	} else {
		handle.made = made.end - made.first;
		error = claim(ctx, act, &handle);
	}
	if (error == 0 && act->join != NULL) {
		handle.join = cgroup_open(handle.directory, act->join, O_WRONLY);
		if (handle.join < 0)
			error = ctx_fail(ctx, "openat", act->join, handle.join, NULL);
	}
	if (error < 0) {
		sys_close_owned(&handle.directory);
		/* Nothing else is in what was made just now. */
		cgroup_tree_remove_empty(cgroup_hierarchy(ctx, act->mount), act->path, made.length,
			made.end - made.first);
		return error;
	}
	ctx->cgroups[ctx->cgroup_count++] = handle;
	ctx_result_number(ctx, "made", handle.made);
	return 0;
}

int undo_cgroup_create(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_create *act = action->args;
	struct cgroup_handle *handle = cgroup_find(ctx, act->mount, act->path);

	if (handle == NULL || handle->made == 0)
		return 0;
	return remove_waiting(
		cgroup_hierarchy(ctx, act->mount), act->path, handle->made - 1, UNDO_WAIT_MS);
}

static bool may_be_missing(const struct act_cgroup_write *act, int directory)
{
	if ((act->present & CGROUP_WRITE_HAS_MISSING) == 0 ||
		act->missing != CGROUP_WRITE_MISSING_IGNORE)
		return false;
	return (act->present & CGROUP_WRITE_HAS_UNLESS) == 0 || directory < 0 ||
	       faccessat(directory, act->unless, F_OK, 0) == 0;
}

static int fail_write(struct ctx *ctx, const struct act_cgroup_write *act, int directory,
	const char *step, int error)
{
	char object[CTX_OBJECT_SIZE];
	bool is_missing = error == -ENOENT;
	bool is_denied = error == -EACCES || error == -EPERM || error == -EROFS;

	if ((is_missing && may_be_missing(act, directory)) ||
		(is_denied && (act->present & CGROUP_WRITE_HAS_DENIED) != 0 &&
			act->denied == CGROUP_WRITE_DENIED_IGNORE)) {
		ctx_result_string(ctx, "as", "ignored");
		return 0;
	}
	(void)snprintf(object, sizeof(object), "%s/%s/%s: %.64s", act->mount, act->path, act->file,
		act->value);
	return ctx_fail(ctx, step, object, error,
		is_missing ? "this kernel or cgroup has no such file" : NULL);
}

/* Mostly it is the file that was written last: one takes a list of rules, a write each. */
static int open_file(struct ctx *ctx, int directory, const char *file)
{
	if (ctx->written_file != NULL && ctx->written_in == directory &&
		strcmp(ctx->written_file, file) == 0)
		return ctx->written;
	if (ctx->written_file != NULL)
		sys_close_owned(&ctx->written);
	ctx->written_file = NULL;
	ctx->written = cgroup_open(directory, file, O_WRONLY);
	if (ctx->written < 0)
		return ctx->written;
	ctx->written_in = directory;
	ctx->written_file = file;
	return ctx->written;
}

int act_cgroup_write(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_write *act = action->args;
	int directory = cgroup_directory(ctx, act->mount, act->path);
	ssize_t count;
	int file;

	if (directory < 0)
		return ctx->failure->is_set ? directory
					    : fail_write(ctx, act, directory, "openat2", directory);
	file = open_file(ctx, directory, act->file);
	if (file < 0)
		return fail_write(ctx, act, directory, "openat", file);
	do
		count = write(file, act->value, strlen(act->value));
	while (count < 0 && errno == EINTR);
	return count < 0 ? fail_write(ctx, act, directory, "write", -errno) : 0;
}

/* In the place of the one that is gone. */
static int open_first(struct ctx *ctx, const struct act_cgroup_open *act)
{
	char path[CGROUP_NOW_SIZE];
	int directory = cgroup_now(ctx, act->mount, act->controller, path);

	if (directory < 0)
		return directory;
	if (ctx->cgroup_count == CTX_CGROUPS) {
		(void)close(directory); /* O_PATH: nothing to lose */
		return ctx_fail(ctx, "openat2", act->path, -EMFILE, "too many cgroups");
	}
	ctx->cgroups[ctx->cgroup_count++] = (struct cgroup_handle){
		.mount = act->mount, .path = act->path, .directory = directory, .join = -1};
	ctx_result_string(ctx, "as", "first");
	return directory;
}

int act_cgroup_open(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_open *act = action->args;
	int directory = cgroup_directory(ctx, act->mount, act->path);
	struct cgroup_handle *handle;

	if (directory == -ENOENT && act->controller != NULL)
		directory = open_first(ctx, act);
	handle = cgroup_find(ctx, act->mount, act->path);
	if (directory < 0 || handle == NULL)
		return ctx->failure->is_set ? directory
					    : ctx_fail(ctx, "openat2", act->path, directory,
						      "the container's cgroup is gone");
	handle->join = cgroup_open(directory, act->join, O_WRONLY);
	return handle->join < 0 ? ctx_fail(ctx, "openat", act->join, handle->join, NULL) : 0;
}

/* All that it was kept open for. */
static void end_joining(struct ctx *ctx)
{
	cgroup_let_go(ctx);
	if (ctx->lent_until == 0)
		return;
	lock_release(ctx);
	lock_let_go(ctx);
}

int act_cgroup_join(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_join *act = action->args;
	struct cgroup_handle *handle = cgroup_find(ctx, act->mount, act->path);

	if (handle == NULL || handle->join < 0)
		return ctx_fail(ctx, "write", act->path, -EBADF, "was not opened to be joined");
	if (write(handle->join, "0", 1) != 1)
		return ctx_fail(ctx, "write", act->path, -errno, NULL);
	/* This is the last: the list ends with exec (plan_check.c). */
	if ((action + 1)->kind != ACTION_CGROUP_JOIN)
		end_joining(ctx);
	return 0;
}

/* Ancestors that the container made: the plan tells those of an earlier command, this one's own are
 * known. */
static uint64_t parents_made(struct ctx *ctx, const struct act_cgroup_remove *act)
{
	const struct cgroup_handle *handle = cgroup_find(ctx, act->mount, act->path);

	if ((act->present & CGROUP_REMOVE_HAS_PARENTS) != 0)
		return act->parents;
	return handle != NULL && handle->made > 0 ? handle->made - 1 : 0;
}

int act_cgroup_remove(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_remove *act = action->args;
	bool is_limited = (act->present & CGROUP_REMOVE_HAS_TIMEOUT_MS) != 0;
	uint64_t limit = is_limited ? act->timeout_ms : REMOVE_WAIT_MS;
	int hierarchy = cgroup_hierarchy(ctx, act->mount);
	int error;

	if (hierarchy < 0)
		return hierarchy;
	if (cgroup_was_found(ctx, act->mount, act->path))
		return 0;
	error = remove_waiting(hierarchy, act->path, parents_made(ctx, act), limit);
	return error < 0 ? ctx_fail(ctx, "unlinkat", act->path, error, NULL) : 0;
}
