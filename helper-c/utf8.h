// UTF-8 (RFC 3629), and how much of it stands for itself in a JSON string. Pure.
#ifndef HELPER_UTF8_H
#define HELPER_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Of itself in a JSON string: one of ASCII's characters, neither quote, backslash nor control. */
static inline bool is_plain(unsigned char code)
{
	return code >= 0x20 && code < 0x80 && code != '"' && code != '\\';
}

/*
 * How many bytes at `text` are plain. Eight at a time: subtracting borrows into the high bit of a
 * byte that is zero, or less than a space; it may mark a byte behind such a one too, never one
 * before it.
 */
static inline size_t plain_length(const unsigned char *text, size_t size)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t at = 0;

	for (; size - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t word, marks;

		memcpy(&word, text + at, sizeof(word));
		marks = (word | (word - ones * 0x20) | ((word ^ ones * '"') - ones) |
				((word ^ ones * '\\') - ones)) &
			ones * 0x80;
		if (marks == 0)
			continue;
		/* The lowest byte is the first one, but for the few processors that turn it round.
		 */
		if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
			return at + (size_t)__builtin_ctzll(marks) / 8;
		break;
	}
	while (at < size && is_plain(text[at]))
		at++;
	return at;
}

/* Bytes of the character at `text`, of which `size` can be read; 0 when it is not UTF-8. */
static inline size_t utf8_length(const unsigned char *text, size_t size)
{
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t length;

	if (size == 0)
		return 0;
	if (text[0] < 0x80)
		return 1;
	if (text[0] >= 0xc2 && text[0] <= 0xdf) {
		length = 2;
	} else if (text[0] >= 0xe0 && text[0] <= 0xef) {
		length = 3;
		low = text[0] == 0xe0 ? 0xa0 : 0x80;
		high = text[0] == 0xed ? 0x9f : 0xbf;
	} else if (text[0] >= 0xf0 && text[0] <= 0xf4) {
		length = 4;
		low = text[0] == 0xf0 ? 0x90 : 0x80;
		high = text[0] == 0xf4 ? 0x8f : 0xbf;
	} else {
		return 0;
	}
	if (size < length || text[1] < low || text[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (text[i] < 0x80 || text[i] > 0xbf)
			return 0;
	return length;
}

#endif
