// What the kernel says of a process by its number, and of a cgroup's freezer.
#ifndef NATIVE_PROCESS_OF_H
#define NATIVE_PROCESS_OF_H

#include "gather.h"
#include "read_file.h"

/* The value of `process`. Returns whether it is there, or -1 with a sentence in `why`. */
int put_process(
	struct request *request, uint64_t pid, struct buffer *out, char why[GATHER_WHY_SIZE]);

/* 1, 0, or -1 with an errno's name in `error`. */
int read_frozen(const char *cgroup, char error[READ_ERROR_SIZE]);

#endif
