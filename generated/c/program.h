/* Written by `npm run generate` from host/program.ts. Do not edit. */
#ifndef GENERATED_PROGRAM_H
#define GENERATED_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#define PROGRAM_OPTIONS_MAX 71

enum option_kind {
	OPTION_FLAG,
	OPTION_SWITCH,
	OPTION_TEXT,
	OPTION_PATH,
	OPTION_INPUT,
	OPTION_COUNT,
	OPTION_LIST,
};

struct option_spec {
	/* Of the engine's option, and of the value. */
	const char *name;
	/* As help shows them. */
	const char *flags;
	/* With its dashes; NULL when there is none. */
	const char *long_flag;
	/* 0 when there is none. */
	char letter;
	enum option_kind kind;
	/* Ended by NULL; NULL when any value will do. */
	const char *const *choices;
	/* NULL when there is none. */
	const char *fallback;
	/* Of a flag: the name of another option, which is given with that value; NULL: of none. */
	const char *other;
	const char *other_value;
	/* About another choice, or a count that is none; \1 stands for what was given. */
	const char *complaint;
};

struct operand_spec {
	const char *name;
	bool is_optional;
	/* All that is left of the line. */
	bool is_rest;
	/* A path, made absolute, or `-`. */
	bool is_input;
	/* Ended by NULL; NULL when any word will do. */
	const char *const *choices;
	/* About another word; \1 stands for what was given. */
	const char *complaint;
};

enum answered {
	ANSWERED_BY_HOST,
	ANSWERED_BY_ENGINE,
	ANSWERED_FACTS,
	ANSWERED_SPEC,
};

struct command_spec {
	const char *name;
	enum answered answered;
	/* It starts a process that becomes a container's. */
	bool starts_process;
	/* What the engine asks first is known: the facts, and the config.json of its option bundle,
	 * or its option config. */
	bool reads_bundle;
	const struct option_spec *options;
	size_t option_count;
	const struct operand_spec *operands;
	size_t operand_count;
	const char *help;
};

/* What stands before the command; its help tells of all commands. */
extern const struct command_spec program_root;
extern const struct command_spec program_commands[];
extern const size_t program_command_count;

#endif
