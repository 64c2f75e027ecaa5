// See dbus.h.
#include "dbus.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "ctx.h"
#include "sys.h"

#define HEADER_SIZE	   16
#define LITTLE_ENDIAN_MARK 'l'
#define FIELDS_AT	   12
#define BODY_LENGTH_AT	   4
#define SERIAL_AT	   8
#define NO_BUS                                                                                  \
	"cannot open sd-bus: is systemd, with D-Bus, there? The cgroup manager cgroupfs needs " \
	"neither"

enum { FIELD_MEMBER = 3, FIELD_ERROR = 4, FIELD_REPLY = 5, FIELD_SIGNATURE = 8 };

static uint64_t now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail */
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int fail_timeout(struct ctx *ctx)
{
	return ctx_fail(ctx, "poll", "", -ETIMEDOUT, "the service manager does not answer in time");
}

static int await(struct ctx *ctx, const struct dbus *bus, short events)
{
	struct pollfd wait = {.fd = bus->socket, .events = events};
	int count;

	do {
		uint64_t now = now_ms();

		if (now >= bus->deadline_ms)
			return fail_timeout(ctx);
		count = poll(&wait, 1, (int)(bus->deadline_ms - now));
	} while (count < 0 && errno == EINTR);
	if (count < 0)
		return ctx_fail(ctx, "poll", "", -errno, NULL);
	return count == 0 ? fail_timeout(ctx) : 0;
}

static int send_all(struct ctx *ctx, const struct dbus *bus, const void *data, size_t length)
{
	const char *at = data;

	while (length > 0) {
		ssize_t sent = send(bus->socket, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
		int error = sent < 0 && errno == EAGAIN ? await(ctx, bus, POLLOUT) : 0;

		if (error < 0)
			return error;
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return ctx_fail(ctx, "send", "", -errno, "the bus hung up");
		if (sent > 0) {
			at += sent;
			length -= (size_t)sent;
		}
	}
	return 0;
}

/* Reads more of what comes. */
static int receive(struct ctx *ctx, struct dbus *bus)
{
	ssize_t count;
	int error;

	if (bus->length == sizeof(bus->input))
		return ctx_fail(ctx, "recv", "", -EMSGSIZE, "an answer is too long");
	error = await(ctx, bus, POLLIN);
	if (error < 0)
		return error;
	count = recv(bus->socket, bus->input + bus->length, sizeof(bus->input) - bus->length,
		MSG_DONTWAIT);
	if (count == 0)
		return ctx_fail(ctx, "recv", "", -ECONNRESET, "the bus hung up");
	if (count < 0)
		return errno == EAGAIN || errno == EINTR ? 0
							 : ctx_fail(ctx, "recv", "", -errno, NULL);
	bus->length += (size_t)count;
	return 0;
}

static void forget(struct dbus *bus, size_t length)
{
	memmove(bus->input, bus->input + length, bus->length - length);
	bus->length -= length;
}

static int connect_to(struct ctx *ctx, const char *address)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	size_t length = strlen(address);
	OWNED_FD int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return ctx_fail(ctx, "socket", address, -errno, NULL);
	if (length >= sizeof(name.sun_path))
		return ctx_fail(ctx, "connect", address, -ENAMETOOLONG, NO_BUS);
	memcpy(name.sun_path, address, length);
	/* unix(7): an abstract name begins with a zero, and is as long as it is said to be. */
	if (address[0] == '@')
		name.sun_path[0] = '\0';
	else
		length++;
	if (connect(fd, (const struct sockaddr *)&name,
		    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) < 0)
		return ctx_fail(ctx, "connect", address, -errno, NO_BUS);
	return take_fd(&fd);
}

/* One line of the handshake; `word` is how it is to begin. */
static int expect(struct ctx *ctx, struct dbus *bus, const char *word)
{
	const uint8_t *end = memmem(bus->input, bus->length, "\r\n", 2);
	size_t length = strlen(word);
	bool is_expected;

	while (end == NULL) {
		int error = receive(ctx, bus);

		if (error < 0)
			return error;
		end = memmem(bus->input, bus->length, "\r\n", 2);
	}
	is_expected = bus->length >= length && memcmp(bus->input, word, length) == 0;
	forget(bus, (size_t)(end - bus->input) + 2);
	return is_expected ? 0
			   : ctx_fail(ctx, "connect", "", -EACCES,
				     "cannot open sd-bus: the bus does not take this user");
}

/*
 * EXTERNAL (RFC 4422, appendix A) without saying who: the socket tells it. An id would have to be
 * the one that the other side sees, which in a user namespace is not ours.
 */
static int authenticate(struct ctx *ctx, struct dbus *bus)
{
	static const char external[] = "\0AUTH EXTERNAL\r\n";
	int error = send_all(ctx, bus, external, sizeof(external) - 1);

	if (error == 0)
		error = expect(ctx, bus, "DATA");
	if (error == 0)
		error = send_all(ctx, bus, "DATA\r\n", 6);
	if (error == 0)
		error = expect(ctx, bus, "OK ");
	return error == 0 ? send_all(ctx, bus, "BEGIN\r\n", 7) : error;
}

int dbus_open(struct ctx *ctx, struct dbus *bus, const char *address, uint64_t timeout_ms)
{
	int error;

	bus->serial = 0;
	bus->length = 0;
	bus->taken = 0;
	bus->deadline_ms = now_ms() + timeout_ms;
	bus->socket = connect_to(ctx, address);
	if (bus->socket < 0)
		return bus->socket;
	error = authenticate(ctx, bus);
	if (error < 0)
		dbus_close(bus);
	return error;
}

void dbus_close(const struct dbus *bus)
{
	sys_close_owned(&bus->socket);
}

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static void write_u32(uint8_t *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

static size_t align(size_t at, size_t size)
{
	return (at + size - 1) & ~(size - 1);
}

/* A string at `*at` of `length` bytes of message, whose length is a number of `width` bytes. */
static const char *take_text(const uint8_t *data, size_t length, size_t width, size_t *at)
{
	size_t start = align(*at, width);
	size_t size;

	if (start + width > length)
		return NULL;
	size = width == 1 ? data[start] : read_u32(data + start);
	start += width;
	if (size >= length - start || data[start + size] != '\0')
		return NULL;
	*at = start + size + 1;
	return (const char *)data + start;
}

/* One header field (yv), whose value's signature has one character in every field there is. */
static bool take_field(const uint8_t *data, size_t end, size_t *at, struct dbus_message *message)
{
	const char *text = NULL;
	unsigned code;
	char type;

	*at = align(*at, 8);
	if (*at + 4 > end || data[*at + 1] != 1)
		return false;
	code = data[*at];
	type = (char)data[*at + 2];
	*at += 4;
	if (type == 'u' || type == 'h') {
		*at = align(*at, 4);
		if (*at + 4 > end)
			return false;
		if (code == FIELD_REPLY)
			message->reply_to = read_u32(data + *at);
		*at += 4;
		return true;
	}
	if (type != 's' && type != 'o' && type != 'g')
		return false;
	text = take_text(data, end, type == 'g' ? 1 : 4, at);
	if (code == FIELD_MEMBER)
		message->member = text;
	if (code == FIELD_ERROR)
		message->error = text;
	if (code == FIELD_SIGNATURE && text != NULL)
		message->signature = text;
	return text != NULL;
}

static int fail_malformed(struct ctx *ctx)
{
	return ctx_fail(ctx, "recv", "", -EBADMSG, "what the bus says cannot be understood");
}

/* Reads until there are so many bytes. */
static int receive_up_to(struct ctx *ctx, struct dbus *bus, size_t length)
{
	if (length > sizeof(bus->input))
		return ctx_fail(ctx, "recv", "", -EMSGSIZE, "an answer is too long");
	while (bus->length < length) {
		int error = receive(ctx, bus);

		if (error < 0)
			return error;
	}
	return 0;
}

int dbus_next(struct ctx *ctx, struct dbus *bus, struct dbus_message *message)
{
	size_t at = HEADER_SIZE;
	size_t fields;
	size_t body;
	int error;

	forget(bus, bus->taken);
	bus->taken = 0;
	error = receive_up_to(ctx, bus, HEADER_SIZE);
	if (error < 0)
		return error;
	fields = read_u32(bus->input + FIELDS_AT);
	if (bus->input[0] != LITTLE_ENDIAN_MARK || fields > sizeof(bus->input))
		return fail_malformed(ctx);
	body = align(HEADER_SIZE + fields, 8);
	*message = (struct dbus_message){.type = bus->input[1],
		.signature = "",
		.body = bus->input + body,
		.length = read_u32(bus->input + BODY_LENGTH_AT)};
	error = receive_up_to(ctx, bus, body + message->length);
	if (error < 0)
		return error;
	bus->taken = body + message->length;
	while (at < HEADER_SIZE + fields)
		if (!take_field(bus->input, HEADER_SIZE + fields, &at, message))
			return fail_malformed(ctx);
	return 0;
}

int dbus_call(struct ctx *ctx, struct dbus *bus, uint8_t *message, size_t length,
	struct dbus_message *reply)
{
	int error;

	write_u32(message + SERIAL_AT, ++bus->serial);
	error = send_all(ctx, bus, message, length);
	while (error == 0) {
		error = dbus_next(ctx, bus, reply);
		if (error == 0 && reply->reply_to == bus->serial &&
			(reply->type == DBUS_RETURN || reply->type == DBUS_ERROR))
			return 0;
	}
	return error;
}

const char *dbus_text(struct dbus_message *message)
{
	if (message->signature[0] != 's' && message->signature[0] != 'o')
		return NULL;
	message->signature++;
	return take_text(message->body, message->length, 4, &message->at);
}

bool dbus_number(struct dbus_message *message, uint32_t *value)
{
	size_t at = align(message->at, 4);

	if (message->signature[0] != 'u' || at + 4 > message->length)
		return false;
	message->signature++;
	*value = read_u32(message->body + at);
	message->at = at + 4;
	return true;
}

bool dbus_variant(struct dbus_message *message)
{
	const char *inner;

	if (message->signature[0] != 'v')
		return false;
	inner = take_text(message->body, message->length, 1, &message->at);
	if (inner == NULL)
		return false;
	message->signature = inner;
	return true;
}
