// Lists of words out of the kernel's text files: split in place, sorted, printed as JSON.
#ifndef NATIVE_WORDS_H
#define NATIVE_WORDS_H

#include "buffer.h"

#define WORDS_LIMIT 256

/* The words are borrowed. */
struct words {
	const char *items[WORDS_LIMIT];
	size_t count;
	/* There were more. */
	bool is_full;
};

void words_add(struct words *words, const char *word);
/* Splits `text` at any of `separators`; what stands between two of them and is empty is no word. */
void words_split(struct words *words, char *text, const char *separators);
bool words_have(const struct words *words, const char *word);
/* In ascending order, each once. */
void words_sort(struct words *words);
/* Prints `["a","b"]`. */
void words_json(struct buffer *out, const struct words *words);

#endif
