// See ctx.h.
#include "ctx.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "json_write.h"
#include "sys.h"

int ctx_fail(struct ctx *ctx, const char *step, const char *object, int error, const char *why)
{
	struct failure *failure = ctx->failure;

	if (failure->is_set)
		return error; /* the first one is the cause */
	failure->is_set = true;
	failure->error = error;
	failure->action = ctx->action;
	failure->step = step;
	(void)snprintf(
		failure->object, sizeof(failure->object), "%s", object != NULL ? object : "");
	(void)snprintf(failure->why, sizeof(failure->why), "%s", why != NULL ? why : "");
	return error;
}

static void begin_result(struct ctx *ctx, struct json *json, const char *key)
{
	*json = (struct json){ctx->result, sizeof(ctx->result), ctx->result_length, false};
	if (ctx->result_length > 0)
		json_raw(json, ",");
	json_string(json, key);
	json_raw(json, ":");
}

static void end_result(struct ctx *ctx, const struct json *json)
{
	if (!json->is_full)
		ctx->result_length = json->length;
}

void ctx_result_string(struct ctx *ctx, const char *key, const char *value)
{
	struct json json;

	begin_result(ctx, &json, key);
	json_string(&json, value);
	end_result(ctx, &json);
}

void ctx_result_number(struct ctx *ctx, const char *key, uint64_t value)
{
	struct json json;

	begin_result(ctx, &json, key);
	json_number(&json, value);
	end_result(ctx, &json);
}

void ctx_give_up_spare(struct ctx *ctx)
{
	for (size_t i = 0; i < CTX_SPARE; i++) {
		sys_close_owned(&ctx->spare[i]);
		ctx->spare[i] = -1;
	}
}

void ctx_set_root(struct ctx *ctx, int fd)
{
	sys_close_owned(&ctx->root_fd);
	ctx->root_fd = fd;
}

int ctx_take_source(struct ctx *ctx, uint64_t slot)
{
	int source = ctx->sources[slot];

	ctx->sources[slot] = 0;
	return source > 0 ? source : -ENOENT;
}

void ctx_close_sources(struct ctx *ctx)
{
	for (size_t i = 0; i < CTX_SOURCES; i++)
		if (ctx->sources[i] > 0)
			sys_close_owned(&ctx->sources[i]);
}
