// See plan_text.h.
#include "plan_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

int reader_fail(struct reader *reader, const char *format, ...)
{
	va_list args;

	reader->error->offset = reader->at;
	va_start(args, format);
	(void)vsnprintf(reader->error->why, sizeof(reader->error->why), format, args);
	va_end(args);
	/* Of the plan's own text there may be some in it, and it is told as one line. */
	for (char *at = reader->error->why; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20)
			*at = '?';
	return -1;
}

int reader_expect_text(struct reader *reader, const char *text, size_t length)
{
	if (length > reader->size - reader->at ||
		memcmp(reader->text + reader->at, text, length) != 0)
		return reader_fail(reader, "expected %s", text);
	reader->at += length;
	return 0;
}

void *reader_take(struct reader *reader, size_t size)
{
	void *memory = arena_take(reader->arena, size);

	if (memory == NULL)
		(void)reader_fail(reader, "the plan needs more memory than its size allows");
	return memory;
}

static int hex_digit(int code)
{
	if (code >= '0' && code <= '9')
		return code - '0';
	return code >= 'a' && code <= 'f' ? code - 'a' + 10 : -1;
}

/* Behind a backslash. Only the shortest form of each escape is canonical. */
static int read_escape(struct reader *reader)
{
	static const char letters[] = "\"\\btnfr";
	static const char codes[] = "\"\\\b\t\n\f\r";
	int code = reader_peek(reader);
	const char *letter = code > 0 ? strchr(letters, code) : NULL;
	int value;

	if (letter != NULL) {
		reader->at++;
		return (unsigned char)codes[letter - letters];
	}
	if (reader_expect(reader, "u00") < 0 || reader->size - reader->at < 2)
		return reader_fail(reader, "no such escape");
	value = hex_digit(reader->text[reader->at]) * 16 + hex_digit(reader->text[reader->at + 1]);
	if (value <= 0 || value >= 0x20 || hex_digit(reader->text[reader->at + 1]) < 0 ||
		strchr(codes, value) != NULL)
		return reader_fail(reader, "not the shortest escape, or NUL");
	reader->at += 2;
	return value;
}

/* The place of the quote that ends the string with its text at `at`; at least `size` when there is
 * none. */
static size_t string_end(const struct reader *reader, size_t at)
{
	while (at < reader->size) {
		at += plain_length(reader->text + at, reader->size - at);
		if (at >= reader->size || reader->text[at] == '"')
			break;
		at += reader->text[at] == '\\' ? 2 : 1;
	}
	return at;
}

/* With the quote behind it at hand it is the whole string, which most are. */
static const char *copy_plain(struct reader *reader, size_t plain, size_t *length)
{
	char *out = reader_take(reader, plain + 1);

	if (out == NULL)
		return NULL;
	memcpy(out, reader->text + reader->at, plain);
	reader->at += plain + 1;
	if (length != NULL)
		*length = plain;
	return out;
}

const char *reader_string(struct reader *reader, size_t *length)
{
	size_t start;
	size_t end;
	char *out;
	size_t used = 0;

	if (reader_expect(reader, "\"") < 0)
		return NULL;
	start = reader->at;
	end = start + plain_length(reader->text + start, reader->size - start);
	if (end < reader->size && reader->text[end] == '"')
		return copy_plain(reader, end - start, length);
	end = string_end(reader, end);
	if (end >= reader->size) {
		(void)reader_fail(reader, "the string has no end");
		return NULL;
	}
	out = reader_take(reader, end - start + 1);
	if (out == NULL)
		return NULL;
	while (reader->at < end) {
		size_t plain = plain_length(reader->text + reader->at, end - reader->at);
		size_t size;
		int code;

		memcpy(out + used, reader->text + reader->at, plain);
		used += plain;
		reader->at += plain;
		if (reader->at == end)
			break;
		size = utf8_length(reader->text + reader->at, end - reader->at);
		code = reader->text[reader->at];
		if (size == 0 || code < 0x20) {
			(void)reader_fail(
				reader, size == 0 ? "not UTF-8" : "raw control character");
			return NULL;
		}
		if (code != '\\') {
			memcpy(out + used, reader->text + reader->at, size);
			used += size;
			reader->at += size;
			continue;
		}
		reader->at++;
		code = read_escape(reader);
		if (code < 0)
			return NULL;
		out[used++] = (char)code;
	}
	reader->at = end + 1;
	out[used] = '\0';
	if (length != NULL)
		*length = used;
	return out;
}

int reader_skip(struct reader *reader)
{
	size_t depth = 0;

	do {
		int code = reader_peek(reader);

		if (code == '"') {
			reader->at = string_end(reader, reader->at + 1);
			if (reader->at >= reader->size)
				return reader_fail(reader, "the string has no end");
		} else if (code == '{' || code == '[') {
			depth++;
		} else if (code == '}' || code == ']') {
			if (depth == 0)
				return reader_fail(reader, "expected a value");
			depth--;
		} else if (code < 0) {
			return reader_fail(reader, "the plan ends too early");
		}
		reader->at++;
	} while (depth > 0 || (reader_peek(reader) != ',' && reader_peek(reader) != '}' &&
				      reader_peek(reader) != ']' && reader_peek(reader) >= 0));
	return 0;
}

int reader_integer(struct reader *reader, bool *negative, uint64_t *magnitude)
{
	size_t start;

	*negative = reader_peek(reader) == '-';
	if (*negative)
		reader->at++;
	start = reader->at;
	*magnitude = 0;
	while (reader_peek(reader) >= '0' && reader_peek(reader) <= '9') {
		uint64_t digit = (uint64_t)(reader_peek(reader) - '0');

		if (*magnitude > (UINT64_MAX - digit) / 10)
			return reader_fail(reader, "more than 64 bits");
		*magnitude = *magnitude * 10 + digit;
		reader->at++;
	}
	if (reader->at == start)
		return reader_fail(reader, "expected an integer");
	if (reader->text[start] == '0' && (reader->at - start > 1 || *negative))
		return reader_fail(reader, "not canonical: leading zero");
	return 0;
}
