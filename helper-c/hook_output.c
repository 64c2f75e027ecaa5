// See hook_output.h.
#include "hook_output.h"

#include <errno.h>
#include <fcntl.h>

#include "ctx.h"
#include "sys.h"

#define OUTPUT_MODE 0700 /* as crun has it */

int hook_output_open(const char *path)
{
	return openat(AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, OUTPUT_MODE);
}

static int prepare(struct ctx *ctx, const char *path, int *file)
{
	if (path == NULL || *file >= 0)
		return 0;
	*file = hook_output_open(path);
	return *file < 0 ? ctx_fail(ctx, "openat", path, -errno, NULL) : 0;
}

int hook_output_prepare(struct ctx *ctx, const struct actions *child)
{
	int error = 0;

	for (size_t i = 0; error == 0 && i < child->count; i++) {
		const struct act_hook_run *act = child->items[i].args;

		if (child->items[i].kind != ACTION_HOOK_RUN)
			continue;
		error = prepare(ctx, act->output_file, &ctx->hook_output);
		if (error == 0)
			error = prepare(ctx, act->errors_file, &ctx->hook_errors);
	}
	return error;
}

void hook_output_close(struct ctx *ctx)
{
	sys_close_owned(&ctx->hook_output);
	sys_close_owned(&ctx->hook_errors);
	ctx->hook_output = ctx->hook_errors = -1;
}
