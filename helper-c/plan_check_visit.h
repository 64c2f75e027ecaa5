// Checks what a process.visit is to do in a container that lives, before any of it is done.
#ifndef HELPER_PLAN_CHECK_VISIT_H
#define HELPER_PLAN_CHECK_VISIT_H

#include <stdint.h>

#include "plan_read.h"

#define SOURCE_WORDS 4

/* `sources`: the slots that source.open has filled, as bits. Returns 0, or -1 with the reason in
 * `error`. */
int plan_check_visit(const struct action *action, uint64_t sources[static SOURCE_WORDS],
	struct plan_error *error);

#endif
