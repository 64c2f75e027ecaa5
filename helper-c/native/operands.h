// Operands of a command line: which, how many, and paths among them.
#ifndef NATIVE_OPERANDS_H
#define NATIVE_OPERANDS_H

#include "command_line.h"

/* False: they are wrong, which is told. `found`: how many there are. */
bool operands_check(struct command_line *line, size_t found);
bool operands_resolve(struct command_line *line);

#endif
