// See cgroup_tree.h.
#include "cgroup_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

/* cgroup.max.depth is unlimited, but a path below PATH_MAX is not much deeper. */
#define DEPTH_MAX      64
#define RESOLVE_CGROUP (RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS)

typedef int visit(int directory, void *data);

/* Calls `each` for every directory below `directory`, deepest first, then for itself. */
static int walk(int directory, unsigned depth, visit *each, void *data);

static int walk_entry(int directory, const char *name, unsigned depth, visit *each, void *data)
{
	OWNED_FD int child = path_openat2(
		directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, RESOLVE_CGROUP);

	if (child < 0)
		return child == -ENOENT ? 0 : child;
	return walk(child, depth + 1, each, data);
}

static int walk(int directory, unsigned depth, visit *each, void *data)
{
	char entries[2048];
	ssize_t length;

	if (depth > DEPTH_MAX)
		return -ELOOP;
	while ((length = sys_getdents(directory, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			int error = 0;

			at += entry->d_reclen;
			if (entry->d_type == DT_DIR && strcmp(entry->d_name, ".") != 0 &&
				strcmp(entry->d_name, "..") != 0)
				error = walk_entry(directory, entry->d_name, depth, each, data);
			if (error < 0)
				return error;
		}
	}
	if (length < 0)
		return length == -ENOENT ? 0 : (int)length;
	return each(directory, data);
}

/* Removes the directories in one, which are empty by now: the walk comes from below. */
static int remove_children(int directory, void *data)
{
	char entries[2048];
	ssize_t length;

	(void)data;
	if (lseek(directory, 0, SEEK_SET) < 0)
		return -errno;
	while ((length = sys_getdents(directory, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (entry->d_type != DT_DIR || strcmp(entry->d_name, ".") == 0 ||
				strcmp(entry->d_name, "..") == 0)
				continue;
			if (unlinkat(directory, entry->d_name, AT_REMOVEDIR) < 0 && errno != ENOENT)
				return -errno;
		}
	}
	return length == -ENOENT ? 0 : (int)length;
}

/* Opens the directory of `path` without its last component, which `name` then points to. Without
 * one it is the hierarchy; `own` is what is to be closed. */
static int open_parent(int hierarchy, const char *path, const char **name, int *own)
{
	char parent[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash - path);

	if (length >= sizeof(parent))
		return -ENAMETOOLONG;
	*name = slash == NULL ? path : slash + 1;
	if (length == 0)
		return hierarchy;
	memcpy(parent, path, length);
	parent[length] = '\0';
	*own = path_openat2(hierarchy, parent, O_PATH | O_DIRECTORY, RESOLVE_CGROUP);
	return *own;
}

static int remove_one(int hierarchy, const char *path)
{
	const char *name;
	OWNED_FD int own = -1;
	int parent = open_parent(hierarchy, path, &name, &own);
	int error;

	if (parent < 0)
		return parent == -ENOENT ? 0 : parent;
	/* Mostly there is nothing below it. */
	if (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
		return 0;
	if (errno != EBUSY && errno != ENOTEMPTY)
		return -errno;
	OWNED_FD int directory = path_openat2(
		parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, RESOLVE_CGROUP);
	if (directory < 0)
		return directory == -ENOENT ? 0 : directory;
	error = walk(directory, 0, remove_children, NULL);
	if (error < 0)
		return error;
	return unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT ? -errno : 0;
}

int cgroup_tree_remove(int hierarchy, const char *path, uint64_t parents)
{
	char at[PATH_MAX];
	size_t length = strlen(path);
	int error;

	if (hierarchy < 0)
		return hierarchy;
	if (length == 0 || length >= sizeof(at))
		return -EINVAL;
	error = remove_one(hierarchy, path);
	if (error < 0)
		return error;
	memcpy(at, path, length + 1);
	for (uint64_t i = 0; i < parents; i++) {
		char *slash = strrchr(at, '/');
		const char *name;

		if (slash == NULL)
			break;
		*slash = '\0';
		OWNED_FD int own = -1;
		int parent = open_parent(hierarchy, at, &name, &own);
		/* Another container lives there: it is its cgroup now. */
		if (parent < 0 || unlinkat(parent, name, AT_REMOVEDIR) < 0)
			break;
	}
	return 0;
}

struct visiting {
	cgroup_process *each;
	void *data;
};

static int visit_file(int directory, const char *name, const struct visiting *visiting)
{
	OWNED_FD int file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char text[4096];
	size_t kept = 0;
	ssize_t count;

	if (file < 0)
		return -errno;
	while ((count = read(file, text + kept, sizeof(text) - 1 - kept)) > 0) {
		char *line = text;
		char *end;

		text[kept + (size_t)count] = '\0';
		while ((end = strchr(line, '\n')) != NULL) {
			pid_t pid = (pid_t)strtol(line, NULL, 10);

			if (pid > 0) /* 0: of a pid namespace that is not seen from here */
				visiting->each(pid, visiting->data);
			line = end + 1;
		}
		kept = strlen(line);
		memmove(text, line, kept);
	}
	return count < 0 ? -errno : 0;
}

/* A threaded cgroup lists threads only, each process's first one among them (cgroup-v2.rst,
 * "Threads"). */
static int visit_members(int directory, void *data)
{
	int error = visit_file(directory, "cgroup.procs", data);

	if (error == -EOPNOTSUPP)
		error = visit_file(directory, "cgroup.threads", data);
	return error == -ENOENT || error == -ENODEV || error == -EOPNOTSUPP ? 0 : error;
}

int cgroup_tree_each(int directory, cgroup_process *each, void *data)
{
	struct visiting visiting = {each, data};

	return walk(directory, 0, visit_members, &visiting);
}

struct signalling {
	int signal;
	int count;
};

static void signal_process(pid_t pid, void *data)
{
	struct signalling *what = data;
	OWNED_FD int pidfd = sys_pidfd_open(pid);

	what->count++;
	if (pidfd >= 0)
		(void)sys_pidfd_signal(pidfd, what->signal); /* it may have ended meanwhile */
}

int cgroup_tree_signal(int hierarchy, const char *path, int signal)
{
	struct signalling what = {.signal = signal};
	OWNED_FD int directory = path_openat2(
		hierarchy, path[0] == '\0' ? "." : path, O_RDONLY | O_DIRECTORY, RESOLVE_CGROUP);
	int error;

	if (directory < 0)
		return directory == -ENOENT ? 0 : directory;
	error = cgroup_tree_each(directory, signal_process, &what);
	return error < 0 ? error : what.count;
}
