// See request_line.h.
#include "request_line.h"

/* Kept from the last to the first. */
static void add_texts(struct request *request, const struct option_text *text)
{
	if (text == NULL)
		return;
	add_texts(request, text->before);
	request_list_text(request, text->text);
}

static void add_options(struct request *request, const struct command_spec *command,
	const struct option_value *values)
{
	for (size_t i = 0; i < command->option_count; i++) {
		const struct option_spec *spec = &command->options[i];

		if (values[i].text == NULL)
			continue;
		switch (spec->kind) {
		case OPTION_FLAG:
			request_option_flag(request, spec->name);
			break;
		case OPTION_SWITCH:
		case OPTION_TEXT:
		case OPTION_PATH:
		case OPTION_INPUT:
			request_option_text(request, spec->name, values[i].text);
			break;
		case OPTION_COUNT:
			request_option_number(request, spec->name, values[i].number);
			break;
		case OPTION_LIST:
			request_begin_list(request);
			add_texts(request, values[i].list);
			request_end_list(request, spec->name);
			break;
		}
	}
}

static void add_operands(struct request *request, const struct command_line *line)
{
	for (size_t i = 0; i < line->command->operand_count; i++) {
		const struct operand_spec *spec = &line->command->operands[i];

		if (spec->is_rest) {
			request_begin_list(request);
			for (size_t at = 0; at < line->rest_count; at++)
				request_list_text(request, line->rest[at]);
			request_end_list(request, spec->name);
		} else if (i < line->operand_count) {
			request_option_text(request, spec->name, line->operands[i]);
		}
	}
}

void request_line_globals(struct request *request, const struct command_line *line)
{
	const char *root = command_line_global(line, "root");
	const char *manager = command_line_global(line, "cgroupManager");

	if (root != NULL)
		request_option_text(request, "root", root);
	if (manager != NULL)
		request_option_text(request, "cgroupManager", manager);
	if (command_line_global(line, "strict") != NULL)
		request_option_flag(request, "strict");
}

void request_line_own(struct request *request, const struct command_line *line)
{
	add_options(request, line->command, line->options);
	add_operands(request, line);
}
