// See directory.h.
#include "directory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pages.h"
#include "sys.h"

#define DIRENT_BYTES	32768
#define DIRECTORY_LIMIT (64U << 20)

/* struct linux_dirent64: u64 inode, s64 offset, u16 length, u8 type, name. */
#define DIRENT_LENGTH 16
#define DIRENT_NAME   19

/* The names, each ended by NUL, into `text`. */
static int list_names(const char *path, struct buffer *text, size_t *count)
{
	_Alignas(8) char entries[DIRENT_BYTES] = {0};
	OWNED_FD int fd = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ssize_t size = fd < 0 ? -errno : sys_getdents(fd, entries, sizeof(entries));

	for (; size > 0; size = sys_getdents(fd, entries, sizeof(entries))) {
		uint16_t length;

		for (ssize_t at = 0; at < size; at += length) {
			const char *name = entries + at + DIRENT_NAME;

			memcpy(&length, entries + at + DIRENT_LENGTH, sizeof(length));
			if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
				continue;
			buffer_put(text, name, strlen(name) + 1);
			++*count;
		}
	}
	return text->is_full ? -EFBIG : (int)size;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t items_size(const struct names *names)
{
	return (names->count + 1) * sizeof(*names->items);
}

int names_read(struct names *names, const char *path)
{
	const char *name;
	int error;

	*names = (struct names){0};
	error = buffer_open(&names->text, DIRECTORY_LIMIT);
	if (error == 0)
		error = list_names(path, &names->text, &names->count);
	if (error < 0)
		return error;
	names->items = pages_reserve(items_size(names));
	if (names->items == NULL)
		return -ENOMEM;
	name = names->text.data;
	for (size_t i = 0; i < names->count; i++) {
		names->items[i] = name;
		name += strlen(name) + 1;
	}
	qsort(names->items, names->count, sizeof(*names->items), compare_names);
	return 0;
}

void names_close(struct names *names)
{
	if (names->items != NULL)
		pages_release(names->items, items_size(names));
	buffer_close(&names->text);
}
