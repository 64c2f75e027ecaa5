// One command on its way: its request, the engine's answer, and what is to be said about it.
#ifndef NATIVE_SERVICE_H
#define NATIVE_SERVICE_H

#include <stdbool.h>

#include "answer.h"
#include "command_line.h"
#include "log.h"
#include "request.h"

#define SERVICE_AGAIN_SIZE 64

struct service {
	const struct command_line *line;
	const char *command;
	struct log *log;
	struct arena *arena;
	struct request request;
	struct answer answer;
	struct buffer message;
	/* What is asked again is asked with. */
	char again_option[SERVICE_AGAIN_SIZE];
	char again_value[SERVICE_AGAIN_SIZE];
};

/* With the options before the command. Returns 0 or a negative errno. */
int service_open(struct service *service, const struct command_line *line, struct log *log,
	struct arena *arena);

/* The answer is in the service, its warnings are told. */
void service_ask(struct service *service);

/* `COMMAND: `, for what is to stand in `message`. */
void service_begin(struct service *service);

/* What stands in `message`; then it is empty again. */
void service_tell(struct service *service, enum log_level level);

/* An error of our own: `COMMAND: WHY`. Returns the exit status. */
int service_fail(struct service *service, const char *why);

/* Of an answer that is diagnostics. Returns the exit status. */
int service_refuse(struct service *service);

#endif
