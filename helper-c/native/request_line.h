// From a command line to the options of a request: the command's own, those before it, and
// operands.
#ifndef NATIVE_REQUEST_LINE_H
#define NATIVE_REQUEST_LINE_H

#include "command_line.h"
#include "request.h"

/* Of the options before the command, those that the engine decides by. */
void request_line_globals(struct request *request, const struct command_line *line);

/* The command's options and operands, by their names. */
void request_line_own(struct request *request, const struct command_line *line);

#endif
