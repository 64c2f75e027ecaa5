// Canonical JSON into a buffer of fixed size. Pure. A text that does not fit is cut, and `is_full`
// says so.
#ifndef HELPER_JSON_WRITE_H
#define HELPER_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct json {
	char *text;
	size_t size;
	size_t length;
	bool is_full;
};

/* Text that is JSON already. */
void json_bytes(struct json *json, const char *text, size_t length);

/* The same; of a literal the compiler knows the length. */
static inline void json_raw(struct json *json, const char *text)
{
	json_bytes(json, text, strlen(text));
}

/* A string with the shortest escapes; bytes that are not UTF-8 become U+FFFD. */
void json_string(struct json *json, const char *text);

void json_number(struct json *json, uint64_t value);

#endif
