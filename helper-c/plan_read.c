// See plan_read.h.
#include "plan_read.h"

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

/* Counts the items of the array at hand; `reader` stays where it is. */
static int count_items(struct reader *reader, size_t *count)
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

static int begin_item(struct reader *reader, size_t index)
{
	return reader_expect(reader, index == 0 ? "[" : ",");
}

static int end_items(struct reader *reader, size_t count)
{
	return reader_expect(reader, count == 0 ? "[]" : "]");
}

static int read_set(struct reader *reader, const struct field *field, uint64_t *bits)
{
	size_t count;

	if (count_items(reader, &count) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t word;

		if (begin_item(reader, i) < 0 || read_word(reader, field, &word) < 0)
			return -1;
		if ((*bits & UINT64_C(1) << word) != 0)
			return reader_fail(reader, "%s: a word is there twice", field->name);
		*bits |= UINT64_C(1) << word;
	}
	return end_items(reader, count);
}

static int read_strings(struct reader *reader, struct strings *list)
{
	if (count_items(reader, &list->count) < 0)
		return -1;
	/* One more, so that the list ends as execve(2) wants it. */
	list->items = reader_take(reader, (list->count + 1) * sizeof(*list->items));
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++) {
		if (begin_item(reader, i) < 0)
			return -1;
		list->items[i] = reader_string(reader, NULL);
		if (list->items[i] == NULL)
			return -1;
	}
	return end_items(reader, list->count);
}

static int read_integers(struct reader *reader, const struct field *field, struct integers *list)
{
	if (count_items(reader, &list->count) < 0)
		return -1;
	list->items = reader_take(reader, list->count * sizeof(*list->items));
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++)
		if (begin_item(reader, i) < 0 || read_uint(reader, field, &list->items[i]) < 0)
			return -1;
	return end_items(reader, list->count);
}

static int read_object(
	struct reader *reader, const struct shape *shape, const char *kind, void *out);
static int read_actions(struct reader *reader, struct actions *list);

/* Any list of one struct has this form. */
struct any_list {
	char *items;
	size_t count;
};

static int read_structs(struct reader *reader, const struct field *field, struct any_list *list)
{
	if (count_items(reader, &list->count) < 0)
		return -1;
	list->items = reader_take(reader, list->count * field->shape->size);
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++)
		if (begin_item(reader, i) < 0 || read_object(reader, field->shape, NULL,
							 list->items + i * field->shape->size) < 0)
			return -1;
	return end_items(reader, list->count);
}

static int read_struct(struct reader *reader, const struct field *field, void **out)
{
	*out = reader_take(reader, field->shape->size);
	return *out == NULL ? -1 : read_object(reader, field->shape, NULL, *out);
}

static int read_flag(struct reader *reader, bool *value)
{
	*value = reader_peek(reader) == 't';
	return reader_expect(reader, *value ? "true" : "false");
}

static int read_field(struct reader *reader, const struct field *field, char *object)
{
	void *place = object + field->offset;
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
		return read_struct(reader, field, place);
	case FIELD_STRUCTS:
		return read_structs(reader, field, place);
	case FIELD_ACTIONS:
		return read_actions(reader, place);
	}
	return reader_fail(reader, "a field of no type");
}

/* The name of a member, where it stands. */
struct member {
	const char *name;
	size_t length;
	size_t value; /* where its value begins */
};

/* The member at hand, behind a brace or a comma; false when there is none. `reader` stays where it
 * is. */
static bool find_member(const struct reader *reader, char before, struct member *member)
{
	const char *text = (const char *)reader->text;
	size_t name = reader->at + 2;
	size_t end = name;

	if (name >= reader->size || text[name - 2] != before || text[name - 1] != '"')
		return false;
	while (end < reader->size && text[end] != '"')
		end++;
	if (end + 1 >= reader->size || text[end + 1] != ':')
		return false;
	*member = (struct member){text + name, end - name, end + 2};
	return true;
}

/* Whether the text at hand, in which anything may stand, is this word. */
static bool is_word(const char *text, size_t length, const char *word)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != word[i] || word[i] == '\0')
			return false;
	return word[length] == '\0';
}

static bool is_named(const struct member *member, const char *name)
{
	return is_word(member->name, member->length, name);
}

static int read_kind(
	struct reader *reader, const struct member *member, bool is_there, const char *kind)
{
	if (!is_there || !is_named(member, "do"))
		return reader_fail(reader, "expected \"do\"");
	reader->at = member->value;
	if (reader_expect(reader, "\"") < 0 || reader_expect(reader, kind) < 0)
		return -1;
	return reader_expect(reader, "\"");
}

/*
 * Fields and members are both in ascending order, so one walk over the fields meets every member,
 * and a member that is unknown, twice there or out of order is met by none. `kind` is the value of
 * "do", or NULL for what has none.
 */
static int read_object(
	struct reader *reader, const struct shape *shape, const char *kind, void *out)
{
	struct member member;
	bool is_there = find_member(reader, '{', &member);
	bool is_empty = !is_there;
	bool kind_pending = kind != NULL;

	for (size_t i = 0; i <= shape->field_count; i++) {
		const struct field *field = i < shape->field_count ? &shape->fields[i] : NULL;

		if (kind_pending && (field == NULL || strcmp(field->name, "do") > 0)) {
			kind_pending = false;
			if (read_kind(reader, &member, is_there, kind) < 0)
				return -1;
			is_there = find_member(reader, ',', &member);
		}
		if (field == NULL)
			break;
		if (!is_there || !is_named(&member, field->name)) {
			if (field->required)
				return reader_fail(
					reader, "%s: expected %s", shape->name, field->name);
			continue;
		}
		reader->at = member.value;
		if (!field->required)
			*(uint64_t *)out |= UINT64_C(1) << field->bit;
		if (read_field(reader, field, out) < 0)
			return -1;
		is_there = find_member(reader, ',', &member);
	}
	if (is_empty && reader_expect(reader, "{") < 0)
		return -1;
	if (reader_peek(reader) != '}')
		return reader_fail(
			reader, "%s: a member that is unknown or out of order", shape->name);
	reader->at++;
	return 0;
}

/* The string whose value begins at `at`, as it is written. */
static int find_text(struct reader *reader, size_t at, struct member *text)
{
	size_t start = at + 1;
	size_t end = start;

	if (at >= reader->size || reader->text[at] != '"')
		return reader_fail(reader, "an action without \"do\"");
	while (end < reader->size && reader->text[end] != '"')
		end++;
	*text = (struct member){(const char *)reader->text + start, end - start, 0};
	return 0;
}

/* The value of "do" of the object at hand, a string; `reader` stays where it is. */
static int find_kind(struct reader *reader, struct member *kind)
{
	size_t start = reader->at;
	struct member member;
	char before = '{';

	while (find_member(reader, before, &member)) {
		reader->at = member.value;
		if (is_named(&member, "do")) {
			reader->at = start;
			return find_text(reader, member.value, kind);
		}
		if (reader_skip(reader) < 0)
			return -1;
		before = ',';
	}
	reader->at = start;
	return reader_fail(reader, "an action without \"do\"");
}

static int read_action(struct reader *reader, struct action *action)
{
	struct member kind = {0};
	void *args;

	if (find_kind(reader, &kind) < 0)
		return -1;
	/* Kinds stand in the order of a container's life: the next one is mostly the same, or near.
	 */
	for (size_t i = 0; i < ACTION_KIND_COUNT; i++) {
		size_t index = (reader->kind + i) % ACTION_KIND_COUNT;
		const struct shape *shape = &action_descriptions[index].shape;

		if (!is_word(kind.name, kind.length, shape->name))
			continue;
		reader->kind = index;
		action->kind = (enum action_kind)index;
		action->number = reader->number++;
		args = reader_take(reader, shape->size);
		action->args = args;
		return args == NULL ? -1 : read_object(reader, shape, shape->name, args);
	}
	return reader_fail(reader, "unknown action %.*s",
		(int)(kind.length < 64 ? kind.length : 64), kind.name);
}

/* Room at the arena's end for one more item of a list whose length nobody knows yet. */
static struct action *push_action(struct reader *reader)
{
	struct arena *arena = reader->arena;

	if (arena->size - arena->used < sizeof(struct action)) {
		(void)reader_fail(reader, "the plan needs more memory than its size allows");
		return NULL;
	}
	arena->size -= sizeof(struct action);
	return (struct action *)(void *)(arena->memory + arena->size);
}

/* The list, which lies at the arena's end last first, to where it stays. */
static int settle_actions(struct reader *reader, struct actions *list)
{
	struct arena *arena = reader->arena;
	const struct action *pushed = (const void *)(arena->memory + arena->size);

	list->items = reader_take(reader, list->count * sizeof(*list->items));
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = pushed[list->count - 1 - i];
	arena->size += list->count * sizeof(*pushed);
	return 0;
}

static int read_actions(struct reader *reader, struct actions *list)
{
	if (++reader->depth > PLAN_LIMIT_DEPTH)
		return reader_fail(reader, "actions nest too deep");
	if (reader_expect(reader, "[") < 0)
		return -1;
	list->count = 0;
	while (reader_peek(reader) != ']') {
		struct action *action;

		if (list->count > 0 && reader_expect(reader, ",") < 0)
			return -1;
		action = push_action(reader);
		if (action == NULL || read_action(reader, action) < 0)
			return -1;
		list->count++;
		if (reader->number > PLAN_LIMIT_ACTIONS)
			return reader_fail(reader, "more than %d actions", PLAN_LIMIT_ACTIONS);
	}
	reader->at++;
	reader->depth--;
	return settle_actions(reader, list);
}

int plan_read(struct bytes text, struct arena *arena, struct plan *plan, struct plan_error *error)
{
	struct reader reader = {
		.text = text.data, .size = text.length, .arena = arena, .error = error};

	if (text.length > PLAN_LIMIT_BYTES)
		return reader_fail(&reader, "larger than %d bytes", PLAN_LIMIT_BYTES);
	if (reader_expect(&reader, "{\"actions\":") < 0 ||
		read_actions(&reader, &plan->actions) < 0 ||
		reader_expect(&reader, ",\"command\":") < 0)
		return -1;
	plan->command = reader_string(&reader, NULL);
	if (plan->command == NULL || reader_expect(&reader, ",\"container\":") < 0)
		return -1;
	plan->container = reader_string(&reader, NULL);
	if (plan->container == NULL || reader_expect(&reader, ",\"format\":1}") < 0)
		return -1;
	if (!plan_is_container_id(plan->container))
		return reader_fail(&reader, "container: not a container id");
	if (reader.at != reader.size)
		return reader_fail(&reader, "something follows the plan");
	plan->action_count = reader.number;
	return 0;
}
