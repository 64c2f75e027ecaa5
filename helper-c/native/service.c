// See service.h.
#include "service.h"

#include <errno.h>
#include <string.h>

#include "report.h"
#include "request_line.h"
#include "value.h"

#define MESSAGE_LIMIT (64U << 20)

int service_open(struct service *service, const struct command_line *line, struct log *log,
	struct arena *arena)
{
	*service = (struct service){
		.line = line, .command = line->command->name, .log = log, .arena = arena};
	if (request_open(&service->request, service->command, arena) < 0 ||
		answer_open(&service->answer, arena) < 0 ||
		buffer_take(&service->message, arena, MESSAGE_LIMIT) < 0)
		return -ENOMEM;
	/* Nothing is gathered before the answer that asked for it has been read. */
	service->request.scratch = service->answer.bytes;
	request_line_globals(&service->request, line);
	return 0;
}

void service_tell(struct service *service, enum log_level level)
{
	log_message(service->log, level, buffer_c_string(&service->message));
	service->message.length = 0;
}

void service_begin(struct service *service)
{
	buffer_text(&service->message, service->command);
	buffer_text(&service->message, ": ");
}

int service_fail(struct service *service, const char *why)
{
	service->message.length = 0;
	service_begin(service);
	buffer_text(&service->message, why);
	service_tell(service, LOG_ERROR);
	return EXIT_FAILED;
}

/* Of the bundle that the command is about, or NULL. */
static const char *config_of(struct service *service)
{
	static const char name[] = "/config.json";
	const char *config = command_line_option(service->line, "config");
	const char *bundle = command_line_option(service->line, "bundle");
	char *path;

	if (!service->line->command->reads_bundle)
		return NULL;
	if (config != NULL || bundle == NULL)
		return config;
	path = arena_take(service->arena, strlen(bundle) + sizeof(name));
	if (path != NULL)
		strcat(strcpy(path, bundle), name);
	return path;
}

void service_ask(struct service *service)
{
	const char *at = service->answer.warnings.data;
	const char *end;

	answer_request(&service->answer, &service->request, config_of(service), service->arena);
	if (service->answer.kind == ANSWER_BROKEN)
		return;
	end = at + service->answer.warnings.length;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct bytes line = {
			(const uint8_t *)at, (size_t)((newline == NULL ? end : newline) - at)};

		service_begin(service);
		report_diagnostic(&service->message, value_read(line, service->arena));
		service_tell(service, LOG_WARNING);
		at += line.length + 1;
	}
}

/* One line each on stderr; one record in the log, because engines take only one. */
int service_refuse(struct service *service)
{
	const struct value *answer = value_read(
		buffer_bytes(&service->answer.bytes), service->arena);
	const struct value *list = value_member(answer, "diagnostics");

	if (list == NULL)
		return service_fail(service, "the engine's diagnostics cannot be read (a bug)");
	for (const struct value *one = list->first; one != NULL; one = one->next) {
		const char *severity = value_text(one, "severity");

		if (severity == NULL || strcmp(severity, "error") != 0)
			continue;
		if (service->message.length > 0)
			buffer_text(&service->message, "\n");
		service_begin(service);
		report_diagnostic(&service->message, one);
	}
	service_tell(service, LOG_ERROR);
	return EXIT_FAILED;
}
