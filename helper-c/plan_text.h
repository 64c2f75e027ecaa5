// Canonical JSON as text: what stands between the fields of a plan, and values without a shape. No
// white space, shortest escapes, no NUL. Pure.
#ifndef HELPER_PLAN_TEXT_H
#define HELPER_PLAN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"

#define PLAN_WHY_SIZE 160

struct plan_error {
	size_t offset;
	char why[PLAN_WHY_SIZE];
};

struct reader {
	const unsigned char *text;
	size_t size;
	size_t at;
	struct arena *arena;
	struct plan_error *error;
	uint32_t number;
	unsigned depth;
	size_t kind; /* of the action read last */
};

/* -1, with the error filled. */
__attribute__((format(printf, 2, 3))) int reader_fail(
	struct reader *reader, const char *format, ...);

/* The byte at hand, or -1 at the end. */
static inline int reader_peek(const struct reader *reader)
{
	return reader->at < reader->size ? reader->text[reader->at] : -1;
}

int reader_expect_text(struct reader *reader, const char *text, size_t length);

static inline int reader_expect(struct reader *reader, const char *text)
{
	/* Of a literal the compiler knows the length. */
	return reader_expect_text(reader, text, strlen(text));
}

/* Zeroed memory of the arena, or NULL with the error filled. */
void *reader_take(struct reader *reader, size_t size);

/* The text with its end, in the arena, or NULL. `length` may be NULL. */
const char *reader_string(struct reader *reader, size_t *length);

/* Digits of a canonical integer: no plus, no leading zero, no -0. */
int reader_integer(struct reader *reader, bool *negative, uint64_t *magnitude);

/* Passes over one value without looking into it; strings are found by their quotes. */
int reader_skip(struct reader *reader);

#endif
