// See plan_value.h.
#include "plan_value.h"

#include <string.h>

#define CONTAINER_ID_MAX 255

static int read_uint(struct reader *reader, const struct field *field, uint64_t *value)
{
	bool negative;

	if (reader_integer(reader, &negative, value) < 0)
		return -1;
	if (negative || *value < (uint64_t)field->min || *value > field->max)
		return reader_fail(reader, "%s: out of range", field->name);
	return 0;
}

static int read_int(struct reader *reader, const struct field *field, int64_t *value)
{
	uint64_t magnitude;
	bool negative;

	if (reader_integer(reader, &negative, &magnitude) < 0)
		return -1;
	if (negative ? magnitude > 0 - (uint64_t)field->min : magnitude > field->max)
		return reader_fail(reader, "%s: out of range", field->name);
	*value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
	return 0;
}

static bool has_dots(const char *path)
{
	for (const char *at = path; *at != '\0';) {
		size_t length = strcspn(at, "/");

		if (length == 2 && at[0] == '.' && at[1] == '.')
			return true;
		at += length;
		at += strspn(at, "/");
	}
	return false;
}

bool plan_is_container_id(const char *text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-.";
	size_t length = strlen(text);

	return length > 0 && length <= CONTAINER_ID_MAX && text[0] != '.' &&
	       strspn(text, allowed) == length;
}

static bool is_of_class(const char *text, enum text_class class)
{
	switch (class) {
	case TEXT_ABSOLUTE_PATH:
		return text[0] == '/';
	case TEXT_RELATIVE_PATH:
		return text[0] != '/' && !has_dots(text);
	case TEXT_FILE_NAME:
		return text[0] != '\0' && strchr(text, '/') == NULL && strcmp(text, ".") != 0 &&
		       strcmp(text, "..") != 0;
	case TEXT_CONTAINER_ID:
		return plan_is_container_id(text);
	case TEXT_ANY:
		break;
	}
	return true;
}

static int read_text(struct reader *reader, const struct field *field, const char **value)
{
	*value = reader_string(reader, NULL);
	if (*value == NULL)
		return -1;
	if (!is_of_class(*value, field->text))
		return reader_fail(reader, "%s: not the text it must be", field->name);
	return 0;
}

static int base64_digit(unsigned char code)
{
	if (code >= 'A' && code <= 'Z')
		return code - 'A';
	if (code >= 'a' && code <= 'z')
		return code - 'a' + 26;
	if (code >= '0' && code <= '9')
		return code - '0' + 52;
	if (code == '+')
		return 62;
	return code == '/' ? 63 : -1;
}

/* RFC 4648 with padding; unused bits must be zero, so that each value has one text. */
static int read_bytes(struct reader *reader, const struct field *field, struct bytes *value)
{
	size_t length;
	const char *text = reader_string(reader, &length);
	size_t padding = 0;
	uint32_t bits = 0;
	uint8_t *out;

	if (text == NULL)
		return -1;
	while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
		padding++;
	out = reader_take(reader, length / 4 * 3 + 1);
	if (out == NULL)
		return -1;
	value->data = out;
	for (size_t i = 0; i < length - padding; i++) {
		int digit = base64_digit((unsigned char)text[i]);

		if (digit < 0)
			return reader_fail(reader, "%s: not base64", field->name);
		bits = bits << 6 | (uint32_t)digit;
		if (i % 4 != 0)
			out[value->length++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
	}
	if (length % 4 != 0 || (padding > 0 && (bits & ((1U << (2 * padding)) - 1)) != 0))
		return reader_fail(reader, "%s: not base64", field->name);
	return 0;
}

static int read_word(struct reader *reader, const struct field *field, size_t *index)
{
	const char *text = reader_string(reader, NULL);

	if (text == NULL)
		return -1;
	for (size_t i = 0; i < field->enumeration->count; i++) {
		if (strcmp(field->enumeration->words[i], text) == 0) {
			*index = i;
			return 0;
		}
	}
	return reader_fail(reader, "%s: unknown word %.64s", field->name, text);
}

int reader_count_items(struct reader *reader, size_t *count)
{
	size_t start = reader->at;

	*count = 0;
	if (reader_expect(reader, "[") < 0)
		return -1;
	if (reader_peek(reader) != ']') {
		do {
			if (*count > 0)
				reader->at++;
			if (reader_skip(reader) < 0)
				return -1;
			(*count)++;
		} while (reader_peek(reader) == ',');
	}
	reader->at = start;
	return 0;
}

int reader_begin_item(struct reader *reader, size_t index)
{
	return reader_expect(reader, index == 0 ? "[" : ",");
}

int reader_end_items(struct reader *reader, size_t count)
{
	return reader_expect(reader, count == 0 ? "[]" : "]");
}

static int read_set(struct reader *reader, const struct field *field, uint64_t *bits)
{
	size_t count;

	if (reader_count_items(reader, &count) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t word;

		if (reader_begin_item(reader, i) < 0 || read_word(reader, field, &word) < 0)
			return -1;
		if ((*bits & UINT64_C(1) << word) != 0)
			return reader_fail(reader, "%s: a word is there twice", field->name);
		*bits |= UINT64_C(1) << word;
	}
	return reader_end_items(reader, count);
}

static int read_strings(struct reader *reader, struct strings *list)
{
	if (reader_count_items(reader, &list->count) < 0)
		return -1;
	/* One more, so that the list ends as execve(2) wants it. */
	list->items = reader_take(reader, (list->count + 1) * sizeof(*list->items));
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++) {
		if (reader_begin_item(reader, i) < 0)
			return -1;
		list->items[i] = reader_string(reader, NULL);
		if (list->items[i] == NULL)
			return -1;
	}
	return reader_end_items(reader, list->count);
}

static int read_integers(struct reader *reader, const struct field *field, struct integers *list)
{
	if (reader_count_items(reader, &list->count) < 0)
		return -1;
	list->items = reader_take(reader, list->count * sizeof(*list->items));
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++)
		if (reader_begin_item(reader, i) < 0 ||
			read_uint(reader, field, &list->items[i]) < 0)
			return -1;
	return reader_end_items(reader, list->count);
}

static int read_flag(struct reader *reader, bool *value)
{
	*value = reader_peek(reader) == 't';
	return reader_expect(reader, *value ? "true" : "false");
}

int plan_value_read(struct reader *reader, const struct field *field, void *place)
{
	size_t word = 0;

	switch (field->type) {
	case FIELD_STRING:
		return read_text(reader, field, place);
	case FIELD_BYTES:
		return read_bytes(reader, field, place);
	case FIELD_INT:
		return read_int(reader, field, place);
	case FIELD_UINT:
		return read_uint(reader, field, place);
	case FIELD_BOOL:
		return read_flag(reader, place);
	case FIELD_ENUM:
		if (read_word(reader, field, &word) < 0)
			return -1;
		*(int *)place = (int)word;
		return 0;
	case FIELD_SET:
		return read_set(reader, field, place);
	case FIELD_STRINGS:
		return read_strings(reader, place);
	case FIELD_INTEGERS:
		return read_integers(reader, field, place);
	case FIELD_STRUCT:
	case FIELD_STRUCTS:
	case FIELD_ACTIONS:
		break; /* plan_read.c's own */
	}
	return reader_fail(reader, "a field of no type");
}
