// See plan_read.h.
#include "plan_read.h"

#include <string.h>

#include "plan_value.h"

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
	if (reader_count_items(reader, &list->count) < 0)
		return -1;
	list->items = reader_take(reader, list->count * field->shape->size);
	if (list->items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++)
		if (reader_begin_item(reader, i) < 0 ||
			read_object(reader, field->shape, NULL,
				list->items + i * field->shape->size) < 0)
			return -1;
	return reader_end_items(reader, list->count);
}

static int read_struct(struct reader *reader, const struct field *field, void **out)
{
	*out = reader_take(reader, field->shape->size);
	return *out == NULL ? -1 : read_object(reader, field->shape, NULL, *out);
}

static int read_field(struct reader *reader, const struct field *field, char *object)
{
	void *place = object + field->offset;

	switch (field->type) {
	case FIELD_STRUCT:
		return read_struct(reader, field, place);
	case FIELD_STRUCTS:
		return read_structs(reader, field, place);
	case FIELD_ACTIONS:
		return read_actions(reader, place);
	default:
		return plan_value_read(reader, field, place);
	}
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
