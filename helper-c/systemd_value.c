// See systemd_value.h. Sizes and alignments are those of "Marshaling (Wire Format)" of the D-Bus
// specification. A value begins at a multiple of its type's alignment here and there, so that what
// is inside of it may be copied as it is.
#include "systemd_value.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define STRUCTURE 8

/* What is put together; `at` never exceeds the size that was taken for it. */
struct writer {
	uint8_t *data;
	size_t at;
};

static size_t align(size_t at, size_t size)
{
	return (at + size - 1) & ~(size - 1);
}

/* Of the first type of a signature; 0: of none that is known here. */
static size_t alignment(const char *signature)
{
	static const char types[] = "ybiuxtsoa(";
	static const uint8_t sizes[] = {1, 4, 4, 4, 8, 8, 4, 4, 4, STRUCTURE};
	const char *type = signature[0] == '\0' ? NULL : strchr(types, signature[0]);

	return type == NULL ? 0 : sizes[type - types];
}

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static void put_u32(struct writer *writer, size_t value)
{
	writer->at = align(writer->at, 4);
	for (int i = 0; i < 4; i++)
		writer->data[writer->at++] = (uint8_t)(value >> (8 * i));
}

static void put(struct writer *writer, const void *data, size_t length)
{
	memcpy(writer->data + writer->at, data, length);
	writer->at += length;
}

/* Where the value's own bytes are, after the length that a text or a list begins with. */
static bool find(const struct dbus_message *value, size_t *start, size_t *length)
{
	const char *signature = value->signature;
	bool is_list = signature[0] == 'a', is_text = signature[0] == 's' || signature[0] == 'o';
	size_t own = alignment(signature);
	size_t inner = is_list ? alignment(signature + 1) : 1;

	if (own == 0 || inner == 0 || signature[0] == '(')
		return false;
	*start = align(value->at, own);
	*length = own;
	if (is_list || is_text) {
		if (*start + 4 > value->length)
			return false;
		*length = (size_t)read_u32(value->body + *start) + (is_text ? 1 : 0);
		*start = align(*start + 4, inner);
	}
	return *start <= value->length && *length <= value->length - *start;
}

bool systemd_value_is_only(const struct dbus_message *reply, const char *text)
{
	struct dbus_message value = *reply;
	const char *found;
	uint32_t size;

	if (!dbus_variant(&value) || strcmp(value.signature, "as") != 0)
		return false;
	value.signature = "us"; /* the list's length, and its first string */
	if (!dbus_number(&value, &size) || size != 4 + strlen(text) + 1)
		return false;
	found = dbus_text(&value);
	return found != NULL && strcmp(found, text) == 0;
}

bool systemd_value_adds(const struct dbus_message *reply)
{
	struct dbus_message value = *reply;

	return dbus_variant(&value) && strncmp(value.signature, "a(", 2) == 0;
}

bool systemd_value_keep(struct arena *arena, const struct dbus_message *reply, const char *name,
	bool is_emptied, struct unit_property *property)
{
	struct dbus_message value = *reply;
	struct writer out = {.data = NULL, .at = 0};
	size_t start, length, type;

	if (!dbus_variant(&value) || !find(&value, &start, &length))
		return false;
	type = strlen(value.signature);
	if (is_emptied)
		length = 0;
	/* Two lengths, two NULs, a byte for the signature's length, and paddings. */
	out.data = arena_take(arena, strlen(name) + type + length + (size_t)4 * STRUCTURE);
	if (out.data == NULL)
		return false;
	put_u32(&out, strlen(name));
	put(&out, name, strlen(name) + 1);
	out.data[out.at++] = (uint8_t)type;
	put(&out, value.signature, type + 1);
	if (value.signature[0] == 'a') {
		put_u32(&out, length);
		out.at = align(out.at, alignment(value.signature + 1));
	} else if (value.signature[0] == 's' || value.signature[0] == 'o') {
		put_u32(&out, length - 1);
	} else {
		out.at = align(out.at, alignment(value.signature));
	}
	put(&out, value.body + start, length);
	*property = (struct unit_property){
		.name = name, .optional = true, .value = {.data = out.data, .length = out.at}};
	return true;
}
