// See read_file.h.
#include "read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "errno_name.h"
#include "sys.h"

#define RETRY_NS 5000000
#define FLAGS	 (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

const char *read_type(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return "file";
	case S_IFDIR:
		return "directory";
	case S_IFIFO:
		return "fifo";
	case S_IFSOCK:
		return "socket";
	case S_IFBLK:
		return "block";
	case S_IFCHR:
		return "char";
	default:
		return "symlink";
	}
}

static const char *describe(mode_t mode)
{
	if (S_ISCHR(mode))
		return "character device";
	return S_ISBLK(mode) ? "block device" : read_type(mode);
}

static int fail(char error[READ_ERROR_SIZE], int number)
{
	(void)snprintf(error, READ_ERROR_SIZE, "%s", errno_name(number));
	return -1;
}

static int too_large(char error[READ_ERROR_SIZE], unsigned long long size)
{
	(void)snprintf(error, READ_ERROR_SIZE, "TOO_LARGE:%llu", size);
	return -1;
}

static int open_regular(
	const char *path, size_t limit, int *file, size_t *size, char error[READ_ERROR_SIZE])
{
	struct stat status;
	OWNED_FD int fd = openat(AT_FDCWD, path, FLAGS);

	if (fd < 0 || fstat(fd, &status) < 0)
		return fail(error, -errno);
	if (!S_ISREG(status.st_mode)) {
		(void)snprintf(error, READ_ERROR_SIZE, "NOT_REGULAR:%s", describe(status.st_mode));
		return -1;
	}
	if ((unsigned long long)status.st_size > limit)
		return too_large(error, (unsigned long long)status.st_size);
	*size = (size_t)status.st_size;
	*file = take_fd(&fd);
	return 0;
}

/* The size is a hint: the kernel's own files say 0, and a file may grow while it is read. */
static int read_to_end(
	int file, size_t size, size_t limit, struct buffer *out, char error[READ_ERROR_SIZE])
{
	struct timespec pause = {.tv_nsec = RETRY_NS};
	ssize_t count = 1;

	while (count > 0 && (size == 0 || out->length < size)) {
		count = read(file, out->data + out->length, READ_STEP);
		if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
			/* Somebody else may have made a pipe non-blocking. */
			if (errno == EAGAIN)
				(void)nanosleep(&pause, NULL);
			count = 1;
		} else if (count < 0) {
			return fail(error, -errno);
		} else {
			out->length += (size_t)count;
		}
		if (out->length > limit)
			return too_large(error, out->length);
	}
	return 0;
}

int read_stream(int file, size_t limit, struct buffer *out, char error[READ_ERROR_SIZE])
{
	out->length = 0;
	if (limit > out->limit - READ_STEP)
		return fail(error, -EFBIG);
	return read_to_end(file, 0, limit, out, error);
}

int read_file(const char *path, size_t limit, struct buffer *out, char error[READ_ERROR_SIZE])
{
	OWNED_FD int file = -1;
	size_t size = 0;

	out->length = 0;
	if (limit > out->limit - READ_STEP)
		return fail(error, -EFBIG);
	if (open_regular(path, limit, &file, &size, error) < 0)
		return -1;
	buffer_expect(out, size);
	return read_to_end(file, size, limit, out, error);
}

int read_small(const char *path, char *text, size_t size, char error[READ_ERROR_SIZE])
{
	OWNED_FD int file = openat(AT_FDCWD, path, FLAGS);
	ssize_t length = file < 0 ? -errno : read(file, text, size - 1);

	if (length < 0) {
		text[0] = '\0';
		return fail(error, file < 0 ? (int)length : -errno);
	}
	while (length > 0 && strchr(" \t\n", text[length - 1]) != NULL)
		length--;
	text[length] = '\0';
	return 0;
}
