// `spec`: what the engine gives, in a file (see oci.h).
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "errno_name.h"
#include "oci.h"
#include "service.h"
#include "sys.h"
#include "value.h"

/* A file named by the user is theirs to overwrite; one that merely happens to be there is not. */
static int write_config(struct service *service, const char *text, size_t length)
{
	const char *named = command_line_option(service->line, "file");
	const char *bundle = command_line_option(service->line, "bundle");
	int flags = O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC |
		    (named == NULL ? O_EXCL : O_TRUNC);
	char path[PATH_MAX];
	char why[PATH_MAX + 64];
	OWNED_FD int file = -1;
	int error;

	(void)snprintf(path, sizeof(path), "%s%s", named == NULL ? bundle : named,
		named == NULL ? "/config.json" : "");
	file = open(path, flags, 0644);
	error = file < 0 ? -errno : sys_write_all(file, text, length);
	if (error == 0)
		return 0;
	if (error == -EEXIST)
		(void)snprintf(why, sizeof(why), "`%s` already exists", strrchr(path, '/') + 1);
	else
		(void)snprintf(why, sizeof(why), "write `%s`: %s", path, errno_name(error));
	return service_fail(service, why);
}

int oci_spec(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;
	const struct value *answer;
	const struct value *output;

	if (service_open(&service, line, log, arena) < 0)
		return service_fail(&service, "no memory");
	request_option_text(&service.request, "bundle", command_line_option(line, "bundle"));
	if (command_line_option(line, "rootless") != NULL)
		request_option_flag(&service.request, "rootless");
	service_ask(&service);
	if (service.answer.kind == ANSWER_DIAGNOSTICS)
		return service_refuse(&service);
	answer = value_read(buffer_bytes(&service.answer.bytes), arena);
	output = value_member(answer, "output");
	if (service.answer.kind != ANSWER_OUTPUT || output == NULL)
		return service_fail(&service, service.answer.why);
	if (write_config(&service, output->text, output->length) != 0)
		return EXIT_FAILED;
	return (int)value_number(answer, "exit", EXIT_FAILED);
}
