// Takes off the mount that a descriptor shows.
#ifndef HELPER_DETACH_H
#define HELPER_DETACH_H

struct ctx;

/*
 * With all below it, and lazily: whoever uses it goes on until he no longer does. `mount` must be
 * the mount's own root, and of the caller's mount namespace. Changes the working directory.
 * `object` is what a failure names.
 */
int detach_mount(struct ctx *ctx, int mount, const char *object);

#endif
