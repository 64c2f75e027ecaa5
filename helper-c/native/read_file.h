// Files as the gathering reads them. A fifo or a device in a file's place must neither hang us nor
// become our terminal: it is opened so, and looked at first.
#ifndef NATIVE_READ_FILE_H
#define NATIVE_READ_FILE_H

#include <sys/stat.h>

#include "buffer.h"

/* Far above what any of the kernel's files read here grows to. */
#define READ_LIMIT	(16U << 20)
#define READ_STEP	65536U
#define READ_ERROR_SIZE 48

/*
 * Reads the contents into `out`, which has room for READ_STEP bytes more than `limit`. Returns 0,
 * or -1 with an errno's name, `NOT_REGULAR:<what it is>` or `TOO_LARGE:<bytes>` in `error`.
 */
int read_file(const char *path, size_t limit, struct buffer *out, char error[READ_ERROR_SIZE]);

/* The same of what is open already, to its end. */
int read_stream(int file, size_t limit, struct buffer *out, char error[READ_ERROR_SIZE]);

/* `file`, `directory`, `fifo` and so on. */
const char *read_type(mode_t mode);

/* One of the kernel's own files, which gives all at the first read: into `text`, ended by NUL and
 * cut of white space at its end. */
int read_small(const char *path, char *text, size_t size, char error[READ_ERROR_SIZE]);

#endif
