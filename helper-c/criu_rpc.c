// See criu_rpc.h.
#include "criu_rpc.h"

#include <string.h>

/* Wire types. */
enum { WIRE_VARINT = 0, WIRE_EIGHT = 1, WIRE_BYTES = 2, WIRE_FOUR = 5 };

/* criu_resp, criu_notify, criu_features */
enum {
	ANSWER_TYPE = 1,
	ANSWER_SUCCESS = 2,
	ANSWER_NOTIFY = 5,
	ANSWER_ERRNO = 7,
	ANSWER_FEATURES = 8,
	NOTIFY_SCRIPT = 1,
	NOTIFY_PID = 2,
};

static void put(struct rpc *rpc, const void *data, size_t length)
{
	if (length > rpc->size - rpc->length) {
		rpc->is_full = true;
		return;
	}
	memcpy(rpc->data + rpc->length, data, length);
	rpc->length += length;
}

static void put_varint(struct rpc *rpc, uint64_t value)
{
	uint8_t bytes[10];
	size_t length = 0;

	do {
		uint8_t low = value & 0x7f;

		value >>= 7;
		bytes[length++] = value != 0 ? low | 0x80 : low;
	} while (value != 0);
	put(rpc, bytes, length);
}

static void put_bytes(struct rpc *rpc, unsigned field, const void *data, size_t length)
{
	put_varint(rpc, (uint64_t)field << 3 | WIRE_BYTES);
	put_varint(rpc, length);
	put(rpc, data, length);
}

void rpc_number(struct rpc *rpc, unsigned field, uint64_t value)
{
	put_varint(rpc, (uint64_t)field << 3 | WIRE_VARINT);
	put_varint(rpc, value);
}

void rpc_text(struct rpc *rpc, unsigned field, const char *text)
{
	put_bytes(rpc, field, text, strlen(text));
}

void rpc_message(struct rpc *rpc, unsigned field, const struct rpc *inner)
{
	rpc->is_full |= inner->is_full;
	put_bytes(rpc, field, inner->data, inner->length);
}

struct cursor {
	const uint8_t *at;
	const uint8_t *end;
};

/* One field; `value` of a number, `inner` of bytes. */
struct field {
	unsigned number;
	uint64_t value;
	struct cursor inner;
};

static bool take_varint(struct cursor *cursor, uint64_t *value)
{
	*value = 0;
	for (unsigned shift = 0; shift < 64 && cursor->at < cursor->end; shift += 7) {
		uint8_t byte = *cursor->at++;

		*value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0)
			return true;
	}
	return false;
}

static bool take_bytes(struct cursor *cursor, uint64_t length, struct cursor *inner)
{
	if (length > (uint64_t)(cursor->end - cursor->at))
		return false;
	*inner = (struct cursor){cursor->at, cursor->at + length};
	cursor->at += length;
	return true;
}

static bool take_field(struct cursor *cursor, struct field *field)
{
	uint64_t tag;

	*field = (struct field){0};
	if (!take_varint(cursor, &tag))
		return false;
	field->number = (unsigned)(tag >> 3);
	switch (tag & 7) {
	case WIRE_VARINT:
		return take_varint(cursor, &field->value);
	case WIRE_BYTES:
		return take_varint(cursor, &field->value) &&
		       take_bytes(cursor, field->value, &field->inner);
	case WIRE_EIGHT:
		return take_bytes(cursor, 8, &field->inner);
	case WIRE_FOUR:
		return take_bytes(cursor, 4, &field->inner);
	default:
		return false;
	}
}

static bool read_notify(struct cursor cursor, struct rpc_answer *answer)
{
	struct field field;

	while (cursor.at < cursor.end) {
		if (!take_field(&cursor, &field))
			return false;
		if (field.number == NOTIFY_PID)
			answer->pid = (int)field.value;
		if (field.number == NOTIFY_SCRIPT && field.inner.at != NULL) {
			size_t length = (size_t)(field.inner.end - field.inner.at);

			if (length >= sizeof(answer->script))
				return false;
			memcpy(answer->script, field.inner.at, length);
			answer->script[length] = '\0';
		}
	}
	return true;
}

static bool read_features(struct cursor cursor, struct rpc_answer *answer)
{
	struct field field;

	while (cursor.at < cursor.end) {
		if (!take_field(&cursor, &field))
			return false;
		if (field.number == RPC_FEATURE_MEMORY)
			answer->tracks_memory = field.value != 0;
	}
	return true;
}

bool rpc_read(const uint8_t *data, size_t length, struct rpc_answer *answer)
{
	struct cursor cursor = {data, data + length};
	struct field field;

	*answer = (struct rpc_answer){0};
	while (cursor.at < cursor.end) {
		if (!take_field(&cursor, &field))
			return false;
		switch (field.number) {
		case ANSWER_TYPE:
			answer->type = (unsigned)field.value;
			break;
		case ANSWER_SUCCESS:
			answer->is_success = field.value != 0;
			break;
		case ANSWER_ERRNO:
			answer->error = (int)field.value;
			break;
		case ANSWER_NOTIFY:
			if (!read_notify(field.inner, answer))
				return false;
			break;
		case ANSWER_FEATURES:
			if (!read_features(field.inner, answer))
				return false;
			break;
		default:
			break;
		}
	}
	return answer->type != 0;
}
