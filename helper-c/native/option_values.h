// Values of options, as the command line gives them.
#ifndef NATIVE_OPTION_VALUES_H
#define NATIVE_OPTION_VALUES_H

#include "command_line.h"

/* Whether it is one of `choices`, which end with NULL; NULL: anything is. */
bool option_has_choice(const char *const *choices, const char *value);

/* False: it is wrong, which is told. */
bool option_set(struct command_line *line, const struct option_spec *spec,
	struct option_value *value, const char *text);

#endif
