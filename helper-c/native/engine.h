// The engine, compiled into this program: request bytes in, answer bytes out, a fresh instance for
// each call, in the place of the one before. It can reach its own memory and the three calls that
// engine.c answers; nothing else.
#ifndef NATIVE_ENGINE_H
#define NATIVE_ENGINE_H

#include "buffer.h"

/* The engine's exit status is the kind of its answer. */
enum answer_kind {
	ANSWER_PLAN = 0,
	ANSWER_NEED = 10,
	ANSWER_OUTPUT = 11,
	ANSWER_DIAGNOSTICS = 12,
	/* It trapped, or ended with another status: a bug. `warnings` may tell more. */
	ANSWER_BROKEN = 255,
};

/* Room for an instance; NULL when there is no memory. Until it is closed a fault of this process is
 * caught, so there is one at a time. */
struct engine *engine_open(void);
void engine_close(struct engine *engine);

/* Fills `out` and `warnings`, which are emptied first. */
enum answer_kind engine_ask(
	struct engine *engine, struct bytes request, struct buffer *out, struct buffer *warnings);

/* SHA-256 of the engine.wasm that this was made from, in hex. */
extern const char engine_digest[];

#endif
