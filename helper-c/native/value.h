// JSON that this program or its engine wrote, as a tree in an arena. Not for what others wrote:
// that is the engine's to read.
#ifndef NATIVE_VALUE_H
#define NATIVE_VALUE_H

#include "actions.h"
#include "arena.h"

enum value_type {
	VALUE_NULL,
	VALUE_FALSE,
	VALUE_TRUE,
	VALUE_NUMBER, /* an integer; `text` are its digits */
	VALUE_TEXT,
	VALUE_LIST,
	VALUE_OBJECT,
};

struct value {
	enum value_type type;
	/* Ended by NUL. */
	const char *text;
	size_t length;
	/* Of a list or an object. */
	struct value *first;
	/* Among its fellows; `key` is its name in an object. */
	struct value *next;
	const char *key;
};

/* NULL when the text is no such JSON, or the arena is full. */
const struct value *value_read(struct bytes text, struct arena *arena);

/* A member; NULL when there is none, or `object` is none. */
const struct value *value_member(const struct value *object, const char *key);
/* The text of a member that is text; NULL otherwise. */
const char *value_text(const struct value *object, const char *key);
/* The member's number, or `otherwise`. */
uint64_t value_number(const struct value *object, const char *key, uint64_t otherwise);

#endif
