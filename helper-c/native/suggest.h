// What an unknown option was perhaps meant to be.
#ifndef NATIVE_SUGGEST_H
#define NATIVE_SUGGEST_H

#include "buffer.h"
#include "program.h"

/* Appends "\n(Did you mean --bundle?)" when there is a flag that resembles it. */
void suggest_flag(struct buffer *out, const struct command_spec *command, const char *flag);

#endif
