// See locate.h.
#include "locate.h"

#include <stdlib.h>
#include <string.h>

struct text {
	const char *at;
	const char *end;
};

static char peek(const struct text *text)
{
	return text->at < text->end ? *text->at : '\0';
}

static void skip_space(struct text *text)
{
	while (text->at < text->end && strchr(" \t\n\r", *text->at) != NULL && *text->at != '\0')
		text->at++;
}

static void skip_string(struct text *text)
{
	for (text->at++; text->at < text->end && *text->at != '"'; text->at++)
		text->at += *text->at == '\\';
	text->at += text->at < text->end;
}

/* To the comma or bracket after a value. Without recursion: a config may be nested ten thousand
 * deep. */
static void skip_value(struct text *text)
{
	size_t depth = 0;

	for (; text->at < text->end; text->at++) {
		switch (*text->at) {
		case '"':
			skip_string(text);
			text->at--;
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (depth == 0)
				return;
			depth--;
			break;
		case ',':
			if (depth == 0)
				return;
			break;
		default:
			break;
		}
	}
}

static unsigned read_hex(const char *digits)
{
	char text[5] = {digits[0], digits[1], digits[2], digits[3], '\0'};

	return (unsigned)strtoul(text, NULL, 16);
}

/* UTF-8 of one character; returns its bytes. */
static size_t encode(unsigned code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 63));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 63));
		out[2] = (char)(0x80 | (code & 63));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 63));
	out[2] = (char)(0x80 | (code >> 6 & 63));
	out[3] = (char)(0x80 | (code & 63));
	return 4;
}

/* One character of a JSON string, its escape resolved. */
static size_t next_character(struct text *text, char out[4])
{
	static const char letters[] = "bfnrt";
	static const char meanings[] = "\b\f\n\r\t";
	const char *letter;
	unsigned code;

	out[0] = *text->at++;
	if (out[0] != '\\' || text->at == text->end)
		return 1;
	out[0] = *text->at++;
	letter = strchr(letters, out[0]);
	if (letter != NULL)
		out[0] = meanings[letter - letters];
	if (out[0] != 'u' || text->end - text->at < 4)
		return 1;
	code = read_hex(text->at);
	text->at += 4;
	if (code >> 10 == 0xd800 >> 10 && text->end - text->at >= 6) {
		code = 0x10000 + ((code & 0x3ff) << 10) + (read_hex(text->at + 2) & 0x3ff);
		text->at += 6;
	}
	return encode(code, out);
}

/* Whether the string at `text` is the step, in which `~1` is a slash and `~0` a tilde. */
static bool is_step(struct text text, const char *step, size_t length)
{
	const char *end = step + length;

	for (text.at++; text.at < text.end && *text.at != '"';) {
		char character[4];
		size_t size = next_character(&text, character);

		for (size_t i = 0; i < size; i++) {
			char wanted = step < end ? *step++ : '\0';

			if (wanted == '~' && step < end)
				wanted = *step++ == '1' ? '/' : '~';
			if (wanted != character[i])
				return false;
		}
	}
	return step == end;
}

static bool is_index(size_t index, const char *step, size_t length)
{
	char *end;

	return length > 0 && step[0] >= '0' && step[0] <= '9' &&
	       strtoull(step, &end, 10) == index && end == step + length;
}

/* From a value to its child; false when it has no such child. */
static bool enter(struct text *text, const char *step, size_t length)
{
	char open = peek(text);

	if (open != '{' && open != '[')
		return false;
	text->at++;
	skip_space(text);
	for (size_t index = 0; peek(text) != '\0' && strchr("}]", peek(text)) == NULL; index++) {
		bool is_it = is_index(index, step, length);

		if (open == '{') {
			is_it = is_step(*text, step, length);
			skip_string(text);
			skip_space(text);
			text->at++; /* past the colon */
			skip_space(text);
		}
		if (is_it)
			return true;
		skip_value(text);
		text->at += peek(text) == ',';
		skip_space(text);
	}
	return false;
}

size_t locate_line(struct bytes config, const char *pointer)
{
	const char *begin = (const char *)config.data;
	struct text text = {begin, begin + config.length};
	size_t line = 1;

	if (pointer[0] != '/')
		return 0;
	skip_space(&text);
	while (*pointer == '/') {
		size_t length = strcspn(++pointer, "/");

		if (!enter(&text, pointer, length))
			return 0;
		pointer += length;
	}
	for (const char *at = begin; at < text.at; at++)
		line += *at == '\n';
	return line;
}
