// What a process that visits a living container (process.visit) leaves there: its mounts, noted
// before they are attached, so that another visit can take them off again.
#ifndef HELPER_VISIT_H
#define HELPER_VISIT_H

#include <stddef.h>
#include <stdint.h>

struct ctx;

/* As many as there can be sources. */
#define VISIT_MOUNTS_MAX 256

struct visit_mount {
	unsigned action; /* its number */
	uint64_t id;	 /* path_mount_id's */
};

/* In the page that both processes see: who visits may not live to tell. */
struct visit_notes {
	size_t count;
	struct visit_mount items[VISIT_MOUNTS_MAX];
};

/* Of the action at hand; nothing is noted but in a visit. */
int visit_note(struct ctx *ctx, int mount);

/* Whether the root is one of another mount namespace than the helper's caller's. */
int visit_check_root(struct ctx *ctx);

#endif
