// See plan_check.h.
#include "plan_check.h"

#include <stdarg.h>
#include <stdio.h>

#include "plan_check_filter.h"
#include "plan_check_order.h"
#include "plan_check_visit.h"
#include "plan_kinds.h"

struct check {
	const struct plan *plan;
	struct plan_error *error;
	const struct actions *child;
	struct plan_order order; /* of the child */
	bool is_spawned;
	bool is_restored;
	bool is_restore_spawned;
	bool is_restore_checked;
	bool has_mount_namespace;
	bool is_isolated;
	bool has_root;
	bool has_listener; /* the child's filter makes one */
	bool has_agent;
	bool is_container_open;
	bool has_console;   /* the master of the terminal has somewhere to go */
	bool takes_console; /* to the helper */
	bool has_terminal;
	unsigned parent_syncs;
	unsigned child_syncs;
	bool is_visited;
	uint64_t sources[SOURCE_WORDS]; /* bit set of slots */
	uint64_t opened;		/* bit set of enum namespace_type */
};

int plan_check_fail(struct plan_error *error, const struct action *action, const char *format, ...)
{
	const char *name = action_descriptions[action->kind].shape.name;
	int length = snprintf(error->why, PLAN_WHY_SIZE, "action %u %s: ", action->number, name);
	va_list args;

	error->offset = action->number;
	va_start(args, format);
	(void)vsnprintf(error->why + length, PLAN_WHY_SIZE - (size_t)length, format, args);
	va_end(args);
	return -1;
}

#define fail(check, action, ...) plan_check_fail((check)->error, (action), __VA_ARGS__)

static int check_slot(const struct check *check, const struct action *action, uint64_t slot)
{
	if ((check->sources[slot / 64] & UINT64_C(1) << slot % 64) == 0)
		return fail(check, action, "no source.open before it has slot %llu",
			(unsigned long long)slot);
	return 0;
}

static int check_sources(struct check *check, const struct action *action)
{
	if (action->kind == ACTION_SOURCE_OPEN) {
		const struct act_source_open *act = action->args;

		if (check->is_spawned)
			return fail(check, action, "after process.spawn");
		if ((check->sources[act->slot / 64] & UINT64_C(1) << act->slot % 64) != 0)
			return fail(check, action, "a slot taken before");
		check->sources[act->slot / 64] |= UINT64_C(1) << act->slot % 64;
	} else if (action->kind == ACTION_MOUNT_BIND) {
		const struct act_mount_bind *act = action->args;

		if ((act->present & MOUNT_BIND_HAS_SLOT) != 0)
			return check_slot(check, action, act->slot);
	} else if (action->kind == ACTION_ROOT_BIND) {
		const struct act_root_bind *act = action->args;

		if ((act->present & ROOT_BIND_HAS_SLOT) != 0)
			return check_slot(check, action, act->slot);
	}
	return 0;
}

static int check_namespaces(struct check *check, const struct action *action)
{
	uint64_t unsharable = UINT64_C(1) << NAMESPACE_TYPE_TIME;

	if (action->kind == ACTION_NAMESPACE_OPEN) {
		const struct act_namespace_open *act = action->args;

		check->opened |= UINT64_C(1) << act->type;
	} else if (action->kind == ACTION_NAMESPACE_JOIN) {
		const struct act_namespace_join *act = action->args;

		if ((check->opened & UINT64_C(1) << act->type) == 0)
			return fail(check, action, "was not opened");
		if (act->type == NAMESPACE_TYPE_MOUNT)
			check->has_mount_namespace = true;
		if (check->child == NULL && act->type != NAMESPACE_TYPE_PID &&
			act->type != NAMESPACE_TYPE_TIME)
			return fail(check, action, "only the child may join it");
	} else if (action->kind == ACTION_CONTAINER_OPEN) {
		check->is_container_open = true;
	} else if (action->kind == ACTION_CONTAINER_ROOT) {
		if (!check->is_container_open || check->is_spawned)
			return fail(check, action, "before container.open, or after process.spawn");
		check->has_root = true;
	} else if (action->kind == ACTION_CONTAINER_ENTER) {
		const struct act_container_enter *act = action->args;
		uint64_t next = unsharable | UINT64_C(1) << NAMESPACE_TYPE_PID;

		if (!check->is_container_open)
			return fail(check, action, "before container.open");
		if (check->child == NULL && (act->types & ~next) != 0)
			return fail(check, action, "only the child may join them");
	} else if (action->kind == ACTION_NAMESPACE_UNSHARE) {
		const struct act_namespace_unshare *act = action->args;

		if (check->child == NULL && (act->types & ~unsharable) != 0)
			return fail(check, action, "the helper itself may only unshare time");
		if ((act->types & UINT64_C(1) << NAMESPACE_TYPE_MOUNT) != 0)
			check->has_mount_namespace = true;
	}
	return 0;
}

static int check_seccomp(struct check *check, const struct action *action)
{
	const struct act_seccomp_load *act = action->args;

	if ((act->flags & UINT64_C(1) << SECCOMP_FLAG_NEW_LISTENER) != 0)
		check->has_listener = true;
	return plan_check_filter(action, check->error);
}

static int check_child(struct check *check, const struct action *action, bool is_last)
{
	enum action_kind kind = action->kind;

	if (action_descriptions[kind].side == SIDE_PARENT || kind == ACTION_MOUNT_REMOVE)
		return fail(check, action, "is not for the child");
	if ((kind == ACTION_EXEC) != is_last)
		return fail(check, action, "exec must be the child's last action");
	if (plan_kind_mounts(kind) && !check->is_isolated)
		return fail(check, action, "before mounts.isolate");
	if (kind == ACTION_MOUNTS_ISOLATE) {
		if (!check->has_mount_namespace)
			return fail(check, action, "in no mount namespace of its own");
		check->is_isolated = true;
	}
	if (plan_kind_needs_root(kind) && !check->has_root && kind != ACTION_ROOT_PIVOT)
		return fail(check, action, "before root.bind or root.open");
	if (kind == ACTION_ROOT_BIND || kind == ACTION_ROOT_OPEN)
		check->has_root = true;
	if (kind == ACTION_TERMINAL_CREATE) {
		if (!check->has_console || check->has_terminal)
			return fail(check, action, "without a way for its master");
		check->has_terminal = true;
	}
	if (kind == ACTION_CONSOLE_BIND && !check->has_terminal)
		return fail(check, action, "before terminal.create");
	if (kind == ACTION_SYNC)
		check->child_syncs++;
	if (kind == ACTION_SECCOMP_LOAD && check_seccomp(check, action) < 0)
		return -1;
	if (check_sources(check, action) < 0 || check_namespaces(check, action) < 0)
		return -1;
	return plan_check_order(&check->order, action, check->error);
}

static int check_spawn(struct check *check, const struct action *action)
{
	const struct act_process_spawn *act = action->args;
	uint64_t never = UINT64_C(1) << NAMESPACE_TYPE_CGROUP | UINT64_C(1) << NAMESPACE_TYPE_TIME;

	if (check->is_spawned || check->is_restored || check->is_visited)
		return fail(check, action, "a second process");
	if ((act->namespaces & never) != 0)
		return fail(check, action, "cgroup and time namespaces are unshared");
	if ((act->joins & ~check->opened) != 0)
		return fail(check, action, "joins what was not opened");
	if (act->enters != 0 && !check->is_container_open)
		return fail(check, action, "before container.open");
	if ((act->joins & act->namespaces) != 0)
		return fail(check, action, "joins and makes a namespace of one type");
	if (act->child.count == 0)
		return fail(check, action, "nothing to do");
	check->is_spawned = true;
	check->child = &act->child;
	check->order.is_inside = (act->enters & UINT64_C(1) << NAMESPACE_TYPE_MOUNT) != 0;
	if (((act->namespaces | act->joins) & UINT64_C(1) << NAMESPACE_TYPE_MOUNT) != 0)
		check->has_mount_namespace = true;
	for (size_t i = 0; i < act->child.count; i++)
		if (check_child(check, &act->child.items[i], i + 1 == act->child.count) < 0)
			return -1;
	check->child = NULL;
	return 0;
}

static int check_mount_names(
	struct check *check, const struct action *action, const struct criu_mount_list *mounts)
{
	bool has_sources = action->kind == ACTION_CRIU_RESTORE;

	for (size_t i = 0; i < mounts->count; i++) {
		/* criu takes the first `]:` for the end of a name. */
		if (strpbrk(mounts->items[i].name, "[]:") != NULL)
			return fail(check, action, "a mount's name with a bracket or a colon");
		if ((mounts->items[i].source != NULL) != has_sources)
			return fail(check, action, "a mount's source belongs to criu.restore");
	}
	return 0;
}

/* criu.restore makes the container's process as process.spawn does; what it has made is looked at
 * before it runs. */
static int check_criu(struct check *check, const struct action *action)
{
	if (action->kind == ACTION_CRIU_DUMP) {
		const struct act_criu_dump *act = action->args;

		if (check->plan->actions.items[0].kind != ACTION_STATE_LOCK)
			return fail(check, action, "without state.lock");
		if ((act->hierarchies.count > 0) != (act->stage != NULL))
			return fail(check, action, "a stage is for hierarchies");
		return check_mount_names(check, action, &act->mounts);
	}
	if (action->kind == ACTION_CRIU_RESTORE) {
		const struct act_criu_restore *act = action->args;

		if (check->is_spawned || check->is_restored)
			return fail(check, action, "a second process");
		if ((act->joins & ~check->opened) != 0)
			return fail(check, action, "joins what was not opened");
		check->is_restored = true;
		check->has_terminal = check->has_console; /* the one that was dumped */
		return check_mount_names(check, action, &act->mounts);
	}
	if (action->kind == ACTION_CRIU_SPAWN) {
		if (!check->is_restored || check->is_restore_spawned)
			return fail(check, action, "not after criu.restore");
		check->is_restore_spawned = true;
	}
	if (action->kind == ACTION_CRIU_CHECK) {
		if (!check->is_restore_spawned || check->is_restore_checked)
			return fail(check, action, "not after criu.spawn");
		check->is_restore_checked = true;
	}
	if (action->kind == ACTION_CRIU_RESUME && !check->is_restore_checked)
		return fail(check, action, "before criu.check");
	return 0;
}

static int check_failure(const struct check *check, const struct action *action)
{
	const struct act_failure_then *act = action->args;

	for (size_t i = 0; i < act->actions.count; i++)
		if (!plan_kind_ends(act->actions.items[i].kind))
			return fail(check, &act->actions.items[i], "does not end a container");
	return 0;
}

/* One terminal at most, and no process waits for a way for its master. */
static int check_terminal(struct check *check, const struct action *action)
{
	bool takes = action->kind == ACTION_TERMINAL_TAKE;

	if (takes || action->kind == ACTION_CONSOLE_CONNECT) {
		if (check->has_console || check->is_spawned || check->is_restored)
			return fail(check, action, "a second time, or after process.spawn");
		check->has_console = true;
		check->takes_console = takes;
	}
	if (action->kind == ACTION_TERMINAL_RAW && !(check->takes_console && check->has_terminal))
		return fail(check, action, "without terminal.take and terminal.create");
	return 0;
}

static int check_parent(struct check *check, const struct action *action)
{
	enum action_kind kind = action->kind;

	if (action_descriptions[kind].side == SIDE_CHILD)
		return fail(check, action, "is for a child");
	if ((kind == ACTION_STATE_RESERVE || kind == ACTION_STATE_LOCK ||
		    kind == ACTION_RECORD_BEGIN) &&
		action->number != 0)
		return fail(check, action, "must be the first action");
	if (plan_kind_needs_child(kind) && !check->is_spawned && !check->is_restored)
		return fail(check, action, "before process.spawn");
	if (plan_kind_needs_state(kind)) {
		enum action_kind first = check->plan->actions.items[0].kind;

		if (first != ACTION_STATE_RESERVE && first != ACTION_STATE_LOCK)
			return fail(check, action, "without state.reserve or state.lock");
	}
	if (kind == ACTION_LISTENER_CONNECT)
		check->has_agent = true;
	if (kind == ACTION_SYNC)
		check->parent_syncs++;
	if (check_terminal(check, action) < 0)
		return -1;
	if (check_sources(check, action) < 0)
		return -1;
	if (kind == ACTION_FAILURE_THEN && check_failure(check, action) < 0)
		return -1;
	if (kind == ACTION_PROCESS_SPAWN)
		return check_spawn(check, action);
	if (kind == ACTION_PROCESS_VISIT) {
		if (check->is_spawned || check->is_restored || check->is_visited)
			return fail(check, action, "a second process");
		if (!check->is_container_open)
			return fail(check, action, "before container.open");
		check->is_visited = true;
		return plan_check_visit(action, check->sources, check->error);
	}
	if (check_criu(check, action) < 0)
		return -1;
	return check_namespaces(check, action);
}

int plan_check(const struct plan *plan, struct plan_error *error)
{
	struct check check = {.plan = plan, .error = error};

	for (size_t i = 0; i < plan->actions.count; i++)
		if (check_parent(&check, &plan->actions.items[i]) < 0)
			return -1;
	/* Without somebody who answers, what the filter asks about would hang. */
	if (check.has_listener != check.has_agent) {
		(void)snprintf(error->why, sizeof(error->why),
			"a seccomp listener needs listener.connect, and that needs a listener");
		return -1;
	}
	/* Each turn given is given back; the last ends with the child's exec or fifo.wait. */
	if (check.is_spawned && check.parent_syncs != check.child_syncs + 1) {
		(void)snprintf(error->why, sizeof(error->why),
			"%u syncs of the helper and %u of the child do not fit together",
			check.parent_syncs, check.child_syncs);
		return -1;
	}
	return 0;
}
