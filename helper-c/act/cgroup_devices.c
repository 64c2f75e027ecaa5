// cgroup.devices: the one program that decides about devices in a v2 cgroup (bpf(2), cgroup-v2.rst
// "Device controller"). There is never a moment without one: what is there is replaced in one step,
// or goes after the new one is there. When a later action fails it is back in the same way.
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "cgroup.h"
#include "ctx.h"
#include "sys.h"

#define LOG_SIZE 4096
#define PROGRAMS 64
#define TRIES	 20

static long bpf(int command, union bpf_attr *attr)
{
	return syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static int load_program(struct ctx *ctx, const struct act_cgroup_devices *act)
{
	char log[LOG_SIZE] = "";
	union bpf_attr attr;
	long fd;

	/* All of it zeroed: the kernel reads as much as it knows of. */
	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE;
	attr.insns = (uint64_t)(uintptr_t)act->program.data;
	attr.insn_cnt = (uint32_t)(act->program.length / sizeof(struct bpf_insn));
	attr.license = (uint64_t)(uintptr_t) "GPL";
	fd = bpf(BPF_PROG_LOAD, &attr);
	if (fd >= 0)
		return (int)fd;
	attr.log_level = 1;
	attr.log_buf = (uint64_t)(uintptr_t)log;
	attr.log_size = sizeof(log);
	fd = bpf(BPF_PROG_LOAD, &attr);
	return fd >= 0 ? (int)fd : ctx_fail(ctx, "bpf", "BPF_PROG_LOAD", -errno, log);
}

/* The ids of the cgroup's own programs; their number, or a negative errno. */
static int query(int cgroup, uint32_t ids[PROGRAMS])
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.query.target_fd = (uint32_t)cgroup;
	attr.query.attach_type = BPF_CGROUP_DEVICE;
	attr.query.prog_ids = (uint64_t)(uintptr_t)ids;
	attr.query.prog_cnt = PROGRAMS;
	return bpf(BPF_PROG_QUERY, &attr) < 0 ? -errno : (int)attr.query.prog_cnt;
}

static int by_id(uint32_t id)
{
	union bpf_attr attr;
	long fd;

	memset(&attr, 0, sizeof(attr));
	attr.prog_id = id;
	fd = bpf(BPF_PROG_GET_FD_BY_ID, &attr);
	return fd < 0 ? -errno : (int)fd;
}

/* `old` is the program that goes in the same step, or -1. */
static int attach(int cgroup, int program, int old)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.target_fd = (uint32_t)cgroup;
	attr.attach_bpf_fd = (uint32_t)program;
	attr.attach_type = BPF_CGROUP_DEVICE;
	attr.attach_flags = BPF_F_ALLOW_MULTI;
	if (old >= 0) {
		attr.attach_flags |= BPF_F_REPLACE;
		attr.replace_bpf_fd = (uint32_t)old;
	}
	return bpf(BPF_PROG_ATTACH, &attr) < 0 ? -errno : 0;
}

static int detach(int cgroup, int program)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.target_fd = (uint32_t)cgroup;
	attr.attach_bpf_fd = (uint32_t)program;
	attr.attach_type = BPF_CGROUP_DEVICE;
	return bpf(BPF_PROG_DETACH, &attr) < 0 && errno != ENOENT ? -errno : 0;
}

/* Programs live as long as somebody holds them: the old ones until the helper ends. */
struct device_change {
	const struct device_change *earlier;
	const struct action *action;
	bool is_attached;
	int program;
	int count;
	int old[PROGRAMS];
};

static void let_go(struct device_change *change)
{
	for (int i = 0; i < change->count; i++)
		(void)close(change->old[i]); /* it is attached, or nobody's */
	change->count = 0;
}

/* What the cgroup has now. -EAGAIN: one of them went meanwhile. */
static int hold_old(int cgroup, struct device_change *change)
{
	uint32_t ids[PROGRAMS];
	int count = query(cgroup, ids);

	let_go(change);
	for (int i = 0; i < count; i++) {
		int old = by_id(ids[i]);

		if (old < 0)
			return old == -ENOENT ? -EAGAIN : old;
		change->old[change->count++] = old;
	}
	return count < 0 ? count : 0;
}

/* Between the question and the change somebody else may change them: -EAGAIN then. */
static int replace(int cgroup, struct device_change *change)
{
	int error = hold_old(cgroup, change);

	if (error < 0)
		return error;
	if (change->count == 1) {
		error = attach(cgroup, change->program, change->old[0]);
		/* Attached by another, in a way that cannot be replaced (EINVAL), or gone
		 * meanwhile. */
		if (error == -ENOENT)
			return -EAGAIN;
		change->is_attached = error == 0;
		if (error != -EINVAL)
			return error;
	}
	error = attach(cgroup, change->program, -1);
	change->is_attached = error == 0;
	for (int i = 0; error == 0 && i < change->count; i++)
		error = detach(cgroup, change->old[i]);
	return error;
}

static int open_cgroup(struct ctx *ctx, const struct act_cgroup_devices *act)
{
	int directory = cgroup_directory(ctx, act->mount, act->path);
	int readable;

	if (directory < 0)
		return ctx->failure->is_set ? directory
					    : ctx_fail(ctx, "openat2", act->path, directory, NULL);
	readable = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return readable < 0 ? ctx_fail(ctx, "openat", act->path, -errno, NULL) : readable;
}

int act_cgroup_devices(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_devices *act = action->args;
	struct device_change *change = arena_take(ctx->arena, sizeof(*change));
	OWNED_FD int cgroup = open_cgroup(ctx, act);
	int error = -EAGAIN;

	if (cgroup < 0)
		return cgroup;
	if (change == NULL)
		return ctx_fail(ctx, "arena", act->path, -ENOMEM, NULL);
	*change = (struct device_change){.earlier = ctx->devices, .action = action};
	change->program = load_program(ctx, act);
	if (change->program < 0)
		return change->program;
	ctx->devices = change;
	for (int i = 0; i < TRIES && error == -EAGAIN; i++)
		error = replace(cgroup, change);
	return error < 0 ? ctx_fail(ctx, "bpf", "BPF_PROG_ATTACH", error, NULL) : 0;
}

static int put_back(int cgroup, const struct device_change *change)
{
	int error;

	if (change->count == 1 && attach(cgroup, change->old[0], change->program) == 0)
		return 0;
	for (int i = 0; i < change->count; i++) {
		error = attach(cgroup, change->old[i], -1);
		/* One that did not go is not attached twice. */
		if (error < 0 && error != -EINVAL)
			return error;
	}
	return detach(cgroup, change->program);
}

/* What was there is there again; where nothing was, nothing is. */
int undo_cgroup_devices(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_devices *act = action->args;
	const struct device_change *change = ctx->devices;

	while (change != NULL && change->action != action)
		change = change->earlier;
	if (change == NULL || !change->is_attached)
		return 0;
	OWNED_FD int cgroup = open_cgroup(ctx, act);
	if (cgroup < 0)
		return cgroup == -ENOENT ? 0 : cgroup;
	return put_back(cgroup, change);
}
