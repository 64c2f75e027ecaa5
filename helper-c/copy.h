// Copies a directory's content into a filesystem that nobody else sees yet (`tmpcopyup`).
// Safe after clone: system calls and the stack only.
#ifndef HELPER_COPY_H
#define HELPER_COPY_H

struct ctx;

/*
 * Copies everything below directory `from` to below directory `to`: types, modes, owners, times and
 * extended attributes; links are copied, never followed. Returns 0 or a negative errno with
 * ctx->failure filled, naming `object`.
 */
int copy_tree(struct ctx *ctx, int from, int to, const char *object);

#endif
