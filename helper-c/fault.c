// See fault.h. LADING_FAULT=fail|stop|kill|kill-child:NUMBER:before|within|after
#include "fault.h"

#ifdef LADING_FAULTS

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctx.h"
#include "turn.h"

static bool matches(const char *wanted, const struct ctx *ctx, enum fault_moment moment)
{
	static const char *const moments[] = {
		[FAULT_BEFORE] = ":before", [FAULT_WITHIN] = ":within", [FAULT_AFTER] = ":after"};
	char *end;
	unsigned long number = strtoul(wanted, &end, 10);

	return number == ctx->action->number && strcmp(end, moments[moment]) == 0;
}

static void kill_parent(struct ctx *ctx)
{
	if (ctx->side == SIDE_PARENT)
		(void)raise(SIGKILL);
	else
		turn_ask_for_death(ctx, TURN_KILL_PARENT);
}

int fault_strike(struct ctx *ctx, enum fault_moment moment)
{
	const char *fault = getenv("LADING_FAULT");
	const char *colon = fault == NULL ? NULL : strchr(fault, ':');
	size_t length = colon == NULL ? 0 : (size_t)(colon - fault);

	if (length == 0 || !matches(colon + 1, ctx, moment))
		return 0;
	if (strncmp(fault, "fail", length) == 0)
		return ctx_fail(ctx, "fault", "LADING_FAULT", -EIO, NULL);
	if (strncmp(fault, "stop", length) == 0)
		/* Not raise(3), which takes a process made by clone3(2) for its parent. The test
		 * continues it. */
		(void)kill(getpid(), SIGSTOP);
	else if (length == strlen("kill") && strncmp(fault, "kill", length) == 0)
		kill_parent(ctx);
	else if (strncmp(fault, "kill-child", length) == 0 && ctx->side == SIDE_CHILD)
		turn_ask_for_death(ctx, TURN_KILL_CHILD);
	return 0;
}

#endif
