// See operands.h.
#include "operands.h"

#include <string.h>

#include "complaint.h"
#include "option_values.h"

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
bool operands_check(struct command_line *line, size_t found)
{
	const struct command_spec *command = line->command;

	for (size_t i = 0; i < command->operand_count && i < found && i < OPERANDS_LIMIT; i++)
		if (!option_has_choice(command->operands[i].choices, line->operands[i]))
			return complaint_of_value(
				line, command->operands[i].complaint, line->operands[i]);
	return count_operands(line, found);
}

bool operands_resolve(struct command_line *line)
{
	const struct command_spec *command = line->command;
	const char *why;

	for (size_t i = 0; i < command->operand_count && i < line->operand_count; i++) {
		if (!command->operands[i].is_input || strcmp(line->operands[i], "-") == 0)
			continue;
		line->operands[i] = command_line_resolve(line->arena, line->operands[i], &why);
		if (line->operands[i] == NULL)
			return FAIL(line, 1, why);
	}
	return true;
}

const char *command_line_operand(const struct command_line *line, const char *name)
{
	for (size_t i = 0; i < line->command->operand_count && i < line->operand_count; i++)
		if (strcmp(line->command->operands[i].name, name) == 0)
			return line->operands[i];
	return NULL;
}
