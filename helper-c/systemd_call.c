// See systemd_call.h.
#include "systemd_call.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "sys.h"

#define MESSAGE_SIZE   65536
#define FIXED_SIZE     2048 /* with the path of a unit, each byte of which may take three */
#define BODY_LENGTH_AT 4
#define FIELDS_AT      12
#define MEMORY_NAME    ".systemd"
#define BUS_ERROR      "org.freedesktop.DBus.Error."

struct reason {
	const char *name;
	int error;
	const char *hint;
};

static const struct reason reasons[] = {
	{SYSTEMD_ERROR "NoSuchUnit", ENOENT, NULL},
	{SYSTEMD_ERROR "UnitExists", EEXIST, NULL},
	{BUS_ERROR "InteractiveAuthorizationRequired", EACCES,
		"; systemd takes this from root alone: without root the bus must be that of the "
		"user's own session, in $DBUS_SESSION_BUS_ADDRESS or $XDG_RUNTIME_DIR/bus"},
	{BUS_ERROR "AccessDenied", EACCES, NULL},
	{BUS_ERROR "ServiceUnknown", ENOENT, "; systemd is not on this bus"},
	{BUS_ERROR "NameHasNoOwner", ENOENT, "; systemd is not on this bus"},
	{BUS_ERROR "PropertyReadOnly", EROFS, NULL},
	{BUS_ERROR "InvalidArgs", EINVAL, NULL},
	{BUS_ERROR "NoReply", ETIMEDOUT, NULL},
};

bool systemd_is_error(const struct dbus_message *reply, const char *name)
{
	return reply->type == DBUS_ERROR && reply->error != NULL && strcmp(reply->error, name) == 0;
}

int systemd_fail(struct ctx *ctx, const char *step, const char *unit, struct dbus_message *reply)
{
	char why[CTX_OBJECT_SIZE];
	const char *name = reply->error == NULL ? "" : reply->error;
	const char *text = dbus_text(reply);
	const struct reason *reason = NULL;

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]) && reason == NULL; i++)
		if (strcmp(reasons[i].name, name) == 0)
			reason = &reasons[i];
	(void)snprintf(why, sizeof(why), "sd-bus call: %s%s", text == NULL ? name : text,
		reason == NULL || reason->hint == NULL ? "" : reason->hint);
	return ctx_fail(ctx, step, unit, reason == NULL ? -EIO : -reason->error, why);
}

int systemd_call(struct ctx *ctx, struct dbus *bus, const char *step, struct bytes message,
	struct dbus_message *reply)
{
	uint8_t copy[FIXED_SIZE];

	if (message.length > sizeof(copy) || message.length < FIELDS_AT + 4)
		return ctx_fail(ctx, step, "", -EMSGSIZE, NULL);
	memcpy(copy, message.data, message.length);
	return dbus_call(ctx, bus, copy, message.length, reply);
}

/* Connected, greeted, and told of every job that ends. */
int systemd_open(struct ctx *ctx, struct dbus *bus, const struct dbus_connection *connection,
	uint64_t timeout_ms)
{
	struct dbus_message reply;
	int error = dbus_open(ctx, bus, connection->address, timeout_ms);

	if (error < 0)
		return error;
	error = systemd_call(ctx, bus, "Hello", connection->hello, &reply);
	if (error == 0 && reply.type == DBUS_ERROR)
		error = systemd_fail(ctx, "Hello", connection->address, &reply);
	if (error == 0)
		error = systemd_call(ctx, bus, "AddMatch", connection->match, &reply);
	if (error == 0 && reply.type == DBUS_ERROR)
		error = systemd_fail(ctx, "AddMatch", connection->address, &reply);
	if (error < 0)
		dbus_close(bus);
	return error;
}

static size_t align(size_t at, size_t size)
{
	return (at + size - 1) & ~(size - 1);
}

static void put_u32(uint8_t *at, size_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

static bool put_property(
	const struct ctx *ctx, const struct unit_property *property, uint8_t *out, size_t *length)
{
	size_t at = align(*length, 8); /* the gap is zeroed */

	if (property->value.length > MESSAGE_SIZE - at)
		return false;
	memcpy(out + at, property->value.data, property->value.length);
	if ((property->present & UNIT_PROPERTY_HAS_PID_AT) != 0) {
		if (property->pid_at + 4 > property->value.length)
			return false;
		put_u32(out + at + property->pid_at, (size_t)ctx->child.pid);
	}
	*length = at + property->value.length;
	return true;
}

/* Returns the length of the message, or -EMSGSIZE. */
static ssize_t assemble(const struct ctx *ctx, const struct property_call *call, uint8_t *out)
{
	size_t length = call->call.length;
	size_t body = 0;

	if (length > MESSAGE_SIZE - 8 || length < FIELDS_AT + 4 || call->length_at + 4 > length)
		return -EMSGSIZE;
	memset(out, 0, MESSAGE_SIZE);
	memcpy(out, call->call.data, length);
	for (size_t i = 0; i < call->properties->count; i++)
		if (!call->left_out[i] &&
			!put_property(ctx, &call->properties->items[i], out, &length))
			return -EMSGSIZE;
	put_u32(out + call->length_at, length - call->call.length);
	/* The length of no units, and the padding that even none of them have before them. */
	if (call->has_units)
		length = align(align(length, 4) + 4, 8);
	for (int i = 3; i >= 0; i--)
		body = body << 8 | out[FIELDS_AT + i];
	body = align(FIELDS_AT + 4 + body, 8);
	if (length > MESSAGE_SIZE || body > length)
		return -EMSGSIZE;
	put_u32(out + BODY_LENGTH_AT, length - body);
	return (ssize_t)length;
}

/* A later command need not try it again; one that cannot be remembered only costs a call. */
static void remember(const struct ctx *ctx, const char *name)
{
	(void)mkdirat(ctx->state_root, MEMORY_NAME, 0700);
	OWNED_FD int directory = openat(
		ctx->state_root, MEMORY_NAME, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory < 0)
		return;
	OWNED_FD int file = openat(
		directory, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	(void)file; /* its name is all there is to it */
}

static bool is_word_in(const char *text, const char *word)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	size_t length = strlen(word);

	for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
		bool begins = at == text || strchr(letters, at[-1]) == NULL;

		if (begins && (at[length] == '\0' || strchr(letters, at[length]) == NULL))
			return true;
	}
	return false;
}

/*
 * Whether systemd named a property that the unit can be without; it is left out then. One that it
 * does not know, or that is set at another time, it never will take: its name is remembered.
 */
static bool leave_out(struct ctx *ctx, struct property_call *call, const struct dbus_message *reply)
{
	struct dbus_message copy = *reply;
	bool is_unknown = systemd_is_error(reply, BUS_ERROR "PropertyReadOnly") ||
			  systemd_is_error(reply, BUS_ERROR "UnknownProperty");
	const char *text = dbus_text(&copy);

	if (text == NULL || (!is_unknown && !systemd_is_error(reply, BUS_ERROR "InvalidArgs")))
		return false;
	for (size_t i = 0; i < call->properties->count; i++) {
		const struct unit_property *property = &call->properties->items[i];

		if (!property->optional || call->left_out[i] || !is_word_in(text, property->name))
			continue;
		call->left_out[i] = true;
		if (is_unknown)
			remember(ctx, property->name);
		return true;
	}
	return false;
}

/* Until it is answered otherwise than by a property that can be left out. */
int systemd_call_with_properties(
	struct ctx *ctx, struct dbus *bus, struct property_call *call, struct dbus_message *reply)
{
	uint8_t message[MESSAGE_SIZE];

	if (call->properties->count > SYSTEMD_PROPERTIES)
		return ctx_fail(ctx, call->step, call->unit, -E2BIG, "too many properties");
	for (;;) {
		ssize_t length = assemble(ctx, call, message);
		int error;

		if (length < 0)
			return ctx_fail(
				ctx, call->step, call->unit, (int)length, "too many properties");
		error = dbus_call(ctx, bus, message, (size_t)length, reply);
		if (error < 0)
			return error;
		if (reply->type == DBUS_RETURN || !leave_out(ctx, call, reply))
			return 0;
	}
}

/* JobRemoved: number, path, unit, result. `job` is the path that the call answered with. */
int systemd_await_job(
	struct ctx *ctx, struct dbus *bus, const char *job, const char *doing, const char *unit)
{
	struct dbus_message signal;
	char why[CTX_OBJECT_SIZE];

	for (;;) {
		int error = dbus_next(ctx, bus, &signal);
		const char *path;
		const char *result;
		uint32_t number;

		if (error < 0)
			return error;
		if (signal.type != DBUS_SIGNAL || signal.member == NULL ||
			strcmp(signal.member, "JobRemoved") != 0 || !dbus_number(&signal, &number))
			continue;
		path = dbus_text(&signal);
		if (path == NULL || strcmp(path, job) != 0 || dbus_text(&signal) == NULL)
			continue;
		result = dbus_text(&signal);
		if (result != NULL && strcmp(result, "done") == 0)
			return 0;
		(void)snprintf(why, sizeof(why), "error `%s` systemd unit `%s`: got `%s`", doing,
			unit, result == NULL ? "" : result);
		return ctx_fail(ctx, "JobRemoved", unit, -EIO, why);
	}
}

int systemd_keep_job(struct ctx *ctx, struct dbus_message *reply, char job[SYSTEMD_PATH_SIZE])
{
	const char *path = dbus_text(reply);

	if (path == NULL || strlen(path) >= SYSTEMD_PATH_SIZE)
		return ctx_fail(ctx, "recv", "", -EBADMSG, "systemd tells of no job");
	memcpy(job, path, strlen(path) + 1);
	return 0;
}
