// See value.h.
#include "value.h"

#include <stdlib.h>
#include <string.h>

/* Answers and journals are three levels deep. */
#define DEPTH_LIMIT 16

struct reader {
	const uint8_t *at;
	const uint8_t *end;
	struct arena *arena;
};

static bool take(struct reader *reader, char wanted)
{
	if (reader->at == reader->end || *reader->at != (uint8_t)wanted)
		return false;
	reader->at++;
	return true;
}

static bool take_word(struct reader *reader, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
		return false;
	reader->at += length;
	return true;
}

static int hex_digit(uint8_t digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return -1;
}

/* Canonical JSON escapes by number only what is below U+0020. */
static bool read_escape(struct reader *reader, char **to)
{
	static const char letters[] = "\"\\bfnrt";
	static const char meanings[] = "\"\\\b\f\n\r\t";
	const char *letter;

	if (reader->at == reader->end)
		return false;
	if (take(reader, 'u')) {
		int high;
		int low;

		if (reader->end - reader->at < 4 || memcmp(reader->at, "00", 2) != 0)
			return false;
		high = hex_digit(reader->at[2]);
		low = hex_digit(reader->at[3]);
		reader->at += 4;
		*(*to)++ = (char)(high * 16 + low);
		return high >= 0 && low >= 0;
	}
	letter = strchr(letters, *reader->at);
	if (letter == NULL || *letter == '\0')
		return false;
	*(*to)++ = meanings[letter - letters];
	reader->at++;
	return true;
}

/* `end` when it is not there. */
static const uint8_t *find(const uint8_t *at, const uint8_t *end, char wanted)
{
	const uint8_t *found = at < end ? memchr(at, wanted, (size_t)(end - at)) : NULL;

	return found == NULL ? end : found;
}

static bool read_text(struct reader *reader, const char **text, size_t *length)
{
	const uint8_t *end;
	const uint8_t *escape;
	char *to;

	if (!take(reader, '"'))
		return false;
	end = find(reader->at, reader->end, '"');
	escape = find(reader->at, end, '\\');
	while (escape < end) {
		/* Whatever is escaped ends nothing. */
		if (end == escape + 1)
			end = find(end + 1, reader->end, '"');
		escape = find(escape + 2, end, '\\');
	}
	if (end >= reader->end)
		return false;
	*text = to = arena_take(reader->arena, (size_t)(end - reader->at) + 1);
	if (to == NULL)
		return false;
	while (reader->at < end) {
		size_t plain = (size_t)(find(reader->at, end, '\\') - reader->at);

		memcpy(to, reader->at, plain);
		to += plain;
		reader->at += plain;
		if (take(reader, '\\') && !read_escape(reader, &to))
			return false;
	}
	*length = (size_t)(to - *text);
	return take(reader, '"');
}

static bool read_number(struct reader *reader, struct value *value)
{
	const uint8_t *begin = reader->at;
	char *text;

	(void)take(reader, '-');
	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
		reader->at++;
	value->type = VALUE_NUMBER;
	value->length = (size_t)(reader->at - begin);
	value->text = text = arena_take(reader->arena, value->length + 1);
	if (text == NULL || value->length == 0)
		return false;
	memcpy(text, begin, value->length);
	return true;
}

static bool read_value(struct reader *reader, struct value *value, unsigned depth);

static bool read_members(struct reader *reader, struct value *parent, char end, unsigned depth)
{
	struct value **next = &parent->first;

	if (depth == 0)
		return false;
	if (take(reader, end))
		return true;
	do {
		struct value *member = arena_take(reader->arena, sizeof(*member));
		size_t length;

		if (member == NULL)
			return false;
		if (end == '}' && (!read_text(reader, &member->key, &length) || !take(reader, ':')))
			return false;
		if (!read_value(reader, member, depth - 1))
			return false;
		*next = member;
		next = &member->next;
	} while (take(reader, ','));
	return take(reader, end);
}

static bool read_value(struct reader *reader, struct value *value, unsigned depth)
{
	static const struct {
		const char *word;
		enum value_type type;
	} words[] = {{"null", VALUE_NULL}, {"false", VALUE_FALSE}, {"true", VALUE_TRUE}};

	if (reader->at == reader->end)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (take_word(reader, words[i].word)) {
			value->type = words[i].type;
			return true;
		}
	if (*reader->at == '"') {
		value->type = VALUE_TEXT;
		return read_text(reader, &value->text, &value->length);
	}
	if (take(reader, '[')) {
		value->type = VALUE_LIST;
		return read_members(reader, value, ']', depth);
	}
	if (take(reader, '{')) {
		value->type = VALUE_OBJECT;
		return read_members(reader, value, '}', depth);
	}
	return read_number(reader, value);
}

const struct value *value_read(struct bytes text, struct arena *arena)
{
	struct reader reader = {text.data, text.data + text.length, arena};
	struct value *value = arena_take(arena, sizeof(*value));

	if (value == NULL || !read_value(&reader, value, DEPTH_LIMIT))
		return NULL;
	(void)take(&reader, '\n');
	return reader.at == reader.end ? value : NULL;
}

const struct value *value_member(const struct value *object, const char *key)
{
	if (object == NULL || object->type != VALUE_OBJECT)
		return NULL;
	for (const struct value *member = object->first; member != NULL; member = member->next)
		if (strcmp(member->key, key) == 0)
			return member;
	return NULL;
}

const char *value_text(const struct value *object, const char *key)
{
	const struct value *member = value_member(object, key);

	return member != NULL && member->type == VALUE_TEXT ? member->text : NULL;
}

uint64_t value_number(const struct value *object, const char *key, uint64_t otherwise)
{
	const struct value *member = value_member(object, key);

	if (member == NULL || member->type != VALUE_NUMBER)
		return otherwise;
	return strtoull(member->text, NULL, 10);
}
