// See tree.h.
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

/* record/N/file is three deep. */
#define DEPTH_MAX 8
#define TRIES	  1000

static int remove_tree(int parent, const char *name, unsigned char type, unsigned depth);

static int empty(int directory, unsigned depth)
{
	char entries[2048];
	ssize_t length;
	int first = 0;

	while ((length = sys_getdents(directory, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			bool is_self = strcmp(entry->d_name, ".") == 0 ||
				       strcmp(entry->d_name, "..") == 0;
			int error = is_self ? 0
					    : remove_tree(directory, entry->d_name, entry->d_type,
						      depth + 1);

			if (error < 0 && first == 0)
				first = error;
			at += entry->d_reclen;
		}
	}
	return first != 0 ? first : (int)length;
}

/* `type` is what a directory says of it (getdents64(2)), or DT_UNKNOWN. */
static int remove_tree(int parent, const char *name, unsigned char type, unsigned depth)
{
	int error = type == DT_DIR ? -EISDIR : unlinkat(parent, name, 0) < 0 ? -errno : 0;

	if (error == 0 || error == -ENOENT)
		return 0;
	if (error != -EISDIR && error != -EPERM)
		return error;
	if (depth > DEPTH_MAX)
		return -ELOOP;
	OWNED_FD int directory = path_openat2(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
		RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS);
	if (directory < 0)
		return directory == -ENOENT ? 0 : directory;
	/* A command that waits for no lock may put something in meanwhile; once it is gone it
	 * cannot. */
	for (unsigned tried = 0; tried < TRIES; tried++) {
		error = tried > 0 && lseek(directory, 0, SEEK_SET) < 0 ? -errno : 0;
		if (error == 0)
			error = empty(directory, depth);
		if (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
			return 0;
		if (error < 0 || errno != ENOTEMPTY)
			break;
	}
	return error < 0 ? error : -errno;
}

int tree_remove(int parent, const char *name)
{
	return remove_tree(parent, name, DT_UNKNOWN, 0);
}
