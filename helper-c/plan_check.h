// What no single field can tell: the order and sides of a plan's actions, and programs for the
// kernel. All of it is checked before the first side effect. Pure.
#ifndef HELPER_PLAN_CHECK_H
#define HELPER_PLAN_CHECK_H

#include "plan_read.h"

/* Returns 0 or -1 with `error` filled; its offset is the number of the action. */
int plan_check(const struct plan *plan, struct plan_error *error);

/* `action N KIND: ` and the reason. Returns -1. */
__attribute__((format(printf, 3, 4))) int plan_check_fail(
	struct plan_error *error, const struct action *action, const char *format, ...);

#endif
