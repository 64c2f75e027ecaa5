// The container's process as a child of the helper: spawned by it, or restored beside criu.
#ifndef HELPER_CHILD_H
#define HELPER_CHILD_H

struct ctx;

/* Waits for its end, and keeps its status. Returns 0 or a negative errno. */
int child_reap(struct ctx *ctx);

/* Kills it, if there is one, and waits. */
int child_kill(struct ctx *ctx);

/* Notes its identity as what the action has learnt: boot, pid, start, which the context keeps. */
int child_note(struct ctx *ctx);

#endif
