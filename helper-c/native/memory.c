// The memory, table and traps of wasm-rt.h, and nothing that the engine does not use.
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pages.h"
#include "wasm-rt.h"

/* Behind its constants, what the engine fills for the smallest of requests. */
#define HEAP_BYTES  (44U << 10)
#define LIMIT_PAGES 65536U /* 4 GiB: WebAssembly's own, and what the host grants */

bool wasm_rt_is_initialized(void)
{
	return true;
}

static bool enlarge(wasm_rt_memory_t *memory, uint64_t pages)
{
	uint64_t size = pages * WASM_RT_PAGE_SIZE;
	uint64_t more = size - memory->size;

	if (more > 0 && mprotect(memory->data + memory->size, more, PROT_READ | PROT_WRITE) < 0)
		return false;
	if (memory->filled > 0) {
		uint64_t filled = memory->filled < more ? memory->filled : more;

		pages_touch(memory->data + memory->size, filled);
		memory->filled -= filled;
	}
	memory->pages = pages;
	memory->size = size;
	return true;
}

/* All that an instance left goes, and the right to what is beyond `size`: what it began with is
 * there again. Not every kernel has madvise(2). */
static bool reset(wasm_rt_memory_t *memory, uint64_t size)
{
	int flags = MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	uint64_t before = memory->size;

	if (before == 0)
		return true;
	if (madvise(memory->data, before, MADV_DONTNEED) < 0) {
		memory->size = 0;
		return mmap(memory->data, before, PROT_NONE, flags, -1, 0) == memory->data;
	}
	memory->size = before < size ? before : size;
	return before <= size || mprotect(memory->data + size, before - size, PROT_NONE) == 0;
}

/* Where it is has been said: engine.c. */
void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint64_t initial_pages, uint64_t max_pages,
	bool is64, uint32_t page_size)
{
	if (page_size != WASM_RT_PAGE_SIZE || !reset(memory, initial_pages * WASM_RT_PAGE_SIZE))
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
	*memory = (wasm_rt_memory_t){.data = memory->data, .size = memory->size, .is64 = is64};
	memory->max_pages = max_pages < LIMIT_PAGES ? max_pages : LIMIT_PAGES;
	if (!enlarge(memory, initial_pages))
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
}

/* Where in this program's file an address stands, or -1. The file of a static program is its own
 * loader's headers. */
static off_t file_offset(uintptr_t address, size_t size)
{
	const ElfW(Phdr) *header = (const ElfW(Phdr) *)getauxval(AT_PHDR);
	size_t count = getauxval(AT_PHNUM);
	uintptr_t base = 0;

	for (size_t i = 0; i < count; i++)
		if (header[i].p_type == PT_PHDR)
			base = (uintptr_t)header - header[i].p_vaddr;
	for (size_t i = 0; i < count; i++) {
		uintptr_t start = base + header[i].p_vaddr;

		if (header[i].p_type == PT_LOAD && (header[i].p_flags & PF_W) == 0 &&
			address >= start && address + size <= start + header[i].p_filesz)
			return (off_t)(header[i].p_offset + (address - start));
	}
	return -1;
}

static bool map_own(uint8_t *to, const uint8_t *from, size_t size)
{
	off_t offset = file_offset((uintptr_t)from, size);
	void *mapped;
	int fd;

	if (offset < 0)
		return false;
	fd = openat(AT_FDCWD, "/proc/self/exe", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	mapped = mmap(to, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, offset);
	(void)close(fd); /* only read */
	return mapped == to;
}

/*
 * Whole pages of the file are mapped, and copied by the kernel when they are written to: most of
 * them never are, and many are not even read. What cannot be mapped is copied. Fresh memory is
 * zero, which the first page of the constants is not: if that is there, so is the mapping of the
 * instance before.
 */
void *wasm_rt_place(void *to, const void *from, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t whole = size - size % page;
	bool is_aligned = ((uintptr_t)to | (uintptr_t)from) % page == 0;

	if (!is_aligned || whole == 0 || (memcmp(to, from, page) != 0 && !map_own(to, from, whole)))
		whole = 0;
	pages_see(to, whole);
	pages_touch((uint8_t *)to + whole, HEAP_BYTES);
	memcpy((uint8_t *)to + whole, (const uint8_t *)from + whole, size - whole);
	return to;
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

/* Its elements are written by the instance, all of them. */
void wasm_rt_allocate_funcref_table(
	wasm_rt_funcref_table_t *table, uint32_t elements, uint32_t max_elements)
{
	if (max_elements > table->max_size)
		wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
	table->size = elements;
}

/* Memory and table are the caller's: engine.c. */
void wasm_rt_free_memory(wasm_rt_memory_t *memory)
{
	(void)memory;
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table)
{
	(void)table;
}
