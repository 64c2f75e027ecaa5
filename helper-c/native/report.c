// See report.h.
#include "report.h"

#include <string.h>

#include "locate.h"
#include "printable.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Starts a part: what stands before it ends with a colon. */
static void part(struct buffer *out, size_t begin, const char *separator)
{
	if (out->length > begin)
		buffer_text(out, separator);
}

void report_diagnostic(struct buffer *out, const struct value *diagnostic)
{
	static const char *const places[] = {"line", "column"};
	static const char *const texts[] = {"pointer", "message"};
	const char *file = value_text(diagnostic, "file");
	const char *severity = value_text(diagnostic, "severity");
	size_t begin = out->length;

	if (file != NULL)
		printable_text(out, base_name(file));
	for (size_t i = 0; i < 2; i++) {
		const struct value *place = value_member(diagnostic, places[i]);

		if (place == NULL)
			continue;
		part(out, begin, ":");
		buffer_text(out, place->text);
	}
	if (severity != NULL && strcmp(severity, "warning") == 0) {
		part(out, begin, ": ");
		buffer_text(out, "warning");
	}
	for (size_t i = 0; i < 2; i++) {
		const struct value *text = value_member(diagnostic, texts[i]);

		if (text == NULL || text->length == 0)
			continue;
		part(out, begin, ": ");
		printable_put(out, text->text, text->length);
	}
}

/* The next line of the journal; NULL at its end. A line that is torn is left out. */
static const struct value *next_entry(const struct report *report, size_t *at)
{
	while (*at < report->journal.length) {
		const uint8_t *begin = report->journal.data + *at;
		const uint8_t *end = memchr(begin, '\n', report->journal.length - *at);
		const struct value *entry;

		if (end == NULL)
			return NULL;
		*at += (size_t)(end - begin) + 1;
		entry = value_read((struct bytes){begin, (size_t)(end - begin)}, report->arena);
		if (entry != NULL)
			return entry;
	}
	return NULL;
}

static bool is_event(const struct value *entry, const char *event)
{
	const char *found = value_text(entry, "event");

	return found != NULL && strcmp(found, event) == 0;
}

const char *report_warning(const struct report *report, size_t *at)
{
	for (const struct value *entry = next_entry(report, at); entry != NULL;
		entry = next_entry(report, at)) {
		const char *warning = value_text(value_member(entry, "result"), "warning");

		if (warning != NULL && is_event(entry, "done"))
			return warning;
	}
	return NULL;
}

/* The action of that number: in the order of the text, a spawning action before its children. */
static const struct value *find_action(
	const struct value *actions, uint64_t number, uint64_t *count)
{
	if (actions == NULL || actions->type != VALUE_LIST)
		return NULL;
	for (const struct value *action = actions->first; action != NULL; action = action->next) {
		const struct value *found;

		if ((*count)++ == number)
			return action;
		found = find_action(value_member(action, "child"), number, count);
		if (found == NULL)
			found = find_action(value_member(action, "actions"), number, count);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static void put_place(struct buffer *out, const struct value *action, uint64_t number,
	const struct report_source *source)
{
	const char *from = value_text(action, "from");
	size_t line;

	if (action == NULL) {
		buffer_text(out, "action ");
		buffer_number(out, number);
		return;
	}
	buffer_text(out, value_text(action, "do"));
	if (from == NULL)
		return;
	buffer_text(out, " at ");
	printable_text(out, from);
	line = source == NULL || source->text.data == NULL ? 0 : locate_line(source->text, from);
	if (line == 0)
		return;
	buffer_text(out, " (");
	printable_text(out, base_name(source->path));
	buffer_text(out, ":");
	buffer_number(out, line);
	buffer_text(out, ")");
}

/* These say the whole in one sentence; an errno that stands for them says nothing more. */
static bool is_told_by_message(const char *errno_word)
{
	return errno_word == NULL || strcmp(errno_word, "ECHILD") == 0 ||
	       strcmp(errno_word, "ETIMEDOUT") == 0;
}

/* Of criu, a message has the lines of its log that tell of errors. */
static void put_message(struct buffer *out, const char *message, const struct value *action)
{
	const char *kind = value_text(action, "do");
	bool has_lines = kind != NULL && strncmp(kind, "criu.", strlen("criu.")) == 0;
	size_t length = strcspn(message, has_lines ? "\n" : "");

	printable_put(out, message, length);
	for (message += length; *message != '\0'; message += length) {
		buffer_text(out, "\n");
		length = strcspn(++message, "\n");
		printable_put(out, message, length);
	}
}

/* `move_mount /dev/shm: EBUSY (why)`. A message that quotes a name is complete by itself and stays
 * unbroken: container engines look for some of them. */
static void put_detail(struct buffer *out, const struct value *entry, const struct value *action)
{
	const char *message = value_text(entry, "message");
	const char *step = value_text(entry, "step");
	const char *object = value_text(entry, "object");
	const char *errno_word = value_text(entry, "errno");
	bool has_message = message != NULL && message[0] != '\0';
	bool has_step = step != NULL && step[0] != '\0';
	bool has_object = object != NULL && object[0] != '\0';

	if (has_message && (strchr(message, '`') != NULL || is_told_by_message(errno_word))) {
		put_message(out, message, action);
		return;
	}
	if (has_step)
		buffer_text(out, step);
	if (has_object) {
		buffer_text(out, has_step ? " " : "");
		printable_text(out, object);
	}
	if (has_step || has_object)
		buffer_text(out, ": ");
	buffer_text(out, errno_word == NULL ? "failed" : errno_word);
	if (!has_message)
		return;
	buffer_text(out, " (");
	put_message(out, message, action);
	buffer_text(out, ")");
}

static void put_left(struct buffer *out, const struct report *report, const struct value *actions)
{
	const char *separator = "; could not be undone: ";
	size_t at = 0;

	for (const struct value *entry = next_entry(report, &at); entry != NULL;
		entry = next_entry(report, &at)) {
		uint64_t number = value_number(entry, "action", 0);
		const struct value *action;
		uint64_t count = 0;

		if (!is_event(entry, "undo-failed"))
			continue;
		action = find_action(actions, number, &count);
		buffer_text(out, separator);
		put_place(out, action, number, NULL);
		buffer_text(out, ": ");
		put_detail(out, entry, action);
		separator = "; ";
	}
}

/* The one failure that is not about an action but about the caller's own choice of name; engines
 * look for these words. */
static bool is_taken_name(const struct value *action, const struct value *failed)
{
	const char *kind = value_text(action, "do");
	const char *errno_word = value_text(failed, "errno");

	return kind != NULL && errno_word != NULL && strcmp(kind, "state.reserve") == 0 &&
	       strcmp(errno_word, "EEXIST") == 0;
}

bool report_failure(struct buffer *out, const struct report *report)
{
	const struct value *actions = value_member(
		value_read(report->plan, report->arena), "actions");
	const struct value *failed;
	const struct value *action;
	uint64_t number;
	uint64_t count = 0;
	size_t at = 0;

	do
		failed = next_entry(report, &at);
	while (failed != NULL && !is_event(failed, "failed"));
	if (failed == NULL)
		return false;
	number = value_number(failed, "action", 0);
	action = find_action(actions, number, &count);
	buffer_text(out, report->command);
	buffer_text(out, ": ");
	if (is_taken_name(action, failed)) {
		buffer_text(out, "container `");
		buffer_text(out, value_text(action, "id"));
		buffer_text(out, "` already exists");
		return true;
	}
	put_place(out, action, number, &report->source);
	buffer_text(out, ": ");
	put_detail(out, failed, action);
	put_left(out, report, actions);
	return true;
}
