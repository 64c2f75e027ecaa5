// See oci.h.
#include "oci.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "carry.h"
#include "engine.h"
#include "pages.h"
#include "remarks.h"
#include "request_line.h"
#include "run.h"
#include "service.h"
#include "sys.h"
#include "value.h"

/* How often to plan anew when the container has changed between planning and locking. */
#define ATTEMPTS 5
#define FIRST_FD 3U /* after the standard streams */

static int refuse(struct service *service, const char *why)
{
	char text[CARRY_WHY_SIZE + 64];

	(void)snprintf(text, sizeof(text), "nothing was carried out (a bug): %s", why);
	(void)service_fail(service, text);
	return RUN_REFUSED;
}

/* Returns the exit status, or -ESTALE: plan anew. */
static int carry_plan(struct service *service)
{
	struct cargo cargo = {.plan = buffer_bytes(&service->answer.bytes),
		.inputs = service->answer.request,
		.engine = engine_digest,
		.journal_copy = -1,
		.must_be_sealed = true};
	struct ctx ctx;
	char why[CARRY_WHY_SIZE];
	int status;

	/* Every path in a plan is absolute, and ours may be gone; the root never is. */
	if (chdir("/") < 0)
		return service_fail(service, "chdir /: EACCES");
	/* Whatever the caller left open is none of the container's business. */
	sys_close_on_exec(FIRST_FD);
	/* Whatever was read where the plan is now: a container may be waited for. */
	buffer_trim(&service->answer.bytes);
	pages_keep(service->arena->memory, service->arena->size);
	status = carry_out(&cargo, &ctx, why);
	if (why[0] != '\0')
		return refuse(service, why);
	(void)umask(ctx.caller_umask);
	if (ctx.is_stale) {
		/* Locks and descriptors are this attempt's. */
		sys_close_owned(&ctx.state);
		sys_close_all(FIRST_FD + service->request.kept, ~0U);
		return -ESTALE;
	}
	if (!ctx.shared->chain.is_begun)
		return remarks_report_unbegun(service, &ctx);
	return ctx.shared->chain.has_remarks ? remarks_report(service, &ctx, status) : status;
}

static int serve(struct service *service);

/* What is wrong with one is told, and no failure; a log that cannot be written is one of all. */
static _Noreturn void serve_one(struct service *service, const char *id)
{
	const struct log *log = service->log;

	request_option_text(&service->request, "id", id);
	request_drop_option(&service->request, "regex");
	(void)serve(service);
	if (log->why[0] == '\0')
		_exit(0);
	log_complain(log->why);
	_exit(EXIT_FAILED);
}

/* One after the other, each in a process of its own: a plan that was carried out leaves one that
 * cannot carry out another. */
static int serve_each(struct service *service, const struct value *ids)
{
	for (const struct value *id = ids->first; id != NULL; id = id->next) {
		pid_t pid = fork();
		int status = 0;

		if (pid < 0)
			return service_fail(service, "fork: EAGAIN");
		if (pid == 0)
			serve_one(service, id->text);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			continue;
		if (status != 0)
			return EXIT_FAILED;
	}
	return 0;
}

/* Waits as long as is asked for, and asks again with the option that is asked for. */
static int serve_again(struct service *service, const struct value *again)
{
	const char *option = value_text(again, "option");
	const char *value = value_text(again, "value");
	uint64_t wait = value_number(again, "afterMs", 0);
	struct timespec pause = {
		.tv_sec = (time_t)(wait / 1000), .tv_nsec = (long)(wait % 1000) * 1000000};

	if (option == NULL || value == NULL || strlen(option) >= SERVICE_AGAIN_SIZE ||
		strlen(value) >= SERVICE_AGAIN_SIZE)
		return service_fail(service, "the engine's output cannot be read (a bug)");
	strcpy(service->again_option, option);
	strcpy(service->again_value, value);
	(void)nanosleep(&pause, NULL); /* too short a sleep only asks sooner */
	return -EAGAIN;
}

static int print_output(struct service *service)
{
	const struct value *answer = value_read(
		buffer_bytes(&service->answer.bytes), service->arena);
	const struct value *output = value_member(answer, "output");

	if (output == NULL || output->type != VALUE_TEXT)
		return service_fail(service, "the engine's output cannot be read (a bug)");
	if (log_output(service->log, output->text, output->length) < 0)
		return EXIT_FAILED;
	if (value_member(answer, "each") != NULL)
		return serve_each(service, value_member(answer, "each"));
	if (value_member(answer, "again") != NULL)
		return serve_again(service, value_member(answer, "again"));
	return (int)value_number(answer, "exit", EXIT_FAILED);
}

/* As it was when it was first asked, but for one option: this may go on for days. */
static void begin_again(struct service *service, size_t stored, size_t used)
{
	struct arena *arena = service->arena;

	memset(arena->memory + used, 0, arena->used - used);
	arena->used = used;
	service->request.store.length = stored;
	request_option_text(&service->request, service->again_option, service->again_value);
}

static int serve(struct service *service)
{
	const size_t stored = service->request.store.length;
	const size_t used = service->arena->used;
	char text[160];

	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		int status = -ESTALE;

		request_clear_inputs(&service->request);
		service_ask(service);
		switch (service->answer.kind) {
		case ANSWER_PLAN:
			status = carry_plan(service);
			break;
		case ANSWER_OUTPUT:
			status = print_output(service);
			if (status != -EAGAIN)
				return status;
			begin_again(service, stored, used);
			attempt = -1;
			continue;
		case ANSWER_DIAGNOSTICS:
			return service_refuse(service);
		case ANSWER_NEED:
		case ANSWER_BROKEN:
			return service_fail(service, service->answer.why);
		}
		if (status != -ESTALE)
			return status;
	}
	(void)snprintf(text, sizeof(text),
		"%s: the container kept changing meanwhile (planned %d times)", service->command,
		ATTEMPTS);
	return service_fail(service, text);
}

int oci_command(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;

	if (service_open(&service, line, log, arena) < 0)
		return service_fail(&service, "no memory");
	request_line_own(&service.request, line);
	return serve(&service);
}

/* The engine cannot know its own digest. */
int oci_version(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;

	if (service_open(&service, line, log, arena) < 0)
		return service_fail(&service, "no memory");
	service.command = service.request.command = "version";
	request_option_text(&service.request, "engine", engine_digest);
	return serve(&service);
}
