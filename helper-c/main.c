// lading-helper: reads a plan, checks all of it, carries it out, keeps the journal.
//
//   lading-helper carry [--keep N] [--inputs-fd N] [--engine DIGEST]
//                                        plan on 3, a copy of the journal to 4; with --keep N,
//                                        which leaves so many from 3 on to the container, on the
//                                        next two
//   lading-helper serve [--engine DIGEST]                    requests on 3, answers to 4: serve.h
//   lading-helper verify                                     plan on 3; does nothing with it
//   lading-helper log journald|syslog IDENTIFIER PRIORITY    a message on 0, for the system's log
//   lading-helper look PID [KEY...]                          names and kernel parameters of its
//   namespaces lading-helper --version
//
// Descriptors 0 to 2 are the container's.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "carry.h"
#include "ctx.h"
#include "errno_name.h"
#include "log_service.h"
#include "look.h"
#include "pages.h"
#include "plan_read.h"
#include "refuse.h"
#include "run.h"
#include "sealed.h"
#include "serve.h"
#include "sys.h"

#define PLAN_FD	      3
#define JOURNAL_FD    4
#define USAGE_EXIT    64 /* EX_USAGE of sysexits.h */
#define MESSAGE_LIMIT (1U << 20)
#define READ_STEP     (64U << 10)
extern char **environ;

struct request {
	int keep;
	int inputs_fd;
	const char *engine;
};

/* Reads to the end into memory that is reserved, and touched as it fills. */
static int read_input(int fd, size_t limit, struct bytes *out)
{
	uint8_t *memory = pages_reserve(limit + 1);
	size_t length = 0;
	ssize_t count = 1;

	if (memory == NULL)
		return -ENOMEM;
	while (count > 0 && length <= limit) {
		size_t rest = limit + 1 - length;

		count = read(fd, memory + length, rest < READ_STEP ? rest : READ_STEP);
		if (count < 0 && errno == EINTR)
			count = 1;
		else if (count < 0)
			return -errno;
		else
			length += (size_t)count;
	}
	if (length > limit)
		return -EFBIG;
	pages_keep(memory, limit + 1);
	*out = (struct bytes){memory, length};
	return 0;
}

/* Returns 0, or -1 with the reason in `why`. */
static int read_plan(int fd, struct bytes *text, char why[CARRY_WHY_SIZE])
{
	int failure = read_input(fd, PLAN_LIMIT_BYTES, text);

	if (failure == 0)
		return 0;
	(void)snprintf(why, CARRY_WHY_SIZE, "plan refused: %s",
		failure == -EFBIG ? "larger than 16 MiB" : "descriptor 3 cannot be read");
	return -1;
}

/* Descriptors 0 to 2 exist from here on, so that nothing of ours ever gets their numbers. */
static int open_standard_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return -EBADF;
	return 0;
}

/* For whoever gave no descriptor for the journal. */
static void print_failure(const struct failure *failure)
{
	(void)fprintf(stderr, "lading-helper: ");
	if (failure->action != NULL)
		(void)fprintf(stderr, "action %u %s: ", failure->action->number,
			run_action_name(failure->action));
	(void)fprintf(
		stderr, "%s %s: %s", failure->step, failure->object, errno_name(failure->error));
	if (failure->why[0] != '\0')
		(void)fprintf(stderr, " (%s)", failure->why);
	(void)fprintf(stderr, "\n");
}

static int carry(const struct request *request)
{
	struct cargo cargo = {.engine = request->engine, .journal_copy = -1};
	int journal_fd = JOURNAL_FD + request->keep;
	struct ctx ctx;
	char why[CARRY_WHY_SIZE];
	int status;

	if (read_plan(PLAN_FD + request->keep, &cargo.plan, why) < 0)
		return refuse_to_carry(journal_fd, why);
	if (request->inputs_fd >= 0 &&
		read_input(request->inputs_fd, CARRY_INPUTS_LIMIT, &cargo.inputs) < 0)
		return refuse_to_carry(journal_fd, "the inputs cannot be read");
	if (fcntl(journal_fd, F_GETFD) >= 0)
		cargo.journal_copy = journal_fd;
	status = carry_out(&cargo, &ctx, why);
	if (why[0] != '\0')
		return refuse_to_carry(journal_fd, why);
	/* Before the first line of the journal there is nothing that could tell it. */
	if (ctx.failure->is_set && (cargo.journal_copy < 0 || !ctx.shared->chain.is_begun))
		print_failure(ctx.failure);
	return status;
}

static int verify(void)
{
	struct bytes text;
	struct arena arena;
	struct plan plan = {0};
	char why[CARRY_WHY_SIZE];

	if (read_plan(PLAN_FD, &text, why) < 0 || carry_read(text, &arena, &plan, why) < 0)
		return refuse(why);
	(void)printf("%u actions\n", plan.action_count);
	return 0;
}

static int send_log(char **argv)
{
	struct bytes message;
	int error = read_input(0, MESSAGE_LIMIT, &message);

	if (error == 0)
		error = log_send(argv[2], argv[3], atoi(argv[4]), (const char *)message.data,
			message.length);
	if (error == 0)
		return RUN_DONE;
	(void)fprintf(stderr, "%s: %s\n", argv[2], errno_name(error));
	return RUN_FAILED;
}

static int look(int argc, char **argv)
{
	int error = look_inside(argv[2], argv + 3, (size_t)(argc - 3));

	if (error == 0)
		return RUN_DONE;
	(void)fprintf(stderr, "%s\n", errno_name(error));
	return RUN_FAILED;
}

static int usage(void)
{
	(void)fprintf(stderr,
		"usage: lading-helper carry [--keep N] [--inputs-fd N] [--engine DIGEST]\n"
		"       lading-helper serve [--engine DIGEST]\n"
		"       lading-helper verify\n"
		"       lading-helper log journald|syslog IDENTIFIER PRIORITY\n"
		"       lading-helper look PID [KEY...]\n"
		"       lading-helper --version\n");
	return USAGE_EXIT;
}

static int parse_carry(int argc, char **argv, struct request *request)
{
	for (int i = 2; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--inputs-fd") == 0)
			request->inputs_fd = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--keep") == 0)
			request->keep = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--engine") == 0)
			request->engine = argv[i + 1];
		else
			return -1;
	}
	return argc % 2 == 0 && request->keep >= 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
	struct request request = {.inputs_fd = -1, .engine = ""};
	bool is_serving;
	int last;

	/* Made for root; lent to others by a setuid bit it would do root's work for them. */
	if (getauxval(AT_SECURE) != 0)
		return refuse("does not run setuid");
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		(void)printf("lading-helper %s\n", LADING_VERSION);
		return 0;
	}
	if (open_standard_streams() < 0)
		return refuse("standard streams cannot be opened");
	if (argc == 2 && strcmp(argv[1], "verify") == 0)
		return verify();
	if (argc == 5 && strcmp(argv[1], "log") == 0)
		return send_log(argv);
	if (argc >= 3 && strcmp(argv[1], "look") == 0)
		return look(argc, argv);
	is_serving = argc >= 2 && strcmp(argv[1], "serve") == 0;
	if (argc < 2 || (!is_serving && strcmp(argv[1], "carry") != 0) ||
		parse_carry(argc, argv, &request) < 0 ||
		(is_serving && (request.keep > 0 || request.inputs_fd >= 0)))
		return usage();
	/* Whatever the caller left open is none of the container's business. */
	sys_close_on_exec(3);
	last = JOURNAL_FD + request.keep;
	if (request.inputs_fd > last)
		last = request.inputs_fd;
	if (sealed_become(argv, environ, last) < 0)
		return refuse_to_carry(JOURNAL_FD + request.keep,
			"cannot run from a copy that the container could not change");
	return is_serving ? serve(PLAN_FD, JOURNAL_FD, request.engine) : carry(&request);
}
