// See answer.h.
#include "answer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "gather.h"
#include "value.h"

/* Every command asks at most three times; more is a loop, and a bug. */
#define ROUNDS_LIMIT  8
#define BYTES_LIMIT   (512U << 20)
#define WARNING_LIMIT (16U << 20)

int answer_open(struct answer *answer, struct arena *arena)
{
	*answer = (struct answer){.kind = ANSWER_BROKEN};
	if (buffer_take(&answer->bytes, arena, BYTES_LIMIT) < 0)
		return -ENOMEM;
	return buffer_take(&answer->warnings, arena, WARNING_LIMIT);
}

static void break_off(struct answer *answer, const char *why)
{
	answer->kind = ANSWER_BROKEN;
	(void)snprintf(answer->why, sizeof(answer->why), "%s", why);
}

/* A trap is never bad input: the engine answers that with diagnostics. */
static void break_engine(struct answer *answer)
{
	const char *detail = buffer_c_string(&answer->warnings);
	size_t length = strcspn(detail, "\n");

	answer->kind = ANSWER_BROKEN;
	(void)snprintf(answer->why, sizeof(answer->why),
		"the engine stopped unexpectedly (a bug; nothing was carried out): %.*s",
		length > 0 ? (int)length : (int)strlen("no detail"),
		length > 0 ? detail : "no detail");
}

/* Returns whether all that is needed is there now. */
static bool gather_all(struct answer *answer, struct request *request, struct arena *arena)
{
	struct bytes text = {(const uint8_t *)answer->bytes.data, answer->bytes.length};
	const struct value *needs = value_member(value_read(text, arena), "need");
	char why[GATHER_WHY_SIZE];

	if (needs == NULL) {
		break_engine(answer);
		return false;
	}
	for (const struct value *need = needs->first; need != NULL; need = need->next)
		if (gather_input(request, need, arena, why) < 0) {
			break_off(answer, why);
			return false;
		}
	return true;
}

/* The answer to the request as it is. Returns whether it is the last. */
static bool ask(
	struct answer *answer, struct engine *engine, struct request *request, struct arena *arena)
{
	answer->request = request_render(request);
	if (answer->request.data == NULL) {
		break_off(answer, "the request is too large");
		return true;
	}
	answer->kind = engine_ask(engine, answer->request, &answer->bytes, &answer->warnings);
	/* No default: a new kind of answer does not compile until it is handled. */
	switch (answer->kind) {
	case ANSWER_NEED:
		return !gather_all(answer, request, arena);
	case ANSWER_PLAN:
	case ANSWER_OUTPUT:
	case ANSWER_DIAGNOSTICS:
		return true;
	case ANSWER_BROKEN:
		break_engine(answer);
		return true;
	}
	return true;
}

static bool gather_known(struct answer *answer, struct request *request, const char *config)
{
	char why[GATHER_WHY_SIZE];

	if (config == NULL || gather_bundle(request, config, why) == 0)
		return true;
	break_off(answer, why);
	return false;
}

void answer_request(
	struct answer *answer, struct request *request, const char *config, struct arena *arena)
{
	size_t begin = request_begin_input(request);
	struct engine *engine = engine_open();
	bool is_last = false;

	if (engine == NULL) {
		break_off(answer, "no memory for the engine");
		return;
	}
	request->caller = gather_caller(&request->store);
	request_end_input(request, "caller", begin);
	is_last = !gather_known(answer, request, config);
	for (int round = 0; !is_last && round < ROUNDS_LIMIT; round++)
		is_last = ask(answer, engine, request, arena);
	engine_close(engine);
	if (!is_last)
		break_off(answer,
			"the engine still needs inputs after 8 rounds (a bug; nothing was "
			"carried out)");
}
