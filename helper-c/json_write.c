// See json_write.h.
#include "json_write.h"

#include <string.h>

#include "utf8.h"

void json_bytes(struct json *json, const char *text, size_t length)
{
	if (length > json->size - json->length) {
		json->is_full = true;
		return;
	}
	memcpy(json->text + json->length, text, length);
	json->length += length;
}

static void put_escape(struct json *json, unsigned char code)
{
	static const char digits[] = "0123456789abcdef";
	static const char letters[] = "btnvfr"; /* from 8 on; 11 (v) has none in JSON */
	char escape[6] = {'\\', 'u', '0', '0', digits[code >> 4], digits[code & 15]};

	if (code == '"' || code == '\\') {
		escape[1] = (char)code;
		json_bytes(json, escape, 2);
	} else if (code >= 8 && code <= 13 && code != 11) {
		escape[1] = letters[code - 8];
		json_bytes(json, escape, 2);
	} else {
		json_bytes(json, escape, sizeof(escape));
	}
}

void json_string(struct json *json, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + strlen(text);

	json_bytes(json, "\"", 1);
	while (at < end) {
		size_t length = plain_length(at, (size_t)(end - at));

		if (length == 0 && *at < 0x80) {
			put_escape(json, *at++);
			continue;
		}
		if (length == 0)
			length = utf8_length(at, (size_t)(end - at));
		if (length == 0)
			json_bytes(json, "\xef\xbf\xbd", 3);
		else
			json_bytes(json, (const char *)at, length);
		at += length == 0 ? 1 : length;
	}
	json_bytes(json, "\"", 1);
}

void json_number(struct json *json, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	json_bytes(json, digits + at, sizeof(digits) - at);
}
