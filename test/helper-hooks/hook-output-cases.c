// Files that hooks write to (helper-c/hook_output.c), by itself: one line on standard output a case
// that failed. The folder to work in is the only argument.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "hook_output.h"
#include "sys.h"

#define EXPECT(condition)                                              \
	do {                                                           \
		if (!(condition))                                      \
			printf("line %d: %s\n", __LINE__, #condition); \
	} while (0)

static bool leads_to(int fd, const char *path)
{
	struct stat one, other;

	return fstat(fd, &one) == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev &&
	       one.st_ino == other.st_ino;
}

static int prepare(struct ctx *ctx, struct action *items, size_t count)
{
	struct actions child = {.items = items, .count = count};

	return hook_output_prepare(ctx, &child);
}

/* The first hook that has a file says which; what is no hook has none. */
static void open_those_of_hooks(struct ctx *ctx)
{
	struct act_hook_run silent = {.path = "/bin/a"};
	struct act_hook_run talks = {.path = "/bin/b", .output_file = "out", .errors_file = "err"};
	struct act_hook_run later = {.path = "/bin/c", .output_file = "later"};
	struct action items[] = {{.kind = ACTION_UMASK_SET, .args = &talks},
		{.kind = ACTION_HOOK_RUN, .args = &silent},
		{.kind = ACTION_HOOK_RUN, .args = &talks},
		{.kind = ACTION_HOOK_RUN, .args = &later}};

	EXPECT(prepare(ctx, items, 2) == 0);
	EXPECT(ctx->hook_output == -1 && ctx->hook_errors == -1);
	EXPECT(access("out", F_OK) < 0);
	EXPECT(prepare(ctx, items, 4) == 0);
	EXPECT(leads_to(ctx->hook_output, "out"));
	EXPECT(leads_to(ctx->hook_errors, "err"));
	EXPECT(access("later", F_OK) < 0);
}

static void hold_what_was_opened(struct ctx *ctx)
{
	int output = ctx->hook_output;

	EXPECT((fcntl(output, F_GETFD) & FD_CLOEXEC) != 0);
	EXPECT((fcntl(output, F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_WRONLY | O_APPEND));
	EXPECT(symlink("elsewhere", "link") == 0 && rename("link", "out") == 0);
	EXPECT(write(output, "kept", 4) == 4);
	EXPECT(access("elsewhere", F_OK) < 0);
	hook_output_close(ctx);
	EXPECT(fcntl(output, F_GETFD) < 0);
	EXPECT(ctx->hook_output == -1 && ctx->hook_errors == -1);
}

static void name_what_cannot_be_opened(struct ctx *ctx)
{
	struct act_hook_run hook = {
		.path = "/bin/a", .output_file = "first", .errors_file = "none/err"};
	struct action item = {.kind = ACTION_HOOK_RUN, .args = &hook};

	EXPECT(prepare(ctx, &item, 1) == -ENOENT);
	EXPECT(ctx->failure->is_set && ctx->failure->error == -ENOENT);
	EXPECT(strcmp(ctx->failure->object, "none/err") == 0);
	hook_output_close(ctx);
	EXPECT(ctx->hook_output == -1 && ctx->hook_errors == -1);
}

static void append(void)
{
	char text[16] = "";

	for (int i = 0; i < 2; i++) {
		OWNED_FD int file = hook_output_open("log");
		EXPECT(write(file, "ab", 2) == 2);
	}
	OWNED_FD int file = open("log", O_RDONLY | O_CLOEXEC);
	EXPECT(read(file, text, sizeof(text) - 1) == 4 && strcmp(text, "abab") == 0);
}

int main(int argc, char **argv)
{
	struct failure failure = {0};
	struct ctx ctx = {.failure = &failure, .hook_output = -1, .hook_errors = -1};

	if (argc != 2 || chdir(argv[1]) < 0)
		return 1;
	open_those_of_hooks(&ctx);
	hold_what_was_opened(&ctx);
	name_what_cannot_be_opened(&ctx);
	append();
	return 0;
}
