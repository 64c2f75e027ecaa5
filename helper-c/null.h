// The host's null device. What a container calls /dev/null may be a fifo, a disk or a link: where
// ours must do nothing, it is this one. Safe after clone: system calls and the stack only.
#ifndef HELPER_NULL_H
#define HELPER_NULL_H

#include <stdint.h>

/* mem(4): the null device. */
#define NULL_MAJOR 1
#define NULL_MINOR 3

struct ctx;

/*
 * /dev/null as this mount namespace has it from the host, before the container's root is entered;
 * `flags` are those of open(2). A node of these numbers on a filesystem that allows no devices, or
 * that the image provides, is refused. Returns a descriptor (O_CLOEXEC), or a negative errno with
 * ctx->failure filled.
 */
int null_open(struct ctx *ctx, uint64_t flags);

#endif
