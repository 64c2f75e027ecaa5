// Gives a descriptor to another program: over a connection to a socket of its own (unix(7)).
#ifndef HELPER_HAND_OVER_H
#define HELPER_HAND_OVER_H

#include <stddef.h>
#include <sys/uio.h>

struct ctx;

/* A stream connected to the socket at `path`, O_CLOEXEC; or a negative errno, with ctx->failure
 * filled. A path longer than an address is reached through its own descriptor. */
int hand_over_connect(struct ctx *ctx, const char *path);

/* Whether it is root or this process's user who listens at the other end. Returns 0 or a negative
 * errno, with ctx->failure filled. */
int hand_over_check_peer(struct ctx *ctx, int socket, const char *path);

/* One message of these parts, with the descriptor. Returns 0 or a negative errno, with ctx->failure
 * filled. */
int hand_over_send(struct ctx *ctx, int socket, int fd, const struct iovec *parts, int count);

#endif
