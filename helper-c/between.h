// Clones the container's process from inside namespaces that are joined. A namespace belongs to the
// user namespace its maker is in, and pid and time namespaces are joined for the next child only:
// so a process in between goes where the helper must not, and the container's process is cloned
// there as the helper's own child (CLONE_PARENT).
#ifndef HELPER_BETWEEN_H
#define HELPER_BETWEEN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct ctx;
struct sys_clone_args;

/* What the process in between tells the helper: in the page that both see. */
struct between_result {
	pid_t pid;
	int pidfd;
};

/*
 * As clone3(2) with `args`, which must ask for a pidfd. `joins` is a bit set of enum
 * namespace_type, all opened; the user namespace is the first or the last of them. `enters` is
 * another, of the process that container.open has opened. Returns the pid
 * and the pidfd in `result`; 0 in the new process; or a negative errno, with ctx->failure filled.
 */
int between_clone(struct ctx *ctx, uint64_t joins, bool user_first, uint64_t enters,
	const struct sys_clone_args *args, struct between_result *result);

#endif
