// idmap.write, setgroups.deny: the ids of the container's user namespace (user_namespaces(7)).
//
// They touch /proc/PID of the container's process, through the helper's own procfs, before that
// process does anything. For what the caller may not map himself they run newuidmap(1) and
// newgidmap(1), setuid programs of the host, found in the caller's PATH; the container has no part
// in that: nothing of its root is in place yet.
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "proc.h"
#include "signals.h"
#include "sys.h"

#define MAP_SIZE      16384 /* 340 lines of three numbers */
#define NUMBER_SIZE   sizeof("4294967295")
#define DEFAULT_PATH  "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#define WORDS_SIZE    1024 /* what the tool says */
#define EXIT_NO_SETUP 125
#define EXIT_NO_EXEC  126

extern char **environ;

static int write_deny(struct ctx *ctx)
{
	OWNED_FD int fd = proc_open_pid(ctx, ctx->child.pid, "setgroups", O_WRONLY);
	int error;

	if (fd < 0)
		return fd;
	error = sys_write_all(fd, "deny", strlen("deny"));
	return error < 0 ? ctx_fail(ctx, "write", "setgroups", error, NULL) : 0;
}

static int write_map(struct ctx *ctx, const char *file, const struct id_range *ranges, size_t count)
{
	char text[MAP_SIZE];
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		int added = snprintf(text + length, sizeof(text) - length, "%llu %llu %llu\n",
			(unsigned long long)ranges[i].container, (unsigned long long)ranges[i].host,
			(unsigned long long)ranges[i].size);

		if (added < 0 || (size_t)added >= sizeof(text) - length)
			return ctx_fail(ctx, "write", file, -E2BIG, "too many ranges");
		length += (size_t)added;
	}
	OWNED_FD int fd = proc_open_pid(ctx, ctx->child.pid, file, O_WRONLY);
	if (fd < 0)
		return fd;
	/* The kernel takes a map in one write only (user_namespaces(7)). */
	if (write(fd, text, length) != (ssize_t)length)
		return ctx_fail(ctx, "write", file, -errno,
			errno == EPERM ? "the caller may not map these ids" : NULL);
	return 0;
}

/* NAME PID, then the three numbers of each range; NULL: no memory. */
static char **make_arguments(struct ctx *ctx, const char *name, const struct id_range_list *ranges)
{
	size_t count = 2 + 3 * ranges->count;
	char **arguments = arena_take(ctx->arena, (count + 1) * sizeof(*arguments));
	char *text = arena_take(ctx->arena, count * NUMBER_SIZE);

	if (arguments == NULL || text == NULL)
		return NULL;
	arguments[0] = (char *)(uintptr_t)name;
	for (size_t i = 1; i < count; i++) {
		const struct id_range *range = i < 2 ? NULL : &ranges->items[(i - 2) / 3];
		uint64_t parts[] = {(uint64_t)ctx->child.pid, 0, 0};

		if (range != NULL) {
			parts[0] = range->container;
			parts[1] = range->host;
			parts[2] = range->size;
		}
		arguments[i] = text + i * NUMBER_SIZE;
		(void)snprintf(
			arguments[i], NUMBER_SIZE, "%u", (unsigned)parts[i < 2 ? 0 : (i - 2) % 3]);
	}
	arguments[count] = NULL;
	return arguments;
}

/* Only absolute directories: the working directory is anybody's. */
static int find_tool(const char *name, char path[static PATH_MAX])
{
	const char *at = getenv("PATH");

	if (at == NULL || *at == '\0')
		at = DEFAULT_PATH;
	while (*at != '\0') {
		size_t length = strcspn(at, ":");
		int printed = snprintf(path, PATH_MAX, "%.*s/%s", (int)length, at, name);

		if (at[0] == '/' && printed > 0 && printed < PATH_MAX && access(path, X_OK) == 0)
			return 0;
		at += length + (at[length] == ':');
	}
	return -ENOENT;
}

/* In the tool's process: nothing here may return. */
static _Noreturn void become_tool(
	const struct ctx *ctx, const char *path, char **arguments, int words)
{
	if (dup2(ctx->null_fd, 0) < 0 || dup2(ctx->null_fd, 1) < 0 || dup2(words, 2) < 0)
		_exit(EXIT_NO_SETUP);
	sys_close_all(3, ~0U);
	signals_restore();
	(void)execve(path, arguments, environ);
	_exit(EXIT_NO_EXEC);
}

/* To its end; what does not fit is read and forgotten. Returns the words as one line. */
static void read_words(int fd, char words[static WORDS_SIZE])
{
	char rest[256];
	ssize_t length = sys_read_all(fd, words, WORDS_SIZE - 1);

	words[length > 0 ? length : 0] = '\0';
	while (read(fd, rest, sizeof(rest)) > 0)
		continue;
	words[strcspn(words, "\n")] = '\0';
}

/* Returns 0, or a negative errno with the failure told. */
static int run_tool(struct ctx *ctx, const char *name, const struct id_range_list *ranges)
{
	char path[PATH_MAX];
	char words[WORDS_SIZE];
	char **arguments = make_arguments(ctx, name, ranges);
	int ends[2];
	int status;
	int pid;

	if (arguments == NULL)
		return ctx_fail(ctx, "arena", name, -ENOMEM, NULL);
	if (find_tool(name, path) < 0)
		return ctx_fail(ctx, "execve", name, -ENOENT,
			"not in PATH: ids beside the caller's own cannot be mapped without it");
	if (pipe2(ends, O_CLOEXEC) < 0)
		return ctx_fail(ctx, "pipe2", name, -errno, NULL);
	pid = sys_fork(0);
	if (pid == 0)
		become_tool(ctx, path, arguments, ends[1]);
	(void)close(ends[1]); /* the tool's end is its own */
	OWNED_FD int errors = ends[0];
	if (pid < 0)
		return ctx_fail(ctx, "clone3", path, pid, NULL);
	read_words(errors, words);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ctx_fail(ctx, "waitpid", path, -errno, NULL);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return ctx_fail(ctx, "execve", path, -EPERM, words[0] == '\0' ? NULL : words);
}

/* In the place of what the tool could not do. */
static int write_alone(
	struct ctx *ctx, const struct act_idmap_write *act, const char *file, bool is_gid)
{
	int error;

	ctx->failure->is_set = false;
	error = is_gid ? write_deny(ctx) : 0;
	if (error == 0)
		error = write_map(ctx, file, act->alone, 1);
	if (error == 0)
		ctx_result_string(ctx, "as", "alone");
	return error;
}

int act_idmap_write(struct ctx *ctx, const struct action *action)
{
	const struct act_idmap_write *act = action->args;
	bool is_gid = act->map == IDMAP_WRITE_MAP_GID;
	const char *file = is_gid ? "gid_map" : "uid_map";
	int error;

	if (!act->tool)
		return write_map(ctx, file, act->ranges.items, act->ranges.count);
	error = run_tool(ctx, is_gid ? "newgidmap" : "newuidmap", &act->ranges);
	if (error < 0 && act->alone != NULL)
		return write_alone(ctx, act, file, is_gid);
	return error;
}

int act_setgroups_deny(struct ctx *ctx, const struct action *action)
{
	(void)action; /* has no fields */
	return write_deny(ctx);
}
