// What is known of every container below a state root, briefly: a list of hundreds needs neither
// their records nor a round of questions for each.
#ifndef NATIVE_STATES_H
#define NATIVE_STATES_H

#include "gather.h"

/* The value of `states`. Returns 0, or -1 with a sentence in `why`. */
int put_states(
	struct request *request, const char *root, struct arena *arena, char why[GATHER_WHY_SIZE]);

#endif
