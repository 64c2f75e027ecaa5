// See attribute.h.
#include "attribute.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "ctx.h"
#include "proc.h"
#include "sys.h"

/* Between the profiles of an AppArmor stack, which are in the kernel's order. */
#define APPARMOR_AND "//&"

int attribute_write(struct ctx *ctx, const char *file, const char *prefix, const char *label)
{
	size_t prefix_length = strlen(prefix), length = strlen(label);
	char text[ATTRIBUTE_SIZE];
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

int attribute_read(struct ctx *ctx, const char *file, char text[static ATTRIBUTE_SIZE + 1])
{
	ssize_t count;

	OWNED_FD int fd = proc_open_pid(ctx, 0, file, O_RDONLY);
	if (fd < 0)
		return fd;
	count = read(fd, text, ATTRIBUTE_SIZE);
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

bool attribute_is(const char *text, const char *label)
{
	return begins_with(text, label) && strstr(text, APPARMOR_AND) == NULL;
}

int attribute_check(struct ctx *ctx, const char *file, const char *label, bool is_stacked)
{
	char text[ATTRIBUTE_SIZE + 1];
	int error = attribute_read(ctx, file, text);

	if (error < 0)
		return error;
	if (is_stacked ? has_label(text, label) : attribute_is(text, label))
		return 0;
	return ctx_fail(ctx, "read", file, -EIO, "the label read back is another");
}

int attribute_set(struct ctx *ctx, const char *file, const char *label)
{
	int error = attribute_write(ctx, file, "", label);

	return error < 0 ? error : attribute_check(ctx, file, label, false);
}
