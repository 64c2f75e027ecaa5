// See buffer.h.
#include "buffer.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pages.h"
#include "utf8.h"

/* Less than a page or two is not worth a system call. */
#define EXPECTED 6144U

int buffer_take(struct buffer *buffer, struct arena *arena, size_t limit)
{
	limit >>= arena->halvings;
	*buffer = (struct buffer){.data = arena_take_pages(arena, limit), .limit = limit};
	return buffer->data == NULL ? -ENOMEM : 0;
}

void buffer_follow(struct buffer *buffer, const struct buffer *before)
{
	*buffer = (struct buffer){
		.data = before->data + before->length, .limit = before->limit - before->length};
}

int buffer_open(struct buffer *buffer, size_t limit)
{
	*buffer = (struct buffer){.data = pages_reserve(limit), .limit = limit};
	return buffer->data == NULL ? -ENOMEM : 0;
}

void buffer_close(struct buffer *buffer)
{
	pages_release(buffer->data, buffer->limit);
	*buffer = (struct buffer){0};
}

void buffer_trim(const struct buffer *buffer)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t kept = (buffer->length + page - 1) & ~(page - 1);

	if (kept < buffer->limit)
		(void)madvise(buffer->data + kept, buffer->limit - kept,
			MADV_DONTNEED); /* a favour, not a need */
}

void buffer_expect(struct buffer *buffer, size_t size)
{
	if (size >= EXPECTED && size <= buffer->limit - buffer->length)
		pages_touch(buffer->data + buffer->length, size);
}

void buffer_put(struct buffer *buffer, const void *data, size_t size)
{
	if (size > buffer->limit - buffer->length) {
		buffer->is_full = true;
		return;
	}
	buffer_expect(buffer, size);
	if (size > 0)
		memcpy(buffer->data + buffer->length, data, size);
	buffer->length += size;
}

void buffer_number(struct buffer *buffer, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	buffer_put(buffer, digits + at, sizeof(digits) - at);
}

static inline void put_byte(struct buffer *buffer, char byte)
{
	if (buffer->length < buffer->limit)
		buffer->data[buffer->length++] = byte;
	else
		buffer->is_full = true;
}

void buffer_escape(struct buffer *buffer, uint16_t code)
{
	static const char digits[] = "0123456789abcdef";
	static const char letters[] = "btn?fr"; /* from 8 on; 11 has none */
	char escape[6] = {'\\', 'u', digits[code >> 12], digits[code >> 8 & 15],
		digits[code >> 4 & 15], digits[code & 15]};

	if (code == '"' || code == '\\') {
		put_byte(buffer, '\\');
		put_byte(buffer, (char)code);
		return;
	}
	if (code >= 8 && code <= 13 && code != 11)
		escape[1] = letters[code - 8];
	buffer_put(buffer, escape, escape[1] == 'u' ? sizeof(escape) : 2);
}

void buffer_json(struct buffer *buffer, const char *text, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t step;

	buffer_expect(buffer, size);
	buffer_put(buffer, "\"", 1);
	for (size_t at = 0; at < size; at += step) {
		step = plain_length(bytes + at, size - at);
		if (step == 0 && bytes[at] < 0x80) {
			buffer_escape(buffer, bytes[at]);
			step = 1;
			continue;
		}
		if (step == 0)
			step = utf8_length(bytes + at, size - at);
		if (step > 0) {
			buffer_put(buffer, text + at, step);
			continue;
		}
		buffer_put(buffer, "\xef\xbf\xbd", 3);
		step = 1;
	}
	buffer_put(buffer, "\"", 1);
}

/* RFC 4648. */
void buffer_base64(struct buffer *buffer, const void *data, size_t size)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const uint8_t *bytes = data;

	for (size_t at = 0; at < size; at += 3) {
		size_t count = size - at < 3 ? size - at : 3;
		uint32_t group = (uint32_t)bytes[at] << 16;
		char out[4];

		if (count > 1)
			group |= (uint32_t)bytes[at + 1] << 8;
		if (count > 2)
			group |= bytes[at + 2];
		for (size_t i = 0; i < 4; i++)
			out[i] = i <= count ? digits[(group >> (18 - 6 * i)) & 63] : '=';
		buffer_put(buffer, out, sizeof(out));
	}
}

const char *buffer_c_string(struct buffer *buffer)
{
	if (buffer->length == buffer->limit)
		buffer->length--; /* cut: is_full tells */
	buffer->data[buffer->length] = '\0';
	return buffer->data;
}

struct bytes buffer_bytes(const struct buffer *buffer)
{
	return (struct bytes){(const uint8_t *)buffer->data, buffer->length};
}
