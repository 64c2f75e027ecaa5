// See carry.h.
#include "carry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pages.h"
#include "path.h"
#include "plan_check.h"
#include "run.h"
#include "sealed.h"
#include "signals.h"
#include "sys.h"

/* A decoded plan takes half as much again as its text, and may take many times that. */
#define ARENA_USED(length) ((length) + (length) / 2)
#define ARENA_FACTOR	   48U
#define ARENA_EXTRA	   (8U << 20)

int carry_read(struct bytes text, struct arena *arena, struct plan *plan, char why[CARRY_WHY_SIZE])
{
	struct plan_error error = {0};

	arena->used = 0;
	arena->size = text.length * ARENA_FACTOR + ARENA_EXTRA;
	arena->memory = pages_reserve(arena->size);
	if (arena->memory == NULL) {
		(void)snprintf(why, CARRY_WHY_SIZE, "plan refused: no memory for it");
		return -1;
	}
	pages_touch(arena->memory, ARENA_USED(text.length));
	if (plan_read(text, arena, plan, &error) == 0 && plan_check(plan, &error) == 0)
		return 0;
	(void)snprintf(why, CARRY_WHY_SIZE, "plan refused: %s (at %zu)", error.why, error.offset);
	return -1;
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
	ctx->host_mount_id = id;
	ctx->helper = getpid();
	error = signals_prepare(ctx);
	/* Of something that is of no use to a container which sees them. */
	for (size_t i = 0; error == 0 && i < CTX_SPARE; i++) {
		ctx->spare[i] = sys_dup(ctx->signals);
		if (ctx->spare[i] < 0)
			error = ctx_fail(ctx, "fcntl", "signalfd", ctx->spare[i], NULL);
	}
	return error;
}

static struct shared *map_shared(void)
{
	void *page = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? NULL : page;
}

static bool starts_process(const struct plan *plan)
{
	for (size_t i = 0; i < plan->actions.count; i++) {
		enum action_kind kind = plan->actions.items[i].kind;
		const struct shape *shape = &action_descriptions[kind].shape;

		if (kind == ACTION_FAILURE_THEN) /* its actions are the helper's own */
			continue;
		for (size_t at = 0; at < shape->field_count; at++)
			if (shape->fields[at].type == FIELD_ACTIONS)
				return true;
	}
	return false;
}

static void fill(struct ctx *ctx, const struct cargo *cargo)
{
	*ctx = (struct ctx){
		.side = SIDE_PARENT,
		.engine = cargo->engine,
		.plan_text = cargo->plan,
		.inputs = cargo->inputs,
		.journal = {.file = -1, .copy = cargo->journal_copy},
		.state_root = -1,
		.state = -1,
		.null_fd = -1,
		.hook_output = -1,
		.hook_errors = -1,
		.notify = -1,
		.root_fd = -1,
		.turn = -1,
		.fifo = -1,
		.signals = -1,
		.child = {.pidfd = -1},
		.criu = {.socket = -1, .received = -1, .files = {-1, -1}},
	};
	ctx->entered = -1;
	for (size_t i = 0; i < NAMESPACE_TYPE_COUNT; i++)
		ctx->namespaces[i] = ctx->own_namespaces[i] = -1;
}

int carry_out(const struct cargo *cargo, struct ctx *ctx, char why[CARRY_WHY_SIZE])
{
	static const char no_page[] = "no memory to share with the container's init";
	struct arena arena = {0};
	struct plan plan = {0};
	int status;

	why[0] = '\0';
	fill(ctx, cargo);
	if (carry_read(cargo->plan, &arena, &plan, why) < 0)
		return RUN_REFUSED;
	ctx->starts_process = starts_process(&plan);
	if (cargo->must_be_sealed && ctx->starts_process && !sealed_is_self()) {
		(void)snprintf(why, CARRY_WHY_SIZE,
			"the program that starts a process must run from a sealed copy of itself");
		return RUN_REFUSED;
	}
	ctx->arena = &arena;
	ctx->command = plan.command;
	ctx->container = plan.container;
	ctx->shared = map_shared();
	if (ctx->shared == NULL) {
		(void)snprintf(why, CARRY_WHY_SIZE, "%s", no_page);
		return RUN_REFUSED;
	}
	ctx->failure = &ctx->shared->failure;
	status = prepare(ctx) < 0 ? RUN_FAILED : run_plan(ctx, &plan);
	ctx->arena = NULL; /* its memory stays, for what the failure names */
	return status;
}
