// cgroup.devices: the one program that decides about devices in a v2 cgroup (bpf(2), cgroup-v2.rst
// "Device controller"). There is never a moment without one: what is there is replaced in one step,
// or goes after the new one is there.
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

static int detach(int cgroup, uint32_t id)
{
	OWNED_FD int program = by_id(id);
	union bpf_attr attr;

	if (program < 0)
		return program == -ENOENT ? 0 : program;
	memset(&attr, 0, sizeof(attr));
	attr.target_fd = (uint32_t)cgroup;
	attr.attach_bpf_fd = (uint32_t)program;
	attr.attach_type = BPF_CGROUP_DEVICE;
	return bpf(BPF_PROG_DETACH, &attr) < 0 && errno != ENOENT ? -errno : 0;
}

/* Between the question and the change somebody else may change them: -EAGAIN then. */
static int replace(int cgroup, int program)
{
	uint32_t ids[PROGRAMS];
	int count = query(cgroup, ids);
	int error;

	if (count == 1) {
		OWNED_FD int old = by_id(ids[0]);

		if (old < 0)
			return old == -ENOENT ? -EAGAIN : old;
		error = attach(cgroup, program, old);
		/* Attached by another, in a way that cannot be replaced (EINVAL), or gone
		 * meanwhile. */
		if (error == -ENOENT)
			return -EAGAIN;
		if (error != -EINVAL)
			return error;
	}
	error = count < 0 ? count : attach(cgroup, program, -1);
	for (int i = 0; error == 0 && i < count; i++)
		error = detach(cgroup, ids[i]);
	return error;
}

int act_cgroup_devices(struct ctx *ctx, const struct action *action)
{
	const struct act_cgroup_devices *act = action->args;
	int directory = cgroup_directory(ctx, act->mount, act->path);
	int error = -EAGAIN;

	if (directory < 0)
		return ctx->failure->is_set ? directory
					    : ctx_fail(ctx, "openat2", act->path, directory, NULL);
	OWNED_FD int readable = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (readable < 0)
		return ctx_fail(ctx, "openat", act->path, -errno, NULL);
	OWNED_FD int program = load_program(ctx, act);
	if (program < 0)
		return program;
	for (int i = 0; i < TRIES && error == -EAGAIN; i++)
		error = replace(readable, program);
	return error < 0 ? ctx_fail(ctx, "bpf", "BPF_PROG_ATTACH", error, NULL) : 0;
}
