// See command_line.h.
#include "command_line.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "abbreviations.h"
#include "suggest.h"

#define COMPLAINT_LIMIT (1U << 20)
#define COUNT_DIGITS	9

struct cursor {
	const char *const *argv;
	size_t argc;
	size_t at;
	/* What is left of `-abc`, of which -a is read; NULL otherwise. */
	const char *cluster;
};

static const char *take(struct cursor *cursor)
{
	return cursor->at < cursor->argc ? cursor->argv[cursor->at++] : NULL;
}

static bool fail(struct command_line *line, int status, const char *const parts[], size_t count)
{
	line->kind = LINE_WRONG;
	line->status = status;
	line->complaint.length = 0;
	for (size_t i = 0; i < count; i++)
		buffer_text(&line->complaint, parts[i]);
	return false;
}

#define FAIL(line, status, ...)                                    \
	fail((line), (status), (const char *const[]){__VA_ARGS__}, \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#define TRY_HELP "\nTry `lading --help' for more information."

/* `complaint` with the value in the place of \1. */
static bool complain_value(struct command_line *line, const char *complaint, const char *value)
{
	(void)FAIL(line, 1, "");
	for (const char *at = complaint; *at != '\0'; at++) {
		if (*at == '\1')
			buffer_text(&line->complaint, value);
		else
			buffer_put(&line->complaint, at, 1);
	}
	return false;
}

static bool has_choice(const char *const *choices, const char *value)
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

const char *command_line_resolve(struct arena *arena, const char *path)
{
	size_t size = PATH_MAX + strlen(path) + 2;
	char *out = arena_take(arena, size);
	char *text = arena_take(arena, size);
	char *rest = NULL;
	size_t length = 0;

	if (out == NULL || text == NULL)
		return NULL;
	if (path[0] != '/' && getcwd(text, PATH_MAX) == NULL)
		strcpy(text, "/");
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

static bool set(struct command_line *line, const struct option_spec *spec,
	struct option_value *value, const char *text)
{
	if (!has_choice(spec->choices, text))
		return complain_value(line, spec->complaint, text);
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
		value->text = command_line_resolve(line->arena, text);
		return value->text != NULL || FAIL(line, 1, "no memory");
	case OPTION_COUNT:
		value->text = text;
		return parse_count(text, &value->number) ||
		       complain_value(line, spec->complaint, text);
	case OPTION_LIST:
		return append(line, value, text);
	}
	return false;
}

static bool is_same(const char *flag, size_t length, const char *wanted)
{
	return wanted != NULL && strlen(wanted) == length && memcmp(flag, wanted, length) == 0;
}

static const struct option_spec *find(
	const struct command_spec *command, const char *flag, size_t length)
{
	for (size_t i = 0; i < command->option_count; i++) {
		const struct option_spec *spec = &command->options[i];

		if (is_same(flag, length, spec->long_flag) ||
			(length == 2 && flag[0] == '-' && flag[1] == spec->letter))
			return spec;
	}
	return NULL;
}

static bool complain_unknown(
	struct command_line *line, const struct command_spec *command, const char *flag)
{
	(void)FAIL(line, EXIT_USAGE, "unknown option '", flag, "'");
	suggest_flag(&line->complaint, command, flag);
	buffer_text(&line->complaint, TRY_HELP);
	return false;
}

/* What one word of the command line turned out to be. */
enum word { WORD_OPTION, WORD_OTHER, WORD_UNKNOWN, WORD_WRONG };

static enum word take_option(struct command_line *line, const struct option_spec *spec,
	struct option_value *value, struct cursor *cursor, const char *attached)
{
	const char *text = attached;

	if (spec->kind == OPTION_FLAG || (spec->kind == OPTION_SWITCH && text == NULL))
		text = "";
	else if (text == NULL)
		text = take(cursor);
	if (text == NULL) {
		(void)FAIL(
			line, EXIT_USAGE, "option '", spec->flags, "' argument missing", TRY_HELP);
		return WORD_WRONG;
	}
	return set(line, spec, value, text) ? WORD_OPTION : WORD_WRONG;
}

/* `--name`, `-n`, `--name=value`, `-nvalue`, `-abc`: in commander's order of trying. */
static enum word read_word(struct command_line *line, const struct command_spec *command,
	struct option_value *values, struct cursor *cursor, const char *word)
{
	size_t length = strlen(word);
	const char *equals = strchr(word, '=');
	const struct option_spec *spec;

	if (length < 2 || word[0] != '-')
		return WORD_OTHER;
	spec = find(command, word, length);
	if (spec != NULL)
		return take_option(line, spec, &values[spec - command->options], cursor, NULL);
	if (word[1] != '-') {
		spec = find(command, word, 2);
		if (spec == NULL || length == 2)
			return WORD_UNKNOWN;
		if (spec->kind == OPTION_FLAG || spec->kind == OPTION_SWITCH) {
			cursor->cluster = word + 2;
			return take_option(
				line, spec, &values[spec - command->options], cursor, NULL);
		}
		return take_option(line, spec, &values[spec - command->options], cursor, word + 2);
	}
	spec = equals == NULL ? NULL : find(command, word, (size_t)(equals - word));
	if (spec == NULL || spec->kind == OPTION_FLAG)
		return WORD_UNKNOWN;
	return take_option(line, spec, &values[spec - command->options], cursor, equals + 1);
}

/* The next word; the rest of a cluster is one with a dash of its own. */
static const char *next_word(struct command_line *line, struct cursor *cursor)
{
	const char *rest = cursor->cluster;
	char *word;

	if (rest == NULL)
		return take(cursor);
	cursor->cluster = NULL;
	word = arena_take(line->arena, strlen(rest) + 2);
	if (word == NULL)
		return NULL;
	word[0] = '-';
	strcpy(word + 1, rest);
	return word;
}

static const struct command_spec *find_command(const char *name)
{
	for (size_t i = 0; i < program_command_count; i++)
		if (strcmp(program_commands[i].name, name) == 0)
			return &program_commands[i];
	return NULL;
}

static bool is_one_of(const char *word, const char *a, const char *b)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static bool fill_in(
	struct command_line *line, const struct command_spec *command, struct option_value *values)
{
	for (size_t i = 0; i < command->option_count; i++) {
		const struct option_spec *spec = &command->options[i];

		if (values[i].text == NULL && spec->fallback != NULL &&
			!set(line, spec, &values[i], spec->fallback))
			return false;
	}
	return true;
}

static bool count_operands(struct command_line *line, size_t found)
{
	const struct command_spec *command = line->command;
	size_t least = 0;
	char digit[2] = "0";

	for (size_t i = 0; i < command->operand_count; i++)
		least += !command->operands[i].is_optional;
	if (found < least) {
		digit[0] = (char)('0' + least);
		return FAIL(line, 1, "`", command->name, "` requires a minimum of ", digit,
			" arguments");
	}
	if (line->rest == NULL && found > command->operand_count) {
		digit[0] = (char)('0' + command->operand_count);
		return FAIL(line, 1, "`", command->name, "` requires a maximum of ", digit,
			" arguments");
	}
	return true;
}

/* Which one it is to be comes before how many there are. */
static bool check_operands(struct command_line *line, size_t found)
{
	const struct command_spec *command = line->command;

	for (size_t i = 0; i < command->operand_count && i < found && i < OPERANDS_LIMIT; i++)
		if (!has_choice(command->operands[i].choices, line->operands[i]))
			return complain_value(
				line, command->operands[i].complaint, line->operands[i]);
	return count_operands(line, found);
}

static bool resolve_operands(struct command_line *line)
{
	const struct command_spec *command = line->command;

	for (size_t i = 0; i < command->operand_count && i < line->operand_count; i++) {
		if (!command->operands[i].is_input || strcmp(line->operands[i], "-") == 0)
			continue;
		line->operands[i] = command_line_resolve(line->arena, line->operands[i]);
		if (line->operands[i] == NULL)
			return FAIL(line, 1, "no memory");
	}
	return true;
}

/* `-9`, `-1.5e3`: an operand, not an option. */
static bool is_negative_number(const char *word)
{
	size_t whole = strspn(word + 1, "0123456789");
	const char *at = word + 1 + whole;

	if (*at == '.') {
		size_t part = strspn(++at, "0123456789");

		whole = part;
		at += part;
	}
	if (word[0] != '-' || whole == 0)
		return false;
	if (*at == 'e') {
		at += at[1] == '+' || at[1] == '-' ? 2 : 1;
		whole = strspn(at, "0123456789");
		at += whole;
	}
	return whole > 0 && *at == '\0';
}

/* Which operand is all that is left of the line; past the last one when none is. */
static size_t rest_at(const struct command_spec *command)
{
	size_t at = 0;

	while (at < command->operand_count && !command->operands[at].is_rest)
		at++;
	return at;
}

static void parse_command(struct command_line *line, struct cursor *cursor, bool is_only_operands)
{
	const struct command_spec *command = line->command;
	const size_t rest = rest_at(command);
	const char *unknown = NULL;
	bool wants_help = false;
	size_t found = 0;

	for (const char *word = next_word(line, cursor); word != NULL;
		word = next_word(line, cursor)) {
		enum word kind = WORD_OTHER;

		if (!is_only_operands && strcmp(word, "--") == 0) {
			is_only_operands = true;
			continue;
		}
		if (!is_only_operands)
			kind = read_word(line, command, line->options, cursor, word);
		if (kind == WORD_WRONG)
			return;
		if (kind == WORD_UNKNOWN && unknown == NULL && is_negative_number(word))
			kind = WORD_OTHER;
		/* Behind an unknown option nothing is an operand. */
		if (kind == WORD_UNKNOWN || unknown != NULL) {
			wants_help |= kind != WORD_OPTION && is_one_of(word, "-h", "--help");
			unknown = unknown == NULL ? word : unknown;
		}
		/* Options end where such a command's operands begin, or what is not known. */
		if (kind == WORD_OTHER || kind == WORD_UNKNOWN)
			is_only_operands |= rest < command->operand_count;
		if (kind != WORD_OTHER)
			continue;
		if (found == rest && rest < command->operand_count) {
			line->rest = &cursor->argv[cursor->at - 1];
			line->rest_count = cursor->argc - cursor->at + 1;
		}
		if (found++ < OPERANDS_LIMIT)
			line->operands[found - 1] = word;
	}
	if (wants_help) {
		line->kind = LINE_HELP;
		return;
	}
	if (unknown != NULL) {
		(void)complain_unknown(line, command, unknown);
		return;
	}
	line->operand_count = found;
	if (check_operands(line, found) && resolve_operands(line) &&
		fill_in(line, &program_root, line->globals) &&
		fill_in(line, command, line->options))
		line->kind = LINE_COMMAND;
}

static void parse_root(struct command_line *line, struct cursor *cursor)
{
	const char *unknown = NULL;
	bool wants_version = false;
	bool wants_help = false;
	bool is_after_dashes = false;
	const char *first = NULL;

	for (const char *word = next_word(line, cursor); word != NULL;
		word = next_word(line, cursor)) {
		enum word kind;

		if (!is_after_dashes && strcmp(word, "--") == 0) {
			is_after_dashes = true;
			continue;
		}
		if (!is_after_dashes && is_one_of(word, "-v", "--version")) {
			wants_version = true;
			continue;
		}
		kind = WORD_OTHER;
		if (!is_after_dashes)
			kind = read_word(line, &program_root, line->globals, cursor, word);
		if (kind == WORD_WRONG)
			return;
		if (kind == WORD_OTHER && first == NULL && unknown == NULL &&
			find_command(word) != NULL) {
			line->command = find_command(word);
			parse_command(line, cursor, is_after_dashes);
			if (wants_version && line->kind == LINE_COMMAND)
				line->kind = LINE_VERSION;
			return;
		}
		/* Behind an unknown option nothing is an operand. */
		if (kind == WORD_UNKNOWN || unknown != NULL) {
			wants_help |= kind != WORD_OPTION && is_one_of(word, "-h", "--help");
			unknown = unknown == NULL ? word : unknown;
		}
		if (kind == WORD_OTHER)
			first = first == NULL ? word : first;
	}
	if (wants_help)
		line->kind = LINE_HELP;
	else if (unknown != NULL)
		(void)complain_unknown(line, &program_root, unknown);
	else if (wants_version)
		line->kind = LINE_VERSION;
	else if (first != NULL)
		(void)FAIL(line, 1, "unknown command ", first);
	else
		(void)FAIL(line, 1, "please specify a command");
}

void command_line_parse(
	struct command_line *line, struct arena *arena, size_t argc, const char *const *argv)
{
	struct cursor cursor = {.argv = abbreviations_expand(arena, argc, argv), .argc = argc};

	*line = (struct command_line){.kind = LINE_WRONG, .command = &program_root, .arena = arena};
	if (buffer_open(&line->complaint, COMPLAINT_LIMIT) < 0)
		return;
	if (cursor.argv == NULL)
		(void)FAIL(line, 1, "no memory");
	else
		parse_root(line, &cursor);
}

static const char *find_value(
	const struct command_spec *command, const struct option_value *values, const char *name)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (strcmp(command->options[i].name, name) == 0)
			return values[i].text;
	return NULL;
}

const char *command_line_global(const struct command_line *line, const char *name)
{
	return find_value(&program_root, line->globals, name);
}

const char *command_line_option(const struct command_line *line, const char *name)
{
	return find_value(line->command, line->options, name);
}

const char *command_line_operand(const struct command_line *line, const char *name)
{
	for (size_t i = 0; i < line->command->operand_count && i < line->operand_count; i++)
		if (strcmp(line->command->operands[i].name, name) == 0)
			return line->operands[i];
	return NULL;
}
