// label.set (config.md#linux-process: apparmorProfile, selinuxLabel). Writes the label that the
// next execve(2) takes on to this process's own attributes, and reads it back.
//
// What a hostile rootfs could try: to put something else at /proc, so that the write goes to a file
// of its own and the container runs without its label; or another file of procfs over the
// attribute. The attribute is opened in a procfs of the helper's own, mounted nowhere (proc.h), and
// one that takes no label, as without the module, is an error (test/attacks/label).
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

/* A label is a page at most (security/apparmor/lsm.c, security/selinux/hooks.c). */
#define LABEL_SIZE 4096

/* AppArmor takes a command: `exec PROFILE`. */
#define APPARMOR_COMMAND "exec "

static int write_attribute(struct ctx *ctx, const char *file, const char *prefix, const char *label)
{
	size_t prefix_length = strlen(prefix), length = strlen(label);
	char text[LABEL_SIZE];
	ssize_t written;

	if (prefix_length + length > sizeof(text))
		return ctx_fail(ctx, "write", file, -ENAMETOOLONG, NULL);
	memcpy(text, prefix, prefix_length);
	memcpy(text + prefix_length, label, length);
	OWNED_FD int fd = proc_open_pid(ctx, 0, file, O_WRONLY);
	if (fd < 0)
		return fd;
	written = write(fd, text, prefix_length + length);
	if (written < 0)
		return ctx_fail(ctx, "write", file, -errno,
			/* AppArmor's word for it, and SELinux's. */
			errno == ENOENT || errno == EINVAL
				? "the kernel has no such label; is its policy loaded?"
				: "the label was not taken");
	return 0;
}

/* What is read back ends in NUL, a newline or, with AppArmor, ` (mode)`. */
static int check_attribute(struct ctx *ctx, const char *file, const char *label)
{
	size_t length = strlen(label);
	char text[LABEL_SIZE + 1];
	ssize_t count;

	OWNED_FD int fd = proc_open_pid(ctx, 0, file, O_RDONLY);
	if (fd < 0)
		return fd;
	count = read(fd, text, sizeof(text) - 1);
	if (count < 0)
		return ctx_fail(ctx, "read", file, -errno, NULL);
	text[count] = '\0';
	if (strncmp(text, label, length) != 0 || strchr("\n (", text[length]) == NULL)
		return ctx_fail(ctx, "read", file, -EIO, "the label read back is another");
	return 0;
}

static int set_apparmor(struct ctx *ctx, const char *label)
{
	/* Linux 5.8 has a directory for each module, so that none takes another's label. */
	const char *file = "attr/apparmor/exec";
	int error = write_attribute(ctx, file, APPARMOR_COMMAND, label);

	if (error == -ENOENT) {
		ctx->failure->is_set = false; /* an older kernel, not a failure */
		file = "attr/exec";
		error = write_attribute(ctx, file, APPARMOR_COMMAND, label);
	}
	return error < 0 ? error : check_attribute(ctx, file, label);
}

static int set_selinux(struct ctx *ctx, const char *label)
{
	static const char *const files[] = {"attr/keycreate", "attr/exec"};
	int error = 0;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]) && error == 0; i++) {
		error = write_attribute(ctx, files[i], "", label);
		if (error == 0)
			error = check_attribute(ctx, files[i], label);
	}
	return error;
}

int act_label_set(struct ctx *ctx, const struct action *action)
{
	const struct act_label_set *act = action->args;

	return act->lsm == LABEL_SET_LSM_APPARMOR ? set_apparmor(ctx, act->label)
						  : set_selinux(ctx, act->label);
}
