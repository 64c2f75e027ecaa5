// What C made by wasm2c needs around it: types, memory, one table, traps. The engine's memory is a
// reservation of more than any address can reach (32 bits of index and 32 of offset): what lies
// beyond its size has no rights, so that the CPU checks the bounds, and a fault there is a trap.
// Pages come into being when they are touched, and go back with the instance.
#ifndef NATIVE_WASM_RT_H
#define NATIVE_WASM_RT_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

#define WABT_BIG_ENDIAN		   (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#define WASM_RT_USE_SEGUE	   0
#define WASM_RT_SEGUE_FREE_SEGMENT 0
#define WASM_RT_SANITY_CHECKS	   0
#define WASM_RT_STACK_DEPTH_COUNT  0 /* the guard page of the stack tells */
#ifndef WASM_RT_MEMCHECK_GUARD_PAGES
#define WASM_RT_MEMCHECK_GUARD_PAGES 1
#endif
#define WASM_RT_PAGE_SIZE 65536U
/* 32 bits of index and 32 of offset, and the widest access beyond. */
#define MEMORY_RESERVED_BYTES ((8ULL << 30) + WASM_RT_PAGE_SIZE)

/* One call has more than a word to copy: what memory holds at the start. */
#define wasm_rt_memcpy(to, from, size)                                   \
	((size) > sizeof(uint64_t) ? wasm_rt_place((to), (from), (size)) \
				   : memcpy((to), (from), (size)))

/* Made by wasm2c under this name: on a page of its own it need not be copied, see wasm_rt_place. */
#ifdef ENGINE_DATA
#define ENGINE_DATA_ALIGNMENT 4096
static const uint8_t ENGINE_DATA[] __attribute__((aligned(ENGINE_DATA_ALIGNMENT)));
#endif

typedef enum {
	WASM_RT_TRAP_NONE,
	WASM_RT_TRAP_OOB,
	WASM_RT_TRAP_INT_OVERFLOW,
	WASM_RT_TRAP_DIV_BY_ZERO,
	WASM_RT_TRAP_INVALID_CONVERSION,
	WASM_RT_TRAP_UNREACHABLE,
	WASM_RT_TRAP_CALL_INDIRECT,
	WASM_RT_TRAP_EXHAUSTION,
} wasm_rt_trap_t;

typedef enum {
	WASM_RT_I32,
	WASM_RT_I64,
	WASM_RT_F32,
	WASM_RT_F64,
	WASM_RT_V128,
	WASM_RT_FUNCREF,
	WASM_RT_EXTERNREF,
} wasm_rt_type_t;

typedef void (*wasm_rt_function_ptr_t)(void);

typedef struct wasm_rt_tailcallee_t {
	void (*fn)(void **instance_ptr, void *tail_call_stack, struct wasm_rt_tailcallee_t *next);
} wasm_rt_tailcallee_t;

/* Addresses of the 32 bytes that name a type; equal types may stand at two addresses. */
typedef const char *wasm_rt_func_type_t;

typedef struct {
	wasm_rt_func_type_t func_type;
	wasm_rt_function_ptr_t func;
	wasm_rt_tailcallee_t func_tailcallee;
	void *module_instance;
} wasm_rt_funcref_t;

typedef void *wasm_rt_externref_t;

typedef struct {
	uint8_t *data;
	uint64_t pages;
	uint64_t max_pages;
	uint64_t size;
	bool is64;
	/* How much of what it grows by is sure to be filled: pages.h. */
	uint64_t filled;
} wasm_rt_memory_t;

typedef struct {
	wasm_rt_funcref_t *data;
	uint32_t max_size;
	uint32_t size;
} wasm_rt_funcref_table_t;

typedef struct {
	wasm_rt_externref_t *data;
	uint32_t max_size;
	uint32_t size;
} wasm_rt_externref_table_t;

static const wasm_rt_funcref_t wasm_rt_funcref_null_value = {NULL, NULL, {NULL}, NULL};
static const wasm_rt_externref_t wasm_rt_externref_null_value = NULL;

_Noreturn void wasm_rt_trap(wasm_rt_trap_t trap);
bool wasm_rt_is_initialized(void);
/* What an instance before used is emptied, and used again; so is a table. */
void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint64_t initial_pages, uint64_t max_pages,
	bool is64, uint32_t page_size);
/* As memcpy, of this program's own constants into memory that nobody has touched. */
void *wasm_rt_place(void *to, const void *from, size_t size);
uint64_t wasm_rt_grow_memory(wasm_rt_memory_t *memory, uint64_t pages);
void wasm_rt_free_memory(wasm_rt_memory_t *memory);
void wasm_rt_allocate_funcref_table(
	wasm_rt_funcref_table_t *table, uint32_t elements, uint32_t max_elements);
void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table);

#endif
