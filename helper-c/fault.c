// See fault.h. LADING_FAULT=fail|stop|kill|kill-child:NUMBER:before|after
#include "fault.h"

#ifdef LADING_FAULTS

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctx.h"

static bool matches(const char *wanted, const struct ctx *ctx, enum fault_moment moment)
{
	char *end;
	unsigned long number = strtoul(wanted, &end, 10);

	return number == ctx->action->number &&
		strcmp(end, moment == FAULT_BEFORE ? ":before" : ":after") == 0;
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
		(void)raise(SIGSTOP); /* the test continues it */
	else if (length == strlen("kill") && strncmp(fault, "kill", length) == 0)
		(void)kill(ctx->helper, SIGKILL); /* of oneself or of the parent */
	else if (strncmp(fault, "kill-child", length) == 0 && ctx->side == SIDE_CHILD)
		(void)raise(SIGKILL); /* pid 1 of a namespace is immune to itself: the parent does it below */
	return 0;
}

#endif
