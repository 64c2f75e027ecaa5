// Signals of the helper and of the container's process.
#ifndef HELPER_SIGNALS_H
#define HELPER_SIGNALS_H

#include <stdbool.h>

struct ctx;

/* Blocks every signal; those for the helper are read from a descriptor. Keeps nothing of the
 * caller's dispositions. */
int signals_prepare(struct ctx *ctx);

/* What a program expects at its start: nothing blocked, every disposition the default. */
void signals_restore(void);

/* The next signal to the helper: its number, 0 when there is none. */
int signals_next(struct ctx *ctx);

/* Whether by this one people and engines say that they want no more of it. */
bool signals_is_end(int number);

#endif
