// The commands that the engine answers: request, and then whatever the answer is: a plan to carry
// out, text to print, or diagnostics.
#ifndef NATIVE_OCI_H
#define NATIVE_OCI_H

#include "arena.h"
#include "command_line.h"
#include "log.h"

/* Each returns the exit status. */
int oci_command(const struct command_line *line, struct log *log, struct arena *arena);
int oci_version(const struct command_line *line, struct log *log, struct arena *arena);
int oci_spec(const struct command_line *line, struct log *log, struct arena *arena);

#endif
