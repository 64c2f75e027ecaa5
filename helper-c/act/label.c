// label.set (config.md#linux-process: apparmorProfile, selinuxLabel). Writes the label that the
// next execve(2) takes on to this process's own attributes, and reads it back.
//
// What a hostile rootfs could try: to put something else at /proc, so that the write goes to a file
// of its own and the container runs without its label; or another file of procfs over the
// attribute. The attribute is opened in a procfs of the helper's own, mounted nowhere (proc.h), and
// one that takes no label, as without the module, is an error (test/attacks/label).
#include <errno.h>
#include <stdbool.h>

#include "act/handlers.h"
#include "attribute.h"
#include "ctx.h"

/* AppArmor takes a command: `exec PROFILE`, or `stack PROFILE`: on top of the process's own. */
#define APPARMOR_EXEC  "exec "
#define APPARMOR_STACK "stack "

/* Linux 5.8 has a directory for each module, so that none takes another's label. */
struct apparmor_files {
	const char *current;
	const char *exec;
};

static int is_confined(struct ctx *ctx, const struct apparmor_files *files, bool *confined)
{
	char text[ATTRIBUTE_SIZE + 1];
	int error = attribute_read(ctx, files->current, text);

	*confined = error == 0 && !attribute_is(text, "unconfined");
	return error;
}

static int set_apparmor_by(
	struct ctx *ctx, const struct act_label_set *act, const struct apparmor_files *files)
{
	bool stacks = false;
	int error = act->stack ? is_confined(ctx, files, &stacks) : 0;

	if (error == 0)
		error = attribute_write(
			ctx, files->exec, stacks ? APPARMOR_STACK : APPARMOR_EXEC, act->label);
	if (error == 0)
		error = attribute_check(ctx, files->exec, act->label, stacks);
	if (error == 0 && stacks)
		ctx_result_string(ctx, "as", "stacked");
	return error;
}

int act_label_set(struct ctx *ctx, const struct action *action)
{
	static const struct apparmor_files own = {"attr/apparmor/current", "attr/apparmor/exec"};
	static const struct apparmor_files older = {"attr/current", "attr/exec"};
	const struct act_label_set *act = action->args;
	int error;

	if (act->lsm != LABEL_SET_LSM_APPARMOR)
		return attribute_set(ctx, "attr/exec", act->label);
	error = set_apparmor_by(ctx, act, &own);
	if (error != -ENOENT)
		return error;
	ctx->failure->is_set = false; /* an older kernel, not a failure */
	return set_apparmor_by(ctx, act, &older);
}
