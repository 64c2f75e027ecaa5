// helper-c/memmove.c against a copy byte by byte: every size and overlap around the limits of its
// blocks, at every alignment. Prints nothing, or the first case that differs.
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define SIZE  1024
#define UPTO  300 /* sizes, past the longest that is moved at once */
#define SHIFT 34  /* places, past two blocks */

void *own_memmove(void *to, const void *from, size_t size);
void *own_memcpy(void *restrict to, const void *restrict from, size_t size);

typedef void *move(void *to, const void *from, size_t size);

static int try(const char *name, move *moved, size_t to, size_t from, size_t size)
{
	unsigned char found[SIZE];
	unsigned char expected[SIZE];

	for (size_t i = 0; i < SIZE; i++)
		found[i] = expected[i] = (unsigned char)(i * 7 + i / 251);
	for (size_t i = 0; i < size; i++)
		expected[to + i] = (unsigned char)((from + i) * 7 + (from + i) / 251);
	if (moved(found + to, found + from, size) == found + to &&
		memcmp(found, expected, SIZE) == 0)
		return 0;
	printf("%s: %zu bytes from %zu to %zu\n", name, size, from, to);
	return 1;
}

static void *copied(void *to, const void *from, size_t size)
{
	return own_memcpy(to, from, size);
}

int main(void)
{
	for (size_t size = 0; size < UPTO; size++) {
		for (size_t shift = 0; shift < SHIFT; shift++) {
			if (try("memmove", own_memmove, 64 + shift, 64, size) ||
				try("memmove", own_memmove, 64, 64 + shift, size) ||
				try("memmove", own_memmove, 64 + shift, 500, size) ||
				try("memcpy", copied, 600, 64 + shift, size) ||
				try("memcpy", copied, 64 + shift, 601, size))
				return 1;
		}
	}
	return 0;
}
