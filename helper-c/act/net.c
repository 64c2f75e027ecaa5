// loopback.up, hostname.set, domainname.set: what a new network or UTS namespace starts with. They
// touch nothing but those namespaces, and resolve no path.
#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "sys.h"

int act_loopback_up(struct ctx *ctx, const struct action *action)
{
	struct ifreq request = {.ifr_name = "lo"};
	/* netdevice(7) asks for any socket: a local one also works on a kernel without IPv4. */
	OWNED_FD int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	(void)action; /* has no fields */
	if (fd < 0)
		return ctx_fail(ctx, "socket", "lo", -errno, NULL);
	if (ioctl(fd, SIOCGIFFLAGS, &request) < 0)
		return ctx_fail(ctx, "ioctl SIOCGIFFLAGS", "lo", -errno, NULL);
	request.ifr_flags = (short)(request.ifr_flags | IFF_UP);
	if (ioctl(fd, SIOCSIFFLAGS, &request) < 0)
		return ctx_fail(ctx, "ioctl SIOCSIFFLAGS", "lo", -errno, NULL);
	return 0;
}

int act_hostname_set(struct ctx *ctx, const struct action *action)
{
	const struct act_hostname_set *act = action->args;

	if (sethostname(act->name, strlen(act->name)) < 0)
		return ctx_fail(ctx, "sethostname", act->name, -errno, NULL);
	return 0;
}

int act_domainname_set(struct ctx *ctx, const struct action *action)
{
	const struct act_domainname_set *act = action->args;

	if (setdomainname(act->name, strlen(act->name)) < 0)
		return ctx_fail(ctx, "setdomainname", act->name, -errno, NULL);
	return 0;
}
