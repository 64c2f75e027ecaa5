// Words of the command line as getopt_long(3) and argp take them, in the form that command_line.c
// reads: as host/abbreviations.ts has it.
#ifndef NATIVE_ABBREVIATIONS_H
#define NATIVE_ABBREVIATIONS_H

#include "arena.h"

/* As many words as there were; NULL without memory. Words that stay as they are are borrowed. */
const char *const *abbreviations_expand(struct arena *arena, size_t argc, const char *const *argv);

#endif
