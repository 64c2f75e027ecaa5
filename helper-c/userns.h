// User namespaces that hold nothing but a mapping, for id-mapped mounts (mount_setattr(2)).
// Safe after clone: system calls and the stack only.
#ifndef HELPER_USERNS_H
#define HELPER_USERNS_H

#include "actions.h"

struct ctx;

/*
 * Makes a user namespace with these maps and returns a descriptor of it (O_CLOEXEC, the caller's
 * own), or a negative errno with ctx->failure filled. An id of the filesystem is looked up as the
 * first id of a range (`container`), and shown as the second (`host`).
 */
int userns_make(
	struct ctx *ctx, const struct id_range_list *uids, const struct id_range_list *gids);

#endif
