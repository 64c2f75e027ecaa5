// New filesystems with a parameter, or a source, longer than fsconfig(2) takes, as the layers of an
// overlay are: those only mount(2) takes, which attaches what it makes. So a process aside mounts
// it in a mount namespace of its own, which nobody else sees and which ends with it, on `/` as it
// is; what comes back is a clone, detached and with its attributes, like any other new mount.
#ifndef HELPER_MOUNTS_LONG_H
#define HELPER_MOUNTS_LONG_H

#include <stdbool.h>

struct ctx;
struct mounts_new;

bool mounts_is_long(const struct mounts_new *new);

/*
 * As mounts_make, for a new filesystem of any length that mount(2) takes: a page. Safe after clone.
 * Returns a descriptor, or a negative errno with ctx->failure filled, naming `object`.
 */
int mounts_make_long(struct ctx *ctx, const struct mounts_new *new, const char *object);

#endif
