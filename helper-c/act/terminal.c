// console.connect, terminal.take, terminal.create, console.bind, terminal.raw (config.md#process,
// config-linux.md#default-devices, pty(7), ioctl_tty(2)).
//
// What they may touch: a socket of the host that a command names; the modes of the caller's
// terminal; in the container, its devpts, and a file /dev/console to mount on.
//
// What a hostile rootfs, or a container that runs, could try, and the test that tries it: links or
// mounts in place of /dev/pts or what is in it, so that something else is opened or given to the
// container's user (CVE-2025-52565); /dev/console as a link, to make or cover a file of the host
// (CVE-2026-88264): test/attacks/console. The directory is opened without following a link and must
// be a devpts's root, in which the kernel alone makes entries; the slave comes from the master
// (TIOCGPTPEER, Linux 4.13) and not by its name; a link at /dev/console is covered, not followed.
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <termios.h>
#include <unistd.h>

#include "act/handlers.h"
#include "attach.h"
#include "ctx.h"
#include "hand_over.h"
#include "mounts.h"
#include "path.h"
#include "relay.h"
#include "sys.h"

#define DEVPTS "/dev/pts"
/* linux/magic.h */
#define DEVPTS_MAGIC 0x1cd1
/* devices.txt: the multiplexor, and the slaves of pseudo-terminals. */
#define PTMX_MAJOR  5
#define PTMX_MINOR  2
#define SLAVE_FIRST 136
#define SLAVE_LAST  143
/* The mode of an empty file that is there to be mounted on. */
#define FILE_MODE 0644
/* asm-generic/ioctls.h, which libc's headers lag behind. */
#ifndef TIOCGPTPEER
#define TIOCGPTPEER 0x5441
#endif

int act_console_connect(struct ctx *ctx, const struct action *action)
{
	const struct act_console_connect *act = action->args;
	int error;

	OWNED_FD int socket = hand_over_connect(ctx, act->path);
	if (socket < 0)
		return socket;
	/* Whoever has the master reads and types all that the container's user does. */
	error = hand_over_check_peer(ctx, socket, act->path);
	if (error < 0)
		return error;
	ctx->console = take_fd(&socket);
	return 0;
}

int act_terminal_take(struct ctx *ctx, const struct action *action)
{
	int ends[2];

	(void)action; /* has no fields */
	if (tcgetattr(STDIN_FILENO, &ctx->modes) < 0)
		return ctx_fail(ctx, "tcgetattr", "standard input", -errno,
			errno == ENOTTY ? "tcgetattr: Inappropriate ioctl for device" : NULL);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return ctx_fail(ctx, "socketpair", "", -errno, NULL);
	ctx->console = ends[0];
	ctx->console_taker = ends[1];
	return 0;
}

static bool is_character_device(int fd, unsigned first_major, unsigned last_major)
{
	struct stat status;

	return fstat(fd, &status) == 0 && S_ISCHR(status.st_mode) &&
	       major(status.st_rdev) >= first_major && major(status.st_rdev) <= last_major &&
	       status.st_nlink == 1;
}

static bool is_devpts(int fd)
{
	struct statfs filesystem;

	return fstatfs(fd, &filesystem) == 0 && filesystem.f_type == DEVPTS_MAGIC;
}

/* Nothing is mounted over it, and it is no link: what has this name in a devpts is the kernel's. */
static int open_master(struct ctx *ctx)
{
	struct path_lookup lookup = {.path = DEVPTS, .plain = true};
	int unlocked = 0;

	OWNED_FD int directory = path_open(ctx->root_fd, &lookup);
	if (directory < 0)
		return ctx_fail(ctx, lookup.step, DEVPTS, directory,
			lookup.why != NULL ? lookup.why : "a terminal needs a devpts there");
	if (!is_devpts(directory))
		return ctx_fail(ctx, "fstatfs", DEVPTS, -ENODEV, "a terminal needs a devpts there");
	OWNED_FD int master = path_openat2(directory, "ptmx", O_RDWR | O_NOCTTY | O_NOFOLLOW,
		RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS);
	if (master < 0)
		return ctx_fail(ctx, "openat2", DEVPTS "/ptmx", master, NULL);
	if (!is_devpts(master) || !is_character_device(master, PTMX_MAJOR, PTMX_MAJOR))
		return ctx_fail(ctx, "fstat", DEVPTS "/ptmx", -ENODEV, "not the multiplexor");
	if (ioctl(master, TIOCSPTLCK, &unlocked) < 0)
		return ctx_fail(ctx, "ioctl TIOCSPTLCK", DEVPTS "/ptmx", -errno, NULL);
	return take_fd(&master);
}

static int open_slave(struct ctx *ctx, int master, const struct act_terminal_create *act)
{
	struct winsize size = {
		.ws_row = (unsigned short)act->rows, .ws_col = (unsigned short)act->columns};

	OWNED_FD int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0)
		return ctx_fail(ctx, "ioctl TIOCGPTPEER", DEVPTS, -errno, NULL);
	if (!is_devpts(slave) || !is_character_device(slave, SLAVE_FIRST, SLAVE_LAST))
		return ctx_fail(ctx, "fstat", DEVPTS, -ENODEV, "not a pseudo-terminal");
	if (size.ws_row != 0 && size.ws_col != 0 && ioctl(slave, TIOCSWINSZ, &size) < 0)
		return ctx_fail(ctx, "ioctl TIOCSWINSZ", DEVPTS, -errno, NULL);
	if (fchown(slave, (uid_t)act->uid, (gid_t)-1) < 0)
		return ctx_fail(ctx, "fchown", DEVPTS, -errno,
			errno == EINVAL ? "this uid is not mapped in the user namespace" : NULL);
	return take_fd(&slave);
}

/* The group stays the devpts's own (`gid=5`): whose writing the mode allows, tty(1)'s. */
int act_terminal_create(struct ctx *ctx, const struct action *action)
{
	const struct act_terminal_create *act = action->args;
	/* Receivers look for a byte, and some for a name. */
	struct iovec name = {
		.iov_base = (char[]){DEVPTS "/ptmx"}, .iov_len = sizeof(DEVPTS "/ptmx") - 1};
	int error;

	OWNED_FD int master = open_master(ctx);
	if (master < 0)
		return master;
	OWNED_FD int slave = open_slave(ctx, master, act);
	if (slave < 0)
		return slave;
	if (ioctl(slave, TIOCSCTTY, 0) < 0)
		return ctx_fail(ctx, "ioctl TIOCSCTTY", DEVPTS, -errno, NULL);
	error = hand_over_send(ctx, ctx->console, master, &name, 1);
	if (error < 0)
		return error;
	sys_close_owned(&ctx->console);
	ctx->console = 0;
	for (int fd = 0; fd <= 2; fd++)
		if (dup2(slave, fd) < 0)
			return ctx_fail(ctx, "dup2", "standard stream", -errno, NULL);
	return 0;
}

/* In a mount namespace of the process's own. */
int act_console_bind(struct ctx *ctx, const struct action *action)
{
	struct path_lookup lookup = {.path = "/dev/console"};
	struct path_lookup again = {.path = "/dev/console", .nofollow = true};
	struct mounts_change change = {.set = UINT64_C(1) << MOUNT_ATTRIBUTE_NOSUID |
					      UINT64_C(1) << MOUNT_ATTRIBUTE_NOEXEC,
		.propagation = PROPAGATION_PRIVATE};
	struct mounts_report report;
	const char *name;
	int error;

	(void)action; /* has no fields */
	OWNED_FD int directory = path_open_parent(ctx->root_fd, &lookup, &name);
	if (directory < 0)
		return ctx_fail(ctx, lookup.step, lookup.path, directory, lookup.why);
	OWNED_FD int target = path_open_entry(directory, name, 0);
	if (target == -ENOENT && mknodat(directory, name, S_IFREG | FILE_MODE, 0) < 0)
		return ctx_fail(ctx, "mknodat", lookup.path, -errno, NULL);
	if (target == -ENOENT)
		target = path_open_entry(directory, name, 0);
	if (target < 0)
		return ctx_fail(ctx, "openat2", lookup.path, target, NULL);
	OWNED_FD int mount = mounts_clone(STDIN_FILENO, "", 0, &report);
	if (mount < 0)
		return ctx_fail(ctx, report.step, lookup.path, mount, report.why);
	error = mounts_change(mount, &change, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, lookup.path, error, report.why);
	return attach_mount(ctx, mount, target, ctx->root_fd, &again, lookup.path);
}

static int receive_master(struct ctx *ctx)
{
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = {.bytes = {0}};
	char name[64];
	struct iovec part = {.iov_base = name, .iov_len = sizeof(name)};
	struct msghdr message = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes)};
	const struct cmsghdr *header;
	int master;

	/* It is there already: the process has handed the turn over since. */
	if (recvmsg(ctx->console_taker, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC) < 0)
		return -errno;
	header = CMSG_FIRSTHDR(&message);
	if (header == NULL || header->cmsg_type != SCM_RIGHTS)
		return -EBADMSG;
	memcpy(&master, CMSG_DATA(header), sizeof(master));
	return master;
}

int act_terminal_raw(struct ctx *ctx, const struct action *action)
{
	const struct act_terminal_raw *act = action->args;
	int master = receive_master(ctx);
	int flags;

	if (master < 0)
		return ctx_fail(ctx, "recvmsg", "terminal", master, NULL);
	ctx->terminal = master;
	sys_close_owned(&ctx->console);
	sys_close_owned(&ctx->console_taker);
	ctx->console = ctx->console_taker = 0;
	flags = fcntl(master, F_GETFL);
	if (flags < 0 || fcntl(master, F_SETFL, flags | O_NONBLOCK) < 0)
		return ctx_fail(ctx, "fcntl", "terminal", -errno, NULL);
	if (act->resize)
		relay_resize(ctx);
	relay_make_raw(ctx);
	return 0;
}

int undo_terminal_raw(struct ctx *ctx, const struct action *action)
{
	(void)action; /* its effect is in ctx */
	relay_restore(ctx);
	return 0;
}
