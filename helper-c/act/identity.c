// umask.set, personality.set, bounding.drop, user.set, capabilities.set, no_new_privs.set,
// stdio.own (config.md#process, capabilities(7), credentials(7)).
//
// What they may touch: this process's own credentials, and the owner of its standard streams. No
// path is resolved but one: /dev/null, in the container, for a standard stream that is the host's.
// What a hostile rootfs could try: to have something else there; it is taken when it is the null
// device and no link. Or to have it given away: devices never change owner
// (test/attacks/device-node). Capabilities that nobody asked for in the inheritable set would
// survive an exec of a file with inheritable capabilities: the set is the plan's, and empty unless
// the config names it (test/attacks/inheritable-capabilities).
//
// The system calls are made directly: libc's wrappers of the set*id family act on all threads.
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "null.h"
#include "path.h"
#include "proc.h"
#include "sys.h"

/* include/uapi/linux/capability.h, whose names the plan's own enumeration has. */
#define CAPABILITY_VERSION_3 0x20080522
/* More than any kernel has: the first one that it does not know ends the search. */
#define CAPABILITY_LIMIT 64
/* NGROUPS_MAX, Linux 2.6.4. */
#define GROUPS_MAX	    65536
#define PERSONALITY_LINUX32 0x0008

struct capability_header {
	uint32_t version;
	int pid;
};

struct capability_data {
	uint32_t effective;
	uint32_t permitted;
	uint32_t inheritable;
};

/* Where ids were once 16 bits wide, the calls that take 32 have names of their own. */
#ifdef SYS_setgroups32
#define NUMBER_SETGROUPS SYS_setgroups32
#define NUMBER_SETRESGID SYS_setresgid32
#define NUMBER_SETRESUID SYS_setresuid32
#else
#define NUMBER_SETGROUPS SYS_setgroups
#define NUMBER_SETRESGID SYS_setresgid
#define NUMBER_SETRESUID SYS_setresuid
#endif

int act_umask_set(struct ctx *ctx, const struct action *action)
{
	const struct act_umask_set *act = action->args;

	(void)ctx;			/* cannot fail */
	(void)umask((mode_t)act->mask); /* the old mask is of no use */
	return 0;
}

int act_personality_set(struct ctx *ctx, const struct action *action)
{
	const struct act_personality_set *act = action->args;
	unsigned long domain = act->domain == PERSONALITY_SET_DOMAIN_LINUX32 ? PERSONALITY_LINUX32
									     : 0;

	if (personality(domain) < 0)
		return ctx_fail(ctx, "personality", NULL, -errno, NULL);
	return 0;
}

int act_bounding_drop(struct ctx *ctx, const struct action *action)
{
	const struct act_bounding_drop *act = action->args;

	for (int capability = 0; capability < CAPABILITY_LIMIT; capability++) {
		int error, has;

		if ((act->keep >> capability & 1) != 0 ||
			prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0)
			continue;
		error = -errno;
		/* Nobody needs CAP_SETPCAP to be without what is not there. */
		has = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
		if (has < 0)
			break; /* EINVAL: this kernel's last capability was the one before */
		if (has > 0)
			return ctx_fail(ctx, "prctl PR_CAPBSET_DROP", NULL, error,
				error == -EPERM ? "needs CAP_SETPCAP" : NULL);
	}
	return 0;
}

/* Whether setgroups(2) is denied in this process's user namespace, and that is no failure: none
 * were asked for, or it was foreseen. */
static bool keeps_groups(struct ctx *ctx, const struct act_user_set *act)
{
	char text[8] = "";
	bool is_foreseen = (act->present & USER_SET_HAS_GROUPS_DENIED) != 0 &&
			   act->groups_denied == USER_SET_GROUPS_DENIED_IGNORE;

	if (act->groups.count > 0 && !is_foreseen)
		return false;
	OWNED_FD int fd = proc_open_pid(ctx, 0, "setgroups", O_RDONLY);
	if (fd < 0) {
		ctx->failure->is_set = false; /* the refusal itself is told */
		return false;
	}
	return sys_read_all(fd, text, sizeof(text) - 1) > 0 && strncmp(text, "deny", 4) == 0;
}

static int set_groups(struct ctx *ctx, const struct act_user_set *act)
{
	const struct integers *groups = &act->groups;
	uint32_t *list = (uint32_t *)(void *)groups->items;
	int error;

	if (groups->count > GROUPS_MAX)
		return ctx_fail(ctx, "setgroups", NULL, -EINVAL, "more than 65536 groups");
	/* In their own place, where each is half as wide: a list on the stack would be a page more.
	 */
	for (size_t i = 0; i < groups->count; i++) {
		uint32_t group = (uint32_t)groups->items[i];

		memcpy(&list[i], &group, sizeof(group));
	}
	if (syscall(NUMBER_SETGROUPS, groups->count, list) == 0)
		return 0;
	error = -errno;
	/* A namespace somebody made who may not drop groups (user_namespaces(7)): they stay. */
	if (error == -EPERM && keeps_groups(ctx, act)) {
		ctx_result_string(ctx, "groups", "kept");
		return 0;
	}
	return ctx_fail(ctx, "setgroups", NULL, error,
		error == -EPERM ? "the user namespace denies setgroups(2)" : NULL);
}

/*
 * Groups, then gid, then uid: each needs a capability that the next one takes away. The kernel
 * forgets PR_SET_KEEPCAPS and the signal of a dying parent with it.
 */
int act_user_set(struct ctx *ctx, const struct action *action)
{
	const struct act_user_set *act = action->args;
	uint32_t uid = (uint32_t)act->uid, gid = (uint32_t)act->gid;
	uid_t uids[3];
	gid_t gids[3];
	int death_signal = 0, error;

	if (prctl(PR_GET_PDEATHSIG, &death_signal, 0, 0, 0) < 0)
		return ctx_fail(ctx, "prctl PR_GET_PDEATHSIG", NULL, -errno, NULL);
	if (act->keep_capabilities && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
		return ctx_fail(ctx, "prctl PR_SET_KEEPCAPS", NULL, -errno, NULL);
	if ((act->present & USER_SET_HAS_GROUPS) != 0) {
		error = set_groups(ctx, act);
		if (error < 0)
			return error;
	}
	if (syscall(NUMBER_SETRESGID, gid, gid, gid) < 0)
		return ctx_fail(ctx, "setresgid", NULL, -errno,
			errno == EINVAL ? "this gid is not mapped in the user namespace" : NULL);
	if (syscall(NUMBER_SETRESUID, uid, uid, uid) < 0)
		return ctx_fail(ctx, "setresuid", NULL, -errno,
			errno == EINVAL ? "this uid is not mapped in the user namespace" : NULL);
	if (getresuid(&uids[0], &uids[1], &uids[2]) < 0 ||
		getresgid(&gids[0], &gids[1], &gids[2]) < 0)
		return ctx_fail(ctx, "getresuid", NULL, -errno, NULL);
	for (int i = 0; i < 3; i++)
		if (uids[i] != uid || gids[i] != gid)
			return ctx_fail(ctx, "getresuid", NULL, -EPERM, "not the user asked for");
	/* Nor may it survive its parent now: until exec or fifo.wait it dies with the helper. */
	if (death_signal != 0 && prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) < 0)
		return ctx_fail(ctx, "prctl PR_SET_PDEATHSIG", NULL, -errno, NULL);
	return 0;
}

static struct capability_data capability_half(const struct act_capabilities_set *act, int shift)
{
	return (struct capability_data){
		.effective = (uint32_t)(act->effective >> shift),
		.permitted = (uint32_t)(act->permitted >> shift),
		.inheritable = (uint32_t)(act->inheritable >> shift),
	};
}

int act_capabilities_set(struct ctx *ctx, const struct action *action)
{
	const struct act_capabilities_set *act = action->args;
	struct capability_header header = {.version = CAPABILITY_VERSION_3};
	const struct capability_data data[2] = {capability_half(act, 0), capability_half(act, 32)};

	if ((act->ambient & ~(act->permitted & act->inheritable)) != 0)
		return ctx_fail(ctx, "capset", NULL, -EINVAL,
			"the ambient set is not within the permitted and inheritable sets");
	if (syscall(SYS_capset, &header, data) < 0)
		return ctx_fail(ctx, "capset", NULL, -errno,
			errno == EPERM ? "this process does not have them to give" : NULL);
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
		return ctx_fail(ctx, "prctl PR_CAP_AMBIENT_CLEAR_ALL", NULL, -errno, NULL);
	for (int capability = 0; capability < CAPABILITY_LIMIT; capability++) {
		if ((act->ambient >> capability & 1) == 0)
			continue;
		if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) < 0)
			return ctx_fail(ctx, "prctl PR_CAP_AMBIENT_RAISE", NULL, -errno, NULL);
	}
	return 0;
}

int act_no_new_privs_set(struct ctx *ctx, const struct action *action)
{
	(void)action; /* has no fields */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return ctx_fail(ctx, "prctl PR_SET_NO_NEW_PRIVS", NULL, -errno, NULL);
	return 0;
}

/* As in crun, what a stream's filesystem or a user namespace refuses is no error. */
static bool is_refusal(int error)
{
	return error == EINVAL || error == EPERM || error == EROFS || error == EBADF ||
	       error == ENOSYS;
}

static bool is_null(const struct stat *status)
{
	return S_ISCHR(status->st_mode) && status->st_rdev == makedev(NULL_MAJOR, NULL_MINOR);
}

/* A stream that has the container's own null device, and how it was opened. */
struct own_null {
	int fd; /* -1: none yet */
	int flags;
};

/*
 * The host's null device is a file that the container's mounts do not have: a program could not
 * open it again, and criu could not say what it is. The container's own takes its place, if it has
 * one.
 */
static void use_own_null(int fd, struct own_null *before)
{
	int flags = fcntl(fd, F_GETFL);
	struct stat status;

	if (flags < 0)
		return;
	if (before->fd >= 0 && before->flags == flags) {
		(void)dup2(before->fd, fd); /* the old one is as good to the program */
		return;
	}
	OWNED_FD int seen = path_openat2(AT_FDCWD, "/dev/null", O_PATH | O_NOFOLLOW, 0);
	if (seen < 0 || fstat(seen, &status) < 0 || !is_null(&status))
		return;
	OWNED_FD int own = path_openat2(AT_FDCWD, "/dev/null",
		(uint64_t)(flags & O_ACCMODE) | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
	/* If not, the old one is as good to the program. */
	if (own >= 0 && fstat(own, &status) == 0 && is_null(&status) &&
		fcntl(own, F_SETFL, flags & ~O_NONBLOCK) == 0 && dup2(own, fd) == fd)
		*before = (struct own_null){fd, flags};
}

int act_stdio_own(struct ctx *ctx, const struct action *action)
{
	const struct act_stdio_own *act = action->args;
	struct own_null own_null = {.fd = -1};
	struct stat status;

	for (int fd = 0; fd <= 2; fd++) {
		if (fstat(fd, &status) < 0)
			continue; /* closed: nobody's */
		if (is_null(&status))
			use_own_null(fd, &own_null);
		if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode) &&
			!S_ISREG(status.st_mode))
			continue;
		if (status.st_uid == act->uid && status.st_gid == act->gid)
			continue;
		if (fchown(fd, (uid_t)act->uid, (gid_t)act->gid) < 0 && !is_refusal(errno))
			return ctx_fail(ctx, "fchown", "standard stream", -errno, NULL);
	}
	return 0;
}
