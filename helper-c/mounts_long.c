// See mounts_long.h; mount(2), mount_namespaces(7), fs/fsopen.c and fs/namespace.c of Linux.
#include "mounts_long.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ctx.h"
#include "mounts.h"
#include "path.h"
#include "sys.h"

/* What fsconfig(2) takes of a key, and of a value, without its NUL. */
#define PART_MAX 255
/* What mount(2) reads: the smallest page, its last byte being NUL. */
#define TEXT_SIZE 4096

/* All parameters as mount(2) has them: some are flags, the others one string. */
struct words {
	unsigned long flags;
	size_t length;
	char text[TEXT_SIZE];
};

/* Those that fsconfig(2) knows for every filesystem (fs_context.c); 0: the default. */
static const struct {
	const char *word;
	unsigned long flag;
} superblock_words[] = {
	{"ro", MS_RDONLY},
	{"rw", 0},
	{"sync", MS_SYNCHRONOUS},
	{"async", 0},
	{"dirsync", MS_DIRSYNC},
	{"mand", MS_MANDLOCK},
	{"nomand", 0},
	{"lazytime", MS_LAZYTIME},
	{"nolazytime", 0},
};

/* SELinux's, whose values have commas: the module takes them out first, with their quotes. */
static const char *const quoted_keys[] = {"context=", "fscontext=", "defcontext=", "rootcontext="};

static bool is_long_parameter(const char *parameter)
{
	size_t key = strcspn(parameter, "=");

	return key > PART_MAX || (parameter[key] == '=' && strlen(parameter + key + 1) > PART_MAX);
}

bool mounts_is_long(const struct mounts_new *new)
{
	if (new->source != NULL && strlen(new->source) > PART_MAX)
		return true;
	for (size_t i = 0; i < new->data.count; i++)
		if (is_long_parameter(new->data.items[i]))
			return true;
	return false;
}

static bool add_flag(struct words *words, const char *parameter)
{
	for (size_t i = 0; i < sizeof(superblock_words) / sizeof(*superblock_words); i++)
		if (strcmp(parameter, superblock_words[i].word) == 0) {
			words->flags |= superblock_words[i].flag;
			return true;
		}
	return false;
}

static size_t quoted_key(const char *parameter)
{
	for (size_t i = 0; i < sizeof(quoted_keys) / sizeof(*quoted_keys); i++) {
		size_t length = strlen(quoted_keys[i]);

		if (strncmp(parameter, quoted_keys[i], length) == 0)
			return length;
	}
	return 0;
}

/* In one string a comma ends a parameter; only overlay has a backslash for it, for any character.
 */
static bool stays_one(const char *type, const char *parameter)
{
	bool escapes = strcmp(type, "overlay") == 0;

	for (const char *at = parameter; *at != '\0'; at++) {
		if (*at == ',')
			return false;
		if (escapes && *at == '\\' && *++at == '\0')
			return false;
	}
	return true;
}

static int add(struct words *words, const char *type, const char *parameter, const char **why)
{
	const char *comma = words->length > 0 ? "," : "";
	size_t key = quoted_key(parameter), left = sizeof(words->text) - words->length;
	const char *quote = key > 0 ? "\"" : "";
	int length;

	if (add_flag(words, parameter))
		return 0;
	if (key == 0 && !stays_one(type, parameter)) {
		*why = "a comma, or a last backslash, cannot be told from the next parameter's "
		       "beginning where one is of over 255 bytes";
		return -EINVAL;
	}
	length = snprintf(words->text + words->length, left, "%s%.*s%s%s%s", comma, (int)key,
		parameter, quote, parameter + key, quote);
	if (length < 0 || (size_t)length >= left) {
		*why = "the parameters of a filesystem with one of over 255 bytes come to at most "
		       "4095";
		return -E2BIG;
	}
	words->length += (size_t)length;
	return 0;
}

static int add_all(struct words *words, const struct mounts_new *new, const char **why)
{
	int error = 0;

	for (size_t i = 0; i < new->data.count &&error == 0; i++)
		error = add(words, new->type, new->data.items[i], why);
	if (error == 0 && new->extra != NULL)
		error = add(words, new->type, new->extra, why);
	return error;
}

/* What the root is covered by: the kernel goes up there from a directory that has no other above.
 */
static int open_top(struct ctx *ctx)
{
	int top = path_openat2(AT_FDCWD, "/..", O_PATH | O_DIRECTORY, 0);

	return top < 0 ? ctx_fail(ctx, "openat2", "/..", top, NULL) : top;
}

static int mount_on_root(struct ctx *ctx, const struct mounts_new *new, const struct words *words,
	const char *object)
{
	struct mounts_change alone = {.propagation = PROPAGATION_PRIVATE};
	struct mounts_report report;
	bool is_covered;
	int error;

	OWNED_FD int before = open_top(ctx);
	if (before < 0)
		return before;
	error = mounts_change(before, &alone, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, "/", error, report.why);
	if (mount(new->source, "/", new->type, words->flags, words->text) < 0)
		return ctx_fail(ctx, "mount", object, -errno,
			errno == EINVAL ? "the kernel's log may tell why" : NULL);
	OWNED_FD int top = open_top(ctx);
	if (top < 0)
		return top;
	error = path_same_place(before, top, &is_covered);
	if (error == 0 && is_covered)
		error = -ESTALE;
	return error < 0 ? ctx_fail(ctx, "statx", object, error, NULL) : take_fd(&top);
}

static int make(struct ctx *ctx, const struct mounts_new *new, const struct words *words,
	const char *object)
{
	/* The superblock's `ro` is the mount's too for mount(2). */
	uint64_t ro = UINT64_C(1) << MOUNT_ATTRIBUTE_RO;
	struct mounts_change change = {
		.set = new->attributes, .clear = ro & ~new->attributes, .propagation = -1};
	struct mounts_report report;
	int error;

	OWNED_FD int top = mount_on_root(ctx, new, words, object);
	if (top < 0)
		return top;
	OWNED_FD int clone = mounts_clone(top, "", 0, &report);
	error = clone < 0 ? clone : mounts_change(clone, &change, &report);
	return error < 0 ? ctx_fail(ctx, report.step, object, error, report.why) : take_fd(&clone);
}

static _Noreturn void make_aside(struct ctx *ctx, const struct mounts_new *new,
	const struct words *words, const char *object)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		_exit(1);
	ctx->shared->made_aside = make(ctx, new, words, object);
	_exit(0);
}

int mounts_make_long(struct ctx *ctx, const struct mounts_new *new, const char *object)
{
	struct words words = {.length = 0};
	const char *why = NULL;
	int error = add_all(&words, new, &why);
	int pid;

	if (error < 0)
		return ctx_fail(ctx, "mount", object, error, why);
	ctx->shared->made_aside = -ECHILD;
	/* The table of descriptors is shared, so that the clone is this process's too. */
	pid = sys_fork(CLONE_FILES | CLONE_NEWNS);
	if (pid == 0)
		make_aside(ctx, new, &words, object);
	if (pid < 0)
		return ctx_fail(ctx, "clone3", "mount namespace", pid, NULL);
	while (waitpid(pid, NULL, 0) < 0)
		if (errno != EINTR)
			return ctx_fail(ctx, "waitpid", "", -errno, NULL);
	if (ctx->shared->made_aside < 0 && !ctx->failure->is_set)
		return ctx_fail(ctx, "mount", object, -ECHILD, "the process aside was killed");
	return ctx->shared->made_aside;
}
