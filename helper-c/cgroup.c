// See cgroup.h.
#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

/* linux/magic.h */
#define CGROUP_MAGIC  0x27e0eb
#define CGROUP2_MAGIC 0x63677270

static int open_hierarchy(struct ctx *ctx, const char *mount)
{
	struct statfs filesystem;

	OWNED_FD int fd = openat(AT_FDCWD, mount, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ctx_fail(ctx, "open", mount, -errno, NULL);
	if (fstatfs(fd, &filesystem) < 0)
		return ctx_fail(ctx, "fstatfs", mount, -errno, NULL);
	if (filesystem.f_type != CGROUP_MAGIC && filesystem.f_type != CGROUP2_MAGIC)
		return ctx_fail(ctx, "fstatfs", mount, -EXDEV, "not a cgroup filesystem");
	return take_fd(&fd);
}

int cgroup_hierarchy(struct ctx *ctx, const char *mount)
{
	int directory;

	for (size_t i = 0; i < ctx->hierarchy_count; i++)
		if (strcmp(ctx->hierarchies[i].mount, mount) == 0)
			return ctx->hierarchies[i].directory;
	if (ctx->hierarchy_count == CTX_HIERARCHIES)
		return ctx_fail(ctx, "open", mount, -EMFILE, "too many hierarchies");
	directory = open_hierarchy(ctx, mount);
	if (directory >= 0)
		ctx->hierarchies[ctx->hierarchy_count++] = (struct hierarchy_handle){
			.mount = mount, .directory = directory};
	return directory;
}

void cgroup_let_go(struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->cgroup_count; i++) {
		sys_close_owned(&ctx->cgroups[i].directory);
		sys_close_owned(&ctx->cgroups[i].join);
	}
	for (size_t i = 0; i < ctx->hierarchy_count; i++)
		sys_close_owned(&ctx->hierarchies[i].directory);
	if (ctx->written_file != NULL)
		sys_close_owned(&ctx->written);
	ctx->written_file = NULL;
	ctx->cgroup_count = ctx->hierarchy_count = 0;
}

struct cgroup_handle *cgroup_find(struct ctx *ctx, const char *mount, const char *path)
{
	for (size_t i = 0; i < ctx->cgroup_count; i++) {
		struct cgroup_handle *handle = &ctx->cgroups[i];

		if (strcmp(handle->mount, mount) == 0 && strcmp(handle->path, path) == 0)
			return handle;
	}
	return NULL;
}

bool cgroup_was_found(struct ctx *ctx, const char *mount, const char *path)
{
	const struct cgroup_handle *handle = cgroup_find(ctx, mount, path);

	return handle != NULL && handle->is_found;
}

int cgroup_directory(struct ctx *ctx, const char *mount, const char *path)
{
	struct cgroup_handle *handle = cgroup_find(ctx, mount, path);
	int directory, hierarchy;

	if (handle != NULL && handle->directory >= 0)
		return handle->directory;
	hierarchy = cgroup_hierarchy(ctx, mount);
	if (hierarchy < 0)
		return hierarchy;
	if (ctx->cgroup_count == CTX_CGROUPS)
		return ctx_fail(ctx, "openat2", path, -EMFILE, "too many cgroups");
	directory = path_openat2(
		hierarchy, path[0] == '\0' ? "." : path, O_PATH | O_DIRECTORY, CGROUP_RESOLVE);
	if (directory == -ENOENT)
		return directory;
	if (directory < 0)
		return ctx_fail(ctx, "openat2", path, directory, NULL);
	ctx->cgroups[ctx->cgroup_count++] = (struct cgroup_handle){
		.mount = mount, .path = path, .directory = directory, .join = -1};
	return directory;
}

int cgroup_open(int directory, const char *file, int flags)
{
	int fd = openat(directory, file, flags | O_NOFOLLOW | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

void cgroup_enable(int directory, const struct strings *controllers)
{
	OWNED_FD int file = cgroup_open(directory, "cgroup.subtree_control", O_WRONLY);

	for (size_t i = 0; file >= 0 && i < controllers->count; i++) {
		char value[64];
		int length = snprintf(value, sizeof(value), "+%s", controllers->items[i]);

		if (length > 0 && (size_t)length < sizeof(value))
			(void)sys_write_all(
				file, value, (size_t)length); /* a limit that needs it fails */
	}
}

/* The number behind `key` in a file of lines `key number`. */
static unsigned long read_count(int directory, const char *file, const char *key)
{
	char text[1024];
	const char *at;
	ssize_t length;

	OWNED_FD int fd = cgroup_open(directory, file, O_RDONLY);
	if (fd < 0)
		return 0;
	length = sys_read_all(fd, text, sizeof(text) - 1);
	if (length < 0)
		return 0;
	text[length] = '\0';
	at = strstr(text, key);
	return at == NULL ? 0 : strtoul(at + strlen(key), NULL, 10);
}

bool cgroup_ran_out_of_memory(struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->cgroup_count; i++) {
		int directory = ctx->cgroups[i].directory;

		/* v1 since Linux 4.13; v2 */
		if (read_count(directory, "memory.oom_control", "oom_kill ") > 0 ||
			read_count(directory, "memory.events", "oom_kill ") > 0)
			return true;
	}
	return false;
}
