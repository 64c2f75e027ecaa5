// lading-helper: reads a plan, checks all of it, carries it out, keeps the journal.
//
//   lading-helper carry [--inputs-fd N] [--engine DIGEST]    plan on 3, a copy of the journal to 4
//   lading-helper verify                                     plan on 3; does nothing with it
//   lading-helper --version
//
// Descriptors 0 to 2 are the container's.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "errno_name.h"
#include "json_write.h"
#include "path.h"
#include "plan_check.h"
#include "plan_read.h"
#include "run.h"
#include "sealed.h"
#include "signals.h"
#include "sys.h"

#define PLAN_FD	   3
#define JOURNAL_FD 4
#define USAGE_EXIT 64 /* EX_USAGE of sysexits.h */
/* A request holds a config of at most 16 MiB, escaped at worst six to one. */
#define INPUTS_LIMIT (128U << 20)
#define READ_STEP    (64U << 10)
/* A decoded plan is a few times its text; what is not used is never touched. */
#define ARENA_FACTOR 48U
#define ARENA_EXTRA  (8U << 20)
#define WHY_SIZE     (PLAN_WHY_SIZE + 64)

extern char **environ;

struct request {
	int inputs_fd;
	const char *engine;
};

static void *map_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

/* Reads to the end into memory that is reserved, and touched as it fills. */
static int read_input(int fd, size_t limit, struct bytes *out)
{
	uint8_t *memory = map_memory(limit + 1);
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
	*out = (struct bytes){memory, length};
	return 0;
}

static int refuse(const char *why)
{
	(void)fprintf(stderr, "lading-helper: %s\n", why);
	return RUN_REFUSED;
}

/* The host is told by a journal's last line; there is no other line, for nothing was begun. */
static int refuse_to_carry(const char *why)
{
	char text[WHY_SIZE * 6 + 256]; /* an escape is at most six bytes */
	struct json line = {text, sizeof(text), 0, false};

	if (fcntl(JOURNAL_FD, F_GETFD) < 0)
		return refuse(why);
	json_raw(&line, "{\"event\":\"end\",\"exit\":");
	json_number(&line, RUN_REFUSED);
	json_raw(&line, ",\"message\":");
	json_string(&line, why);
	json_raw(&line, ",\"outcome\":\"refused\",\"prev\":\"");
	for (size_t i = 0; i < SHA256_HEX_SIZE - 1; i++)
		json_raw(&line, "0");
	json_raw(&line, "\"}\n");
	(void)sys_write_all(JOURNAL_FD, text, line.length); /* the exit status says the same */
	return RUN_REFUSED;
}

/* Returns 0, or -1 with the reason in `why`. */
static int read_plan(struct bytes *text, struct arena *arena, struct plan *plan, char why[WHY_SIZE])
{
	struct plan_error error = {0};
	int failure = read_input(PLAN_FD, PLAN_LIMIT_BYTES, text);

	if (failure < 0) {
		(void)snprintf(why, WHY_SIZE, "plan refused: %s",
			failure == -EFBIG ? "larger than 16 MiB" : "descriptor 3 cannot be read");
		return -1;
	}
	arena->size = text->length * ARENA_FACTOR + ARENA_EXTRA;
	arena->memory = map_memory(arena->size);
	if (arena->memory == NULL) {
		(void)snprintf(why, WHY_SIZE, "plan refused: no memory for it");
		return -1;
	}
	if (plan_read(*text, arena, plan, &error) == 0 && plan_check(plan, &error) == 0)
		return 0;
	(void)snprintf(why, WHY_SIZE, "plan refused: %s (at %zu)", error.why, error.offset);
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

static int prepare(struct ctx *ctx)
{
	uint64_t id;
	int error;

	/* Nobody inside may trace or read what is a copy of the helper (CVE-2019-5736's class). */
	if (prctl(PR_SET_DUMPABLE, 0) < 0)
		return ctx_fail(ctx, "prctl", "PR_SET_DUMPABLE", -errno, NULL);
	ctx->caller_umask = umask(0); /* modes are exact; the container's umask is an action */
	OWNED_FD int root = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (root < 0)
		return ctx_fail(ctx, "openat2", "/", root,
			root == -ENOSYS ? "needs openat2(2): Linux 5.6" : NULL);
	error = path_mount_id(root, &id);
	if (error < 0)
		return ctx_fail(ctx, "statx", "/", error, NULL);
	for (size_t i = 0; i < CTX_SPARE; i++) {
		ctx->spare[i] = open("/", O_PATH | O_CLOEXEC);
		if (ctx->spare[i] < 0)
			return ctx_fail(ctx, "open", "/", -errno, NULL);
	}
	ctx->host_mount_id = id;
	ctx->helper = getpid();
	return signals_prepare(ctx);
}

static struct shared *map_shared(void)
{
	void *page = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? NULL : page;
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
	struct ctx ctx = {
		.side = SIDE_PARENT,
		.engine = request->engine,
		.journal = {.file = -1, .copy = -1},
		.state_root = -1,
		.state = -1,
		.null_fd = -1,
		.root_fd = -1,
		.turn = -1,
		.fifo = -1,
		.signals = -1,
		.child = {.pidfd = -1},
	};
	struct arena arena = {0};
	struct plan plan = {0};
	char why[WHY_SIZE];
	bool is_by_hand;
	int status;

	if (read_plan(&ctx.plan_text, &arena, &plan, why) < 0)
		return refuse_to_carry(why);
	if (request->inputs_fd >= 0 &&
		read_input(request->inputs_fd, INPUTS_LIMIT, &ctx.inputs) < 0)
		return refuse_to_carry("the inputs cannot be read");
	ctx.arena = &arena;
	ctx.command = plan.command;
	ctx.container = plan.container;
	ctx.shared = map_shared();
	if (ctx.shared == NULL)
		return refuse_to_carry("no memory to share with the container's init");
	ctx.failure = &ctx.shared->failure;
	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++)
		ctx.namespaces[i] = ctx.own_namespaces[i] = -1;
	if (fcntl(JOURNAL_FD, F_GETFD) >= 0)
		ctx.journal.copy = JOURNAL_FD;
	is_by_hand = ctx.journal.copy < 0;
	if (prepare(&ctx) < 0) {
		print_failure(ctx.failure);
		return RUN_FAILED;
	}
	status = run_plan(&ctx, &plan);
	if (ctx.failure->is_set && is_by_hand)
		print_failure(ctx.failure);
	return status;
}

static int verify(void)
{
	struct bytes text;
	struct arena arena = {0};
	struct plan plan = {0};
	char why[WHY_SIZE];

	if (read_plan(&text, &arena, &plan, why) < 0)
		return refuse(why);
	(void)printf("%u actions\n", plan.action_count);
	return 0;
}

static int usage(void)
{
	(void)fprintf(stderr, "usage: lading-helper carry [--inputs-fd N] [--engine DIGEST]\n"
			      "       lading-helper verify\n"
			      "       lading-helper --version\n");
	return USAGE_EXIT;
}

static int parse_carry(int argc, char **argv, struct request *request)
{
	for (int i = 2; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--inputs-fd") == 0)
			request->inputs_fd = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--engine") == 0)
			request->engine = argv[i + 1];
		else
			return -1;
	}
	return argc % 2 == 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
	struct request request = {.inputs_fd = -1, .engine = ""};

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
	if (argc < 2 || strcmp(argv[1], "carry") != 0 || parse_carry(argc, argv, &request) < 0)
		return usage();
	/* Whatever the caller left open is none of the container's business. */
	(void)sys_close_range(3, ~0U, 4 /* CLOSE_RANGE_CLOEXEC, Linux 5.11 */);
	if (sealed_become(argv, environ, request.inputs_fd) < 0)
		return refuse_to_carry(
			"cannot run from a copy that the container could not change");
	return carry(&request);
}
