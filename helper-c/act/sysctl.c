// sysctl.write (config-linux.md#sysctl). Writes one file below /proc/sys, of a procfs that is the
// helper's own and mounted nowhere (proc.h), so that whatever an image or a volume put on /proc
// cannot lead the write to another file (test/attacks/procfs-write). Which keys a namespace owns is
// the plan's matter; the kernel refuses what it does not.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

/* The one sysctl whose values are ids: the usual mistake is a group that is not mapped. */
#define PING_GROUP_RANGE "net/ipv4/ping_group_range"

int act_sysctl_write(struct ctx *ctx, const struct action *action)
{
	const struct act_sysctl_write *act = action->args;
	size_t length = strlen(act->value);
	ssize_t written;

	OWNED_FD int fd = proc_open_sysctl(ctx, act->key, O_WRONLY);
	if (fd < 0)
		return fd;
	written = write(fd, act->value, length);
	if (written >= 0 && (size_t)written == length)
		return 0;
	return ctx_fail(ctx, "write", act->key, written < 0 ? -errno : -EINVAL,
		strcmp(act->key, PING_GROUP_RANGE) == 0
			? "are these group ids mapped in the user namespace?"
			: NULL);
}
