// Calls of the service manager that containers need (org.freedesktop.systemd1(5)), on a connection
// that is told of every job that ends. Messages are the plan's. Only the length of what is left of
// them, the process's id and the message's number are put in here. Every function that fails
// returns a negative errno with ctx->failure filled.
#ifndef HELPER_SYSTEMD_CALL_H
#define HELPER_SYSTEMD_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions.h"
#include "dbus.h"

struct ctx;

#define SYSTEMD_PROPERTIES 256
#define SYSTEMD_PATH_SIZE  256
#define SYSTEMD_ERROR	   "org.freedesktop.systemd1."

/* A call that properties are put into; those that systemd refuses, and can be without, are left
 * out. */
struct property_call {
	const char *step;
	const char *unit;
	struct bytes call;
	uint64_t length_at;
	const struct unit_property_list *properties;
	bool has_units; /* an empty array of them follows */
	bool left_out[SYSTEMD_PROPERTIES];
};

/* Connected, greeted, and told of every job that ends. */
int systemd_open(struct ctx *ctx, struct dbus *bus, const struct dbus_connection *connection,
	uint64_t timeout_ms);

/* A message of the plan's as it is; its answer may be an error. */
int systemd_call(struct ctx *ctx, struct dbus *bus, const char *step, struct bytes message,
	struct dbus_message *reply);
int systemd_call_with_properties(
	struct ctx *ctx, struct dbus *bus, struct property_call *call, struct dbus_message *reply);

bool systemd_is_error(const struct dbus_message *reply, const char *name);
/* The error that systemd answers with, as the failure. */
int systemd_fail(struct ctx *ctx, const char *step, const char *unit, struct dbus_message *reply);

/* The job that a call answered with, and its end; `doing` it is what the unit went through. */
int systemd_keep_job(struct ctx *ctx, struct dbus_message *reply, char job[SYSTEMD_PATH_SIZE]);
int systemd_await_job(
	struct ctx *ctx, struct dbus *bus, const char *job, const char *doing, const char *unit);

#endif
