// Checks the program of a seccomp.load, before the kernel is asked to.
#ifndef HELPER_PLAN_CHECK_FILTER_H
#define HELPER_PLAN_CHECK_FILTER_H

#include "plan_read.h"

/* Returns 0, or -1 with the reason in `error`. */
int plan_check_filter(const struct action *action, struct plan_error *error);

#endif
