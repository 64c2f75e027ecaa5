// criu at work for a plan: its process, its RPC (criu swrk, over a socket pair), its log. Other
// programs do what this file asks of them; what they are asked is in the plan.
#ifndef HELPER_CRIU_H
#define HELPER_CRIU_H

#include "criu_rpc.h"
#include "ctx.h"

#define CRIU_LOG_LEVEL 4

/* What the images call a namespace that the container has joined (crun's names for them). */
#define CRIU_NETWORK_KEY "extRootNetNS"
#define CRIU_PID_KEY	 "extRootPidNS"

/* What criu is given beside its RPC. */
struct criu_start {
	const char *program;
	const char *images;
	const char *work;
	/* Standard streams that stand for files of the dump, as bits. */
	unsigned streams;
	/* A namespace each, or -1. */
	int network;
	int pid;
	/* In criu's process, before it is criu. A failure is noted as any. NULL: nothing. */
	int (*prepare)(struct ctx *ctx, const void *argument);
	const void *argument;
};

/* What these are in criu's process. */
enum {
	CRIU_STREAM_FD = 4, /* and the two after it */
	CRIU_NETWORK_FD = 7,
	CRIU_PID_FD = 8,
	CRIU_IMAGES_FD = 9,
	CRIU_WORK_FD = 10,
};

/* Opens both directories; `make`: they are made (0700) when missing. An old log is removed, lest it
 * be taken for criu's, or lead criu elsewhere. */
int criu_open_files(struct ctx *ctx, const char *images, const char *work, const char *log,
	bool make, struct criu_files *files);
void criu_close_files(const struct criu_files *files);

int criu_begin(struct ctx *ctx, const struct criu_start *start);

/* A message of this size at most; memory of the run. */
int criu_new_message(struct ctx *ctx, size_t size, struct rpc *rpc);

int criu_send(struct ctx *ctx, const struct rpc *rpc);

/* Waits for what criu says. With `can_cancel` a signal to the helper that asks it to end does so:
 * -EINTR. -EPIPE without a failure noted: criu has ended. */
int criu_receive(struct ctx *ctx, bool can_cancel, struct rpc_answer *answer);

/* Waits until criu has ended: by itself, or else killed. */
void criu_end(struct ctx *ctx);

/* Notes that criu failed, with the lines of its log that say why. */
int criu_fail(struct ctx *ctx, const char *what, const struct criu_files *files, const char *log,
	int error);

#endif
