// Paths inside a container become descriptors here, and nowhere else. Every lookup is one
// openat2(2) below the descriptor of the root, so that the kernel keeps it inside whatever a
// hostile rootfs swaps meanwhile; what is missing is made one component at a time. Safe after
// clone: system calls and the stack only. Functions return a descriptor (O_PATH, O_CLOEXEC, the
// caller's own) or a negative errno.
#ifndef HELPER_PATH_H
#define HELPER_PATH_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

/* Mode of the directories made on the way to what is wanted. */
#define PATH_PARENT_MODE 0755

enum path_make {
	PATH_MAKE_NOTHING,
	PATH_MAKE_DIRECTORY,
	PATH_MAKE_FILE,
};

struct sys_mount_status;

struct path_lookup {
	/* Path in the container; its leading slashes are those of the container's root. */
	const char *path;
	/* What to make when it is missing, and its mode (exact, whatever the umask). */
	enum path_make make;
	mode_t mode;
	/* The last component may be a symbolic link, which is then what is opened. */
	bool nofollow;
	/* A real directory with no symbolic link on the way, or an error. */
	bool plain;
	/* No symbolic link on the way, or an error. */
	bool direct;
	/* Answers. `step` is the system call that failed, `why` a phrase for people or NULL. */
	bool is_fresh;	/* it was found in a filesystem of fresh.h */
	bool is_direct; /* no link was on the way, as far as is known */
	const char *step;
	const char *why;
};

int path_open(int root, struct path_lookup *lookup);

/* Makes a directory or an empty file with this mode, whatever the umask. Returns 0 or a negative
 * errno. */
int path_make(int directory, const char *name, enum path_make what, mode_t mode);

/*
 * Opens what `name` says below the root of a mount and on it, through no link; if it is one name
 * alone and missing, it is made as the lookup says.
 */
int path_open_within(int mount, const char *name, struct path_lookup *lookup);

/*
 * Opens the directory that `lookup->path` names an entry of (made when missing), and points `name`
 * at that entry's name inside `lookup->path`. A path below /dev may have no symbolic link among its
 * directories: devices and links are made there, and an image must not choose where that is.
 */
int path_open_parent(int root, struct path_lookup *lookup, const char **name);

/*
 * Makes a directory of the host and what is missing on the way to it, as mkdir -p does; what exists
 * is taken as it is. Returns 0, or a negative errno and in `failed` what could not be made.
 */
int path_make_all(const char *path, mode_t mode, char failed[PATH_MAX]);

/* Opens one existing entry of a directory, never following a link. `flags` are added to O_PATH. */
int path_open_entry(int directory, const char *name, uint64_t flags);

/*
 * openat2(2), tried again when a rename elsewhere made it unsure of its way. `flags` and `resolve`
 * are taken as they are, plus O_CLOEXEC. The one place where the helper calls it.
 */
int path_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve);

/* Tells whether a descriptor shows the same thing on the same mount: as another, or as one did
 * (statx(2)). */
int path_same_place(int one, int other, bool *same);
int path_shows(int fd, const struct sys_mount_status *place, bool *same);

/* The id of the mount that a descriptor is on; unique for this boot from Linux 6.8 on. */
int path_mount_id(int fd, uint64_t *id);

#endif
