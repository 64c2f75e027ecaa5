// Mounts as descriptors: made or cloned detached, changed while nobody can see them, then attached
// to the descriptor of their target (fsopen(2), open_tree(2), mount_setattr(2), move_mount(2)).
// No path of a container is ever given to mount(2) (mounts_long.h). Safe after clone: system calls
// and the stack only. Functions return a descriptor (O_CLOEXEC, the caller's own) or 0, or a
// negative errno, and name the system call that failed in `step`.
#ifndef HELPER_MOUNTS_H
#define HELPER_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions.h"

/* What the kernel's log of a filesystem context said (fsopen(2), read on its descriptor). */
#define MOUNTS_LOG_SIZE 256

struct mounts_report {
	const char *step;
	/* A phrase for people: static text or `log`, or NULL. */
	const char *why;
	char log[MOUNTS_LOG_SIZE];
};

/* A new filesystem, not attached. `attributes` are those of the plan: 1 << enum mount_attribute. */
struct mounts_new {
	const char *type;
	const char *source;
	/* `key` or `key=value` each. */
	struct strings data;
	/* One more parameter of the same form, or NULL. */
	const char *extra;
	uint64_t attributes;
};

int mounts_make(const struct mounts_new *new, struct mounts_report *report);

/* Changes the parameters of the filesystem that `fd`'s mount shows (a superblock's remount). */
int mounts_reconfigure(int fd, const struct strings *data, struct mounts_report *report);

/* A detached clone of what `fd`, or `path` seen from it, shows. */
#define MOUNTS_RECURSIVE (1u << 0)
#define MOUNTS_NOFOLLOW	 (1u << 1)
int mounts_clone(int fd, const char *path, unsigned flags, struct mounts_report *report);

/* mount_setattr(2) with attributes of the plan; `propagation` is -1 for none. */
struct mounts_change {
	uint64_t set;
	uint64_t clear;
	int propagation;
	bool recursive;
};

int mounts_change(int fd, const struct mounts_change *change, struct mounts_report *report);

/* Those of the plan that a mount has (fstatvfs(3)), as far as they allow less; 0 when unknown. */
uint64_t mounts_attributes(int fd);

/* Maps the ids of a detached mount by this user namespace (mount_setattr(2), Linux 5.12). */
int mounts_map_ids(int fd, int user_namespace, bool recursive, struct mounts_report *report);

/* Attaches a detached mount, or moves an attached one, onto what `target` shows. */
int mounts_attach(int mount, int target, struct mounts_report *report);

/* The same onto an entry of a directory, which is no link that is followed. */
int mounts_attach_at(int mount, int directory, const char *name, struct mounts_report *report);

/* Tells whether a descriptor is on a mount that refuses writes (fstatfs(2)). */
int mounts_is_readonly(int fd, bool *readonly);

#endif
