// Filesystems that this process has made and mounted for the container a moment ago, by their
// descriptors. Nobody else has ever been in one, and the mount namespace is this process's alone
// (where it is not, there are none of them): what is looked up in one (below its root, on the same
// mount, through no link) cannot be moved away meanwhile, which for all the rest of a root is the
// danger (path.h). So a target in one is neither walked to from the root nor looked at again after
// the mount. Safe after clone: system calls and the stack only.
#ifndef HELPER_FRESH_H
#define HELPER_FRESH_H

#include <stdbool.h>
#include <stddef.h>

#define FRESH_MOUNTS 8 /* /proc, /dev, /sys, /sys/fs/cgroup and what configs add to them */

struct ctx;
struct path_lookup;

struct fresh_mount {
	const char *path; /* in the container; no link is on it */
	int fd;
};

struct fresh_mounts {
	size_t count;
	struct fresh_mount items[FRESH_MOUNTS];
};

/* Takes the descriptor of a mount just made at a path without links, if nobody else is there and
 * things are made in filesystems of its type. */
void fresh_keep(struct ctx *ctx, const char *type, const char *path, int *mount);

/* path_open below the container's root, or where it is known to lead. */
int fresh_open(struct ctx *ctx, struct path_lookup *lookup);

/*
 * path_open_parent below the container's root. The directory is borrowed when `opened` is -1
 * afterwards, and otherwise that, the caller's own.
 */
int fresh_open_parent(struct ctx *ctx, struct path_lookup *lookup, const char **name, int *opened);

/*
 * Makes the directory that the lookup says is missing, as an entry of one of them: the borrowed
 * directory and the name to find it by, or -EXDEV when it is to be opened instead.
 */
int fresh_make(struct ctx *ctx, const struct path_lookup *lookup, const char **name);

/* Whether a descriptor is that of one. */
bool fresh_has(const struct ctx *ctx, int fd);

/* Something has been mounted at `path`: what was below is no more to be found by name. Through a
 * link it may be anywhere. */
void fresh_cover(struct ctx *ctx, const char *path, bool is_direct);

/* Others may come: hooks, and the container itself. */
void fresh_forget(struct ctx *ctx);

#endif
