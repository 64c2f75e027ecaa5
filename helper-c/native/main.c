// lading-oci: the native entry. The helper with the engine in it: gathers, asks the engine, carries
// out, prints, as the host does, and holds no logic of its own. What only the host can do it says.
//
//   lading-oci [options] <command> [options] [operands]
//   lading-oci engine      a request on standard input, answered as engine.wasm does under WASI
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "command_line.h"
#include "engine.h"
#include "gather.h"
#include "log.h"
#include "oci.h"
#include "pages.h"
#include "sealed.h"
#include "sys.h"

#define ARENA_BYTES    (4ULL << 30) /* reserved; touched as it is used */
#define ARENA_HALVINGS 4U
#define ENGINE_LIMIT   (512U << 20)
#define FACTS_LIMIT    (16U << 20)
#define SCRATCH_LIMIT  (512U << 20) /* a sixteenth has room for two files of READ_LIMIT */

extern char **environ;

static int say(const char *text)
{
	log_complain(text);
	return EXIT_FAILED;
}

/* Descriptors 0 to 2 exist from here on, so that nothing of ours ever gets their numbers. Standard
 * output that was closed fails when it is written, but where it will be a container's. */
static int open_standard_streams(bool is_of_container)
{
	for (int fd = 0; fd <= 2; fd++) {
		int flags = fd == STDOUT_FILENO && !is_of_container ? O_RDONLY : O_RDWR;

		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", flags) != fd)
			return -EBADF;
	}
	return 0;
}

static int only_host(const struct command_line *line, struct log *log)
{
	char text[256];

	(void)snprintf(text, sizeof(text),
		"%s: only the command `lading`, of the same package, does this",
		line->command->name);
	log_message(log, LOG_ERROR, text);
	return EXIT_FAILED;
}

static int print_facts(const struct command_line *line, struct log *log, struct arena *arena)
{
	struct buffer caller_text;
	struct buffer out;
	struct buffer scratch;
	struct caller caller;
	char why[GATHER_WHY_SIZE];

	if (line->operand_count > 0 || command_line_option(line, "list") != NULL)
		return only_host(line, log);
	if (buffer_take(&caller_text, arena, FACTS_LIMIT) < 0 ||
		buffer_take(&out, arena, FACTS_LIMIT) < 0 ||
		buffer_take(&scratch, arena, SCRATCH_LIMIT) < 0)
		return say("no memory");
	caller = gather_caller(&caller_text);
	if (gather_facts(&out, &caller, &scratch, why) < 0)
		return say(why);
	buffer_text(&out, "\n");
	return log_output(log, out.data, out.length) < 0 ? EXIT_FAILED : 0;
}

static int run_command(const struct command_line *line, struct arena *arena)
{
	struct log log;
	int status = EXIT_FAILED;

	if (log_open(&log, line) < 0 || log_make(&log) < 0)
		return say(log.why);
	if (line->kind == LINE_VERSION) {
		status = oci_version(line, &log, arena);
		return log.why[0] == '\0' ? status : say(log.why);
	}
	switch (line->command->answered) {
	case ANSWERED_BY_HOST:
		status = only_host(line, &log);
		break;
	case ANSWERED_FACTS:
		status = print_facts(line, &log, arena);
		break;
	case ANSWERED_SPEC:
		status = oci_spec(line, &log, arena);
		break;
	case ANSWERED_BY_ENGINE:
		status = oci_command(line, &log, arena);
		break;
	}
	return log.why[0] == '\0' ? status : say(log.why);
}

/* An engine reads the log for what went wrong, whatever it was. */
static int refuse(struct command_line *line)
{
	struct log log;

	if (log_open(&log, line) < 0)
		return say(log.why);
	log_message(&log, LOG_ERROR, buffer_c_string(&line->complaint));
	return log.why[0] == '\0' ? line->status : say(log.why);
}

static int answer_line(struct command_line *line, struct arena *arena)
{
	switch (line->kind) {
	case LINE_VERSION:
		return run_command(line, arena);
	case LINE_HELP:
		return log_output(NULL, line->command->help, strlen(line->command->help)) < 0
			       ? EXIT_FAILED
			       : 0;
	case LINE_WRONG:
		return refuse(line);
	case LINE_COMMAND:
		return run_command(line, arena);
	}
	return EXIT_FAILED;
}

/* What is reserved counts, used or not, against RLIMIT_DATA, and where the kernel does not
 * overcommit (vm.overcommit_memory 2, proc_sys_vm(5)). A sixteenth has room for the largest config.
 */
static void reserve(struct arena *arena)
{
	arena->memory = pages_reserve(arena->size);
	while (arena->memory == NULL && arena->halvings < ARENA_HALVINGS) {
		arena->halvings++;
		arena->size /= 2;
		arena->memory = pages_reserve(arena->size);
	}
}

/* As the WASI command: the answer on standard output, warnings on standard error, and the kind of
 * the answer as exit status. */
static int answer_as_engine(struct arena *arena)
{
	struct buffer request;
	struct buffer out;
	struct buffer warnings;
	struct engine *engine;
	ssize_t count = 1;
	enum answer_kind kind;

	if (buffer_take(&request, arena, ENGINE_LIMIT) < 0 ||
		buffer_take(&out, arena, ENGINE_LIMIT) < 0 ||
		buffer_take(&warnings, arena, ENGINE_LIMIT) < 0)
		return say("no memory");
	while (count > 0 && request.length < request.limit) {
		count = sys_read_all(STDIN_FILENO, request.data + request.length,
			request.limit - request.length);
		request.length += count > 0 ? (size_t)count : 0;
	}
	engine = engine_open();
	if (engine == NULL)
		return say("no memory");
	kind = engine_ask(engine, buffer_bytes(&request), &out, &warnings);
	engine_close(engine);
	(void)log_print(STDERR_FILENO, warnings.data, warnings.length);
	return log_output(NULL, out.data, out.length) < 0 ? EXIT_FAILED : (int)kind;
}

/* Whether a word is the name of a command that starts a process, whatever it is there for. */
static bool may_start_process(char *const *words)
{
	for (; *words != NULL; words++)
		for (size_t i = 0; i < program_command_count; i++)
			if (program_commands[i].starts_process &&
				strcmp(program_commands[i].name, *words) == 0)
				return true;
	return false;
}

int main(int argc, char **argv)
{
	struct arena arena = {.size = ARENA_BYTES};
	struct command_line line;
	bool is_sealed = false;
	bool is_of_container = argc > 0 && may_start_process(argv + 1);

	/* Made for root; lent to others by a setuid bit it would do root's work for them. */
	if (getauxval(AT_SECURE) != 0)
		return say("does not run setuid");
	if (open_standard_streams(is_of_container) < 0)
		return say("standard streams cannot be opened");
	/* Before the line is read, for the copy reads it anew. What fails is told when it must not.
	 */
	if (is_of_container)
		is_sealed = sealed_become(argv, environ, 2) == 0;
	pages_touch_stack();
	reserve(&arena);
	if (arena.memory == NULL)
		return say("no memory");
	(void)signal(SIGPIPE, SIG_IGN); /* a reader that has gone is no reason to stop half way */
	if (argc == 2 && strcmp(argv[1], "engine") == 0)
		return answer_as_engine(&arena);
	command_line_parse(&line, &arena, argc > 0 ? (size_t)argc - 1 : 0,
		(const char *const *)argv + (argc > 0));
	/* A container's first process is a copy of this program until it is the container's own. */
	if (line.kind == LINE_COMMAND && line.command->starts_process && !is_sealed &&
		sealed_become(argv, environ, 2) < 0)
		return say("cannot run from a copy that the container could not change");
	return answer_line(&line, &arena);
}
