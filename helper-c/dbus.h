// A connection to a message bus, as a client (D-Bus specification, "Authentication Protocol",
// "Message Format"). It carries messages that are marshalled already, and understands of answers
// who answers what, and their texts. Every wait has an end.
#ifndef HELPER_DBUS_H
#define HELPER_DBUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ctx;

/* What is asked here has short answers; a longer one is an error. */
#define DBUS_INPUT_SIZE 16384

enum dbus_type { DBUS_CALL = 1, DBUS_RETURN = 2, DBUS_ERROR = 3, DBUS_SIGNAL = 4 };

struct dbus {
	int socket;
	uint32_t serial;
	uint64_t deadline_ms;
	size_t length; /* of what is read and not taken yet */
	size_t taken;  /* of the message that was taken last */
	_Alignas(8) uint8_t input[DBUS_INPUT_SIZE];
};

/* Its parts stand in the connection's input, until the next one is taken. */
struct dbus_message {
	unsigned type;
	uint32_t reply_to;
	const char *error;     /* name; NULL: none */
	const char *member;    /* NULL: none */
	const char *signature; /* of the body; never NULL */
	const uint8_t *body;
	size_t length;
	size_t at; /* in the body: what is read next */
};

/*
 * Connects to `address` (a path, or @name of an abstract socket) as who the helper is. Returns 0,
 * or a negative errno with ctx->failure filled.
 */
int dbus_open(struct ctx *ctx, struct dbus *bus, const char *address, uint64_t timeout_ms);
void dbus_close(const struct dbus *bus);

/*
 * Numbers `message`, sends it and waits for what answers it, a return or an error. Negative errno
 * with ctx->failure filled: there was no answer.
 */
int dbus_call(struct ctx *ctx, struct dbus *bus, uint8_t *message, size_t length,
	struct dbus_message *reply);

/* The next message, whatever it is. */
int dbus_next(struct ctx *ctx, struct dbus *bus, struct dbus_message *message);

/* The next argument of the body; NULL or false when it is none of that kind. */
const char *dbus_text(struct dbus_message *message);
bool dbus_number(struct dbus_message *message, uint32_t *value);
/* Goes into a variant: its value, by its own signature, is next, and all there is. */
bool dbus_variant(struct dbus_message *message);

#endif
