// See words.h.
#include "words.h"

#include <stdlib.h>
#include <string.h>

void words_add(struct words *words, const char *word)
{
	if (words->count == WORDS_LIMIT)
		words->is_full = true;
	else
		words->items[words->count++] = word;
}

void words_split(struct words *words, char *text, const char *separators)
{
	char *rest = NULL;

	for (char *word = strtok_r(text, separators, &rest); word != NULL;
		word = strtok_r(NULL, separators, &rest))
		words_add(words, word);
}

bool words_have(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->items[i], word) == 0)
			return true;
	return false;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void words_sort(struct words *words)
{
	size_t kept = 0;

	qsort(words->items, words->count, sizeof(words->items[0]), compare);
	for (size_t i = 0; i < words->count; i++)
		if (i == 0 || strcmp(words->items[kept - 1], words->items[i]) != 0)
			words->items[kept++] = words->items[i];
	words->count = kept;
}

void words_json(struct buffer *out, const struct words *words)
{
	buffer_text(out, "[");
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			buffer_text(out, ",");
		buffer_json(out, words->items[i], strlen(words->items[i]));
	}
	buffer_text(out, "]");
	out->is_full |= words->is_full;
}
