// Bytes that grow, in a reservation that never moves: what is not used is never touched.
#ifndef NATIVE_BUFFER_H
#define NATIVE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "actions.h"
#include "arena.h"

struct buffer {
	char *data;
	size_t length;
	size_t limit;
	/* Something did not fit, and was left out. */
	bool is_full;
};

/* For as long as the program runs. The limit is for a whole arena: arena.h. Returns 0 or -ENOMEM.
 */
int buffer_take(struct buffer *buffer, struct arena *arena, size_t limit);

/* Empty, in what another has left, until something is put into that one. */
void buffer_follow(struct buffer *buffer, const struct buffer *before);

/* For a while. Returns 0 or -ENOMEM. */
int buffer_open(struct buffer *buffer, size_t limit);
void buffer_close(struct buffer *buffer);

/* Gives back the pages behind what is in it. */
void buffer_trim(const struct buffer *buffer);

/* So much is about to be put: its pages come at once. */
void buffer_expect(struct buffer *buffer, size_t size);

void buffer_put(struct buffer *buffer, const void *data, size_t size);

/* Of a literal the compiler knows the length. */
static inline void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_put(buffer, text, strlen(text));
}

void buffer_number(struct buffer *buffer, uint64_t value);
/* As JSON, with the shortest escapes; a byte that is not UTF-8 becomes U+FFFD. */
void buffer_json(struct buffer *buffer, const char *text, size_t size);
/* A character of 16 bits as JSON escapes it. */
void buffer_escape(struct buffer *buffer, uint16_t code);
void buffer_base64(struct buffer *buffer, const void *data, size_t size);

/* What is in it, borrowed. */
struct bytes buffer_bytes(const struct buffer *buffer);

/* The text so far, ended by NUL, which is not part of it. */
const char *buffer_c_string(struct buffer *buffer);

#endif
