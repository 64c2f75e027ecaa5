// The security attributes of the calling process (proc_pid_attr(5)): the labels that its next
// execve(2), or its next key, takes on. `file` is below /proc/self, and opened in a procfs of the
// helper's own (proc.h). Functions return 0 or a negative errno, with ctx->failure filled.
#ifndef HELPER_ATTRIBUTE_H
#define HELPER_ATTRIBUTE_H

#include <stdbool.h>

/* A label is a page at most (security/apparmor/lsm.c, security/selinux/hooks.c). */
#define ATTRIBUTE_SIZE 4096

struct ctx;

int attribute_read(struct ctx *ctx, const char *file, char text[static ATTRIBUTE_SIZE + 1]);

/* `prefix`: a word for the kernel before the label, or "". */
int attribute_write(struct ctx *ctx, const char *file, const char *prefix, const char *label);

/* Reads back what was written. `is_stacked`: it may be one label of several, which AppArmor has. */
int attribute_check(struct ctx *ctx, const char *file, const char *label, bool is_stacked);

/* Writes a label and reads it back. */
int attribute_set(struct ctx *ctx, const char *file, const char *label);

/* Whether that is all there is in the text of an attribute. */
bool attribute_is(const char *text, const char *label);

#endif
