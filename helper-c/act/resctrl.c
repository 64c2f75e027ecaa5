// resctrl.create, resctrl.join, resctrl.update, resctrl.remove (config-linux.md#intelrdt; the
// kernel's Documentation/filesystems/resctrl.rst).
//
// What they may touch: directories of one mounted resctrl file system, which the plan names, below
// its root, no links on the way; and the files that the kernel puts in them.
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "path.h"
#include "sys.h"

#define BELOW	      (RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS)
#define SCHEMATA_SIZE 16384
#define LINE_MAX_SIZE 1024

/* Anything may be a directory of that name: only the kernel's has the default group's file. */
static int open_mount(struct ctx *ctx, const char *mount)
{
	OWNED_FD int root = path_openat2(AT_FDCWD, mount, O_PATH | O_DIRECTORY, 0);

	if (root < 0 || faccessat(root, "schemata", F_OK, 0) < 0)
		return ctx_fail(ctx, "openat2", mount, root < 0 ? root : -ENODEV,
			"the resctl file system is not mounted");
	return take_fd(&root);
}

static int open_group(struct ctx *ctx, int root, const char *path)
{
	int group = path_openat2(root, path[0] == '\0' ? "." : path, O_PATH | O_DIRECTORY, BELOW);

	return group < 0 ? ctx_fail(ctx, "openat2", path, group, "the resctl group does not exist")
			 : group;
}

static int write_file(struct ctx *ctx, int group, const char *name, const char *text)
{
	OWNED_FD int file = path_openat2(group, name, O_WRONLY, BELOW);
	size_t length = strlen(text);

	if (file < 0)
		return ctx_fail(ctx, "openat2", name, file, NULL);
	if (write(file, text, length) != (ssize_t)length)
		return ctx_fail(ctx, "write", name, -errno, text);
	return 0;
}

static int write_schemata(struct ctx *ctx, const struct act_resctrl_create *act, int group)
{
	char line[LINE_MAX_SIZE];
	int error = 0;

	for (size_t i = 0; i < act->schemata.count && error == 0; i++) {
		int length = snprintf(line, sizeof(line), "%s\n", act->schemata.items[i]);

		if (length < 0 || (size_t)length >= sizeof(line))
			return ctx_fail(ctx, "write", "schemata", -E2BIG, "a line is too long");
		error = write_file(ctx, group, "schemata", line);
	}
	return error;
}

/* A part of a line. */
struct part {
	const char *text;
	size_t length;
};

/* What is before the next `end`, which is taken off `rest` with it. */
static struct part take_part(struct part *rest, char end)
{
	const char *found = memchr(rest->text, end, rest->length);
	struct part part = {
		rest->text, found == NULL ? rest->length : (size_t)(found - rest->text)};
	size_t taken = part.length + (found != NULL);

	rest->text += taken;
	rest->length -= taken;
	return part;
}

static void skip(struct part *part, size_t length)
{
	part->text += length;
	part->length -= length;
}

static struct part trimmed(struct part part)
{
	while (part.length > 0 && isspace((unsigned char)*part.text))
		skip(&part, 1);
	while (part.length > 0 && isspace((unsigned char)part.text[part.length - 1]))
		part.length--;
	return part;
}

/* A number without what does not count: the kernel pads with blanks or zeros, each its version. */
static struct part number_of(struct part text)
{
	struct part part = trimmed(text);

	if (part.length > 2 && strncasecmp(part.text, "0x", 2) == 0)
		skip(&part, 2);
	while (part.length > 1 && *part.text == '0')
		skip(&part, 1);
	return part;
}

static bool is_same(struct part one, struct part other)
{
	return one.length == other.length && strncasecmp(one.text, other.text, one.length) == 0;
}

/* Takes the next `domain=value`; false at the end. */
static bool take_pair(struct part *rest, struct part *domain, struct part *value)
{
	while (rest->length > 0) {
		*value = take_part(rest, ';');
		*domain = number_of(take_part(value, '='));
		*value = number_of(*value);
		if (domain->length > 0)
			return true;
	}
	return false;
}

static bool has_pair(struct part pairs, struct part domain, struct part value)
{
	struct part other, found;

	while (take_pair(&pairs, &other, &found))
		if (is_same(other, domain))
			return is_same(found, value);
	return false;
}

static bool has_all(struct part pairs, struct part wanted)
{
	struct part domain, value;

	while (take_pair(&wanted, &domain, &value))
		if (!has_pair(pairs, domain, value))
			return false;
	return true;
}

/* The same values for the same domains, in whatever order and form. */
static bool has_line(struct part text, const char *wanted)
{
	struct part pairs = {wanted, strlen(wanted)};
	struct part resource = trimmed(take_part(&pairs, ':'));

	while (text.length > 0) {
		struct part line = take_part(&text, '\n');
		struct part name = trimmed(take_part(&line, ':'));

		if (is_same(name, resource))
			return has_all(line, pairs) && has_all(pairs, line);
	}
	return false;
}

static int compare_schemata(struct ctx *ctx, const struct act_resctrl_create *act, int group)
{
	char text[SCHEMATA_SIZE];
	ssize_t length;

	if (act->schemata.count == 0)
		return 0;
	OWNED_FD int file = path_openat2(group, "schemata", O_RDONLY, BELOW);
	if (file < 0)
		return ctx_fail(ctx, "openat2", "schemata", file, NULL);
	length = read(file, text, sizeof(text));
	if (length < 0)
		return ctx_fail(ctx, "read", "schemata", -errno, NULL);
	for (size_t i = 0; i < act->schemata.count; i++)
		if (!has_line((struct part){text, (size_t)length}, act->schemata.items[i]))
			return ctx_fail(ctx, "resctl", act->path, -EEXIST,
				"the resctl group has a different configuration");
	return 0;
}

int act_resctrl_create(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_create *act = action->args;
	uint64_t bit = UINT64_C(1) << (ctx->resctrl_count++ % 64);
	int made = -EEXIST;

	OWNED_FD int root = open_mount(ctx, act->mount);
	if (root < 0)
		return root;
	if (act->path[0] != '\0' && !act->existing)
		made = mkdirat(root, act->path, 0755) < 0 ? -errno : 0;
	if (made < 0 && made != -EEXIST)
		return ctx_fail(ctx, "mkdirat", act->path, made,
			made == -ENOSPC ? "all classes of service are in use" : NULL);
	if (made == 0) {
		ctx->resctrl_made |= bit;
		ctx_result_number(ctx, "made", 1); /* for who removes what a killed run left */
	}
	OWNED_FD int group = open_group(ctx, root, act->path);
	if (group < 0)
		return group;
	return made == 0 ? write_schemata(ctx, act, group) : compare_schemata(ctx, act, group);
}

static int remove_group(const char *mount, const char *path)
{
	OWNED_FD int root = path_openat2(AT_FDCWD, mount, O_PATH | O_DIRECTORY, 0);

	if (root < 0)
		return root == -ENOENT ? 0 : root;
	return unlinkat(root, path, AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : -errno;
}

/* In reverse, so the last one counted is this one's. */
int undo_resctrl_create(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_create *act = action->args;

	ctx->resctrl_count--;
	if ((ctx->resctrl_made & UINT64_C(1) << ctx->resctrl_count % 64) == 0)
		return 0;
	return remove_group(act->mount, act->path);
}

int act_resctrl_join(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_join *act = action->args;
	char pid[24];

	OWNED_FD int root = open_mount(ctx, act->mount);
	if (root < 0)
		return root;
	OWNED_FD int group = open_group(ctx, root, act->path);
	if (group < 0)
		return group;
	(void)snprintf(pid, sizeof(pid), "%d", ctx->child.pid); // fits
	return write_file(ctx, group, "tasks", pid);
}

static int write_line(struct ctx *ctx, const struct act_resctrl_update *act, const char *text)
{
	char line[LINE_MAX_SIZE];
	int length = snprintf(line, sizeof(line), "%s\n", text);

	if (length < 0 || (size_t)length >= sizeof(line))
		return ctx_fail(ctx, "write", "schemata", -E2BIG, "a line is too long");
	OWNED_FD int root = open_mount(ctx, act->mount);
	if (root < 0)
		return root;
	OWNED_FD int group = open_group(ctx, root, act->path);
	return group < 0 ? group : write_file(ctx, group, "schemata", line);
}

int act_resctrl_update(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_update *act = action->args;

	return write_line(ctx, act, act->line);
}

int undo_resctrl_update(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_update *act = action->args;

	return act->before == NULL ? 0 : write_line(ctx, act, act->before);
}

int act_resctrl_remove(struct ctx *ctx, const struct action *action)
{
	const struct act_resctrl_remove *act = action->args;
	int error = remove_group(act->mount, act->path);

	return error < 0 ? ctx_fail(ctx, "unlinkat", act->path, error, NULL) : 0;
}
