// See cgroup_now.h; /proc/PID/cgroup of cgroups(7).
#include "cgroup_now.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>

#include "cgroup.h"
#include "ctx.h"
#include "path.h"
#include "proc.h"
#include "sys.h"

#define TEXT_SIZE 32768

static bool has_name(char *names, const char *wanted)
{
	if (wanted[0] == '\0')
		return names[0] == '\0';
	for (char *name = strsep(&names, ","); name != NULL; name = strsep(&names, ","))
		if (strcmp(name, wanted) == 0)
			return true;
	return false;
}

/* Of `N:NAMES:/PATH` in each line. */
static const char *find_path(char *text, const char *controller)
{
	for (char *line = strsep(&text, "\n"); line != NULL; line = strsep(&text, "\n")) {
		char *names;

		(void)strsep(&line, ":");
		names = strsep(&line, ":");
		if (names != NULL && line != NULL && has_name(names, controller))
			return line + strspn(line, "/");
	}
	return NULL;
}

int cgroup_now(struct ctx *ctx, const char *mount, const char *controller,
	char path[static CGROUP_NOW_SIZE])
{
	char text[TEXT_SIZE];
	const char *found;
	ssize_t length;
	int error;
	int directory, hierarchy;

	OWNED_FD int file = proc_open_pid(ctx, ctx->entered_pid, "cgroup", O_RDONLY);
	if (file < 0)
		return file;
	length = sys_read_all(file, text, sizeof(text) - 1);
	/* Only while it lives is the number its own. */
	error = length < 0 ? (int)length : sys_pidfd_signal(ctx->entered, 0);
	if (error < 0)
		return ctx_fail(ctx, "read", "/proc/PID/cgroup", error, NULL);
	text[length] = '\0';
	found = find_path(text, controller);
	if (found == NULL || strlen(found) >= CGROUP_NOW_SIZE)
		return ctx_fail(ctx, "read", "/proc/PID/cgroup", -ENOENT, controller);
	strcpy(path, found);
	hierarchy = cgroup_hierarchy(ctx, mount);
	if (hierarchy < 0)
		return hierarchy;
	directory = path_openat2(
		hierarchy, path[0] == '\0' ? "." : path, O_PATH | O_DIRECTORY, CGROUP_RESOLVE);
	return directory < 0 ? ctx_fail(ctx, "openat2", path, directory, NULL) : directory;
}
