// Memory for one plan, taken once. Pages are touched as they are used, so what is asked for is a
// bound, not a cost.
#ifndef HELPER_ARENA_H
#define HELPER_ARENA_H

#include <stddef.h>

struct arena {
	char *memory;
	size_t size;
	size_t used;
};

/* Zeroed and aligned for anything; NULL when the arena is full. */
static inline void *arena_take(struct arena *arena, size_t size)
{
	size_t start = (arena->used + 15) & ~(size_t)15;

	if (start > arena->size || size > arena->size - start)
		return NULL;
	arena->used = start + size;
	return arena->memory + start;
}

#endif
