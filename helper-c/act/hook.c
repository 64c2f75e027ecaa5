// hook.run, hook.defer: programs of whoever made the bundle (config.md#posix-platform-hooks).
//
// A hook runs in a process group of its own, with the state on its standard input and nothing else
// of ours: every descriptor but the three standard ones is closed. It is waited for, never its
// descendants: one that keeps the pipe of errors open costs a tenth of a second.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "errno_name.h"
#include "fresh.h"
#include "hook_output.h"
#include "null.h"
#include "signals.h"
#include "sys.h"

#define TAIL_SIZE     4096
#define DRAIN_MS      100
#define EXIT_NO_EXEC  127
#define EXIT_NO_SETUP 126
#define PID_SIZE      24

struct hook {
	const struct act_hook_run *act;
	pid_t pid;
	int pidfd;
	int input; /* our end of its standard input, or -1 when it has all */
	const char *state;
	size_t state_length;
	int errors; /* our end of its standard error, or -1 */
	char tail[TAIL_SIZE + 1];
	size_t tail_length;
	bool is_timed_out;
};

extern char **environ;

static int64_t now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The helper's own opens its file when it runs: what was written meanwhile may have been moved. */
static void redirect(const char *path, int stream)
{
	int fd = path == NULL ? stream : hook_output_open(path);

	if (fd >= 0 && dup2(fd, stream) >= 0)
		return;
	(void)dprintf(2, "`%s` cannot be opened: %s", path, errno_name(errno));
	_exit(EXIT_NO_SETUP);
}

/* In the hook's process: nothing here may return. `null` is the host's, whatever the container
 * calls /dev/null. */
static _Noreturn void become_hook(
	const struct ctx *ctx, const struct act_hook_run *act, int input, int errors, pid_t parent)
{
	char *path_only[] = {(char *)(uintptr_t)act->path, NULL};
	char **argv = act->args.count > 0 ? (char **)(uintptr_t)act->args.items : path_only;
	bool has_env = (act->present & HOOK_RUN_HAS_ENV) != 0;
	char **env = has_env ? (char **)(uintptr_t)act->env.items : environ;
	bool is_child = ctx->side == SIDE_CHILD;
	int output = is_child && act->output_file != NULL ? ctx->hook_output : ctx->null_fd;

	(void)setpgid(0, 0); /* the parent does it too: whoever is first */
	/* A hook without its helper would work on a container that nobody finishes. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
		_exit(EXIT_NO_SETUP);
	(void)umask(ctx->caller_umask); /* ours is 0 */
	if (is_child && act->errors_file != NULL)
		errors = ctx->hook_errors;
	if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0)
		_exit(EXIT_NO_SETUP);
	if (!is_child) {
		redirect(act->output_file, 1);
		redirect(act->errors_file, 2);
	}
	sys_close_all(3, ~0U);
	if (act->cwd != NULL && chdir(act->cwd) < 0 && errno != EACCES)
		_exit(EXIT_NO_SETUP);
	signals_restore();
	(void)execve(act->path, argv, env);
	/* The tail of the message. */
	(void)dprintf(2, "cannot be executed: %s", errno_name(errno));
	_exit(EXIT_NO_EXEC);
}

/* The state with the pid in between: as long as its annotations are. */
static int make_state(struct ctx *ctx, struct hook *hook)
{
	const struct act_hook_run *act = hook->act;
	bool is_given = (act->present & HOOK_RUN_HAS_PID) != 0;
	/* In the container's namespace: as the container sees it (runtime.md, state). */
	pid_t pid = ctx->side == SIDE_CHILD ? getpid() : ctx->child.pid;
	size_t size = strlen(act->state_head) + strlen(act->state_tail) + PID_SIZE;
	char *text = arena_take(ctx->arena, size);
	int length;

	if (text == NULL)
		return ctx_fail(ctx, "arena", act->path, -ENOMEM, NULL);
	length = snprintf(text, size, "%s%lld%s", act->state_head,
		is_given ? (long long)act->pid : (long long)pid, act->state_tail);
	hook->state = text;
	hook->state_length = (size_t)length;
	return 0;
}

static int start(struct ctx *ctx, struct hook *hook)
{
	int input[2];
	int errors[2];
	pid_t self = getpid();
	int pid;

	fresh_forget(ctx);
	if (pipe2(input, O_CLOEXEC) < 0)
		return ctx_fail(ctx, "pipe2", hook->act->path, -errno, NULL);
	if (pipe2(errors, O_CLOEXEC) < 0) {
		(void)close(input[0]); /* the failure is told */
		(void)close(input[1]);
		return ctx_fail(ctx, "pipe2", hook->act->path, -errno, NULL);
	}
	pid = sys_fork(0);
	if (pid == 0)
		become_hook(ctx, hook->act, input[0], errors[1], self);
	(void)close(input[0]); /* the hook's ends are its own */
	(void)close(errors[1]);
	hook->input = input[1];
	hook->errors = errors[0];
	/* Our ends only: a program is not used to streams that do not block. (Cannot fail for
	 * pipes.) */
	(void)fcntl(hook->input, F_SETFL, O_NONBLOCK);
	(void)fcntl(hook->errors, F_SETFL, O_NONBLOCK);
	if (pid < 0)
		return ctx_fail(ctx, "clone3", hook->act->path, pid, NULL);
	hook->pid = pid;
	(void)setpgid(pid, pid); /* it may have done so itself */
	hook->pidfd = sys_pidfd_open(pid);
	return hook->pidfd < 0 ? ctx_fail(ctx, "pidfd_open", hook->act->path, hook->pidfd, NULL)
			       : 0;
}

/* The signal of a broken pipe is blocked like all; pending, it would end the container's program
 * once it is not. */
static void forget_broken_pipe(void)
{
	struct timespec now = {0};
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGPIPE);
	(void)sigtimedwait(&set, NULL, &now); /* EAGAIN: there is none */
}

/* As much as the pipe takes. A hook that does not want to know (EPIPE) is left alone. */
static void give_state(struct hook *hook)
{
	ssize_t count = write(hook->input, hook->state, hook->state_length);

	if (count < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (count > 0 && (size_t)count < hook->state_length) {
		hook->state += count;
		hook->state_length -= (size_t)count;
		return;
	}
	if (count < 0)
		forget_broken_pipe();
	sys_close_owned(&hook->input);
	hook->input = -1;
}

/* Keeps the last bytes. */
static bool read_errors(struct hook *hook)
{
	char piece[1024];
	ssize_t count = read(hook->errors, piece, sizeof(piece));
	size_t drop;

	if (count <= 0)
		return count < 0 && (errno == EAGAIN || errno == EINTR);
	drop = hook->tail_length + (size_t)count > TAIL_SIZE
		       ? hook->tail_length + (size_t)count - TAIL_SIZE
		       : 0;
	memmove(hook->tail, hook->tail + drop, hook->tail_length - drop);
	memcpy(hook->tail + hook->tail_length - drop, piece, (size_t)count);
	hook->tail_length += (size_t)count - drop;
	return true;
}

static void kill_group(struct hook *hook)
{
	(void)kill(-hook->pid, SIGKILL); /* ESRCH: it has not made the group, or is gone */
	(void)kill(hook->pid, SIGKILL);	 /* our child, not waited for yet: the pid is its own */
}

/* Waits for the end, collecting errors; a signal to the helper ends the hook too. */
static void wait_for_end(struct ctx *ctx, struct hook *hook)
{
	bool is_limited = (hook->act->present & HOOK_RUN_HAS_TIMEOUT_MS) != 0;
	int64_t deadline = is_limited ? now_ms() + (int64_t)hook->act->timeout_ms : 0;
	struct pollfd wait[] = {{.fd = hook->pidfd, .events = POLLIN},
		{.fd = hook->errors, .events = POLLIN},
		{.fd = ctx->side == SIDE_PARENT ? ctx->signals : -1, .events = POLLIN},
		{.fd = hook->input, .events = POLLOUT}};

	while (wait[0].revents == 0) {
		int64_t left = is_limited ? deadline - now_ms() : -1;

		if (is_limited && left <= 0) {
			hook->is_timed_out = true;
			kill_group(hook);
			is_limited = false;
			left = -1;
		}
		if (poll(wait, 4, (int)left) < 0 && errno != EINTR) {
			kill_group(hook);
			return;
		}
		if (wait[1].revents != 0 && !read_errors(hook))
			wait[1].fd = -1;
		if (wait[3].revents != 0) {
			give_state(hook);
			wait[3].fd = hook->input;
		}
		if (wait[2].revents != 0) {
			int number = signals_next(ctx);

			if (signals_is_end(number)) {
				ctx->cancelled_by = number;
				kill_group(hook);
			}
		}
	}
}

/* What it wrote last may still be on its way; a daemon it left behind may keep the pipe open, and
 * write, for ever. */
static void drain_errors(struct hook *hook)
{
	struct pollfd wait = {.fd = hook->errors, .events = POLLIN};
	int64_t deadline = now_ms() + DRAIN_MS;
	int64_t left = DRAIN_MS;

	while (left > 0 && poll(&wait, 1, (int)left) > 0 && read_errors(hook))
		left = deadline - now_ms();
}

/* By these words engines tell that the container's program is not there, or may not be executed:
 * it is not what a hook speaks of. */
static const struct {
	const char *words, *instead; /* the latter is no longer */
} words_of_engines[] = {
	{"no such file or directory", "ENOENT"},
	{"permission denied", "EACCES"},
	{"operation not permitted", "EPERM"},
	{"executable file not found", "program not found"},
};

static void replace_words_of_engines(char *text)
{
	for (size_t i = 0; i < sizeof(words_of_engines) / sizeof(*words_of_engines); i++) {
		const char *words = words_of_engines[i].words;
		const char *instead = words_of_engines[i].instead;
		size_t length = strlen(words);

		for (char *at = strcasestr(text, words); at != NULL; at = strcasestr(at, words)) {
			size_t rest = strlen(at + length) + 1;

			memcpy(at, instead, strlen(instead));
			at += strlen(instead);
			memmove(at, at + length - strlen(instead), rest);
		}
	}
}

static int judge(struct ctx *ctx, struct hook *hook, int status)
{
	char why[CTX_WHY_SIZE];
	int length;

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	while (hook->tail_length > 0 && hook->tail[hook->tail_length - 1] == '\n')
		hook->tail_length--;
	hook->tail[hook->tail_length] = '\0';
	replace_words_of_engines(hook->tail);
	if (hook->is_timed_out)
		length = snprintf(why, sizeof(why), "timeout expired for `%s`", hook->act->path);
	else if (WIFEXITED(status))
		length = snprintf(why, sizeof(why), "error executing hook `%.256s` (exit code: %d)",
			hook->act->path, WEXITSTATUS(status));
	else
		length = snprintf(why, sizeof(why), "error executing hook `%.256s` (signal: %d)",
			hook->act->path, WTERMSIG(status));
	if (length > 0 && (size_t)length < sizeof(why) && hook->tail[0] != '\0')
		(void)snprintf(why + length, sizeof(why) - (size_t)length, ": %s", hook->tail);
	return ctx_fail(
		ctx, "hook", hook->act->path, hook->is_timed_out ? -ETIMEDOUT : -ECHILD, why);
}

static int need_null(struct ctx *ctx)
{
	if (ctx->null_fd < 0)
		ctx->null_fd = null_open(ctx, O_RDWR);
	return ctx->null_fd < 0 ? ctx->null_fd : 0;
}

static int run_hook(struct ctx *ctx, const struct act_hook_run *act)
{
	struct hook hook = {.act = act, .pidfd = -1, .input = -1, .errors = -1};
	int status = 0;
	int error = need_null(ctx);

	if (error == 0)
		error = make_state(ctx, &hook);
	if (error == 0)
		error = start(ctx, &hook);
	if (error == 0) {
		wait_for_end(ctx, &hook);
		drain_errors(&hook);
	}
	if (hook.pid > 0) {
		/* Whatever went wrong, it is not waited for longer than it takes to die. */
		if (error < 0)
			kill_group(&hook);
		while (waitpid(hook.pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	sys_close_owned(&hook.input);
	sys_close_owned(&hook.errors);
	sys_close_owned(&hook.pidfd);
	return error < 0 ? error : judge(ctx, &hook, status);
}

int act_hook_run(struct ctx *ctx, const struct action *action)
{
	const struct act_hook_run *act = action->args;
	bool is_fatal = (act->present & HOOK_RUN_HAS_FATAL) == 0 || act->fatal;
	int error = run_hook(ctx, act);

	if (error == 0 || is_fatal)
		return error;
	ctx->failure->why[sizeof("error executing hook") + 200] = '\0'; /* a warning is one line */
	ctx_result_string(ctx, "warning", ctx->failure->why);
	ctx->failure->is_set = false;
	return 0;
}

int act_hook_defer(struct ctx *ctx, const struct action *action)
{
	(void)ctx; /* it acts when it is undone */
	(void)action;
	return 0;
}

_Static_assert(sizeof(struct act_hook_run) == sizeof(struct act_hook_defer),
	"a deferred hook is a hook: the two have the same fields");

int undo_hook_defer(struct ctx *ctx, const struct action *action)
{
	/* The first failure is kept: that of a poststop hook changes nothing (runtime.md,
	 * lifecycle). */
	return run_hook(ctx, action->args);
}
