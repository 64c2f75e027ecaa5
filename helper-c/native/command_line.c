// See command_line.h.
#include "command_line.h"

#include <stdio.h>
#include <string.h>

#include "abbreviations.h"
#include "complaint.h"
#include "operands.h"
#include "option_values.h"
#include "suggest.h"
#include "utf8.h"

#define COMPLAINT_LIMIT (1U << 20)

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

#define TRY_HELP "\nTry `lading --help' for more information."

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
	const char *equals = strchr(flag, '=');
	const struct option_spec *spec = equals == NULL
						 ? NULL
						 : find(command, flag, (size_t)(equals - flag));

	/* `--detach=true`; of `-d=true` there is `-=true` left. */
	if (equals == flag + 1) {
		(void)FAIL(line, EXIT_USAGE, "an option without a value is given one: '",
			equals + 1, "'", TRY_HELP);
		return false;
	}
	if (spec != NULL) {
		(void)FAIL(line, EXIT_USAGE, "option '", spec->flags, "' takes no value, found '",
			equals + 1, "'", TRY_HELP);
		return false;
	}
	(void)FAIL(line, EXIT_USAGE, "unknown option '", flag, "'");
	suggest_flag(&line->complaint, command, flag);
	buffer_text(&line->complaint, TRY_HELP);
	return false;
}

static const struct option_spec *find_named(const struct command_spec *command, const char *name)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (strcmp(command->options[i].name, name) == 0)
			return &command->options[i];
	return NULL;
}

/* What one word of the command line turned out to be. */
enum word { WORD_OPTION, WORD_OTHER, WORD_UNKNOWN, WORD_WRONG };

static enum word take_option(struct command_line *line, const struct command_spec *command,
	const struct option_spec *spec, struct option_value *values, struct cursor *cursor,
	const char *attached)
{
	const char *text = attached;

	if (spec->other != NULL) {
		text = spec->other_value;
		spec = find_named(command, spec->other);
		return option_set(line, spec, &values[spec - command->options], text) ? WORD_OPTION
										      : WORD_WRONG;
	}
	if (spec->kind == OPTION_FLAG || (spec->kind == OPTION_SWITCH && text == NULL))
		text = "";
	else if (text == NULL)
		text = take(cursor);
	if (text == NULL) {
		(void)FAIL(
			line, EXIT_USAGE, "option '", spec->flags, "' argument missing", TRY_HELP);
		return WORD_WRONG;
	}
	return option_set(line, spec, &values[spec - command->options], text) ? WORD_OPTION
									      : WORD_WRONG;
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
		return take_option(line, command, spec, values, cursor, NULL);
	if (word[1] != '-') {
		spec = find(command, word, 2);
		if (spec == NULL || length == 2)
			return WORD_UNKNOWN;
		if (spec->kind == OPTION_FLAG || spec->kind == OPTION_SWITCH) {
			cursor->cluster = word + 2;
			return take_option(line, command, spec, values, cursor, NULL);
		}
		return take_option(line, command, spec, values, cursor, word + 2);
	}
	spec = equals == NULL ? NULL : find(command, word, (size_t)(equals - word));
	if (spec == NULL || spec->kind == OPTION_FLAG)
		return WORD_UNKNOWN;
	return take_option(line, command, spec, values, cursor, equals + 1);
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
			!option_set(line, spec, &values[i], spec->fallback))
			return false;
	}
	return true;
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
	if (operands_check(line, found) && operands_resolve(line) &&
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

static bool is_text(const char *word)
{
	size_t length = strlen(word);
	size_t step;

	for (size_t at = 0; at < length; at += step) {
		step = utf8_length((const unsigned char *)word + at, length - at);
		if (step == 0)
			return false;
	}
	return true;
}

/* Whatever is not would be something else in the engine and in the record. It is told byte by byte.
 */
static bool words_are_text(struct command_line *line, size_t argc, const char *const *argv)
{
	char byte[8];
	size_t i = 0;

	while (i < argc && is_text(argv[i]))
		i++;
	if (i == argc)
		return true;
	(void)FAIL(line, 1, "expected UTF-8 on the command line, found `");
	for (const char *at = argv[i]; *at != '\0'; at++) {
		bool is_plain = *at >= ' ' && *at <= '~';

		(void)snprintf(byte, sizeof(byte), is_plain ? "%c" : "\\x%02x", (unsigned char)*at);
		buffer_text(&line->complaint, byte);
	}
	buffer_text(&line->complaint, "`");
	return false;
}

void command_line_parse(
	struct command_line *line, struct arena *arena, size_t argc, const char *const *argv)
{
	struct cursor cursor = {.argv = abbreviations_expand(arena, argc, argv), .argc = argc};

	*line = (struct command_line){.kind = LINE_WRONG, .command = &program_root, .arena = arena};
	if (buffer_take(&line->complaint, arena, COMPLAINT_LIMIT) < 0)
		return;
	if (cursor.argv == NULL)
		(void)FAIL(line, 1, "no memory");
	else if (words_are_text(line, argc, argv))
		parse_root(line, &cursor);
}

static const char *find_value(
	const struct command_spec *command, const struct option_value *values, const char *name)
{
	const struct option_spec *spec = find_named(command, name);

	return spec == NULL ? NULL : values[spec - command->options].text;
}

const char *command_line_global(const struct command_line *line, const char *name)
{
	return find_value(&program_root, line->globals, name);
}

const char *command_line_option(const struct command_line *line, const char *name)
{
	return find_value(line->command, line->options, name);
}
