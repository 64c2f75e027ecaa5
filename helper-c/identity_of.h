// Which process a pid is: start time and boot tell it from a later one with the same number.
#ifndef HELPER_IDENTITY_OF_H
#define HELPER_IDENTITY_OF_H

#include <stdint.h>
#include <sys/types.h>

struct ctx;
struct process_identity;

#define BOOT_ID_SIZE 37

struct identity {
	char boot[BOOT_ID_SIZE];
	uint64_t start; /* proc_pid_stat(5), field 22 */
};

/* Returns 0, or a negative errno with ctx->failure filled. */
int identity_of(struct ctx *ctx, pid_t pid, struct identity *identity);

/* Returns a descriptor of the very process, -ESRCH when it is gone, or another negative errno. */
int identity_open(struct ctx *ctx, const struct process_identity *who);

#endif
