// See option_values.h.
#include "option_values.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "complaint.h"
#include "errno_name.h"

#define COUNT_DIGITS 9
#define WHY_SIZE     64
#define NO_MEMORY    "no memory"

bool option_has_choice(const char *const *choices, const char *value)
{
	for (size_t i = 0; choices != NULL && choices[i] != NULL; i++)
		if (strcmp(choices[i], value) == 0)
			return true;
	return choices == NULL;
}

static bool parse_count(const char *text, uint64_t *number)
{
	size_t length = strlen(text);

	*number = 0;
	for (const char *digit = text; *digit >= '0' && *digit <= '9'; digit++)
		*number = *number * 10 + (uint64_t)(*digit - '0');
	return length > 0 && length <= COUNT_DIGITS && strspn(text, "0123456789") == length;
}

static const char *tell_no_directory(struct arena *arena)
{
	char *text = arena_take(arena, WHY_SIZE);

	if (text == NULL)
		return NO_MEMORY;
	(void)snprintf(text, WHY_SIZE, "cannot find the current directory: %s", errno_name(errno));
	return text;
}

const char *command_line_resolve(struct arena *arena, const char *path, const char **why)
{
	char directory[PATH_MAX] = "/";
	char *rest = NULL;
	size_t length = 0;
	char *out, *text;

	if (path[0] != '/' && getcwd(directory, sizeof(directory)) == NULL) {
		*why = tell_no_directory(arena);
		return NULL;
	}
	*why = NO_MEMORY;
	out = arena_take(arena, strlen(directory) + strlen(path) + 2);
	text = arena_take(arena, strlen(directory) + strlen(path) + 2);
	if (out == NULL || text == NULL)
		return NULL;
	strcpy(text, directory);
	strcat(text, "/");
	strcat(text, path);
	for (char *part = strtok_r(text, "/", &rest); part != NULL;
		part = strtok_r(NULL, "/", &rest)) {
		if (strcmp(part, ".") == 0)
			continue;
		if (strcmp(part, "..") == 0) {
			while (length > 0 && out[--length] != '/')
				continue;
			continue;
		}
		out[length++] = '/';
		memcpy(out + length, part, strlen(part));
		length += strlen(part);
	}
	if (length == 0)
		out[length++] = '/';
	out[length] = '\0';
	return out;
}

static bool append(struct command_line *line, struct option_value *value, const char *text)
{
	struct option_text *item = arena_take(line->arena, sizeof(*item));

	if (item == NULL)
		return FAIL(line, 1, "no memory");
	*item = (struct option_text){.text = text, .before = value->list};
	value->list = item;
	value->text = text;
	return true;
}

bool option_set(struct command_line *line, const struct option_spec *spec,
	struct option_value *value, const char *text)
{
	const char *why;

	if (!option_has_choice(spec->choices, text))
		return complaint_of_value(line, spec->complaint, text);
	switch (spec->kind) {
	case OPTION_FLAG:
	case OPTION_SWITCH:
	case OPTION_TEXT:
		value->text = text;
		return true;
	case OPTION_INPUT:
		if (strcmp(text, "-") == 0) {
			value->text = text;
			return true;
		}
		/* fall through */
	case OPTION_PATH:
		if (text[0] == '\0')
			return FAIL(
				line, 1, "expected a path after ", spec->flags, ", found nothing");
		value->text = command_line_resolve(line->arena, text, &why);
		return value->text != NULL || FAIL(line, 1, why);
	case OPTION_COUNT:
		value->text = text;
		return parse_count(text, &value->number) ||
		       complaint_of_value(line, spec->complaint, text);
	case OPTION_LIST:
		return append(line, value, text);
	}
	return false;
}
