// See engine.h. WASI preview 1, as far as the engine imports it.
#include "engine.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "engine-wasm.h"
#include "pages.h"

#define WASI_EBADF	   8U /* WASI's errno numbers, not the kernel's */
#define WASI_EINVAL	   28U
#define SIGNAL_STACK_BYTES 65536U
#define TABLE_ELEMENTS	   64U /* more than the engine has */
/* How much of its memory a plan of a config fills, by the length of the request. What else is asked
 * for takes less, and seldom more than there is from the start. */
#define FILLED_FACTOR 16U
#define FILLED_MOST   (512U << 10)

/* One mapping: this, and behind it the engine's memory. */
struct engine {
	w2c_engine instance;
	wasm_rt_funcref_t table[TABLE_ELEMENTS];
	/* Faults of the engine, its endless recursion among them, are caught on a stack of their
	 * own. */
	uint8_t stack[SIGNAL_STACK_BYTES];
	struct sigaction before[2];
};

#define MEMORY_OFFSET ((sizeof(struct engine) + WASM_RT_PAGE_SIZE - 1) & ~(WASM_RT_PAGE_SIZE - 1))
#define ENGINE_BYTES  (MEMORY_OFFSET + MEMORY_RESERVED_BYTES)

struct w2c_wasi__snapshot__preview1 {
	w2c_engine *instance;
	struct bytes request;
	size_t read;
	struct buffer *out;
	struct buffer *warnings;
	sigjmp_buf end;
	int status;
};

/* A trap and a fault come without a word of whose they are; only one call is made at a time. */
static struct w2c_wasi__snapshot__preview1 *running;

_Noreturn static void end_with(int status)
{
	running->status = status;
	siglongjmp(running->end, 1);
}

_Noreturn void wasm_rt_trap(wasm_rt_trap_t trap)
{
	(void)trap; /* all are bugs of the same kind */
	end_with(ANSWER_BROKEN);
}

/* An access out of bounds, or the guard page of the stack: while the engine runs, a trap. */
static void take_fault(int number)
{
	if (running != NULL)
		end_with(ANSWER_BROKEN);
	(void)signal(number, SIG_DFL); /* a fault of this program: happens again, and ends it */
}

static uint8_t *slice(struct w2c_wasi__snapshot__preview1 *wasi, uint32_t at, uint32_t size)
{
	const wasm_rt_memory_t *memory = &wasi->instance->w2c_memory;

	if ((uint64_t)at + size > memory->size)
		wasm_rt_trap(WASM_RT_TRAP_OOB);
	return memory->data + at;
}

static uint32_t load32(struct w2c_wasi__snapshot__preview1 *wasi, uint32_t at)
{
	uint32_t value;

	memcpy(&value, slice(wasi, at, sizeof(value)), sizeof(value));
	return value;
}

static void store32(struct w2c_wasi__snapshot__preview1 *wasi, uint32_t at, uint32_t value)
{
	memcpy(slice(wasi, at, sizeof(value)), &value, sizeof(value));
}

/* struct __wasi_iovec_t: u32 address, u32 length. */
u32 w2c_wasi__snapshot__preview1_fd_read(
	struct w2c_wasi__snapshot__preview1 *wasi, u32 fd, u32 vectors, u32 count, u32 result)
{
	size_t before = wasi->read;

	if (fd != 0)
		return WASI_EBADF;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t length = load32(wasi, vectors + i * 8 + 4);
		uint8_t *to = slice(wasi, load32(wasi, vectors + i * 8), length);
		size_t rest = wasi->request.length - wasi->read;
		size_t size = length < rest ? length : rest;

		memcpy(to, wasi->request.data + wasi->read, size);
		wasi->read += size;
	}
	store32(wasi, result, (uint32_t)(wasi->read - before));
	return 0;
}

u32 w2c_wasi__snapshot__preview1_fd_write(
	struct w2c_wasi__snapshot__preview1 *wasi, u32 fd, u32 vectors, u32 count, u32 result)
{
	struct buffer *to = fd == 1 ? wasi->out : wasi->warnings;
	size_t before = to->length;

	if (fd != 1 && fd != 2)
		return WASI_EBADF;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t length = load32(wasi, vectors + i * 8 + 4);

		buffer_put(to, slice(wasi, load32(wasi, vectors + i * 8), length), length);
	}
	store32(wasi, result, (uint32_t)(to->length - before));
	return 0;
}

/* Not imported by every build of the engine. */
u32 w2c_wasi__snapshot__preview1_fd_close(struct w2c_wasi__snapshot__preview1 *wasi, u32 fd);
u32 w2c_wasi__snapshot__preview1_fd_close(struct w2c_wasi__snapshot__preview1 *wasi, u32 fd)
{
	(void)wasi;
	return fd <= 2 ? 0 : WASI_EINVAL;
}

void w2c_wasi__snapshot__preview1_proc_exit(struct w2c_wasi__snapshot__preview1 *wasi, u32 status)
{
	(void)wasi;
	end_with((int)status);
}

static const int faults[] = {SIGSEGV, SIGBUS};

struct engine *engine_open(void)
{
	struct engine *engine = pages_reserve_closed(ENGINE_BYTES);
	/* Not held back while it is handled, for the handler does not come back. */
	struct sigaction action = {.sa_flags = SA_ONSTACK | SA_NODEFER};
	stack_t stack = {.ss_size = SIGNAL_STACK_BYTES};

	if (engine == NULL)
		return NULL;
	if (mprotect(engine, MEMORY_OFFSET, PROT_READ | PROT_WRITE) < 0) {
		pages_release(engine, ENGINE_BYTES);
		return NULL;
	}
	engine->instance.w2c_memory.data = (uint8_t *)engine + MEMORY_OFFSET;
	engine->instance.w2c_T0 = (wasm_rt_funcref_table_t){engine->table, TABLE_ELEMENTS, 0};
	action.sa_handler = take_fault;
	stack.ss_sp = engine->stack;
	(void)sigaltstack(&stack, NULL); /* these fail only for wrong arguments */
	for (size_t i = 0; i < 2; i++)
		(void)sigaction(faults[i], &action, &engine->before[i]);
	return engine;
}

void engine_close(struct engine *engine)
{
	stack_t none = {.ss_flags = SS_DISABLE};

	if (engine == NULL)
		return;
	for (size_t i = 0; i < 2; i++)
		(void)sigaction(faults[i], &engine->before[i], NULL);
	(void)sigaltstack(&none, NULL);
	pages_release(engine, ENGINE_BYTES);
}

static enum answer_kind kind_of(const struct w2c_wasi__snapshot__preview1 *wasi)
{
	if (wasi->out->is_full || wasi->warnings->is_full)
		return ANSWER_BROKEN;
	switch (wasi->status) {
	case ANSWER_PLAN:
	case ANSWER_NEED:
	case ANSWER_OUTPUT:
	case ANSWER_DIAGNOSTICS:
		return (enum answer_kind)wasi->status;
	default:
		return ANSWER_BROKEN;
	}
}

static uint64_t memory_filled(size_t length)
{
	uint64_t filled = (uint64_t)length * FILLED_FACTOR;

	return filled < FILLED_MOST ? filled : FILLED_MOST;
}

enum answer_kind engine_ask(
	struct engine *engine, struct bytes request, struct buffer *out, struct buffer *warnings)
{
	struct w2c_wasi__snapshot__preview1 wasi = {.instance = &engine->instance,
		.request = request,
		.out = out,
		.warnings = warnings,
		.status = ANSWER_BROKEN};

	out->length = warnings->length = 0;
	running = &wasi;
	if (sigsetjmp(wasi.end, 0) == 0) {
		wasm2c_engine_instantiate(&engine->instance, &wasi);
		engine->instance.w2c_memory.filled = memory_filled(request.length);
		w2c_engine_0x5Fstart(&engine->instance);
		wasi.status = 0;
	}
	running = NULL;
	return kind_of(&wasi);
}
