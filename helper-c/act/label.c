// label.set (config.md#linux-process: apparmorProfile, selinuxLabel), keyring.join
// (session-keyring(7)). Writes the label that the next execve(2), or the next key, takes on to this
// process's own attributes, and reads it back.
//
// What a hostile rootfs could try: to put something else at /proc, so that the write goes to a file
// of its own and the container runs without its label; or another file of procfs over the
// attribute. The attribute is opened in a procfs of the helper's own, mounted nowhere (proc.h), and
// one that takes no label, as without the module, is an error (test/attacks/label).
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "proc.h"
#include "sys.h"

/* A label is a page at most (security/apparmor/lsm.c, security/selinux/hooks.c). */
#define LABEL_SIZE 4096

/* AppArmor takes a command: `exec PROFILE`, or `stack PROFILE`: on top of the process's own. */
#define APPARMOR_EXEC  "exec "
#define APPARMOR_STACK "stack "
/* Between the profiles of a stack, which are in the kernel's order. */
#define APPARMOR_AND "//&"

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

static int read_attribute(struct ctx *ctx, const char *file, char text[static LABEL_SIZE + 1])
{
	ssize_t count;

	OWNED_FD int fd = proc_open_pid(ctx, 0, file, O_RDONLY);
	if (fd < 0)
		return fd;
	count = read(fd, text, LABEL_SIZE);
	if (count < 0)
		return ctx_fail(ctx, "read", file, -errno, NULL);
	text[count] = '\0';
	return 0;
}

/* A label ends in NUL, a newline or, with AppArmor, ` (mode)` or another profile of the stack. */
static bool begins_with(const char *text, const char *label)
{
	size_t length = strlen(label);

	if (strncmp(text, label, length) != 0)
		return false;
	return strchr("\n (", text[length]) != NULL ||
	       strncmp(text + length, APPARMOR_AND, strlen(APPARMOR_AND)) == 0;
}

static bool has_label(const char *text, const char *label)
{
	while (!begins_with(text, label)) {
		text = strstr(text, APPARMOR_AND);
		if (text == NULL)
			return false;
		text += strlen(APPARMOR_AND);
	}
	return true;
}

static bool is_label(const char *text, const char *label)
{
	return begins_with(text, label) && strstr(text, APPARMOR_AND) == NULL;
}

static int check_attribute(struct ctx *ctx, const char *file, const char *label, bool is_stacked)
{
	char text[LABEL_SIZE + 1];
	int error = read_attribute(ctx, file, text);

	if (error < 0)
		return error;
	if (is_stacked ? has_label(text, label) : is_label(text, label))
		return 0;
	return ctx_fail(ctx, "read", file, -EIO, "the label read back is another");
}

/* Linux 5.8 has a directory for each module, so that none takes another's label. */
struct apparmor_files {
	const char *current;
	const char *exec;
};

static int is_confined(struct ctx *ctx, const struct apparmor_files *files, bool *confined)
{
	char text[LABEL_SIZE + 1];
	int error = read_attribute(ctx, files->current, text);

	*confined = error == 0 && !is_label(text, "unconfined");
	return error;
}

static int set_apparmor_by(
	struct ctx *ctx, const struct act_label_set *act, const struct apparmor_files *files)
{
	bool stacks = false;
	int error = act->stack ? is_confined(ctx, files, &stacks) : 0;

	if (error == 0)
		error = write_attribute(
			ctx, files->exec, stacks ? APPARMOR_STACK : APPARMOR_EXEC, act->label);
	if (error == 0)
		error = check_attribute(ctx, files->exec, act->label, stacks);
	if (error == 0 && stacks)
		ctx_result_string(ctx, "as", "stacked");
	return error;
}

static int set_selinux(struct ctx *ctx, const char *file, const char *label)
{
	int error = write_attribute(ctx, file, "", label);

	return error < 0 ? error : check_attribute(ctx, file, label, false);
}

int act_label_set(struct ctx *ctx, const struct action *action)
{
	static const struct apparmor_files own = {"attr/apparmor/current", "attr/apparmor/exec"};
	static const struct apparmor_files older = {"attr/current", "attr/exec"};
	const struct act_label_set *act = action->args;
	int error;

	if (act->lsm != LABEL_SET_LSM_APPARMOR)
		return set_selinux(ctx, "attr/exec", act->label);
	error = set_apparmor_by(ctx, act, &own);
	if (error != -ENOENT)
		return error;
	ctx->failure->is_set = false; /* an older kernel, not a failure */
	return set_apparmor_by(ctx, act, &older);
}

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
	int error = act->label == NULL ? 0 : set_selinux(ctx, file, act->label);

	if (error == 0)
		error = join_keyring(ctx, act->name);
	/* A line without a label: what keys are labelled with is again the kernel's to say. */
	return error < 0 || act->label == NULL ? error : write_attribute(ctx, file, "\n", "");
}
