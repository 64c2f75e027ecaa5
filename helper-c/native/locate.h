// Finds the line of config.json that a JSON pointer (RFC 6901) names. Only for a config that the
// engine has accepted: its syntax is known to be good.
#ifndef NATIVE_LOCATE_H
#define NATIVE_LOCATE_H

#include "actions.h"

/* From 1; 0 when there is no such value (a default, or the name of an option). */
size_t locate_line(struct bytes config, const char *pointer);

#endif
