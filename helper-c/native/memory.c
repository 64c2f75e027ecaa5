// The memory, table and traps of wasm-rt.h, and nothing that the engine does not use.
#include <sys/mman.h>

#include "wasm-rt.h"

#define LIMIT_PAGES 65536U /* 4 GiB: WebAssembly's own, and what the host grants */

bool wasm_rt_is_initialized(void)
{
	return true;
}

static bool enlarge(wasm_rt_memory_t *memory, uint64_t pages)
{
	uint64_t size = pages * WASM_RT_PAGE_SIZE;
	uint64_t more = size - memory->size;

	if (mprotect(memory->data + memory->size, more, PROT_READ | PROT_WRITE) < 0)
		return false;
	memory->pages = pages;
	memory->size = size;
	return true;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint64_t initial_pages, uint64_t max_pages,
	bool is64, uint32_t page_size)
{
	void *data = mmap(NULL, MEMORY_RESERVED_BYTES, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	*memory = (wasm_rt_memory_t){.is64 = is64};
	memory->max_pages = max_pages < LIMIT_PAGES ? max_pages : LIMIT_PAGES;
	if (data == MAP_FAILED || page_size != WASM_RT_PAGE_SIZE)
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
	memory->data = data;
	/* A huge page would be zeroed whole for the first byte of it. Fails where there are none.
	 */
	(void)madvise(data, MEMORY_RESERVED_BYTES, MADV_NOHUGEPAGE);
	if (!enlarge(memory, initial_pages))
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
}

/* The size before, or all ones: memory.grow's own answers. */
uint64_t wasm_rt_grow_memory(wasm_rt_memory_t *memory, uint64_t pages)
{
	uint64_t before = memory->pages;

	if (pages > memory->max_pages - before)
		return UINT32_MAX;
	if (pages > 0 && !enlarge(memory, before + pages))
		return UINT32_MAX;
	return before;
}

void wasm_rt_free_memory(wasm_rt_memory_t *memory)
{
	if (memory->data != NULL)
		(void)munmap(
			memory->data, MEMORY_RESERVED_BYTES); /* fails only for a wrong address */
	*memory = (wasm_rt_memory_t){0};
}

/* The engine has one small table, of a fixed size. */
void wasm_rt_allocate_funcref_table(
	wasm_rt_funcref_table_t *table, uint32_t elements, uint32_t max_elements)
{
	size_t size = (size_t)max_elements * sizeof(*table->data);
	void *data = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (data == MAP_FAILED)
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
	*table = (wasm_rt_funcref_table_t){data, max_elements, elements};
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table)
{
	if (table->data != NULL)
		(void)munmap(table->data, (size_t)table->max_size * sizeof(*table->data));
	*table = (wasm_rt_funcref_table_t){0};
}
