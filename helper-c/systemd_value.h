// Properties of units as org.freedesktop.DBus.Properties.Get answers with them: a variant.
#ifndef HELPER_SYSTEMD_VALUE_H
#define HELPER_SYSTEMD_VALUE_H

#include <stdbool.h>

#include "actions.h"
#include "arena.h"
#include "dbus.h"

/* Whether it is a list of strings, and `text` all that is in it. */
bool systemd_value_is_only(const struct dbus_message *reply, const char *text);

/* Whether setting it adds to what is there, as with every list of structures. */
bool systemd_value_adds(const struct dbus_message *reply);

/*
 * The answer as a property that can be set again: a structure (sv) of its own. Without what is in
 * it, when it is a list and `is_emptied`. False: of a type that no property of these has, or there
 * is no memory.
 */
bool systemd_value_keep(struct arena *arena, const struct dbus_message *reply, const char *name,
	bool is_emptied, struct unit_property *property);

#endif
