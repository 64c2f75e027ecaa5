// The order of what the process does that becomes the container's: into its root, of which all is
// ready by then; without its rights; without the helper's descriptors; then the program. A plan
// that leaves out a step, or comes back to one, would run a program with more than it is to have.
// Pure.
#ifndef HELPER_PLAN_CHECK_ORDER_H
#define HELPER_PLAN_CHECK_ORDER_H

#include <stdbool.h>

#include "plan_read.h"

struct plan_order {
	bool is_inside; /* in the container's root, by root.pivot or by its mount namespace */
	bool is_entered;
	bool is_pivoted;
	bool has_program;
	bool has_rights; /* those of the program, and no others */
	bool is_closed;
};

/* Of the process's next action. Returns 0, or -1 with the reason in `error`. */
int plan_check_order(
	struct plan_order *order, const struct action *action, struct plan_error *error);

#endif
