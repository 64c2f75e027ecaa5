// See suggest.h. The measure is the host's: edits (a swap of neighbours is one), at most three, and
// more than two fifths of the longer word alike.
#include "suggest.h"

#include <stdlib.h>
#include <string.h>

#define WORD_LIMIT     64
#define DISTANCE_LIMIT 3

static size_t least(size_t a, size_t b, size_t c)
{
	size_t best = a < b ? a : b;

	return best < c ? best : c;
}

/* Damerau and Levenshtein's distance, of neighbours swapped once. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[WORD_LIMIT + 1][WORD_LIMIT + 1];
	size_t height = strlen(a);
	size_t width = strlen(b);

	if (height > WORD_LIMIT || width > WORD_LIMIT ||
		(height > width ? height - width : width - height) > DISTANCE_LIMIT)
		return height > width ? height : width;
	for (size_t i = 0; i <= height; i++)
		rows[i][0] = i;
	for (size_t j = 0; j <= width; j++)
		rows[0][j] = j;
	for (size_t j = 1; j <= width; j++) {
		for (size_t i = 1; i <= height; i++) {
			size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
			size_t *cell = &rows[i][j];

			*cell = least(
				rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
				rows[i - 2][j - 2] + 1 < *cell)
				*cell = rows[i - 2][j - 2] + 1;
		}
	}
	return rows[height][width];
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void suggest_flag(struct buffer *out, const struct command_spec *command, const char *flag)
{
	static const char *const more[] = {"--help", "--version"};
	const char *similar[PROGRAM_OPTIONS_MAX + 2];
	size_t more_count = command == &program_root ? 2 : 1;
	size_t count = 0;
	size_t best = DISTANCE_LIMIT;

	if (strncmp(flag, "--", 2) != 0)
		return;
	for (size_t i = 0; i < command->option_count + more_count; i++) {
		const char *known = i < command->option_count ? command->options[i].long_flag
							      : more[i - command->option_count];
		size_t found;
		size_t longer;

		if (known == NULL || strlen(known) <= 3)
			continue;
		found = distance(flag + 2, known + 2);
		longer = strlen(flag) > strlen(known) ? strlen(flag) - 2 : strlen(known) - 2;
		if (found > best || (longer - found) * 5 <= longer * 2)
			continue;
		if (found < best)
			count = 0;
		best = found;
		similar[count++] = known;
	}
	if (count == 0)
		return;
	qsort(similar, count, sizeof(similar[0]), compare);
	buffer_text(out, count > 1 ? "\n(Did you mean one of " : "\n(Did you mean ");
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_text(out, ", ");
		buffer_text(out, similar[i]);
	}
	buffer_text(out, "?)");
}
