// The last step of every mount: a finished mount onto its target, and the proof that it is there.
// Safe after clone: system calls and the stack only.
#ifndef HELPER_ATTACH_H
#define HELPER_ATTACH_H

#include "path.h"

struct ctx;

/*
 * Attaches `mount` to what `target` shows, then looks `lookup` up again below `directory` (makes
 * nothing): it must show the mount just made. What was found in a filesystem that nobody else can
 * reach (fresh.h) is not looked at again. Returns 0, or a negative errno with ctx->failure filled,
 * naming `object`, the path in the container.
 */
int attach_mount(struct ctx *ctx, int mount, int target, int directory, struct path_lookup *lookup,
	const char *object);

#endif
