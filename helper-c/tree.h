// Removing a directory of ours with all in it.
#ifndef HELPER_TREE_H
#define HELPER_TREE_H

/* Follows no link and leaves no filesystem. A tree that is gone counts as removed. Returns 0 or a
 * negative errno. */
int tree_remove(int parent, const char *name);

#endif
