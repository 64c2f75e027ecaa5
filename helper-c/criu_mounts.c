// See criu_mounts.h; openat2(2), statx(2).
#include "criu_mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctx.h"
#include "path.h"
#include "proc.h"
#include "sys.h"

#define TABLE_SIZE  (2U << 20)
#define FDINFO_SIZE 512
#define FIELDS	    6 /* of a line, up to the mount's options */

int criu_mounts_open(struct ctx *ctx, pid_t pid, struct criu_mounts *mounts)
{
	OWNED_FD int file = proc_open_pid(ctx, pid, "mountinfo", O_RDONLY);
	char *table = arena_take(ctx->arena, TABLE_SIZE);
	ssize_t length;

	if (file < 0)
		return file;
	if (table == NULL)
		return ctx_fail(ctx, "arena", "mountinfo", -ENOMEM, NULL);
	length = sys_read_all(file, table, TABLE_SIZE - 1);
	if (length < 0 || length == TABLE_SIZE - 1)
		return ctx_fail(ctx, "read", "mountinfo", length < 0 ? (int)length : -EFBIG, NULL);
	table[length] = '\0';
	mounts->table = table;
	mounts->root = proc_open_root(ctx, pid);
	return mounts->root < 0 ? mounts->root : 0;
}

/* The id of a descriptor's mount as mountinfo has it, which statx(2) need not tell. */
static int mount_id_of(struct ctx *ctx, int fd, unsigned long *id)
{
	char name[32];
	char text[FDINFO_SIZE];
	const char *found;
	ssize_t length;

	(void)snprintf(name, sizeof(name), "fdinfo/%d", fd);
	OWNED_FD int file = proc_open_pid(ctx, 0, name, O_RDONLY);
	if (file < 0)
		return file;
	length = sys_read_all(file, text, sizeof(text) - 1);
	if (length < 0)
		return ctx_fail(ctx, "read", "fdinfo", (int)length, NULL);
	text[length] = '\0';
	found = strstr(text, "mnt_id:");
	if (found == NULL)
		return ctx_fail(ctx, "read", "fdinfo", -EPROTO, NULL);
	*id = strtoul(found + strlen("mnt_id:"), NULL, 10);
	return 0;
}

/* `36 35 98:0 /in/its/filesystem /mount/point rw,nosuid …`, one a line. */
static const char *find_line(const char *table, unsigned long id)
{
	for (const char *line = table; *line != '\0';) {
		const char *end = strchr(line, '\n');

		if (strtoul(line, NULL, 10) == id)
			return line;
		if (end == NULL)
			break;
		line = end + 1;
	}
	return NULL;
}

/* Space, tab, newline and backslash are written as three octal digits. */
static bool unescape(const char *text, size_t length, char out[PATH_MAX])
{
	size_t at = 0;

	for (size_t i = 0; i < length; i++) {
		if (at + 1 >= PATH_MAX)
			return false;
		if (text[i] == '\\' && i + 3 < length) {
			out[at++] = (char)((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
					   (text[i + 3] - '0'));
			i += 3;
		} else {
			out[at++] = text[i];
		}
	}
	out[at] = '\0';
	return true;
}

static bool read_line(const char *line, struct criu_place *place)
{
	const char *field[FIELDS];
	size_t length[FIELDS];

	for (int i = 0; i < FIELDS; i++) {
		field[i] = line;
		length[i] = strcspn(line, " \n");
		line += length[i];
		if (*line != ' ')
			return false;
		line++;
	}
	place->is_readonly = length[5] >= 2 && strncmp(field[5], "ro", 2) == 0 &&
			     (length[5] == 2 || field[5][2] == ',');
	return unescape(field[4], length[4], place->path);
}

int criu_mounts_find(struct ctx *ctx, const struct criu_mounts *mounts,
	const struct criu_mount *wanted, struct criu_place *place)
{
	struct path_lookup lookup = {.path = wanted->target, .nofollow = wanted->nofollow};
	struct sys_mount_status status;
	const char *line;
	unsigned long id = 0;
	int error;

	OWNED_FD int target = path_open(mounts->root, &lookup);
	if (target == -ENOENT || target == -ENOTDIR) {
		if (wanted->optional)
			return -ENOENT;
	}
	if (target < 0)
		return ctx_fail(ctx, lookup.step, wanted->target, target, lookup.why);
	error = fstat(target, &place->status) < 0 ? -errno : sys_statx_mount(target, &status);
	if (error < 0)
		return ctx_fail(ctx, "statx", wanted->target, error, NULL);
	place->is_mount = status.is_root;
	error = mount_id_of(ctx, target, &id);
	if (error < 0)
		return error;
	line = find_line(mounts->table, id);
	if (line == NULL || !read_line(line, place))
		return ctx_fail(ctx, "mountinfo", wanted->target, -ESTALE,
			"its mounts have changed meanwhile");
	return 0;
}
