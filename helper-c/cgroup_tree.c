// See cgroup_tree.h.
#include "cgroup_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

#define RESOLVE_ONE    (RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS)
#define RESOLVE_CGROUP (RESOLVE_BENEATH | RESOLVE_ONE)
/* No container has as many cgroups; one that makes new ones all the while is not followed for ever.
 */
#define STEPS_MAX  (1U << 24)
#define NLINK_LEAF 2 /* of a directory without directories in it */

typedef int visit(int directory, void *data);

/*
 * A walk over a cgroup and all below it, deepest first. A container chooses how deep that is, so
 * that neither descriptors nor memory may depend on it: a walk has its place only, and goes up by
 * "..", which is always where it came from, because no cgroup can move to another parent.
 */
struct walk {
	visit *each;
	void *data;
	int place;
	uint64_t depth;
	unsigned steps;
};

static bool is_child(const struct dirent64 *entry)
{
	return entry->d_type == DT_DIR && strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0;
}

static int open_place(int directory, const char *name, uint64_t resolve)
{
	return path_openat2(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, resolve);
}

/* Visits a child that has no children, and makes one that has some the walk's place. */
static int enter(struct walk *walk, const char *name, bool *is_deeper)
{
	OWNED_FD int child = open_place(walk->place, name, RESOLVE_CGROUP);
	struct stat status;

	if (child < 0)
		return child == -ENOENT ? 0 : child;
	if (fstat(child, &status) < 0)
		return -errno;
	if (status.st_nlink == NLINK_LEAF)
		return walk->each(child, walk->data);
	sys_close_owned(&walk->place);
	walk->place = take_fd(&child);
	walk->depth++;
	*is_deeper = true;
	return 0;
}

/* Goes on among the children of the walk's place, behind the one that is `after` (0: from the first
 * on), until one of them is deeper. When that one is gone, nothing tells what was behind it: all
 * are visited again. */
static int go_on(struct walk *walk, uint64_t after, bool *is_deeper)
{
	char entries[2048];
	ssize_t length;
	int error = 0;

	while ((length = sys_getdents(walk->place, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (!is_child(entry))
				continue;
			if (after != 0) {
				after = entry->d_ino == after ? 0 : after;
				continue;
			}
			error = enter(walk, entry->d_name, is_deeper);
			if (error < 0 || *is_deeper)
				return error;
		}
	}
	if (length < 0)
		return length == -ENOENT ? 0 : (int)length;
	if (after == 0)
		return 0;
	if (++walk->steps > STEPS_MAX)
		return -ELOOP;
	return lseek(walk->place, 0, SEEK_SET) < 0 ? -errno : go_on(walk, 0, is_deeper);
}

static int go_up(struct walk *walk, uint64_t *after)
{
	struct stat status;
	int parent;

	if (fstat(walk->place, &status) < 0)
		return -errno;
	parent = open_place(walk->place, "..", RESOLVE_ONE);
	if (parent < 0)
		return parent;
	sys_close_owned(&walk->place);
	walk->place = parent;
	walk->depth--;
	*after = status.st_ino;
	return 0;
}

static int walk_all(struct walk *walk)
{
	uint64_t after = 0;

	while (walk->steps++ < STEPS_MAX) {
		bool is_deeper = false;
		int error = go_on(walk, after, &is_deeper);

		after = 0;
		if (error == 0 && !is_deeper) {
			error = walk->each(walk->place, walk->data);
			if (error == 0 && walk->depth == 0)
				return 0;
			if (error == 0)
				error = go_up(walk, &after);
		}
		if (error < 0)
			return error;
	}
	return -ELOOP;
}

static int walk_tree(int directory, visit *each, void *data)
{
	struct walk walk = {each, data, open_place(directory, ".", RESOLVE_CGROUP), 0, 0};
	int error = walk.place < 0 ? walk.place : walk_all(&walk);

	sys_close_owned(&walk.place);
	return error;
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
			if (!is_child(entry))
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
	error = walk_tree(directory, remove_children, NULL);
	if (error < 0)
		return error;
	return unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT ? -errno : 0;
}

void cgroup_tree_remove_empty(int hierarchy, const char *path, size_t length, uint64_t count)
{
	char at[PATH_MAX];

	if (hierarchy < 0 || length >= sizeof(at))
		return;
	memcpy(at, path, length);
	at[length] = '\0';
	for (uint64_t i = 0; i < count; i++) {
		char *slash = strrchr(at, '/');
		const char *name;
		OWNED_FD int own = -1;
		int error = open_parent(hierarchy, at, &name, &own);

		if (error >= 0)
			error = unlinkat(error, name, AT_REMOVEDIR) < 0 ? -errno : 0;
		/* Another container lives there: it is its cgroup now. */
		if (slash == NULL || (error < 0 && error != -ENOENT))
			break;
		*slash = '\0';
	}
}

int cgroup_tree_remove(int hierarchy, const char *path, uint64_t parents)
{
	const char *slash = strrchr(path, '/');
	size_t length = strlen(path);
	int error;

	if (hierarchy < 0)
		return hierarchy;
	if (length == 0 || length >= PATH_MAX)
		return -EINVAL;
	error = remove_one(hierarchy, path);
	if (error == 0 && slash != NULL)
		cgroup_tree_remove_empty(hierarchy, path, (size_t)(slash - path), parents);
	return error;
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

	return walk_tree(directory, visit_members, &visiting);
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
