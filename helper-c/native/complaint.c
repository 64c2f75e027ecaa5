// See complaint.h.
#include "complaint.h"

bool complaint_make(struct command_line *line, int status, const char *const parts[], size_t count)
{
	line->kind = LINE_WRONG;
	line->status = status;
	line->complaint.length = 0;
	for (size_t i = 0; i < count; i++)
		buffer_text(&line->complaint, parts[i]);
	return false;
}

bool complaint_of_value(struct command_line *line, const char *text, const char *value)
{
	(void)FAIL(line, 1, "");
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '\1')
			buffer_text(&line->complaint, value);
		else
			buffer_put(&line->complaint, at, 1);
	}
	return false;
}
