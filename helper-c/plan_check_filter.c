// See plan_check_filter.h.
#include "plan_check_filter.h"

#include <linux/filter.h>
#include <stdbool.h>
#include <string.h>

#include "plan_check.h"

/* linux/bpf_common.h: BPF_MAXINSNS */
#define PROGRAM_MAX 4096
/* struct seccomp_data of linux/seccomp.h */
#define SECCOMP_DATA_SIZE 64

/*
 * seccomp(2) takes only these instructions (kernel/seccomp.c, seccomp_check_filter); every jump
 * stays inside, and the last instruction returns, so every path does: jumps only lead forward.
 */
static bool is_filter_instruction(const struct sock_filter *at)
{
	switch (at->code) {
	case BPF_LD | BPF_W | BPF_ABS:
		return at->k < SECCOMP_DATA_SIZE && at->k % 4 == 0;
	case BPF_JMP | BPF_JA:
	case BPF_JMP | BPF_JEQ | BPF_K:
	case BPF_JMP | BPF_JGT | BPF_K:
	case BPF_JMP | BPF_JGE | BPF_K:
	case BPF_JMP | BPF_JSET | BPF_K:
	case BPF_ALU | BPF_AND | BPF_K:
	case BPF_RET | BPF_K:
		return true;
	default:
		return false;
	}
}

int plan_check_filter(const struct action *action, struct plan_error *error)
{
	const struct act_seccomp_load *act = action->args;
	size_t count = act->program.length / sizeof(struct sock_filter);

	if (count == 0 || count > PROGRAM_MAX ||
		act->program.length % sizeof(struct sock_filter) != 0)
		return plan_check_fail(
			error, action, "a program has 1 to %d instructions", PROGRAM_MAX);
	for (size_t i = 0; i < count; i++) {
		struct sock_filter at;
		size_t farthest = 0;

		memcpy(&at, act->program.data + i * sizeof(at), sizeof(at));
		if (!is_filter_instruction(&at))
			return plan_check_fail(
				error, action, "instruction %zu is not seccomp's", i);
		if (BPF_CLASS(at.code) == BPF_JMP) {
			farthest = at.jt > at.jf ? at.jt : at.jf;
			if (BPF_OP(at.code) == BPF_JA)
				farthest = at.k;
		}
		if (farthest >= count - i - 1 && BPF_CLASS(at.code) != BPF_RET)
			return plan_check_fail(error, action, "instruction %zu leads outside", i);
	}
	return 0;
}
