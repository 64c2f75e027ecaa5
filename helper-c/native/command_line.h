// argv -> which command, with which values, or the words of complaint: as the host's command line
// does it, from the same declaration.
#ifndef NATIVE_COMMAND_LINE_H
#define NATIVE_COMMAND_LINE_H

#include "arena.h"
#include "buffer.h"
#include "program.h"

#define EXIT_FAILED    1
#define EXIT_USAGE     64 /* EX_USAGE of sysexits.h: an option that cannot be read */
#define OPERANDS_LIMIT 8

/* One text of an option that may be given often; the next one is the one given before it. */
struct option_text {
	const char *text;
	const struct option_text *before;
};

struct option_value {
	/* NULL when it was not given; of a flag, any text. */
	const char *text;
	uint64_t number;
	const struct option_text *list;
};

enum line_kind { LINE_COMMAND, LINE_VERSION, LINE_HELP, LINE_WRONG };

struct command_line {
	enum line_kind kind;
	/* Of LINE_COMMAND and LINE_HELP; the root, too. */
	const struct command_spec *command;
	struct option_value globals[PROGRAM_OPTIONS_MAX];
	struct option_value options[PROGRAM_OPTIONS_MAX];
	const char *operands[OPERANDS_LIMIT];
	size_t operand_count;
	/* Of the operand that is all that is left of the line. */
	const char *const *rest;
	size_t rest_count;
	/* Of LINE_WRONG: what to say, and the exit status. */
	struct buffer complaint;
	int status;
	struct arena *arena;
};

/* `line` is filled; `argv` is without the program's name, and borrowed. */
void command_line_parse(
	struct command_line *line, struct arena *arena, size_t argc, const char *const *argv);

/* The value of a global option; NULL when it is not given. */
const char *command_line_global(const struct command_line *line, const char *name);
const char *command_line_option(const struct command_line *line, const char *name);
const char *command_line_operand(const struct command_line *line, const char *name);

/* Absolute and without `.`, `..` and doubled slashes, by its text alone; NULL, with the reason in
 * `why`, without memory, or when the directory it is relative to is gone. */
const char *command_line_resolve(struct arena *arena, const char *path, const char **why);

#endif
