// See redact.h. Goes through the text as it stands, so that all but the secrets keeps its bytes;
// what is no JSON passes unchanged.
#include "redact.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "pages.h"

/* Two bytes and a comma become a digest. */
#define GROWTH	      32U
#define EXTRA	      4096U
#define LEVELS	      16384U /* a config has at most 10,000, within the request's */
#define DOCUMENTS     8U     /* within one another: config.json in a request in a request */
#define WORD_SIZE     32U
#define DIGEST_PREFIX "sha256:"

struct text {
	uint8_t *data;
	size_t length;
	size_t limit;
	bool is_full;
};

/* A string as it is written, with its quotes. */
struct token {
	const uint8_t *at;
	size_t length;
};

struct level {
	bool is_list;
	bool is_lookup; /* an action exec.lookup */
	struct token key;
	size_t index;
};

struct walk {
	sha256_compress *compress;
	struct level *levels;
	size_t depth;
	bool is_key;
	unsigned documents;
};

static void put(struct text *out, const void *data, size_t size)
{
	if (size > out->limit - out->length) {
		out->is_full = true;
		return;
	}
	memcpy(out->data + out->length, data, size);
	out->length += size;
}

static size_t limit_for(size_t length)
{
	return length * GROWTH + EXTRA;
}

static size_t string_length(const uint8_t *at, const uint8_t *end)
{
	const uint8_t *next = at + 1;

	while (next < end && *next != '"')
		next += *next == '\\' && next + 1 < end ? 2 : 1;
	return (size_t)(next - at) + (next < end);
}

static unsigned hex_digit(uint8_t code)
{
	return code <= '9' ? code - (unsigned)'0' : (code | 0x20U) - 'a' + 10U;
}

static uint32_t read_unit(const uint8_t *at)
{
	return hex_digit(at[0]) << 12 | hex_digit(at[1]) << 8 | hex_digit(at[2]) << 4 |
	       hex_digit(at[3]);
}

static void put_code(struct text *out, uint32_t code)
{
	uint8_t bytes[4] = {(uint8_t)code};
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = length - 1; length > 1 && i > 0; i--, code >>= 6)
		bytes[i] = (uint8_t)(0x80 | (code & 0x3f));
	if (length > 1)
		bytes[0] = (uint8_t)((0xf00U >> length) | code);
	put(out, bytes, length);
}

/* Half of a pair stands as three bytes of its own, which UTF-8 has for nothing else. */
static void unescape(const struct token *token, struct text *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meant[] = "\"\\/\b\f\n\r\t";
	const uint8_t *at = token->at + 1;
	const uint8_t *end = token->at + token->length - 1;

	while (at < end) {
		const char *letter;
		uint32_t code;

		if (*at != '\\' || at + 1 >= end) {
			put(out, at++, 1);
			continue;
		}
		letter = at[1] == '\0' ? NULL : strchr(letters, at[1]);
		if (at[1] != 'u' || end - at < 6) {
			put(out,
				letter == NULL ? (const void *)(at + 1)
					       : meant + (letter - letters),
				1);
			at += 2;
			continue;
		}
		code = read_unit(at + 2);
		at += 6;
		if (code >> 10 == 0x36 && end - at >= 6 && at[0] == '\\' && at[1] == 'u' &&
			read_unit(at + 2) >> 10 == 0x37) {
			code = 0x10000 + ((code & 0x3ff) << 10 | (read_unit(at + 2) & 0x3ff));
			at += 6;
		}
		put_code(out, code);
	}
}

static bool is_word(const struct token *token, const char *word)
{
	uint8_t plain[WORD_SIZE];
	struct text text = {.data = plain, .limit = sizeof(plain)};

	if (token->length > 1)
		unescape(token, &text);
	return !text.is_full && text.length == strlen(word) &&
	       memcmp(plain, word, text.length) == 0;
}

static void put_escaped(struct text *out, const struct text *text)
{
	static const char letters[] = "btn\0fr"; /* from 8 on */
	char escape[8];

	put(out, "\"", 1);
	for (size_t i = 0; i < text->length; i++) {
		const uint8_t *at = text->data + i;

		if (*at == '"' || *at == '\\') {
			put(out, "\\", 1);
			put(out, at, 1);
		} else if (*at >= 8 && *at <= 13 && *at != 11) {
			put(out, "\\", 1);
			put(out, letters + *at - 8, 1);
		} else if (*at < 0x20) {
			put(out, escape, (size_t)snprintf(escape, sizeof(escape), "\\u%04x", *at));
		} else if (*at == 0xed && text->length - i >= 3 && at[1] >= 0xa0) {
			unsigned code = 0xd000U | (at[1] & 0x3fU) << 6 | (at[2] & 0x3fU);

			put(out, escape, (size_t)snprintf(escape, sizeof(escape), "\\u%04x", code));
			i += 2;
		} else {
			put(out, at, 1);
		}
	}
	put(out, "\"", 1);
}

/* `NAME=` in front, which stays. */
static size_t name_length(const struct token *token)
{
	size_t at = 1;

	while (at < token->length) {
		uint8_t code = token->at[at];
		bool is_letter = ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') || code == '_';

		if (code == '=' && at > 1)
			return at;
		if (!is_letter && !(at > 1 && code >= '0' && code <= '9'))
			return 0;
		at++;
	}
	return 0;
}

static void put_digest(
	const struct walk *walk, const struct token *token, size_t name, struct text *out)
{
	uint8_t sum[SHA256_SIZE];
	char hex[SHA256_HEX_SIZE];

	sha256(walk->compress, token->at, token->length, sum);
	sha256_hex(sum, hex);
	put(out, "\"", 1);
	put(out, token->at + 1, name);
	put(out, DIGEST_PREFIX, strlen(DIGEST_PREFIX));
	put(out, hex, SHA256_HEX_SIZE - 1);
	put(out, "\"", 1);
}

static int go(struct walk *walk, struct bytes text, struct text *out);

static int open_text(struct text *text, size_t limit)
{
	*text = (struct text){.data = pages_reserve(limit), .limit = limit};
	return text->data == NULL ? -ENOMEM : 0;
}

/* A text that is itself JSON: the same is done in it. */
static int put_document(const struct walk *walk, const struct token *token, struct text *out)
{
	struct walk inner = {.compress = walk->compress, .documents = walk->documents + 1};
	struct text value = {0};
	struct text made = {0};
	int error = open_text(&value, token->length);
	size_t at = 0;

	if (error == 0)
		unescape(token, &value);
	while (at < value.length && strchr(" \t\r\n", value.data[at]) != NULL)
		at++;
	if (error == 0 && (at == value.length || value.data[at] != '{')) {
		put(out, token->at, token->length);
	} else if (error == 0) {
		error = open_text(&made, limit_for(value.length));
		if (error == 0)
			error = go(&inner, (struct bytes){value.data, value.length}, &made);
		if (error == 0)
			put_escaped(out, &made);
	}
	pages_release(value.data, value.limit);
	pages_release(made.data, made.limit);
	return error;
}

static int put_value(struct walk *walk, const struct token *token, struct text *out)
{
	struct level *level = walk->depth == 0 ? NULL : &walk->levels[walk->depth - 1];
	const struct level *outer = walk->depth < 2 ? NULL : level - 1;

	if (level != NULL && !level->is_list) {
		if (is_word(&level->key, "do"))
			level->is_lookup = is_word(token, "exec.lookup");
		if (is_word(&level->key, "text") || is_word(&level->key, "container"))
			return put_document(walk, token, out);
		/* The search path is the environment's. */
		if (level->is_lookup && is_word(&level->key, "path")) {
			put_digest(walk, token, 0, out);
			return 0;
		}
	} else if (level != NULL && outer != NULL && is_word(&outer->key, "env")) {
		put_digest(walk, token, name_length(token), out);
		return 0;
	} else if (level != NULL && outer != NULL && level->index > 0 &&
		   (is_word(&outer->key, "args") || is_word(&outer->key, "argv"))) {
		put_digest(walk, token, 0, out);
		return 0;
	}
	put(out, token->at, token->length);
	return 0;
}

static int put_string(struct walk *walk, const struct token *token, struct text *out)
{
	if (walk->depth > 0 && walk->is_key) {
		walk->levels[walk->depth - 1].key = *token;
		put(out, token->at, token->length);
		return 0;
	}
	return put_value(walk, token, out);
}

static int put_sign(struct walk *walk, uint8_t sign, struct text *out)
{
	struct level *level = walk->depth == 0 ? NULL : &walk->levels[walk->depth - 1];

	put(out, &sign, 1);
	switch (sign) {
	case '{':
	case '[':
		if (walk->depth == LEVELS)
			return -ELOOP;
		walk->levels[walk->depth++] = (struct level){.is_list = sign == '['};
		walk->is_key = sign == '{';
		break;
	case '}':
	case ']':
		walk->depth -= walk->depth > 0;
		walk->is_key = false;
		break;
	case ',':
		if (level != NULL)
			level->index++;
		walk->is_key = level != NULL && !level->is_list;
		break;
	case ':':
		walk->is_key = false;
		break;
	default:
		break;
	}
	return 0;
}

static int go(struct walk *walk, struct bytes text, struct text *out)
{
	const uint8_t *end = text.data + text.length;
	int error = walk->documents > DOCUMENTS ? -ELOOP : 0;

	walk->levels = pages_reserve(LEVELS * sizeof(*walk->levels));
	if (walk->levels == NULL)
		return -ENOMEM;
	for (const uint8_t *at = text.data; error == 0 && at < end;) {
		struct token token = {at, 1};

		if (*at == '"') {
			token.length = string_length(at, end);
			error = put_string(walk, &token, out);
		} else {
			error = put_sign(walk, *at, out);
		}
		at += token.length;
	}
	pages_release(walk->levels, LEVELS * sizeof(*walk->levels));
	return error == 0 && out->is_full ? -ENOBUFS : error;
}

int redact(sha256_compress *compress, struct bytes text, struct bytes *out)
{
	struct walk walk = {.compress = compress};
	struct text made;
	int error = open_text(&made, limit_for(text.length));

	if (error == 0)
		error = go(&walk, text, &made);
	*out = (struct bytes){made.data, made.length};
	if (error < 0)
		redact_free(out, text.length);
	return error;
}

void redact_free(struct bytes *out, size_t length_before)
{
	pages_release((void *)(uintptr_t)out->data, limit_for(length_before));
	*out = (struct bytes){0};
}
