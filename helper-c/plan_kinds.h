// What an action of a kind needs to be there, whatever its fields say. Pure.
#ifndef HELPER_PLAN_KINDS_H
#define HELPER_PLAN_KINDS_H

#include <stdbool.h>

#include "actions.h"

/* It mounts, or changes a mount. */
bool plan_kind_mounts(enum action_kind kind);

/* What is done inside a root needs one. */
bool plan_kind_needs_root(enum action_kind kind);

/* It is done to the process that this plan makes. */
bool plan_kind_needs_child(enum action_kind kind);

/* It is done in the container's state directory. */
bool plan_kind_needs_state(enum action_kind kind);

/* Those that end a container: they need no child of this plan, and none is undone. */
bool plan_kind_ends(enum action_kind kind);

#endif
