// Memory for one plan, taken once. Pages are touched as they are used, so what is asked for is a
// bound, not a cost.
#ifndef HELPER_ARENA_H
#define HELPER_ARENA_H

#include <stddef.h>

/* A page or more, on every architecture. */
#define ARENA_PAGE 65536U

struct arena {
	char *memory;
	size_t size;
	size_t used;  /* from its beginning */
	size_t paged; /* from its end: arena_take_pages */
	/* How often its size was halved until there was as much: what is taken for what grows is
	 * that much smaller. */
	unsigned halvings;
};

/* Zeroed and aligned for anything; NULL when the arena is full. */
static inline void *arena_take(struct arena *arena, size_t size)
{
	size_t start = (arena->used + 15) & ~(size_t)15;

	if (start > arena->size - arena->paged || size > arena->size - arena->paged - start)
		return NULL;
	arena->used = start + size;
	return arena->memory + start;
}

/*
 * On pages of its own, for what grows: what is not used is never touched. From the other end, so
 * that all that is small lies together: every 2 MiB of which something is touched cost a page
 * table.
 */
static inline void *arena_take_pages(struct arena *arena, size_t size)
{
	size_t room = arena->size - arena->paged - arena->used;

	size = (size + ARENA_PAGE - 1) & ~(size_t)(ARENA_PAGE - 1);
	if (size > room)
		return NULL;
	arena->paged += size;
	return arena->memory + arena->size - arena->paged;
}

#endif
