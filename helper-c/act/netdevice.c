// netdevice.move (config-linux.md#network-devices, rtnetlink(7), network_namespaces(7)).
//
// What it may touch: the one network device of the host that the plan names, and the container's
// network namespace. The helper enters that only to open a socket there, and is back before it goes
// on. Addresses go with a device no more than its state does (Linux takes both away), so they are
// read before and given again after: those of everybody's scope that do not expire.
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

#define BUFFER_SIZE   16384
#define REQUEST_SIZE  512
#define ADDRESSES_MAX 64

/* One address, as the kernel told it: what follows the message's own header. */
struct address {
	size_t length;
	char body[REQUEST_SIZE];
};

struct request {
	_Alignas(struct nlmsghdr) char bytes[REQUEST_SIZE + NLMSG_HDRLEN];
};

static struct nlmsghdr *begin(struct request *request, unsigned short type, unsigned short flags,
	const void *body, size_t length)
{
	struct nlmsghdr *header = (struct nlmsghdr *)request->bytes;

	memset(request, 0, sizeof(*request));
	header->nlmsg_type = type;
	header->nlmsg_flags = (unsigned short)(NLM_F_REQUEST | flags);
	header->nlmsg_len = (unsigned)NLMSG_LENGTH(length);
	memcpy(NLMSG_DATA(header), body, length);
	return header;
}

static void add(struct nlmsghdr *header, unsigned short type, const void *value, size_t length)
{
	struct rtattr *attribute = (struct rtattr *)((char *)header +
						     NLMSG_ALIGN(header->nlmsg_len));

	attribute->rta_type = type;
	attribute->rta_len = (unsigned short)RTA_LENGTH(length);
	memcpy(RTA_DATA(attribute), value, length);
	header->nlmsg_len = (unsigned)(NLMSG_ALIGN(header->nlmsg_len) +
				       RTA_ALIGN(RTA_LENGTH(length)));
}

/* Sends a request and waits for its acknowledgement. Returns 0 or a negative errno. */
static int ask(int socket, struct nlmsghdr *header)
{
	_Alignas(struct nlmsghdr) char answer[BUFFER_SIZE];
	const struct nlmsghdr *found = (const struct nlmsghdr *)answer;
	ssize_t length;

	header->nlmsg_flags |= NLM_F_ACK;
	if (send(socket, header, header->nlmsg_len, 0) < 0)
		return -errno;
	length = recv(socket, answer, sizeof(answer), 0);
	if (length < 0)
		return -errno;
	if ((size_t)length < NLMSG_LENGTH(sizeof(struct nlmsgerr)) ||
		found->nlmsg_type != NLMSG_ERROR)
		return -EPROTO;
	return ((const struct nlmsgerr *)NLMSG_DATA(found))->error;
}

static bool is_kept(const struct ifaddrmsg *address, unsigned index)
{
	return address->ifa_index == index && address->ifa_scope == RT_SCOPE_UNIVERSE &&
	       (address->ifa_flags & IFA_F_PERMANENT) != 0;
}

/* Returns whether more is to come. */
static bool collect(
	const char *text, size_t length, unsigned index, struct address *addresses, size_t *count)
{
	size_t at = 0;

	while (length - at >= NLMSG_HDRLEN) {
		const struct nlmsghdr *header = (const struct nlmsghdr *)(text + at);
		size_t body = header->nlmsg_len - NLMSG_HDRLEN;

		if (header->nlmsg_len < NLMSG_HDRLEN || header->nlmsg_len > length - at ||
			header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR)
			return false;
		if (header->nlmsg_type == RTM_NEWADDR && body >= sizeof(struct ifaddrmsg) &&
			body <= REQUEST_SIZE && *count < ADDRESSES_MAX &&
			is_kept(NLMSG_DATA(header), index)) {
			addresses[*count].length = body;
			memcpy(addresses[(*count)++].body, NLMSG_DATA(header), body);
		}
		at += NLMSG_ALIGN(header->nlmsg_len);
	}
	return true;
}

static int read_addresses(int socket, unsigned index, struct address *addresses, size_t *count)
{
	_Alignas(struct nlmsghdr) char answer[BUFFER_SIZE];
	struct ifaddrmsg all = {.ifa_family = AF_UNSPEC};
	struct request request;
	struct nlmsghdr *header = begin(&request, RTM_GETADDR, NLM_F_DUMP, &all, sizeof(all));
	ssize_t length;

	if (send(socket, header, header->nlmsg_len, 0) < 0)
		return -errno;
	do {
		length = recv(socket, answer, sizeof(answer), 0);
		if (length < 0)
			return -errno;
	} while (collect(answer, (size_t)length, index, addresses, count));
	return 0;
}

/* The device's number of what a socket of that namespace sees by this name; 0: none. */
static unsigned index_of(int socket, const char *name)
{
	struct ifinfomsg body = {.ifi_family = AF_UNSPEC};
	_Alignas(struct nlmsghdr) char answer[BUFFER_SIZE];
	const struct nlmsghdr *found = (const struct nlmsghdr *)answer;
	struct request request;
	struct nlmsghdr *header = begin(&request, RTM_GETLINK, 0, &body, sizeof(body));
	ssize_t length;

	add(header, IFLA_IFNAME, name, strlen(name) + 1);
	if (send(socket, header, header->nlmsg_len, 0) < 0)
		return 0;
	length = recv(socket, answer, sizeof(answer), 0);
	if (length < (ssize_t)NLMSG_LENGTH(sizeof(body)) || found->nlmsg_type != RTM_NEWLINK)
		return 0;
	return (unsigned)((const struct ifinfomsg *)NLMSG_DATA(found))->ifi_index;
}

static int open_socket(struct ctx *ctx)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	return fd < 0 ? ctx_fail(ctx, "socket", "netlink", -errno, NULL) : fd;
}

/* A socket of the container's namespace: a socket stays where it was made. */
static int open_socket_inside(struct ctx *ctx, int inside)
{
	int fd, error;

	OWNED_FD int own = proc_open_namespace(ctx, 0, "net");
	if (own < 0)
		return own;
	if (setns(inside, CLONE_NEWNET) < 0)
		return ctx_fail(ctx, "setns", "network", -errno, NULL);
	fd = open_socket(ctx);
	error = setns(own, CLONE_NEWNET) < 0 ? -errno : 0;
	if (error < 0) {
		sys_close_owned(&fd);
		return ctx_fail(ctx, "setns", "network", error, "cannot return");
	}
	return fd;
}

static int move(int socket, unsigned index, const char *name, int namespace)
{
	struct ifinfomsg body = {.ifi_family = AF_UNSPEC, .ifi_index = (int)index};
	struct request request;
	struct nlmsghdr *header = begin(&request, RTM_NEWLINK, 0, &body, sizeof(body));

	add(header, IFLA_NET_NS_FD, &namespace, sizeof(namespace));
	add(header, IFLA_IFNAME, name, strlen(name) + 1);
	return ask(socket, header);
}

static int set_up(int socket, unsigned index)
{
	struct ifinfomsg body = {.ifi_family = AF_UNSPEC,
		.ifi_index = (int)index,
		.ifi_flags = IFF_UP,
		.ifi_change = IFF_UP};
	struct request request;

	return ask(socket, begin(&request, RTM_NEWLINK, 0, &body, sizeof(body)));
}

static int give_address(int socket, unsigned index, struct address *address)
{
	struct request request;

	((struct ifaddrmsg *)address->body)->ifa_index = index;
	return ask(socket, begin(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, address->body,
				   address->length));
}

static int set_up_inside(
	struct ctx *ctx, int socket, const char *name, struct address *addresses, size_t count)
{
	unsigned index = index_of(socket, name);
	int error = index == 0 ? -ENODEV : 0;

	for (size_t i = 0; i < count && error == 0; i++)
		error = give_address(socket, index, &addresses[i]);
	if (error < 0)
		return ctx_fail(ctx, "netlink address", name, error, NULL);
	error = set_up(socket, index);
	return error < 0 ? ctx_fail(ctx, "netlink up", name, error, NULL) : 0;
}

int act_netdevice_move(struct ctx *ctx, const struct action *action)
{
	const struct act_netdevice_move *act = action->args;
	struct address addresses[ADDRESSES_MAX];
	size_t count = 0;
	unsigned index;
	int error;

	if (strlen(act->name) >= IF_NAMESIZE || strlen(act->as) >= IF_NAMESIZE)
		return ctx_fail(ctx, "netlink", act->name, -ENAMETOOLONG, NULL);
	OWNED_FD int outside = open_socket(ctx);
	if (outside < 0)
		return outside;
	OWNED_FD int namespace = proc_open_namespace(ctx, ctx->child.pid, "net");
	if (namespace < 0)
		return namespace;
	OWNED_FD int inside = open_socket_inside(ctx, namespace);
	if (inside < 0)
		return inside;
	index = index_of(outside, act->name);
	if (index == 0)
		return ctx_fail(ctx, "netlink", act->name, -ENODEV, "could not find device");
	error = read_addresses(outside, index, addresses, &count);
	if (error < 0)
		return ctx_fail(ctx, "netlink addresses", act->name, error, NULL);
	error = move(outside, index, act->as, namespace);
	if (error < 0)
		return ctx_fail(ctx, "netlink move", act->name, error,
			error == -EEXIST ? "the container has a device of that name" : NULL);
	return set_up_inside(ctx, inside, act->as, addresses, count);
}
