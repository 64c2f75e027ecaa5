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

static int load(unsigned flags, const struct program *program)
{
	long result = syscall(SYS_seccomp, SET_MODE_FILTER, flags, program);

	/* With TSYNC: the thread that could not follow; this process has one. */
	return result < 0 ? -errno : result > 0 ? -ESRCH : 0;
}

int act_seccomp_load(struct ctx *ctx, const struct action *action)
{
	const struct act_seccomp_load *act = action->args;
	size_t instructions = act->program.length / INSTRUCTION_SIZE;
	struct program program = {(unsigned short)instructions, act->program.data};
	unsigned flags = 0;
	int error;

	if (instructions == 0 || instructions > INSTRUCTIONS_MAX ||
		act->program.length % INSTRUCTION_SIZE != 0)
		return ctx_fail(ctx, "seccomp", NULL, -EINVAL, "not 1 to 4096 instructions");
	for (int i = 0; i < SECCOMP_FLAG_COUNT; i++)
		if ((act->flags >> i & 1) != 0)
			flags |= kernel_flags[i];
	/* The listener would be lost: handing it to an agent is not an action yet. */
	if ((flags & kernel_flags[SECCOMP_FLAG_NEW_LISTENER]) != 0)
		return ctx_fail(ctx, "seccomp", NULL, -EOPNOTSUPP, "nobody takes the listener");
	error = load(flags, &program);
	/* SPEC_ALLOW (Linux 4.17) only leaves out a mitigation, at the price of speed without it.
	 */
	if (error == -EINVAL && (flags & kernel_flags[SECCOMP_FLAG_SPEC_ALLOW]) != 0)
		error = load(flags & ~kernel_flags[SECCOMP_FLAG_SPEC_ALLOW], &program);
	if (error == 0)
		return 0;
	return ctx_fail(ctx, "seccomp", NULL, error,
		error == -EACCES ? "needs no_new_privs or CAP_SYS_ADMIN" : NULL);
}
