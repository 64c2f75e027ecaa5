// failure.then: what is done about a container when a plan for one that exists fails.
//
// What it may touch is what its actions may. They follow a failure that people are told of, so none
// of them may put another in its place; and each is tried, for what one leaves the next may not
// need. Only the state stays when something else does: by it, `delete --force` knows what.
#include "act/handlers.h"
#include "ctx.h"

int act_failure_then(struct ctx *ctx, const struct action *action)
{
	(void)ctx; /* it acts when it is undone */
	(void)action;
	return 0;
}

int undo_failure_then(struct ctx *ctx, const struct action *action)
{
	const struct act_failure_then *act = action->args;
	struct failure cause = *ctx->failure;
	int first = 0;

	for (size_t i = 0; i < act->actions.count; i++) {
		const struct action *one = &act->actions.items[i];
		int error;

		if (one->kind == ACTION_STATE_REMOVE && first < 0)
			continue;
		ctx->action = one;
		ctx->failure->is_set = false;
		error = action_table[one->kind].apply(ctx, one);
		if (first == 0)
			first = error;
	}
	ctx->action = action;
	*ctx->failure = cause;
	return first;
}
