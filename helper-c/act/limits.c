// oom.adjust, rlimit.set, scheduler.set, ioprio.set: of the container's process,
// by its parent or, of rlimit.set, by itself (getrlimit(2), sched_setattr(2), ioprio_set(2)).
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

static const int resources[RLIMIT_RESOURCE_COUNT] = {
	[RLIMIT_RESOURCE_AS] = RLIMIT_AS,
	[RLIMIT_RESOURCE_CORE] = RLIMIT_CORE,
	[RLIMIT_RESOURCE_CPU] = RLIMIT_CPU,
	[RLIMIT_RESOURCE_DATA] = RLIMIT_DATA,
	[RLIMIT_RESOURCE_FSIZE] = RLIMIT_FSIZE,
	[RLIMIT_RESOURCE_LOCKS] = RLIMIT_LOCKS,
	[RLIMIT_RESOURCE_MEMLOCK] = RLIMIT_MEMLOCK,
	[RLIMIT_RESOURCE_MSGQUEUE] = RLIMIT_MSGQUEUE,
	[RLIMIT_RESOURCE_NICE] = RLIMIT_NICE,
	[RLIMIT_RESOURCE_NOFILE] = RLIMIT_NOFILE,
	[RLIMIT_RESOURCE_NPROC] = RLIMIT_NPROC,
	[RLIMIT_RESOURCE_RSS] = RLIMIT_RSS,
	[RLIMIT_RESOURCE_RTPRIO] = RLIMIT_RTPRIO,
	[RLIMIT_RESOURCE_RTTIME] = RLIMIT_RTTIME,
	[RLIMIT_RESOURCE_SIGPENDING] = RLIMIT_SIGPENDING,
	[RLIMIT_RESOURCE_STACK] = RLIMIT_STACK,
};

/* What a limit leaves no number for cannot be opened, however few files are open: what this process
 * no longer needs, which was opened first, makes room. */
static void free_low_numbers(struct ctx *ctx)
{
	ctx_give_up_spare(ctx);
	cgroup_let_go(ctx);
}

/* Left to exec, for until then this process writes its journal. Only what takes a privilege is done
 * now. */
static int defer_file_size(struct ctx *ctx, int pid, const struct act_rlimit_set *act)
{
	struct rlimit hard = {.rlim_cur = act->hard, .rlim_max = act->hard};
	struct rlimit now;

	ctx->shared->file_size = (struct file_size_limit){true, act->soft, act->hard};
	if (prlimit(pid, RLIMIT_FSIZE, NULL, &now) < 0 ||
		(act->hard > now.rlim_max && prlimit(pid, RLIMIT_FSIZE, &hard, NULL) < 0))
		return ctx_fail(ctx, "prlimit", "", -errno, NULL);
	return 0;
}

int act_rlimit_set(struct ctx *ctx, const struct action *action)
{
	const struct act_rlimit_set *act = action->args;
	struct rlimit limit = {.rlim_cur = act->soft, .rlim_max = act->hard};

	/* Of itself, in the child. */
	int pid = ctx->side == SIDE_CHILD ? 0 : ctx->child.pid;

	if (pid == 0 && act->resource == RLIMIT_RESOURCE_NOFILE)
		free_low_numbers(ctx);
	if (act->resource == RLIMIT_RESOURCE_FSIZE)
		return defer_file_size(ctx, pid, act);
	if (prlimit(pid, resources[act->resource], &limit, NULL) < 0)
		return ctx_fail(ctx, "prlimit", "", -errno, NULL);
	return 0;
}

int act_oom_adjust(struct ctx *ctx, const struct action *action)
{
	const struct act_oom_adjust *act = action->args;
	char text[16];
	int length = snprintf(text, sizeof(text), "%d", (int)act->value);
	OWNED_FD int file = proc_open_pid(ctx, ctx->child.pid, "oom_score_adj", O_WRONLY);
	int error;

	if (file < 0)
		return file;
	error = sys_write_all(file, text, (size_t)length);
	return error < 0 ? ctx_fail(ctx, "write", "oom_score_adj", error, NULL) : 0;
}

/* struct sched_attr of linux/sched/types.h. */
struct schedule {
	uint32_t size;
	uint32_t policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime;
	uint64_t deadline;
	uint64_t period;
	uint32_t least_utilization;
	uint32_t most_utilization;
};
_Static_assert(sizeof(struct schedule) == 56, "SCHED_ATTR_SIZE_VER1");

/* SCHED_CAPACITY_SCALE of linux/sched.h: a whole processor. */
#define WHOLE_CAPACITY 1024

static const uint32_t policies[SCHEDULER_SET_POLICY_COUNT] = {
	[SCHEDULER_SET_POLICY_OTHER] = 0,
	[SCHEDULER_SET_POLICY_FIFO] = 1,
	[SCHEDULER_SET_POLICY_RR] = 2,
	[SCHEDULER_SET_POLICY_BATCH] = 3,
	[SCHEDULER_SET_POLICY_IDLE] = 5,
	[SCHEDULER_SET_POLICY_DEADLINE] = 6,
};

int act_scheduler_set(struct ctx *ctx, const struct action *action)
{
	const struct act_scheduler_set *act = action->args;
	struct schedule schedule = {
		.size = sizeof(schedule),
		.policy = policies[act->policy],
		.flags = act->flags, /* the set's bits are the kernel's: linux/sched.h */
		.nice = (int32_t)act->nice,
		.priority = (uint32_t)act->priority,
		.runtime = act->runtime,
		.deadline = act->deadline,
		.period = act->period,
		/* With flags that clamp it; config.json has no bounds to give with them, so that it
		 * is from nothing to all. */
		.most_utilization = WHOLE_CAPACITY,
	};

	if (syscall(SYS_sched_setattr, ctx->child.pid, &schedule, 0) < 0)
		return ctx_fail(ctx, "sched_setattr", "", -errno,
			errno == EOPNOTSUPP ? "this kernel has no utilization clamps" : NULL);
	return 0;
}

int act_ioprio_set(struct ctx *ctx, const struct action *action)
{
	const struct act_ioprio_set *act = action->args;
	const int who_process = 1;		   /* IOPRIO_WHO_PROCESS of linux/ioprio.h */
	const unsigned class_shift = 13;	   /* IOPRIO_CLASS_SHIFT */
	unsigned class = (unsigned)act->class + 1; /* RT, BE, IDLE are 1, 2, 3 */
	unsigned value = class << class_shift | (unsigned)act->priority;

	if (syscall(SYS_ioprio_set, who_process, ctx->child.pid, value) < 0)
		return ctx_fail(ctx, "ioprio_set", "", -errno, NULL);
	return 0;
}
