// The listener of a seccomp filter on its way to an agent (act/receiver.c), while the helper waits.
#ifndef HELPER_LISTENER_H
#define HELPER_LISTENER_H

#include <stdbool.h>

struct ctx;

/* How often the helper looks whether the process has its filter. */
#define LISTENER_POLL_MS 5

/* Whether an agent waits for one. */
bool listener_is_awaited(const struct ctx *ctx);

/* Sends it, once it is there. Returns 0 or a negative errno, with ctx->failure filled. */
int listener_hand_over(struct ctx *ctx);

#endif
