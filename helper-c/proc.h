// The helper's own procfs. What is at /proc may be anything: a tmpfs with symbolic links, another
// procfs, a real file of procfs bound over another. So every read and write of a process's file, of
// a kernel parameter or of a label goes through a procfs instance that is mounted nowhere, and each
// open is checked to have stayed in it (no other mount, no symbolic link, no magic link). Safe
// after clone: system calls and the stack only. Functions return a descriptor (O_CLOEXEC, the
// caller's own) or a negative errno, with the failed step and its object in ctx->failure.
#ifndef HELPER_PROC_H
#define HELPER_PROC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct ctx;

/*
 * Opens /proc/PID/FILE, for a pid of the calling process's pid namespace; pid 0 is the caller
 * itself. `flags` are those of open(2).
 */
int proc_open_pid(struct ctx *ctx, pid_t pid, const char *file, uint64_t flags);

/* Opens /proc/sys/KEY, as the calling process's namespaces show it. */
int proc_open_sysctl(struct ctx *ctx, const char *key, uint64_t flags);

/* Opens /proc/locks, with the pids of the calling process's pid namespace. */
int proc_open_locks(struct ctx *ctx);

/*
 * Opens /proc/PID/ns/NAME: a magic link that is followed, from a directory that is known to
 * be procfs's own. Checked to be a namespace.
 */
int proc_open_namespace(struct ctx *ctx, pid_t pid, const char *name);

/* Opens /proc/PID/root (O_PATH): the root of another process, by the other magic link that is
 * followed. */
int proc_open_root(struct ctx *ctx, pid_t pid);

/*
 * For reading who the process of `pidfd` is: takes what is at /proc, until proc_give_back, if that
 * is a procfs that knows the process by `pid`, and this side has none of its own yet, whose end
 * would cost it a grace period. What covers parts of it is an error of the opens, -EXDEV.
 */
bool proc_borrow(struct ctx *ctx, pid_t pid, int pidfd);
void proc_give_back(struct ctx *ctx);

/* Before a process is made, which then need not have one of its own for kernel parameters. Returns
 * 0 or a negative errno. */
int proc_prepare(struct ctx *ctx);

/* Gives back what this process holds of it; it is there again when it is needed again. */
void proc_close(struct ctx *ctx);

#endif
