// System calls that libc has no function for, and the two tools every owner of a descriptor needs.
// Each returns what the kernel does: a result, or a negative errno. EINTR is dealt with here and
// nowhere else.
#ifndef HELPER_SYS_H
#define HELPER_SYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* The kernel's ABI (linux/mount.h, linux/openat2.h, linux/fcntl.h, linux/sched.h): libc's headers
 * lag behind it. */
#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif
#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE	  1
#define OPEN_TREE_CLOEXEC 02000000
#endif
#ifndef MOVE_MOUNT_F_EMPTY_PATH
#define MOVE_MOUNT_F_EMPTY_PATH 0x00000004
#define MOVE_MOUNT_T_EMPTY_PATH 0x00000040
#endif
#ifndef FSOPEN_CLOEXEC
#define FSOPEN_CLOEXEC	  1
#define FSMOUNT_CLOEXEC	  1
#define FSPICK_CLOEXEC	  1
#define FSPICK_EMPTY_PATH 8
#endif
enum {
	SYS_FSCONFIG_SET_FLAG = 0,
	SYS_FSCONFIG_SET_STRING = 1,
	SYS_FSCONFIG_CMD_CREATE = 6,
	SYS_FSCONFIG_CMD_RECONFIGURE = 7,
};
#ifndef FSCONFIG_CMD_CREATE
#define FSCONFIG_SET_FLAG	 SYS_FSCONFIG_SET_FLAG
#define FSCONFIG_SET_STRING	 SYS_FSCONFIG_SET_STRING
#define FSCONFIG_CMD_CREATE	 SYS_FSCONFIG_CMD_CREATE
#define FSCONFIG_CMD_RECONFIGURE SYS_FSCONFIG_CMD_RECONFIGURE
#endif
#ifndef MOUNT_ATTR_RDONLY
#define MOUNT_ATTR_RDONLY 0x00000001
#define MOUNT_ATTR_NOSUID 0x00000002
#define MOUNT_ATTR_NODEV  0x00000004
#define MOUNT_ATTR_NOEXEC 0x00000008
#endif
#ifndef MOUNT_ATTR__ATIME
#define MOUNT_ATTR__ATIME      0x00000070
#define MOUNT_ATTR_RELATIME    0x00000000
#define MOUNT_ATTR_NOATIME     0x00000010
#define MOUNT_ATTR_STRICTATIME 0x00000020
#endif
#ifndef MOUNT_ATTR_NODIRATIME
#define MOUNT_ATTR_NODIRATIME 0x00000080
#endif
#ifndef MOUNT_ATTR_IDMAP
#define MOUNT_ATTR_IDMAP 0x00100000
#endif
#ifndef MOUNT_ATTR_NOSYMFOLLOW
#define MOUNT_ATTR_NOSYMFOLLOW 0x00200000
#endif
#ifndef RESOLVE_NO_XDEV
#define RESOLVE_NO_XDEV	      0x01
#define RESOLVE_NO_MAGICLINKS 0x02
#define RESOLVE_NO_SYMLINKS   0x04
#define RESOLVE_BENEATH	      0x08
#define RESOLVE_IN_ROOT	      0x10
#endif
#ifndef TMPFS_MAGIC
#define TMPFS_MAGIC 0x01021994 /* devtmpfs has the same */
#endif
#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x00001000U
#endif
#ifndef STATX_MNT_ID_UNIQUE
#define STATX_MNT_ID_UNIQUE 0x00004000U
#endif
#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif
#ifndef CLONE_NEWCGROUP
#define CLONE_NEWCGROUP 0x02000000
#endif
#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x00001000
#endif
#ifndef CLONE_INTO_CGROUP
#define CLONE_INTO_CGROUP 0x200000000ULL
#endif

/* The argument of openat2(2), as struct open_how of linux/openat2.h. */
struct sys_open_how {
	uint64_t flags;
	uint64_t mode;
	uint64_t resolve;
};

/* The argument of mount_setattr(2), as struct mount_attr of linux/mount.h. */
struct sys_mount_attr {
	uint64_t attr_set;
	uint64_t attr_clr;
	uint64_t propagation;
	uint64_t userns_fd;
};

/* What is asked of statx(2) about mounts. */
struct sys_mount_status {
	bool is_root; /* STATX_ATTR_MOUNT_ROOT, Linux 5.8 */
	mode_t type;  /* of the file: S_IFMT of its mode */
	uint64_t mount_id;
	uint64_t inode;
	uint32_t device_major;
	uint32_t device_minor;
};

/* The argument of clone3(2), as struct clone_args of linux/sched.h. */
struct sys_clone_args {
	uint64_t flags;
	uint64_t pidfd;
	uint64_t child_tid;
	uint64_t parent_tid;
	uint64_t exit_signal;
	uint64_t stack;
	uint64_t stack_size;
	uint64_t tls;
	uint64_t set_tid;
	uint64_t set_tid_size;
	uint64_t cgroup;
};

int sys_openat2(int directory, const char *path, const struct sys_open_how *how);
int sys_dup(int fd);
int sys_open_tree(int directory, const char *path, unsigned flags);
int sys_move_mount(int from, const char *from_path, int to, const char *to_path, unsigned flags);
int sys_fsopen(const char *type, unsigned flags);
int sys_fsconfig(int context, unsigned command, const char *key, const void *value, int aux);
int sys_fsmount(int context, unsigned flags, unsigned attributes);
int sys_fspick(int directory, const char *path, unsigned flags);
int sys_mount_setattr(
	int directory, const char *path, unsigned flags, const struct sys_mount_attr *attr);
int sys_pivot_root(const char *new_root, const char *put_old);
ssize_t sys_getdents(int fd, void *entries, size_t size);
int sys_statx_mount(int fd, struct sys_mount_status *status);
/* clone3(2), or clone(2) where only that may be called. */
int sys_clone(const struct sys_clone_args *args);
/* A process like fork(2)'s, in these new namespaces. */
int sys_fork(uint64_t flags);
int sys_pidfd_open(pid_t pid);
int sys_pidfd_signal(int pidfd, int signal);
/*
 * What is open from `first` on, one by one where a profile refuses close_range(2). Every descriptor
 * of the helper's own is O_CLOEXEC from the start, so that what this does not reach is the
 * caller's.
 */
void sys_close_on_exec(unsigned first);
void sys_close_all(unsigned first, unsigned last);
int sys_execveat(int directory, const char *path, char *const *argv, char *const *env, int flags);
int sys_memfd_create(const char *name, unsigned flags);

/* Gives back the pages of this program's code: those still needed come again from the file. */
void sys_forget_code(void);

/* _exit(2), which where a filter does not even allow that tries for ever. */
_Noreturn void sys_exit(int status);

/* Reads or writes all, through partial results and EINTR. */
ssize_t sys_read_all(int fd, void *data, size_t size);
int sys_write_all(int fd, const void *data, size_t size);
/* At once if possible. `pieces` are used up. */
int sys_write_pieces(int fd, struct iovec *pieces, size_t count);

/* That of a write for which there is no room, in the file system or under RLIMIT_FSIZE. */
bool sys_is_full(int error);

static inline void sys_close_owned(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd); /* nothing written is lost: every writer checks write(2) */
}

/* A descriptor that is closed when its variable goes out of scope. */
#define OWNED_FD __attribute__((cleanup(sys_close_owned)))

/* Hands a descriptor over to another owner. */
static inline int take_fd(int *fd)
{
	int taken = *fd;

	*fd = -1;
	return taken;
}

#endif
