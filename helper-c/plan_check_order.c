// See plan_check_order.h.
#include "plan_check_order.h"

#include <string.h>

#include "plan_check.h"

#define MOUNT (UINT64_C(1) << NAMESPACE_TYPE_MOUNT)

/* What it changes is looked up in the root while that is being put together, or decides which one
 * that is. */
static bool is_for_before_pivot(enum action_kind kind)
{
	switch (kind) {
	case ACTION_CGROUP_JOIN:
	case ACTION_NAMESPACE_JOIN:
	case ACTION_NAMESPACE_UNSHARE:
	case ACTION_CONTAINER_ENTER:
	case ACTION_MOUNTS_ISOLATE:
	case ACTION_ROOT_OPEN:
	case ACTION_ROOT_BIND:
	case ACTION_MOUNT_FS:
	case ACTION_MOUNT_BIND:
	case ACTION_PATH_MASK:
	case ACTION_PATH_READONLY:
	case ACTION_DEVICE_CREATE:
	case ACTION_DEVICE_BIND:
	case ACTION_SYMLINK_CREATE:
		return true;
	default:
		return false;
	}
}

/* Elsewhere its paths would be the host's, or it would be the host's terminal. */
static bool is_for_inside(enum action_kind kind)
{
	return kind == ACTION_CWD_ENTER || kind == ACTION_TERMINAL_CREATE ||
	       kind == ACTION_CONSOLE_BIND || kind == ACTION_EXEC_LOOKUP;
}

/* The program that was found is looked up once more, by execve(2): in the same place. */
static bool moves(enum action_kind kind)
{
	return kind == ACTION_NAMESPACE_JOIN || kind == ACTION_NAMESPACE_UNSHARE ||
	       kind == ACTION_CONTAINER_ENTER || kind == ACTION_ROOT_OPEN ||
	       kind == ACTION_ROOT_BIND || kind == ACTION_ROOT_PIVOT || kind == ACTION_EXEC_LOOKUP;
}

/* It needs no right, and gives none. */
static bool is_for_anybody(enum action_kind kind)
{
	switch (kind) {
	case ACTION_CWD_ENTER:
	case ACTION_SYNC:
	case ACTION_FIFO_WAIT:
	case ACTION_HOOK_RUN:
	case ACTION_NO_NEW_PRIVS_SET:
	case ACTION_SECCOMP_LOAD:
	case ACTION_FDS_CLOSE:
	case ACTION_EXEC:
		return true;
	default:
		return false;
	}
}

static bool needs_no_descriptor(enum action_kind kind)
{
	return kind == ACTION_NO_NEW_PRIVS_SET || kind == ACTION_SECCOMP_LOAD ||
	       kind == ACTION_EXEC;
}

/* What is too late by now; NULL: nothing. */
static const char *passed(const struct plan_order *order, enum action_kind kind)
{
	if (order->is_closed && !needs_no_descriptor(kind))
		return "after fds.close";
	if (order->has_rights && !is_for_anybody(kind))
		return "after capabilities.set";
	if (order->has_program && moves(kind))
		return "after exec.lookup";
	if (order->is_pivoted && is_for_before_pivot(kind))
		return "after root.pivot";
	if (order->is_pivoted && kind == ACTION_ROOT_PIVOT)
		return "a second time";
	if (order->is_entered && kind == ACTION_CGROUP_JOIN)
		return "after container.enter";
	return NULL;
}

static const char *missing(const struct plan_order *order, enum action_kind kind)
{
	if (is_for_inside(kind) && !order->is_inside)
		return "outside of the container's root";
	if (kind == ACTION_EXEC && !order->has_program)
		return "before exec.lookup";
	if (kind == ACTION_EXEC && !order->is_closed)
		return "before fds.close";
	return NULL;
}

/* `/` in the container's mount namespace is its own root. */
static bool opens_own_root(const struct plan_order *order, const struct action *action)
{
	const struct act_root_open *act = action->args;

	return order->is_inside && strcmp(act->path, "/") == 0;
}

static void note(struct plan_order *order, const struct action *action)
{
	switch (action->kind) {
	case ACTION_CONTAINER_ENTER:
		order->is_entered = true;
		if ((((const struct act_container_enter *)action->args)->types & MOUNT) != 0)
			order->is_inside = true;
		break;
	case ACTION_ROOT_OPEN:
		order->is_inside = opens_own_root(order, action);
		break;
	case ACTION_ROOT_BIND:
		order->is_inside = false;
		break;
	case ACTION_ROOT_PIVOT:
		order->is_inside = order->is_pivoted = true;
		break;
	case ACTION_EXEC_LOOKUP:
		order->has_program = true;
		break;
	case ACTION_CAPABILITIES_SET:
		order->has_rights = true;
		break;
	case ACTION_FDS_CLOSE:
		order->is_closed = true;
		break;
	default:
		break;
	}
}

int plan_check_order(
	struct plan_order *order, const struct action *action, struct plan_error *error)
{
	const char *why = passed(order, action->kind);

	if (why == NULL)
		why = missing(order, action->kind);
	if (why != NULL)
		return plan_check_fail(error, action, "%s", why);
	note(order, action);
	return 0;
}
