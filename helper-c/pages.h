// Memory in pages: reserved whole, touched as it fills.
#ifndef HELPER_PAGES_H
#define HELPER_PAGES_H

#include <stddef.h>

/* Memory that is reserved, and touched as it fills; NULL when there is none. */
void *pages_reserve(size_t size);
/* The same without the right to touch it: it counts neither against RLIMIT_DATA nor where the
 * kernel does not overcommit. */
void *pages_reserve_closed(size_t size);
/* Gives it back. */
void pages_release(void *memory, size_t size);

/* Processes that this one makes do without it: their page tables need not be copied. */
void pages_keep(void *memory, size_t size);

/*
 * Has the kernel give all pages of `size` bytes at `memory` in one call, for what is about to be
 * filled: a fault for each costs several times the page. They must be writable. Without Linux 5.14
 * they come one by one.
 */
void pages_touch(void *memory, size_t size);

/* The same for what is about to be read. */
void pages_see(const void *memory, size_t size);

/* The same for the stack below the caller's frame: what a command uses of it. */
void pages_touch_stack(void);

#endif
