// See printable.h.
#include "printable.h"

#include <string.h>

#include "utf8.h"

/* The controls, the formats and the line separators of Unicode 15, ascending; host/report/
 * printable.ts has the same ones. */
static const struct {
	uint32_t first;
	uint32_t last;
} hidden[] = {
	{0x00, 0x1f},
	{0x7f, 0x9f},
	{0xad, 0xad},
	{0x600, 0x605},
	{0x61c, 0x61c},
	{0x6dd, 0x6dd},
	{0x70f, 0x70f},
	{0x890, 0x891},
	{0x8e2, 0x8e2},
	{0x180e, 0x180e},
	{0x200b, 0x200f},
	{0x2028, 0x202e},
	{0x2060, 0x2064},
	{0x2066, 0x206f},
	{0xfeff, 0xfeff},
	{0xfff9, 0xfffb},
	{0x110bd, 0x110bd},
	{0x110cd, 0x110cd},
	{0x13430, 0x1343f},
	{0x1bca0, 0x1bca3},
	{0x1d173, 0x1d17a},
	{0xe0001, 0xe0001},
	{0xe0020, 0xe007f},
};

static bool is_hidden(uint32_t code)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (code <= hidden[i].last)
			return code >= hidden[i].first;
	return false;
}

/* Of a character of UTF-8 that is whole. */
static uint32_t code_of(const unsigned char *text, size_t length)
{
	uint32_t code = length == 1 ? text[0] : text[0] & (0x7fU >> length);

	for (size_t i = 1; i < length; i++)
		code = code << 6 | (text[i] & 0x3f);
	return code;
}

static void put_hidden(struct buffer *out, uint32_t code)
{
	if (code > 0xffff) {
		buffer_escape(out, (uint16_t)(0xd7c0 + (code >> 10)));
		code = 0xdc00 + (code & 0x3ff);
	}
	buffer_escape(out, (uint16_t)code);
}

void printable_put(struct buffer *out, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t step;

	for (size_t at = 0; at < length; at += step) {
		uint32_t code;

		step = utf8_length(bytes + at, length - at);
		step = step == 0 ? 1 : step;
		code = code_of(bytes + at, step);
		if (is_hidden(code))
			put_hidden(out, code);
		else
			buffer_put(out, text + at, step);
	}
}

void printable_text(struct buffer *out, const char *text)
{
	printable_put(out, text, strlen(text));
}
