// See remarks.h.
#include "remarks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ctx.h"
#include "errno_name.h"
#include "pages.h"
#include "printable.h"
#include "report.h"
#include "service.h"
#include "value.h"

#define JOURNAL_LIMIT (64U << 20)

/* The text of config.json as the engine saw it, or of the file that update or mounts was given. */
static struct report_source find_source(struct service *service)
{
	const char *path = command_line_option(service->line, "config");
	const struct value *request = value_read(service->answer.request, service->arena);
	const struct value *inputs = value_member(request, "inputs");
	const struct value *config = value_member(inputs, "config");
	const struct value *text = value_member(config, "text");
	struct report_source source = {.path = path == NULL ? "config.json" : path};

	if (config == NULL && value_member(inputs, "resources") != NULL) {
		source.path = command_line_option(service->line, "resources");
		text = value_member(value_member(inputs, "resources"), "text");
	} else if (config == NULL) {
		source.path = command_line_operand(service->line, "file");
		text = value_member(value_member(inputs, "mounts"), "text");
	}
	if (text != NULL && text->type == VALUE_TEXT)
		source.text = (struct bytes){(const uint8_t *)text->text, text->length};
	return source;
}

static bool has_failed(const struct report *report)
{
	const uint8_t *text = report->journal.data;
	size_t at = report->journal.length;
	const struct value *last;
	const char *outcome;

	/* The last line tells how it ended. */
	at -= at > 0;
	while (at > 0 && text[at - 1] != '\n')
		at--;
	last = value_read((struct bytes){text + at, report->journal.length - at}, report->arena);
	outcome = value_text(last, "outcome");
	return outcome == NULL || strcmp(outcome, "failed") == 0 || strcmp(outcome, "refused") == 0;
}

int remarks_report(struct service *service, struct ctx *ctx, int status)
{
	struct report report = {.command = service->command,
		.plan = buffer_bytes(&service->answer.bytes),
		.arena = service->arena};
	char *text = pages_reserve(JOURNAL_LIMIT);
	ssize_t length = text == NULL ? -ENOMEM : journal_text(ctx, text, JOURNAL_LIMIT);
	const char *warning;
	size_t at = 0;

	if (length < 0)
		return service_fail(service, "the journal cannot be read");
	report.journal = (struct bytes){(const uint8_t *)text, (size_t)length};
	report.source = find_source(service);
	for (warning = report_warning(&report, &at); warning != NULL;
		warning = report_warning(&report, &at)) {
		service_begin(service);
		printable_text(&service->message, warning);
		service_tell(service, LOG_WARNING);
	}
	if (report_failure(&service->message, &report))
		service_tell(service, has_failed(&report) ? LOG_ERROR : LOG_WARNING);
	return status;
}

int remarks_report_unbegun(struct service *service, const struct ctx *ctx)
{
	const struct failure *failure = ctx->failure;
	char text[CTX_OBJECT_SIZE + CTX_WHY_SIZE + 128];

	(void)snprintf(text, sizeof(text), "%s %s: %s%s%s%s", failure->step, failure->object,
		errno_name(failure->error), failure->why[0] == '\0' ? "" : " (", failure->why,
		failure->why[0] == '\0' ? "" : ")");
	return service_fail(service, text);
}
