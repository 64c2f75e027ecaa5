// What the end of a container's first journal says of its start.
#ifndef HELPER_JOURNAL_TAIL_H
#define HELPER_JOURNAL_TAIL_H

struct ctx;

/* The descriptor; or a negative errno, with ctx->failure filled. What it shows stays, though the
 * container should be deleted meanwhile. */
int journal_tail_open(struct ctx *ctx);

/* Returns 0 when its process went as far as exec without a failure; otherwise fills ctx->failure
 * from the journal. */
int journal_tail_check(struct ctx *ctx, int file);

#endif
