// See child.h; waitpid(2).
#include "child.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>

#include "ctx.h"
#include "sys.h"

int child_reap(struct ctx *ctx)
{
	int status;

	if (ctx->child.is_reaped)
		return 0;
	while (waitpid(ctx->child.pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	ctx->child.status = status;
	ctx->child.is_reaped = true;
	return 0;
}

int child_kill(struct ctx *ctx)
{
	if (ctx->child.pid == 0)
		return 0;
	(void)sys_pidfd_signal(ctx->child.pidfd, SIGKILL); /* it may be dead already */
	return child_reap(ctx);
}

int child_note(struct ctx *ctx)
{
	struct identity *identity = &ctx->child.identity;
	int error = identity_of(ctx, ctx->child.pid, identity);

	if (error < 0)
		return error;
	ctx_result_string(ctx, "boot", identity->boot);
	ctx_result_number(ctx, "pid", (uint64_t)ctx->child.pid);
	ctx_result_number(ctx, "start", identity->start);
	return 0;
}
