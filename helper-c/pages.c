// See pages.h; mmap(2), madvise(2).
#include "pages.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ  22
#define MADV_POPULATE_WRITE 23
#endif

/* The smallest there is, on x86-64 and aarch64. */
#define HUGE_PAGE (2U << 20)
/* execve(2) gives 128 KiB, of which arguments and environment take a part. */
#define STACK_BYTES (56U << 10)

static void *reserve(size_t size, int rights)
{
	void *memory = mmap(NULL, size, rights, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		return NULL;
	/* A huge page for the few bytes that are touched would be held as long as a container is
	 * waited for. A favour, not a need: a kernel without such pages does not know it. */
	if (size >= HUGE_PAGE)
		(void)madvise(memory, size, MADV_NOHUGEPAGE);
	return memory;
}

void *pages_reserve(size_t size)
{
	return reserve(size, PROT_READ | PROT_WRITE);
}

void *pages_reserve_closed(size_t size)
{
	return reserve(size, PROT_NONE);
}

void pages_release(void *memory, size_t size)
{
	if (memory != NULL)
		(void)munmap(memory, size); /* fails only for a wrong address */
}

void pages_keep(void *memory, size_t size)
{
	(void)madvise(memory, size, MADV_DONTFORK); /* a favour, not a need */
}

static void populate(const void *memory, size_t size, int how)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t begin = (uintptr_t)memory & ~(page - 1);

	if (size > 0)
		(void)madvise((void *)begin, (uintptr_t)memory + size - begin, how);
}

void pages_touch(void *memory, size_t size)
{
	populate(memory, size, MADV_POPULATE_WRITE);
}

void pages_see(const void *memory, size_t size)
{
	populate(memory, size, MADV_POPULATE_READ);
}

void pages_touch_stack(void)
{
	char here;

	pages_touch((void *)((uintptr_t)&here - STACK_BYTES), STACK_BYTES);
}
