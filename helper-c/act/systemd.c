// systemd.start, systemd.set, systemd.stop (org.freedesktop.systemd1(5), systemd.scope(5)).
//
// What they may touch: one unit, by messages to the service manager's bus (systemd_call.h); and
// `.systemd` of the state root, where the names of properties are kept that it refused. A unit is
// stopped only when it is the container's own: its name may be anybody's.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "act/handlers.h"
#include "arena.h"
#include "cgroup.h"
#include "ctx.h"
#include "dbus.h"
#include "sys.h"
#include "systemd_call.h"
#include "systemd_value.h"

#define TIMEOUT_MS 30000
#define STOP_TIMEOUT_MS                                                           \
	120000 /* systemd's own patience with a process (TimeoutStopSec=) is 90 s \
		*/

/* What was refused, into the journal. */
static void note_left_out(struct ctx *ctx, const struct property_call *call)
{
	char names[CTX_RESULT_SIZE / 2];
	size_t length = 0;

	for (size_t i = 0; i < call->properties->count; i++) {
		const char *name = call->properties->items[i].name;

		if (!call->left_out[i] || length + strlen(name) + 2 > sizeof(names))
			continue;
		length += (size_t)snprintf(names + length, sizeof(names) - length, "%s%s",
			length == 0 ? "" : ",", name);
	}
	if (length > 0)
		ctx_result_string(ctx, "refused", names);
}

/* Whether the process is where it should be: a bus may be that of another manager. */
static int check_place(struct ctx *ctx, const struct cgroup_path *cgroup)
{
	int directory = cgroup_directory(ctx, cgroup->mount, cgroup->path);
	char text[256];
	char pid[24];
	ssize_t length = 0;

	if (directory < 0 && ctx->failure->is_set)
		return directory;
	OWNED_FD int file = directory < 0 ? directory
					  : cgroup_open(directory, "cgroup.procs", O_RDONLY);
	if (file >= 0)
		length = sys_read_all(file, text, sizeof(text) - 1);
	text[length > 0 ? length : 0] = '\0';
	(void)snprintf(pid, sizeof(pid), "%d\n", ctx->child.pid);
	if (file >= 0 && strcmp(text, pid) == 0)
		return 0;
	return ctx_fail(ctx, "cgroup.procs", cgroup->path, file < 0 ? file : -ESRCH,
		"systemd made the scope, but the process is not there: is this the bus of the "
		"manager of these cgroups?");
}

static int start(struct ctx *ctx, struct dbus *bus, const struct act_systemd_start *act)
{
	struct property_call call = {.step = "StartTransientUnit",
		.unit = act->unit,
		.call = act->call,
		.length_at = act->length_at,
		.properties = &act->properties,
		.has_units = true};
	char job[SYSTEMD_PATH_SIZE];
	struct dbus_message reply;
	int error;

	/* Also when no answer comes: it may be made all the same. */
	ctx->is_unit_asked = true;
	error = systemd_call_with_properties(ctx, bus, &call, &reply);
	/* One that failed, and was never forgotten, may have the name. */
	if (error == 0 && systemd_is_error(&reply, SYSTEMD_ERROR "UnitExists")) {
		error = systemd_call(ctx, bus, "ResetFailedUnit", act->reset, &reply);
		if (error == 0)
			error = systemd_call_with_properties(ctx, bus, &call, &reply);
	}
	if (error < 0)
		return error;
	if (reply.type == DBUS_ERROR)
		return systemd_fail(ctx, call.step, act->unit, &reply);
	note_left_out(ctx, &call);
	error = systemd_keep_job(ctx, &reply, job);
	if (error == 0)
		error = systemd_await_job(ctx, bus, job, "creating", act->unit);
	return error < 0 || act->cgroup == NULL ? error : check_place(ctx, act->cgroup);
}

int act_systemd_start(struct ctx *ctx, const struct action *action)
{
	const struct act_systemd_start *act = action->args;
	bool is_limited = (act->present & SYSTEMD_START_HAS_TIMEOUT_MS) != 0;
	struct dbus bus;
	int error = systemd_open(ctx, &bus, act->bus, is_limited ? act->timeout_ms : TIMEOUT_MS);

	if (error < 0)
		return error;
	error = start(ctx, &bus, act);
	dbus_close(&bus);
	return error;
}

/* Of a unit that is gone, systemd says that it has no documentation. */
static int is_own(struct ctx *ctx, struct dbus *bus, const struct unit_owner *owner, bool *answer)
{
	struct dbus_message reply;
	int error = systemd_call(ctx, bus, "Get", owner->ask, &reply);

	*answer = error == 0 && reply.type == DBUS_RETURN &&
		  systemd_value_is_only(&reply, owner->documentation);
	return error;
}

/*
 * A unit that is gone has nothing to be stopped; systemd forgets one that did not fail by itself.
 * Nor has one that is another's by now; `owner` NULL: whose it is does not matter.
 */
static int stop(struct ctx *ctx, struct dbus *bus, const char *unit, const struct unit_owner *owner,
	struct bytes call, struct bytes reset)
{
	char job[SYSTEMD_PATH_SIZE];
	struct dbus_message reply;
	bool is_to_be_stopped = true;
	int error = owner == NULL ? 0 : is_own(ctx, bus, owner, &is_to_be_stopped);

	if (error == 0 && !is_to_be_stopped)
		ctx_result_string(ctx, "as", "left alone");
	if (error < 0 || !is_to_be_stopped)
		return error;
	error = systemd_call(ctx, bus, "StopUnit", call, &reply);
	if (error < 0)
		return error;
	if (systemd_is_error(&reply, SYSTEMD_ERROR "NoSuchUnit"))
		return 0;
	if (reply.type == DBUS_ERROR)
		return systemd_fail(ctx, "StopUnit", unit, &reply);
	error = systemd_keep_job(ctx, &reply, job);
	if (error == 0)
		error = systemd_await_job(ctx, bus, job, "destroying", unit);
	return error < 0 ? error : systemd_call(ctx, bus, "ResetFailedUnit", reset, &reply);
}

int undo_systemd_start(struct ctx *ctx, const struct action *action)
{
	const struct act_systemd_start *act = action->args;
	struct dbus bus;
	int error;

	if (!ctx->is_unit_asked)
		return 0;
	/* systemd would ask it to end first, and wait; but it does not listen yet. */
	error = undo_process_spawn(ctx, action);
	if (error == 0)
		error = systemd_open(ctx, &bus, act->bus, STOP_TIMEOUT_MS);
	if (error < 0)
		return error;
	error = stop(ctx, &bus, act->unit, act->owner, act->stop, act->reset);
	dbus_close(&bus);
	return error;
}

/* One property that is to be changed: what it is, or, where nobody asks for that, what it will be.
 */
static int keep_before(struct ctx *ctx, struct dbus *bus, const struct unit_property *property,
	struct unit_property_list *kept)
{
	struct dbus_message reply;
	int error;

	if (property->before.data == NULL) {
		kept->items[kept->count++] = *property;
		return 0;
	}
	error = systemd_call(ctx, bus, "Get", property->before, &reply);
	if (error < 0 || reply.type == DBUS_ERROR)
		return error; /* unknown to this systemd, which will refuse it */
	if (systemd_value_adds(&reply) && systemd_value_keep(ctx->arena, &reply, property->name,
						  true, &kept->items[kept->count]))
		kept->count++;
	if (systemd_value_keep(
		    ctx->arena, &reply, property->name, false, &kept->items[kept->count]))
		kept->count++;
	return 0;
}

static int set(struct ctx *ctx, struct dbus *bus, const struct act_systemd_set *act,
	const struct unit_property_list *properties)
{
	struct property_call call = {.step = "SetUnitProperties",
		.unit = act->unit,
		.call = act->call,
		.length_at = act->length_at,
		.properties = properties};
	struct dbus_message reply;
	int error = systemd_call_with_properties(ctx, bus, &call, &reply);

	if (error == 0 && reply.type == DBUS_ERROR)
		error = systemd_fail(ctx, call.step, act->unit, &reply);
	note_left_out(ctx, &call);
	return error;
}

static uint64_t set_timeout(const struct act_systemd_set *act)
{
	return (act->present & SYSTEMD_SET_HAS_TIMEOUT_MS) != 0 ? act->timeout_ms : TIMEOUT_MS;
}

int act_systemd_set(struct ctx *ctx, const struct action *action)
{
	const struct act_systemd_set *act = action->args;
	struct unit_property_list *kept = &ctx->unit_before;
	struct dbus bus;
	int error = systemd_open(ctx, &bus, act->bus, set_timeout(act));

	if (error < 0)
		return error;
	*kept = (struct unit_property_list){
		.items = arena_take(
			ctx->arena, 2 * act->properties.count * sizeof(kept->items[0]))};
	if (kept->items == NULL)
		error = ctx_fail(ctx, "memory", act->unit, -ENOMEM, NULL);
	for (size_t i = 0; error == 0 && i < act->properties.count; i++)
		error = keep_before(ctx, &bus, &act->properties.items[i], kept);
	ctx->is_unit_changed = error == 0;
	if (error == 0)
		error = set(ctx, &bus, act, &act->properties);
	dbus_close(&bus);
	return error;
}

/* Also of a call that was refused, or not answered: then this changes nothing, or what it did. */
int undo_systemd_set(struct ctx *ctx, const struct action *action)
{
	const struct act_systemd_set *act = action->args;
	struct dbus bus;
	int error;

	if (!ctx->is_unit_changed || ctx->unit_before.count == 0)
		return 0;
	error = systemd_open(ctx, &bus, act->bus, set_timeout(act));
	if (error < 0)
		return error;
	error = set(ctx, &bus, act, &ctx->unit_before);
	dbus_close(&bus);
	return error;
}

int act_systemd_stop(struct ctx *ctx, const struct action *action)
{
	const struct act_systemd_stop *act = action->args;
	bool is_limited = (act->present & SYSTEMD_STOP_HAS_TIMEOUT_MS) != 0;
	struct dbus bus;
	int error = systemd_open(
		ctx, &bus, act->bus, is_limited ? act->timeout_ms : STOP_TIMEOUT_MS);

	if (error < 0 && (act->present & SYSTEMD_STOP_HAS_UNREACHABLE) != 0 &&
		act->unreachable == SYSTEMD_STOP_UNREACHABLE_IGNORE) {
		ctx->failure->is_set = false;
		ctx_result_string(ctx, "warning",
			"the service manager cannot be reached: the container's scope is left to "
			"it");
		return 0;
	}
	if (error < 0)
		return error;
	error = stop(ctx, &bus, act->unit, act->owner, act->stop, act->reset);
	dbus_close(&bus);
	return error;
}
