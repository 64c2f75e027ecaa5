// See run.h.
#include "run.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "fault.h"
#include "namespace.h"
#include "signals.h"
#include "sys.h"

const char *run_action_name(const struct action *action)
{
	return action_descriptions[action->kind].shape.name;
}

/* An action that failed, or whose line could not be written, is told as such, with the first cause.
 */
static int fail_action(struct ctx *ctx, int error)
{
	if (!ctx->failure->is_set)
		(void)ctx_fail(ctx, run_action_name(ctx->action), "", error, NULL);
	(void)journal_failed(ctx); /* the failure itself is what matters now */
	return error;
}

static int apply(struct ctx *ctx, const struct action *action)
{
	int error;

	ctx->action = action;
	ctx->result_length = 0;
	error = journal_begin(ctx);
	if (error < 0)
		return fail_action(ctx, error);
	/* On file: from here on its end is that of the container's program. */
	if (action->kind == ACTION_EXEC)
		ctx->shared->stage = CHILD_EXECUTING;
	error = fault_strike(ctx, FAULT_BEFORE);
	if (error == 0)
		error = action_table[action->kind].apply(ctx, action);
	if (error < 0)
		return fail_action(ctx, error);
	error = fault_strike(ctx, FAULT_AFTER);
	if (error == 0)
		error = journal_done(ctx);
	return error < 0 ? fail_action(ctx, error) : 0;
}

/*
 * Undoes `actions` before `end`, last first. What cannot be undone is journalled, and the rest
 * still is: all but the state directory, by which `delete --force` knows what is left.
 */
static void undo(struct ctx *ctx, const struct actions *actions, size_t end)
{
	int first = 0;

	ctx_give_up_spare(ctx);
	/* Hooks are the helper's own children, whatever namespaces its next one was to be in. */
	(void)namespace_return(ctx);
	for (size_t i = end; i > 0; i--) {
		const struct action *action = &actions->items[i - 1];
		action_handler *handler = action_table[action->kind].undo;
		int error;

		if (handler == NULL || (action->kind == ACTION_STATE_RESERVE && first < 0))
			continue;
		ctx->action = action;
		error = handler(ctx, action);
		if (first == 0)
			first = error;
		(void)journal_undone(ctx, error); /* the file may be gone by now */
	}
}

static int finish(struct ctx *ctx, int error)
{
	const char *outcome = "done";
	int exit_code = RUN_DONE;

	if (ctx->is_stale) {
		outcome = "stale";
		exit_code = RUN_STALE;
	} else if (error < 0) {
		outcome = "failed";
		exit_code = ctx->cancelled_by != 0 ? 128 + ctx->cancelled_by : RUN_FAILED;
	} else if (ctx->has_exit_code) {
		outcome = "exited";
		exit_code = ctx->exit_code;
	}
	(void)journal_end(ctx, outcome, exit_code); /* the exit status says the same */
	journal_deliver(ctx);
	return exit_code;
}

int run_plan(struct ctx *ctx, const struct plan *plan)
{
	const struct actions *actions = &plan->actions;
	int error = journal_head(ctx);
	size_t i = 0;

	for (; error == 0 && !ctx->is_taken_over && i < actions->count; i++)
		error = apply(ctx, &actions->items[i]);
	if (error < 0)
		undo(ctx, actions, i);
	return finish(ctx, error);
}

int run_visit(struct ctx *ctx, const struct actions *actions)
{
	ctx->list = actions;
	for (size_t i = 0; i < actions->count; i++)
		if (apply(ctx, &actions->items[i]) < 0)
			return RUN_FAILED;
	return RUN_DONE;
}

_Noreturn void run_child(struct ctx *ctx, const struct actions *actions)
{
	ctx->list = actions;
	for (size_t i = 0; i < actions->count; i++) {
		/* What follows may be under a filter that allows no more of it. */
		if (actions->items[i].kind == ACTION_FDS_CLOSE)
			signals_restore();
		if (apply(ctx, &actions->items[i]) < 0)
			break;
	}
	sys_exit(RUN_FAILED); /* exec does not come back: something failed */
}
