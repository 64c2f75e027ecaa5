// seccomp.load (config-linux.md#seccomp, seccomp(2)). Loads the plan's program, which plan_check.c
// has checked, into this process: no path, no file. A filter that the kernel refuses is an error,
// never left out; only a flag that says nothing about what is allowed may be.
#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "sys.h"

#define SET_MODE_FILTER 1
/* struct sock_filter is 8 bytes: code 16, jt 8, jf 8, k 32. */
#define INSTRUCTION_SIZE 8
/* BPF_MAXINSNS */
#define INSTRUCTIONS_MAX 4096

static const unsigned kernel_flags[SECCOMP_FLAG_COUNT] = {
	[SECCOMP_FLAG_TSYNC] = 1u << 0,
	[SECCOMP_FLAG_LOG] = 1u << 1,
	[SECCOMP_FLAG_SPEC_ALLOW] = 1u << 2,
	[SECCOMP_FLAG_NEW_LISTENER] = 1u << 3,
	[SECCOMP_FLAG_TSYNC_ESRCH] = 1u << 4,
	[SECCOMP_FLAG_WAIT_KILLABLE_RECV] = 1u << 5,
};

struct program {
	unsigned short length;
	const void *instructions;
};

/* With NEW_LISTENER its descriptor; else with TSYNC the thread that could not follow. */
static long load(unsigned flags, const struct program *program)
{
	long result = syscall(SYS_seccomp, SET_MODE_FILTER, flags, program);

	return result < 0 ? -errno : result;
}

static unsigned flags_of(const struct act_seccomp_load *act)
{
	unsigned flags = 0;

	for (int i = 0; i < SECCOMP_FLAG_COUNT; i++)
		if ((act->flags >> i & 1) != 0)
			flags |= kernel_flags[i];
	return flags;
}

int act_seccomp_load(struct ctx *ctx, const struct action *action)
{
	const struct act_seccomp_load *act = action->args;
	size_t instructions = act->program.length / INSTRUCTION_SIZE;
	struct program program = {(unsigned short)instructions, act->program.data};
	unsigned flags = flags_of(act);
	long result;

	if (instructions == 0 || instructions > INSTRUCTIONS_MAX ||
		act->program.length % INSTRUCTION_SIZE != 0)
		return ctx_fail(ctx, "seccomp", NULL, -EINVAL, "not 1 to 4096 instructions");
	journal_stop_clock(ctx);
	result = load(flags, &program);
	/* SPEC_ALLOW (Linux 4.17) only leaves out a mitigation, at the price of speed without it.
	 */
	if (result == -EINVAL && (flags & kernel_flags[SECCOMP_FLAG_SPEC_ALLOW]) != 0)
		result = load(flags & ~kernel_flags[SECCOMP_FLAG_SPEC_ALLOW], &program);
	if (result > 0 && (flags & kernel_flags[SECCOMP_FLAG_NEW_LISTENER]) != 0) {
		/* From here on any call may wait for the agent: no call before it can be told. */
		__atomic_store_n(&ctx->shared->listener, (int)result, __ATOMIC_RELEASE);
		return 0;
	}
	if (result == 0)
		return 0;
	return ctx_fail(ctx, "seccomp", NULL, result > 0 ? -ESRCH : (int)result,
		result == -EACCES ? "needs no_new_privs or CAP_SYS_ADMIN" : NULL);
}
