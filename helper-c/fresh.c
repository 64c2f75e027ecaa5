// See fresh.h.
#include "fresh.h"

#include <errno.h>
#include <string.h>

#include "ctx.h"
#include "path.h"
#include "sys.h"

/* Always a new filesystem, or one in which only the kernel makes names. */
static const char *const types[] = {"proc", "sysfs", "tmpfs"};

static bool is_of_use(const char *type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

/* Absolute, and no component of it is empty, `.` or `..`: equal places have equal texts. */
static bool is_clean(const char *path)
{
	while (*path == '/') {
		size_t length = strcspn(path + 1, "/");

		if (length == 0 || (length <= 2 && strncmp(path + 1, "..", length) == 0))
			return false;
		path += length + 1;
	}
	return *path == '\0';
}

/* What a path says below another one, or NULL. */
static const char *below(const char *path, const char *parent)
{
	size_t length = strlen(parent);

	if (strncmp(path, parent, length) != 0 || path[length] != '/')
		return NULL;
	return path + length + 1;
}

static const struct fresh_mount *find(const struct ctx *ctx, const char *path, const char **rest)
{
	const struct fresh_mount *found = NULL;

	for (size_t i = 0; i < ctx->fresh.count; i++) {
		const struct fresh_mount *mount = &ctx->fresh.items[i];
		const char *below_it = below(path, mount->path);

		if (below_it == NULL || below_it[0] == '\0' || below_it[0] == '/' ||
			(found != NULL && below_it < *rest))
			continue;
		found = mount;
		*rest = below_it;
	}
	return found;
}

void fresh_keep(struct ctx *ctx, const char *type, const char *path, int *mount)
{
	if (!ctx->is_alone || !is_of_use(type) || !is_clean(path) ||
		ctx->fresh.count == FRESH_MOUNTS)
		return;
	ctx->fresh.items[ctx->fresh.count++] = (struct fresh_mount){path, take_fd(mount)};
}

int fresh_open(struct ctx *ctx, struct path_lookup *lookup)
{
	const char *rest = NULL;
	const struct fresh_mount *mount = find(ctx, lookup->path, &rest);
	int fd = mount == NULL ? -EXDEV : path_open_within(mount->fd, rest, lookup);

	if (fd >= 0)
		lookup->is_fresh = lookup->is_direct = true;
	if (fd >= 0 || (fd == -ENOENT && lookup->make == PATH_MAKE_NOTHING))
		return fd;
	/* Another mount or a link is on the way, or more than one name is missing. */
	return path_open(ctx->root_fd, lookup);
}

int fresh_open_parent(struct ctx *ctx, struct path_lookup *lookup, const char **name, int *opened)
{
	const struct fresh_mount *mount = find(ctx, lookup->path, name);

	*opened = -1;
	if (mount != NULL && strchr(*name, '/') == NULL && strcmp(*name, ".") != 0 &&
		strcmp(*name, "..") != 0)
		return mount->fd;
	*opened = path_open_parent(ctx->root_fd, lookup, name);
	return *opened;
}

int fresh_make(struct ctx *ctx, const struct path_lookup *lookup, const char **name)
{
	const struct fresh_mount *mount = find(ctx, lookup->path, name);

	if (mount == NULL || lookup->make != PATH_MAKE_DIRECTORY || strchr(*name, '/') != NULL ||
		path_make(mount->fd, *name, PATH_MAKE_DIRECTORY, lookup->mode) < 0)
		return -EXDEV;
	return mount->fd;
}

bool fresh_has(const struct ctx *ctx, int fd)
{
	for (size_t i = 0; i < ctx->fresh.count; i++)
		if (ctx->fresh.items[i].fd == fd)
			return true;
	return false;
}

void fresh_cover(struct ctx *ctx, const char *path, bool is_direct)
{
	size_t kept = 0;

	if (!is_direct || !is_clean(path)) {
		fresh_forget(ctx);
		return;
	}
	for (size_t i = 0; i < ctx->fresh.count; i++) {
		struct fresh_mount *mount = &ctx->fresh.items[i];

		if (strcmp(mount->path, path) == 0 || below(mount->path, path) != NULL)
			sys_close_owned(&mount->fd);
		else
			ctx->fresh.items[kept++] = *mount;
	}
	ctx->fresh.count = kept;
}

void fresh_forget(struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->fresh.count; i++)
		sys_close_owned(&ctx->fresh.items[i].fd);
	ctx->fresh.count = 0;
}
