// cwd.enter, exec.lookup, fds.close, exec: the last steps of a process that becomes the container's
// (config.md#process, execve(2)).
//
// What they may touch: this process's working directory and descriptors; cwd.enter makes missing
// directories below the container's root when asked to. They run after root.pivot, so that every
// path is the container's; names are looked up by openat2(2) without magic links all the same.
//
// What a hostile rootfs could try, and the test that tries it: a working directory, or a link to
// one, that is a descriptor of ours or of a leaked host directory (test/attacks/working-directory:
// the directory must be below the root, and the kernel's own name for it a path from there);
// /proc/self/exe, or a link to it, as the program, to have the container run the helper's own
// binary (test/attacks/own-binary); a passwd file that is endless, a fifo or a device
// (test/attacks/passwd).
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "passwd.h"
#include "path.h"
#include "sys.h"

#define DIRECTORY_MODE	   0755
#define NOT_IN_PATH	   "executable file `%s` not found in $PATH: %s"
#define HOME_PREFIX_LENGTH (sizeof("HOME=") - 1)
#define DEFAULT_HOME	   "HOME=/"
#define FEW_WORDS	   96 /* of arguments and environment */

/*
 * The kernel writes `(unreachable)` before the name of a directory that is not below this process's
 * root. libc's getcwd(3) may hide that, so the system call is made directly; what it names must
 * then be the directory that this process is in.
 */
static int check_cwd(struct ctx *ctx, int directory, const char *path)
{
	char name[PATH_MAX];
	bool is_same;
	int error;

	if (syscall(SYS_getcwd, name, sizeof(name)) < 0)
		return ctx_fail(ctx, "getcwd", path, -errno, NULL);
	if (name[0] != '/')
		return ctx_fail(ctx, "getcwd", path, -EXDEV,
			"the working directory is not accessible from the current namespace");
	/* Where the root's descriptor leads is this process's root (root.pivot). */
	if (directory == ctx->root_fd && name[1] == '\0')
		return 0;
	OWNED_FD int found = path_openat2(
		ctx->root_fd, name, O_PATH | O_DIRECTORY, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
	if (found < 0)
		return ctx_fail(ctx, "openat2", path, found, NULL);
	error = path_same_place(directory, found, &is_same);
	if (error == 0 && !is_same)
		error = -EXDEV;
	return error < 0 ? ctx_fail(ctx, "statx", path, error,
				   "the working directory is not where its name says")
			 : 0;
}

/*
 * Fails with crun's sentence, which engines and people know, as the whole message: `format` holds
 * the name and the error's text. That begins in lower case, and no execution is called permission
 * denied: podman and docker tell a program that is not there (127) and one that cannot be executed
 * (126) from anything else by these words, and docker's client knows no others.
 */
__attribute__((format(printf, 5, 0))) static int refuse_step(
	struct ctx *ctx, const char *step, const char *name, int error, const char *format)
{
	char sentence[CTX_WHY_SIZE], text[64];

	(void)snprintf(text, sizeof(text), "%s", strerror(-error));
	text[0] = (char)tolower((unsigned char)text[0]);
	(void)snprintf(sentence, sizeof(sentence), format, name, text); /* may be cut */
	return ctx_fail(ctx, step, name, error, sentence);
}

__attribute__((format(printf, 4, 0))) static int refuse(
	struct ctx *ctx, const char *name, int error, const char *format)
{
	return refuse_step(ctx, "exec", name, error, format);
}

int act_cwd_enter(struct ctx *ctx, const struct action *action)
{
	const struct act_cwd_enter *act = action->args;
	struct path_lookup lookup = {
		.path = act->path,
		.make = act->create ? PATH_MAKE_DIRECTORY : PATH_MAKE_NOTHING,
		.mode = DIRECTORY_MODE,
	};
	int error = 0;

	/* The container's filter may be in force by now: nothing more is asked of it than is
	 * needed. */
	if (act->again && !ctx->is_cwd_denied)
		return 0;
	OWNED_FD int opened = -1;
	int directory = ctx->root_fd;

	if (act->path[strspn(act->path, "/")] != '\0')
		directory = opened = path_open(ctx->root_fd, &lookup);
	if (directory < 0)
		error = directory;
	else if (fchdir(directory) < 0)
		error = -errno;
	/* The container's user may be allowed what this one is not (config.md: a second try). */
	ctx->is_cwd_denied = error == -EACCES && !act->again;
	if (ctx->is_cwd_denied) {
		ctx_result_string(ctx, "as", "denied");
		return 0;
	}
	if (directory < 0 && lookup.why != NULL)
		return ctx_fail(ctx, lookup.step, act->path, error, lookup.why);
	if (error < 0)
		return refuse_step(ctx, directory < 0 ? lookup.step : "fchdir", act->path, error,
			"chdir to `%s`: %s");
	return check_cwd(ctx, directory, act->path);
}

/* Looks at one candidate: 0 when it can be executed. */
static int look_at(const char *path)
{
	struct stat status;

	OWNED_FD int file = path_openat2(AT_FDCWD, path, O_PATH, RESOLVE_NO_MAGICLINKS);
	if (file < 0)
		return file;
	if (fstat(file, &status) < 0)
		return -errno;
	if (!S_ISREG(status.st_mode))
		return -EISDIR;
	/* Any x bit: whether the container's user has it, execve(2) will say. */
	return (status.st_mode & 0111) != 0 ? 0 : -ENOEXEC;
}

static int refuse_candidate(struct ctx *ctx, const char *path, int error)
{
	switch (error) {
	case -EISDIR:
		return refuse(ctx, path, -EACCES, "the path `%s` is not a regular file: %s");
	case -ENOEXEC:
		return refuse(
			ctx, path, -EACCES, "the path `%s` exists but it is not executable: %s");
	case -ELOOP:
		return refuse(ctx, path, error,
			"the path `%s` leads through a magic link or too many links: %s");
	default:
		return refuse(ctx, path, error, "executable file `%s` not found: %s");
	}
}

static int remember(struct ctx *ctx, const char *path)
{
	size_t length = strlen(path);

	char *program = ctx->found + (ctx->home == NULL ? 0 : strlen(ctx->home) + 1);

	if (length >= CTX_PROGRAM_SIZE)
		return refuse_candidate(ctx, path, -ENAMETOOLONG);
	memcpy(program, path, length + 1);
	ctx->program = program;
	ctx_result_string(ctx, "path", path);
	return 0;
}

/* `directory/name`; an empty directory is the working directory (execvp(3)). */
static bool join(char path[static PATH_MAX], const char *directory, size_t length, const char *name)
{
	size_t name_length = strlen(name);
	bool has_slash = length == 0 || directory[length - 1] == '/';

	if (length + !has_slash + name_length >= PATH_MAX)
		return false;
	memcpy(path, directory, length);
	if (!has_slash)
		path[length++] = '/';
	memcpy(path + length, name, name_length + 1);
	return true;
}

/*
 * A candidate that cannot be executed does not end the search, as in execvp(3); one that is a magic
 * link does: it was put there on purpose.
 */
static int search(struct ctx *ctx, const char *name, const char *directories)
{
	char path[PATH_MAX], found[PATH_MAX];
	int worst = -ENOENT;

	for (const char *at = directories;; at++) {
		size_t length = strcspn(at, ":");
		int error = join(path, at, length, name) ? look_at(path) : -ENOENT;
		if (error == 0)
			return remember(ctx, path);
		if (error == -ELOOP)
			return refuse_candidate(ctx, path, error);
		if (error == -ENOEXEC && worst == -ENOENT) {
			worst = error;
			memcpy(found, path, sizeof(found));
		}
		at += length;
		if (*at == '\0')
			break;
	}
	if (worst != -ENOENT)
		return refuse_candidate(ctx, found, worst);
	return refuse(ctx, name, -ENOENT, NOT_IN_PATH);
}

static bool has_home(const struct strings *env)
{
	for (size_t i = 0; i < env->count; i++)
		if (strncmp(env->items[i], "HOME=", 5) == 0)
			return true;
	return false;
}

/*
 * HOME is looked up here and not in exec: a seccomp filter and the container's user, both of which
 * come in between, may not let a file be opened. The list that this action is in ends with exec
 * (plan_check.c).
 */
static void find_home(struct ctx *ctx, const struct action *action)
{
	const struct act_exec *act;

	while (action->kind != ACTION_EXEC)
		action++;
	act = action->args;
	if ((act->present & EXEC_HAS_HOME_OF) == 0 || has_home(&act->env))
		return;
	ctx->home = memcpy(ctx->found, DEFAULT_HOME, sizeof(DEFAULT_HOME));
	/* The default stays when there is no such user. */
	(void)passwd_find_home(ctx->root_fd, (uint32_t)act->home_of,
		ctx->found + HOME_PREFIX_LENGTH, CTX_PROGRAM_SIZE - HOME_PREFIX_LENGTH);
}

int act_exec_lookup(struct ctx *ctx, const struct action *action)
{
	const struct act_exec_lookup *act = action->args;
	int error;

	find_home(ctx, action);
	if (act->name[0] == '\0')
		return ctx_fail(ctx, "exec", "", -ENOENT, "cannot find `` in $PATH");
	if (strchr(act->name, '/') != NULL) {
		error = look_at(act->name);
		return error < 0 ? refuse_candidate(ctx, act->name, error)
				 : remember(ctx, act->name);
	}
	if (act->path == NULL)
		return refuse(ctx, act->name, -ENOENT, NOT_IN_PATH);
	return search(ctx, act->name, act->path);
}

static int ascending(int *numbers, int count)
{
	int kept = 0;

	for (int i = 0; i < count; i++) {
		int at = kept;
		if (numbers[i] < 0)
			continue;
		int number = numbers[i];
		for (; at > 0 && numbers[at - 1] > number; at--)
			numbers[at] = numbers[at - 1];
		numbers[at] = number;
		kept++;
	}
	return kept;
}

/* Until here they were O_CLOEXEC as all others: hooks are programs, too. */
static int keep_for_program(struct ctx *ctx, unsigned end, const int *ours, int count)
{
	if (count > 0 && (unsigned)ours[0] < end)
		return ctx_fail(
			ctx, "fcntl", "preserved descriptor", -EBADF, "it is the helper's own");
	for (unsigned fd = 3; fd < end; fd++)
		if (fcntl((int)fd, F_SETFD, 0) < 0)
			return ctx_fail(ctx, "fcntl", "preserved descriptor", -errno, NULL);
	return 0;
}

/*
 * Closes what the container is not to have. What a failed execve(2) is told through, the journal
 * and the other process's turn, stays open until it succeeds, when the kernel closes it.
 */
int act_fds_close(struct ctx *ctx, const struct action *action)
{
	const struct act_fds_close *act = action->args;
	int kept[] = {ctx->journal.file, ctx->journal.copy, ctx->turn, ctx->fifo};
	int count = ascending(kept, sizeof(kept) / sizeof(kept[0]));
	unsigned first = 3 + (unsigned)act->keep;
	int error = keep_for_program(ctx, first, kept, count);

	if (error < 0)
		return error;
	for (int i = 0; i <= count; i++) {
		unsigned last = i < count ? (unsigned)kept[i] - 1 : UINT_MAX;
		if (i < count && (unsigned)kept[i] < first)
			continue;
		if (first <= last)
			sys_close_all(first, last);
		first = last + 2;
	}
	return 0;
}

/*
 * `list` with `more` and `still_more` behind it, unless they are NULL, and a NULL; returns the
 * place behind that.
 */
static const char **put_vector(
	const char **vector, const struct strings *list, const char *more, const char *still_more)
{
	for (size_t i = 0; i < list->count; i++)
		*vector++ = list->items[i];
	if (more != NULL)
		*vector++ = more;
	if (still_more != NULL)
		*vector++ = still_more;
	*vector++ = NULL;
	return vector;
}

static int limit_file_size(struct ctx *ctx)
{
	const struct file_size_limit *wanted = &ctx->shared->file_size;
	struct rlimit limit = {.rlim_cur = wanted->soft, .rlim_max = wanted->hard};

	if (!wanted->is_set || prlimit(0, RLIMIT_FSIZE, &limit, NULL) == 0)
		return 0;
	return ctx_fail(ctx, "prlimit", "RLIMIT_FSIZE", -errno,
		errno == EPERM ? "refused; by the seccomp profile?" : NULL);
}

int act_exec(struct ctx *ctx, const struct action *action)
{
	const struct act_exec *act = action->args;
	size_t count = act->argv.count + act->env.count + 4;
	const char *few[FEW_WORDS];
	char listen_pid[32];
	const char *last = NULL;
	const char **argv, **env;
	int error;

	if (ctx->is_cwd_denied)
		return ctx_fail(ctx, "fchdir", "working directory", -EACCES, NULL);
	if (ctx->program == NULL)
		return ctx_fail(ctx, "execve", NULL, -ENOENT, "no program was looked up");
	if (act->listen_pid) {
		(void)snprintf(listen_pid, sizeof(listen_pid), "LISTEN_PID=%d", getpid());
		last = listen_pid;
	}
	/* As a rule on the stack, which has been touched: a page of their own would be the
	 * container's. */
	argv = count <= FEW_WORDS ? few
				  : mmap(NULL, count * sizeof(*argv), PROT_READ | PROT_WRITE,
					    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (argv == MAP_FAILED)
		return ctx_fail(ctx, "mmap", ctx->program, -ENOMEM, NULL);
	env = put_vector(argv, &act->argv, NULL, NULL);
	(void)put_vector(env, &act->env, ctx->home, last);
	if (limit_file_size(ctx) < 0)
		return ctx->failure->error;
	/* execve(2) changes neither; its type is older than const. Returns only to fail. */
	(void)execve(ctx->program, (char *const *)argv, (char *const *)env);
	error = errno;
	(void)signal(SIGXFSZ, SIG_IGN); /* what follows is written to a file */
	return refuse(ctx, ctx->program, -error,
		error == ENOENT ? "exec container process (missing dynamic library?) `%s`: %s"
				: "exec container process `%s`: %s");
}
