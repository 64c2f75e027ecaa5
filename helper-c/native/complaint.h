// What is wrong with a command line: the words of complaint, and the exit status.
#ifndef NATIVE_COMPLAINT_H
#define NATIVE_COMPLAINT_H

#include "command_line.h"

/* Both return false. */
bool complaint_make(struct command_line *line, int status, const char *const parts[], size_t count);

/* `text` with the value in the place of \1. */
bool complaint_of_value(struct command_line *line, const char *text, const char *value);

#define FAIL(line, status, ...)                                              \
	complaint_make((line), (status), (const char *const[]){__VA_ARGS__}, \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#endif
