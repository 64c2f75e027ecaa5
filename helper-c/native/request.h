// A request of the engine: a command, options, and what has been gathered so far. Rendered as
// canonical JSON, byte for byte as the host renders it.
#ifndef NATIVE_REQUEST_H
#define NATIVE_REQUEST_H

#include "buffer.h"

#define REQUEST_LIMIT_BYTES (1U << 30)
#define REQUEST_OPTIONS	    48
#define REQUEST_INPUTS	    262144 /* three for each container that is listed */
#define REQUEST_INPUTS_FEW  16	   /* of a command on one container */

/* Names and JSON are borrowed. */
struct member {
	const char *name;
	struct bytes json;
};

/* Who runs the command. */
struct caller {
	struct bytes json;
	bool is_privileged; /* root, and outside of user namespaces */
};

struct request {
	const char *command;
	struct caller caller;
	struct member options[REQUEST_OPTIONS];
	size_t option_count;
	struct member few[REQUEST_INPUTS_FEW];
	struct member *inputs; /* these, or room for all */
	size_t input_count;
	/* What options and inputs are made of; only grows. */
	struct buffer store;
	/* Behind that, when it is rendered. */
	struct buffer text;
	/* Room for one file: the caller's, which may lend what it needs again when all is gathered.
	 */
	struct buffer scratch;
	struct arena *arena;
	/* Standard input, in `store`; it can be read once. */
	struct bytes standard_input;
	/* Of this boot; empty before it is asked for. */
	char boot[64];
	bool is_full;
	/* How many from 3 on the caller has left open, and how many of them are the container's. */
	unsigned descriptors;
	unsigned kept;
	/* Where the list that is being written begins. */
	size_t list;
};

/* Where it is it stays. Returns 0 or a negative errno. */
int request_open(struct request *request, const char *command, struct arena *arena);

void request_option_text(struct request *request, const char *name, const char *value);
void request_option_number(struct request *request, const char *name, uint64_t value);
/* A list of texts, one after the other. */
void request_begin_list(struct request *request);
void request_list_text(struct request *request, const char *value);
void request_end_list(struct request *request, const char *name);
void request_option_flag(struct request *request, const char *name);

/* It is as if it had not been given. */
void request_drop_option(struct request *request, const char *name);

/* A value is what is written to `store` between these two. */
size_t request_begin_input(const struct request *request);
void request_end_input(struct request *request, const char *name, size_t begin);
/* Forgets what was gathered. */
void request_clear_inputs(struct request *request);
/* Returns the request's bytes, valid until something is added; empty when it is too large. */
struct bytes request_render(struct request *request);

#endif
