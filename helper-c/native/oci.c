// See oci.h.
#include "oci.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "carry.h"
#include "engine.h"
#include "errno_name.h"
#include "report.h"
#include "run.h"
#include "sys.h"
#include "value.h"

/* How often to plan anew when the container has changed between planning and locking. */
#define ATTEMPTS      5
#define AGAIN_SIZE    64
#define MESSAGE_LIMIT (64U << 20)
#define JOURNAL_LIMIT (64U << 20)
#define CLOEXEC_RANGE 4U /* CLOSE_RANGE_CLOEXEC, Linux 5.11 */
#define FIRST_FD      3U /* after the standard streams */

struct service {
	const struct command_line *line;
	const char *command;
	struct log *log;
	struct arena *arena;
	struct request request;
	struct answer answer;
	struct buffer message;
	/* What is asked again is asked with. */
	char again_option[AGAIN_SIZE];
	char again_value[AGAIN_SIZE];
	/* One of several containers: what is wrong with it is a warning. */
	bool is_lenient;
};

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

/* Of the options before the command, those that the engine decides by. */
static void add_globals(struct request *request, const struct command_line *line)
{
	const char *root = command_line_global(line, "root");
	const char *manager = command_line_global(line, "cgroupManager");

	if (command_line_global(line, "systemdCgroup") != NULL)
		manager = "systemd";
	if (root != NULL)
		request_option_text(request, "root", root);
	if (manager != NULL)
		request_option_text(request, "cgroupManager", manager);
	if (command_line_global(line, "strict") != NULL)
		request_option_flag(request, "strict");
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

static int open_service(struct service *service, const struct command_line *line, struct log *log,
	struct arena *arena)
{
	*service = (struct service){
		.line = line, .command = line->command->name, .log = log, .arena = arena};
	if (request_open(&service->request, service->command) < 0 ||
		answer_open(&service->answer) < 0 ||
		buffer_open(&service->message, MESSAGE_LIMIT) < 0)
		return -ENOMEM;
	add_globals(&service->request, line);
	return 0;
}

/* `message` is `COMMAND: ` and what stands in it; then it is empty again. */
static void tell(struct service *service, enum log_level level)
{
	if (service->is_lenient && level == LOG_ERROR)
		level = LOG_WARNING;
	log_message(service->log, level, buffer_c_string(&service->message));
	service->message.length = 0;
}

static void begin_message(struct service *service)
{
	buffer_text(&service->message, service->command);
	buffer_text(&service->message, ": ");
}

/* An error of our own: `COMMAND: WHY`. */
static int fail(struct service *service, const char *why)
{
	service->message.length = 0;
	begin_message(service);
	buffer_text(&service->message, why);
	tell(service, LOG_ERROR);
	return EXIT_FAILED;
}

static void ask(struct service *service)
{
	const char *at = service->answer.warnings.data;
	const char *end;

	answer_request(&service->answer, &service->request, service->arena);
	if (service->answer.kind == ANSWER_BROKEN)
		return;
	end = at + service->answer.warnings.length;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct bytes line = {
			(const uint8_t *)at, (size_t)((newline == NULL ? end : newline) - at)};

		begin_message(service);
		report_diagnostic(&service->message, value_read(line, service->arena));
		tell(service, LOG_WARNING);
		at += line.length + 1;
	}
}

/* One line each on stderr; one record in the log, because engines take only one. */
static int report_diagnostics(struct service *service)
{
	const struct value *answer = value_read(
		buffer_bytes(&service->answer.bytes), service->arena);
	const struct value *list = value_member(answer, "diagnostics");

	if (list == NULL)
		return fail(service, "the engine's diagnostics cannot be read (a bug)");
	for (const struct value *one = list->first; one != NULL; one = one->next) {
		const char *severity = value_text(one, "severity");

		if (severity == NULL || strcmp(severity, "error") != 0)
			continue;
		if (service->message.length > 0)
			buffer_text(&service->message, "\n");
		begin_message(service);
		report_diagnostic(&service->message, one);
	}
	tell(service, LOG_ERROR);
	return EXIT_FAILED;
}

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

static int report_remarks(struct service *service, struct ctx *ctx, int status)
{
	struct report report = {.command = service->command,
		.plan = buffer_bytes(&service->answer.bytes),
		.arena = service->arena};
	char *text = carry_reserve(JOURNAL_LIMIT);
	ssize_t length = text == NULL ? -ENOMEM : journal_text(ctx, text, JOURNAL_LIMIT);
	const char *warning;
	size_t at = 0;

	if (length < 0)
		return fail(service, "the journal cannot be read");
	report.journal = (struct bytes){(const uint8_t *)text, (size_t)length};
	report.source = find_source(service);
	for (warning = report_warning(&report, &at); warning != NULL;
		warning = report_warning(&report, &at)) {
		begin_message(service);
		buffer_text(&service->message, warning);
		tell(service, LOG_WARNING);
	}
	if (report_failure(&service->message, &report))
		tell(service, has_failed(&report) ? LOG_ERROR : LOG_WARNING);
	return status;
}

/* What went wrong before there was a journal. */
static int report_unbegun(struct service *service, const struct ctx *ctx)
{
	const struct failure *failure = ctx->failure;
	char text[CTX_OBJECT_SIZE + CTX_WHY_SIZE + 128];

	(void)snprintf(text, sizeof(text), "%s %s: %s%s%s%s", failure->step, failure->object,
		errno_name(failure->error), failure->why[0] == '\0' ? "" : " (", failure->why,
		failure->why[0] == '\0' ? "" : ")");
	return fail(service, text);
}

static int refuse(struct service *service, const char *why)
{
	char text[CARRY_WHY_SIZE + 64];

	(void)snprintf(text, sizeof(text), "nothing was carried out (a bug): %s", why);
	(void)fail(service, text);
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
		return fail(service, "chdir /: EACCES");
	/* Whatever the caller left open is none of the container's business. */
	(void)sys_close_range(FIRST_FD, ~0U, CLOEXEC_RANGE);
	request_release_inputs(&service->request);
	status = carry_out(&cargo, &ctx, why);
	if (why[0] != '\0')
		return refuse(service, why);
	(void)umask(ctx.caller_umask);
	if (ctx.is_stale) {
		/* Locks and descriptors are this attempt's. */
		(void)sys_close_range(FIRST_FD + service->request.kept, ~0U, 0);
		return -ESTALE;
	}
	if (!ctx.shared->chain.is_begun)
		return report_unbegun(service, &ctx);
	return ctx.shared->chain.has_remarks ? report_remarks(service, &ctx, status) : status;
}

static int serve(struct service *service);

/* One after the other, each in a process of its own: a plan that was carried out leaves one that
 * cannot carry out another. */
static int serve_each(struct service *service, const struct value *ids)
{
	for (const struct value *id = ids->first; id != NULL; id = id->next) {
		pid_t pid = fork();

		if (pid < 0)
			return fail(service, "fork: EAGAIN");
		if (pid == 0) {
			service->is_lenient = true;
			request_option_text(&service->request, "id", id->text);
			request_drop_option(&service->request, "regex");
			_exit(serve(service));
		}
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			continue;
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

	if (option == NULL || value == NULL || strlen(option) >= AGAIN_SIZE ||
		strlen(value) >= AGAIN_SIZE)
		return fail(service, "the engine's output cannot be read (a bug)");
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
		return fail(service, "the engine's output cannot be read (a bug)");
	log_print(STDOUT_FILENO, output->text, output->length);
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
		ask(service);
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
			return report_diagnostics(service);
		case ANSWER_NEED:
		case ANSWER_BROKEN:
			return fail(service, service->answer.why);
		}
		if (status != -ESTALE)
			return status;
	}
	(void)snprintf(text, sizeof(text),
		"%s: the container kept changing meanwhile (planned %d times)", service->command,
		ATTEMPTS);
	return fail(service, text);
}

int oci_command(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;

	if (open_service(&service, line, log, arena) < 0)
		return fail(&service, "no memory");
	add_options(&service.request, line->command, line->options);
	add_operands(&service.request, line);
	return serve(&service);
}

/* The engine cannot know its own digest. */
int oci_version(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;

	if (open_service(&service, line, log, arena) < 0)
		return fail(&service, "no memory");
	service.command = service.request.command = "version";
	request_option_text(&service.request, "engine", engine_digest);
	return serve(&service);
}

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
	return fail(service, why);
}

int oci_spec(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct service service;
	const struct value *answer;
	const struct value *output;

	if (open_service(&service, line, log, arena) < 0)
		return fail(&service, "no memory");
	request_option_text(&service.request, "bundle", command_line_option(line, "bundle"));
	if (command_line_option(line, "rootless") != NULL)
		request_option_flag(&service.request, "rootless");
	ask(&service);
	if (service.answer.kind == ANSWER_DIAGNOSTICS)
		return report_diagnostics(&service);
	answer = value_read(buffer_bytes(&service.answer.bytes), arena);
	output = value_member(answer, "output");
	if (service.answer.kind != ANSWER_OUTPUT || output == NULL)
		return fail(&service, service.answer.why);
	if (write_config(&service, output->text, output->length) != 0)
		return EXIT_FAILED;
	return (int)value_number(answer, "exit", EXIT_FAILED);
}
