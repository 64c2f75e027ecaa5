// Asks the engine, gathers what it needs, and asks again, until it answers.
#ifndef NATIVE_ANSWER_H
#define NATIVE_ANSWER_H

#include "arena.h"
#include "engine.h"
#include "request.h"

#define ANSWER_WHY_SIZE 4608

struct answer {
	enum answer_kind kind;
	/* Of a plan: its bytes; of the others: JSON. */
	struct buffer bytes;
	/* One diagnostic a line. */
	struct buffer warnings;
	/* The request that was answered; with the engine's digest it reproduces the answer. */
	struct bytes request;
	/* Of ANSWER_BROKEN: what to say. */
	char why[ANSWER_WHY_SIZE];
};

/* Returns 0 or -ENOMEM. */
int answer_open(struct answer *answer, struct arena *arena);

/* Fills `answer` anew. `request` has its options. Facts and `config` are given without being asked
 * for, when it is not NULL. */
void answer_request(
	struct answer *answer, struct request *request, const char *config, struct arena *arena);

#endif
