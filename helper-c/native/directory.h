// The names in a directory, in the order of their bytes, which is that of their code points.
#ifndef NATIVE_DIRECTORY_H
#define NATIVE_DIRECTORY_H

#include <stddef.h>

#include "buffer.h"

struct names {
	const char **items;
	size_t count;
	struct buffer text;
};

/* Returns 0 or a negative errno; closed in either case by names_close. */
int names_read(struct names *names, const char *path);
void names_close(struct names *names);

#endif
