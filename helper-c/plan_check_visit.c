// See plan_check_visit.h.
#include "plan_check_visit.h"

#include <stdbool.h>
#include <string.h>

#include "plan_check.h"

#define MOUNT (UINT64_C(1) << NAMESPACE_TYPE_MOUNT)

struct visit_check {
	struct plan_error *error;
	uint64_t *sources;
	bool is_inside; /* in the container's mount namespace */
	bool has_root;
	bool is_apart; /* in a copy of the caller's mount namespace */
};

static bool has_slot(const struct visit_check *check, uint64_t slot)
{
	return (check->sources[slot / 64] & UINT64_C(1) << slot % 64) != 0;
}

static int check_way(struct visit_check *check, const struct action *action)
{
	if (action->kind == ACTION_ROOT_OPEN) {
		if (!check->is_inside || check->has_root)
			return plan_check_fail(
				check->error, action, "not once, where it is entered");
		check->has_root = true;
	} else if (action->kind == ACTION_CONTAINER_ENTER) {
		const struct act_container_enter *act = action->args;

		if ((act->types & MOUNT) == 0 || check->is_inside)
			return plan_check_fail(check->error, action, "does not enter its mounts");
		check->is_inside = check->has_root = true;
	} else {
		const struct act_namespace_unshare *act = action->args;

		if (act->types != MOUNT || check->is_inside || check->is_apart)
			return plan_check_fail(check->error, action, "more than a copy of mounts");
		check->is_apart = true;
	}
	return 0;
}

static int check_source(struct visit_check *check, const struct action *action)
{
	const struct act_source_open *act = action->args;

	if (!check->is_apart || check->is_inside)
		return plan_check_fail(
			check->error, action, "not in a copy of the caller's mount namespace");
	if (has_slot(check, act->slot))
		return plan_check_fail(check->error, action, "a slot taken before");
	check->sources[act->slot / 64] |= UINT64_C(1) << act->slot % 64;
	return 0;
}

/* Its source is the host's, which cannot be seen from there. */
static int check_bind(struct visit_check *check, const struct action *action)
{
	const struct act_mount_bind *act = action->args;

	if ((act->present & MOUNT_BIND_HAS_SLOT) == 0 || act->slot_if_denied)
		return plan_check_fail(check->error, action, "without a slot");
	if (!has_slot(check, act->slot))
		return plan_check_fail(check->error, action,
			"no source.open before it has slot %llu", (unsigned long long)act->slot);
	return 0;
}

static const char *target_of(const struct action *action)
{
	switch (action->kind) {
	case ACTION_MOUNT_FS:
		return ((const struct act_mount_fs *)action->args)->target;
	case ACTION_MOUNT_BIND:
		return ((const struct act_mount_bind *)action->args)->target;
	case ACTION_MOUNT_ATTRIBUTES:
		return ((const struct act_mount_attributes *)action->args)->target;
	default:
		return ((const struct act_mount_remove *)action->args)->target;
	}
}

static int check_one(struct visit_check *check, const struct action *action)
{
	const char *target;

	switch (action->kind) {
	case ACTION_USER_SET:
		return 0;
	case ACTION_ROOT_OPEN:
	case ACTION_CONTAINER_ENTER:
	case ACTION_NAMESPACE_UNSHARE:
		return check_way(check, action);
	case ACTION_SOURCE_OPEN:
		return check_source(check, action);
	case ACTION_MOUNT_FS:
	case ACTION_MOUNT_BIND:
	case ACTION_MOUNT_ATTRIBUTES:
	case ACTION_MOUNT_REMOVE:
		break;
	default:
		return plan_check_fail(check->error, action, "is not for a visit");
	}
	target = target_of(action);
	if (!check->has_root)
		return plan_check_fail(check->error, action, "before the container's root");
	if (target[strspn(target, "/")] == '\0')
		return plan_check_fail(check->error, action, "is the container's root");
	return action->kind == ACTION_MOUNT_BIND ? check_bind(check, action) : 0;
}

int plan_check_visit(const struct action *action, uint64_t sources[static SOURCE_WORDS],
	struct plan_error *error)
{
	const struct act_process_visit *act = action->args;
	struct visit_check check = {
		.error = error, .sources = sources, .is_inside = (act->enters & MOUNT) != 0};

	if (act->child.count == 0)
		return plan_check_fail(error, action, "nothing to do");
	for (size_t i = 0; i < act->child.count; i++)
		if (check_one(&check, &act->child.items[i]) < 0)
			return -1;
	return 0;
}
