// keyring.join (session-keyring(7)). The process gets a session keyring of its own; what its keys
// are labelled with is an attribute while it is made.
//
// What a hostile rootfs could try: see act/label.c.
#include <errno.h>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "attribute.h"
#include "ctx.h"

static int join_keyring(struct ctx *ctx, const char *name)
{
	if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, name) >= 0)
		return 0;
	if (errno != ENOSYS)
		return ctx_fail(ctx, "keyctl", name, -errno, NULL);
	ctx_result_string(ctx, "as", "unsupported");
	return 0;
}

int act_keyring_join(struct ctx *ctx, const struct action *action)
{
	static const char *const file = "attr/keycreate";
	const struct act_keyring_join *act = action->args;
	int error = act->label == NULL ? 0 : attribute_set(ctx, file, act->label);

	if (error == 0)
		error = join_keyring(ctx, act->name);
	/* A line without a label: what keys are labelled with is again the kernel's to say. */
	return error < 0 || act->label == NULL ? error : attribute_write(ctx, file, "\n", "");
}
