// The lock on a container's state directory: every command that changes a container holds it, but
// not while it only waits for the container's end.
#ifndef HELPER_LOCK_H
#define HELPER_LOCK_H

#include <stdbool.h>

struct ctx;

/* LOCK_TRY does not wait for a holder, the others do for up to 10 s; LOCK_CANCEL tells it to end
 * first. */
enum lock_way { LOCK_TRY, LOCK_WAIT, LOCK_CANCEL };

/* Locks ctx->state. Returns 0, or a negative errno with ctx->failure filled. */
int lock_take(struct ctx *ctx, enum lock_way way);

void lock_release(struct ctx *ctx);

/* This process needs neither it nor its directory any more; who shares them keeps both. */
void lock_let_go(struct ctx *ctx);

/*
 * For exec, before it makes its process: that is among the container's own, who can stop it, and
 * nobody shall wait for them. From here on the process gives the lock back (which both hold) once
 * it is in its cgroups; when it does not get there, lock_lent_ms does.
 */
void lock_lend(struct ctx *ctx);

/* For how long to wait before asking again; -1: the lock is not lent, or no more. */
int lock_lent_ms(struct ctx *ctx);

/*
 * Takes the lock back. False when the container is somebody else's by now: deleted meanwhile,
 * perhaps with another of its name in its place, or held by a command for too long.
 */
bool lock_retake(struct ctx *ctx);

/* True when ctx->state is still the directory of that name. */
bool lock_is_current(const struct ctx *ctx);

#endif
