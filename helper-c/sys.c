// See sys.h.
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* As many as a process mostly may have. */
#define DESCRIPTORS_ONE_BY_ONE 65536
#define CLOSE_RANGE_ON_EXEC    4 /* CLOSE_RANGE_CLOEXEC, Linux 5.11 */

/* Numbers that are the same on every architecture (asm-generic/unistd.h, since Linux 5.1). */
enum {
	NUMBER_OPEN_TREE = 428,
	NUMBER_MOVE_MOUNT = 429,
	NUMBER_FSOPEN = 430,
	NUMBER_FSCONFIG = 431,
	NUMBER_FSMOUNT = 432,
	NUMBER_FSPICK = 433,
	NUMBER_PIDFD_OPEN = 434,
	NUMBER_PIDFD_SEND_SIGNAL = 424,
	NUMBER_CLONE3 = 435,
	NUMBER_CLOSE_RANGE = 436,
	NUMBER_OPENAT2 = 437,
	NUMBER_MOUNT_SETATTR = 442,
};

/* struct statx as far as it is used: the kernel's own is 256 bytes (linux/stat.h). */
struct kernel_statx {
	uint32_t mask;
	uint32_t block_size;
	uint64_t attributes;
	uint32_t links;
	uint32_t uid;
	uint32_t gid;
	uint16_t mode;
	uint16_t pad0;
	uint64_t inode;
	uint64_t size;
	uint64_t blocks;
	uint64_t attributes_mask;
	uint64_t times[8];
	uint32_t rdev_major;
	uint32_t rdev_minor;
	uint32_t device_major;
	uint32_t device_minor;
	uint64_t mount_id;
	uint64_t rest[13];
};
_Static_assert(sizeof(struct kernel_statx) == 256, "struct statx is 256 bytes");
_Static_assert(offsetof(struct kernel_statx, mount_id) == 0x90, "stx_mnt_id is at 0x90");

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

int sys_openat2(int directory, const char *path, const struct sys_open_how *how)
{
	return result(syscall(NUMBER_OPENAT2, directory, path, how, sizeof(*how)));
}

/* musl's fcntl(3) makes a second call, for kernels before 2.6.24. */
int sys_dup(int fd)
{
	return result(syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 0));
}

int sys_open_tree(int directory, const char *path, unsigned flags)
{
	return result(syscall(NUMBER_OPEN_TREE, directory, path, flags));
}

int sys_move_mount(int from, const char *from_path, int to, const char *to_path, unsigned flags)
{
	return result(syscall(NUMBER_MOVE_MOUNT, from, from_path, to, to_path, flags));
}

int sys_fsopen(const char *type, unsigned flags)
{
	return result(syscall(NUMBER_FSOPEN, type, flags));
}

int sys_fsconfig(int context, unsigned command, const char *key, const void *value, int aux)
{
	return result(syscall(NUMBER_FSCONFIG, context, command, key, value, aux));
}

int sys_fsmount(int context, unsigned flags, unsigned attributes)
{
	return result(syscall(NUMBER_FSMOUNT, context, flags, attributes));
}

int sys_fspick(int directory, const char *path, unsigned flags)
{
	return result(syscall(NUMBER_FSPICK, directory, path, flags));
}

int sys_mount_setattr(
	int directory, const char *path, unsigned flags, const struct sys_mount_attr *attr)
{
	return result(syscall(NUMBER_MOUNT_SETATTR, directory, path, flags, attr, sizeof(*attr)));
}

int sys_pivot_root(const char *new_root, const char *put_old)
{
	return result(syscall(SYS_pivot_root, new_root, put_old));
}

ssize_t sys_getdents(int fd, void *entries, size_t size)
{
	long length = syscall(SYS_getdents64, fd, entries, size);

	return length < 0 ? -errno : (ssize_t)length;
}

int sys_statx_mount(int fd, struct sys_mount_status *status)
{
	const unsigned wanted = 0x101U; /* STATX_TYPE, STATX_INO */
	struct kernel_statx answer;
	long error = syscall(
		SYS_statx, fd, "", AT_EMPTY_PATH, wanted | STATX_MNT_ID_UNIQUE, &answer);

	if (error < 0)
		return -errno;
	if ((answer.mask & STATX_MNT_ID_UNIQUE) == 0) {
		/* Before Linux 6.8: an id that is unique only among the mounts there are. */
		if (syscall(SYS_statx, fd, "", AT_EMPTY_PATH, wanted | STATX_MNT_ID, &answer) < 0)
			return -errno;
		if ((answer.mask & STATX_MNT_ID) == 0)
			return -ENOSYS;
	}
	status->is_root = (answer.attributes & 0x2000U) != 0; /* STATX_ATTR_MOUNT_ROOT */
	status->type = answer.mode & S_IFMT;
	status->mount_id = answer.mount_id;
	status->inode = answer.inode;
	status->device_major = answer.device_major;
	status->device_minor = answer.device_minor;
	return 0;
}

/* clone(2) has neither, its lowest byte being the signal. */
static bool needs_clone3(const struct sys_clone_args *args)
{
	return (args->flags & (CLONE_INTO_CGROUP | CLONE_NEWTIME)) != 0;
}

int sys_clone(const struct sys_clone_args *args)
{
	int pid = result(syscall(NUMBER_CLONE3, args, sizeof(*args)));
	unsigned long flags = (unsigned long)(args->flags | args->exit_signal);
	void *pidfd = (void *)(uintptr_t)args->pidfd;

	/* A seccomp profile cannot see the flags of clone3(2), so that most answer ENOSYS, and some
	 * EPERM, to have clone(2) called, which has its place for a pidfd in that of parent_tid. */
	if ((pid != -ENOSYS && pid != -EPERM) || needs_clone3(args))
		return pid;
#ifdef __s390__
	return result(syscall(SYS_clone, NULL, flags, pidfd, NULL, 0));
#else
	return result(syscall(SYS_clone, flags, NULL, pidfd, NULL, 0));
#endif
}

int sys_fork(uint64_t flags)
{
	struct sys_clone_args args = {.flags = flags, .exit_signal = SIGCHLD};

	return sys_clone(&args);
}

int sys_pidfd_open(pid_t pid)
{
	return result(syscall(NUMBER_PIDFD_OPEN, pid, 0));
}

int sys_pidfd_signal(int pidfd, int signal)
{
	return result(syscall(NUMBER_PIDFD_SEND_SIGNAL, pidfd, signal, NULL, 0));
}

static int close_range_of(unsigned first, unsigned last, unsigned flags)
{
	return result(syscall(NUMBER_CLOSE_RANGE, first, last, flags));
}

void sys_close_on_exec(unsigned first)
{
	if (close_range_of(first, ~0U, CLOSE_RANGE_ON_EXEC) == 0)
		return;
	for (unsigned fd = first; fd < DESCRIPTORS_ONE_BY_ONE; fd++)
		(void)fcntl((int)fd, F_SETFD, FD_CLOEXEC); /* most are not open */
}

void sys_close_all(unsigned first, unsigned last)
{
	if (close_range_of(first, last, 0) == 0)
		return;
	for (unsigned fd = first; fd <= last && fd < DESCRIPTORS_ONE_BY_ONE; fd++)
		(void)close((int)fd); /* most are not open */
}

int sys_execveat(int directory, const char *path, char *const *argv, char *const *env, int flags)
{
	return result(syscall(SYS_execveat, directory, path, argv, env, flags));
}

int sys_memfd_create(const char *name, unsigned flags)
{
	return result(syscall(SYS_memfd_create, name, flags));
}

_Noreturn void sys_exit(int status)
{
	(void)syscall(SYS_exit_group, status);
	__builtin_trap();
}

ssize_t sys_read_all(int fd, void *data, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t count = read(fd, (char *)data + done, size - done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -errno;
		if (count == 0)
			break;
		done += (size_t)count;
	}
	return (ssize_t)done;
}

int sys_write_all(int fd, const void *data, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t count = write(fd, (const char *)data + done, size - done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -errno;
		done += (size_t)count;
	}
	return 0;
}

int sys_write_pieces(int fd, struct iovec *pieces, size_t count)
{
	while (count > 0) {
		ssize_t done = writev(fd, pieces, (int)count);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		for (; count > 0 && (size_t)done >= pieces->iov_len; pieces++, count--)
			done -= (ssize_t)pieces->iov_len;
		if (count > 0) {
			pieces->iov_base = (char *)pieces->iov_base + done;
			pieces->iov_len -= (size_t)done;
		}
	}
	return 0;
}

bool sys_is_full(int error)
{
	return error == -ENOSPC || error == -EDQUOT || error == -EFBIG;
}

/* ld(1) defines both. */
extern const char __executable_start[];
extern const char etext[];

void sys_forget_code(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t begin = (uintptr_t)__executable_start & ~(page - 1);

	/* A favour to the machine, not a need. */
	(void)madvise((void *)begin, (uintptr_t)etext - begin, MADV_DONTNEED);
}
