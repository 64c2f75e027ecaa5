// A cgroup with all below it: removing it, and reaching every process in it.
#ifndef HELPER_CGROUP_TREE_H
#define HELPER_CGROUP_TREE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * Removes `path` beneath a hierarchy, deepest cgroups first, then as many of its ancestors as are
 * empty, at most `parents`. What is gone already counts as removed. Returns 0 or a negative errno
 * (-EBUSY: there are processes).
 */
int cgroup_tree_remove(int hierarchy, const char *path, uint64_t parents);

/* Removes the cgroup at the first `length` bytes of `path` and its ancestors, `count` in all, as
 * long as nothing is in them. */
void cgroup_tree_remove_empty(int hierarchy, const char *path, size_t length, uint64_t count);

/* Calls `each` for every process in a cgroup's directory and below. Returns 0 or a negative errno.
 */
typedef void cgroup_process(pid_t pid, void *data);
int cgroup_tree_each(int directory, cgroup_process *each, void *data);

/*
 * Sends a signal through a pidfd to every process in `path` and below. Returns how many there were,
 * or a negative errno.
 */
int cgroup_tree_signal(int hierarchy, const char *path, int signal);

#endif
