// See record.h.
//
// Commands that hold the container's lock and such that hold none make records at once. So each is
// made aside, and appears as a whole under a number that nobody else has: `record.count` is a byte
// longer for each that was given.
#include "record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "redact.h"
#include "sys.h"
#include "tree.h"

/* Beside the first, which delete needs: a container that is looked after by exec and update must
 * not fill the disk. */
#define RECORDS_KEPT 16
/* Old ones go this many at a time: one after the other they cost less than one by one, and a
 * command must not be slower for its record. */
#define RECORDS_PRUNED 8

#define NAME_SIZE  24
#define ASIDE_SIZE 64
#define PATH_SIZE  96
#define COUNT	   "record.count"

int record_write(int directory, const char *name, const void *data, size_t size)
{
	char aside[NAME_SIZE + 8];
	int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
	int error;

	(void)snprintf(aside, sizeof(aside), "%s.tmp", name);
	OWNED_FD int file = openat(directory, aside, flags, 0600);
	if (file < 0)
		return -errno;
	error = sys_write_all(file, data, size);
	if (error == 0 && renameat(directory, aside, directory, name) < 0)
		error = -errno;
	if (error < 0)
		(void)unlinkat(directory, aside, 0); /* the error is told already */
	return error;
}

int record_each(int directory, record_visitor *visit, void *data)
{
	OWNED_FD int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char entries[2048];
	ssize_t length;
	int error = 0;

	if (fd < 0)
		return -errno;
	while (error == 0 && (length = sys_getdents(fd, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; error == 0 && at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (strtoul(entry->d_name, NULL, 10) > 0)
				error = visit(directory, entry->d_name, data);
		}
	}
	return error < 0 ? error : (int)length;
}

/* Below `aside`, which is the record as long as it has no number. */
static int write_new(int state, const char *aside, const char *name, const struct bytes *bytes)
{
	char path[PATH_SIZE];
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	(void)snprintf(path, sizeof(path), "%s/%s", aside, name);
	OWNED_FD int file = openat(state, path, flags, 0600);
	return file < 0 ? -errno : sys_write_all(file, bytes->data, bytes->length);
}

/* The file is empty: it is there. */
static int write_redacted(struct ctx *ctx, const char *aside)
{
	sha256_compress *compress = ctx->shared->chain.compress;
	struct bytes inputs = {0};
	struct bytes plan = {0};
	int error = redact(compress, ctx->inputs, &inputs);

	if (error == 0)
		error = redact(compress, ctx->plan_text, &plan);
	if (error == 0)
		error = write_new(ctx->state, aside, RECORD_REDACTED, &(struct bytes){0});
	if (error == 0)
		error = write_new(ctx->state, aside, "inputs.json", &inputs);
	if (error == 0)
		error = write_new(ctx->state, aside, "plan.json", &plan);
	redact_free(&inputs, ctx->inputs.length);
	redact_free(&plan, ctx->plan_text.length);
	return error;
}

static int write_whole(struct ctx *ctx, const char *aside)
{
	int error = write_new(ctx->state, aside, "inputs.json", &ctx->inputs);

	return error < 0 ? error : write_new(ctx->state, aside, "plan.json", &ctx->plan_text);
}

static int fill(struct ctx *ctx, const char *aside, bool is_redacted)
{
	char path[PATH_SIZE];
	int error = is_redacted ? write_redacted(ctx, aside) : write_whole(ctx, aside);

	if (error < 0)
		return ctx_fail(ctx, "write", "record", error, NULL);
	(void)snprintf(path, sizeof(path), "%s/journal.ndjson", aside);
	return journal_open(ctx, ctx->state, path);
}

/* Gives the record the next number. Appending tells each of many at once a length of its own. */
static int give_number(struct ctx *ctx, int count, const char *aside)
{
	char path[PATH_SIZE];
	int error;

	do {
		off_t length;

		error = sys_write_all(count, "\n", 1);
		length = error < 0 ? error : lseek(count, 0, SEEK_CUR);
		if (length < 0)
			return ctx_fail(ctx, "write", COUNT, error < 0 ? error : -errno, NULL);
		ctx->record_number = (unsigned long)length;
		(void)snprintf(path, sizeof(path), "record/%lu", ctx->record_number);
		error = renameat(ctx->state, aside, ctx->state, path) < 0 ? -errno : 0;
	} while (error == -ENOTEMPTY || error == -EEXIST); /* a directory that is not empty stays */
	if (error == 0)
		return 0;
	ctx->record_number = 0;
	return ctx_fail(ctx, "renameat", path, error, NULL);
}

struct pruning {
	int state;
	unsigned long last;
	const char *aside;
};

/* Out of sight as a whole, before any of it goes. An old one too many does no harm. */
static int forget(int records, const char *name, void *data)
{
	static const char *const files[] = {"journal.ndjson", "plan.json", "inputs.json"};
	const struct pruning *pruning = data;
	unsigned long number = strtoul(name, NULL, 10);
	char path[PATH_SIZE];

	if (number == 1 || number > pruning->last ||
		renameat(records, name, pruning->state, pruning->aside) < 0)
		return 0;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", pruning->aside, files[i]);
		(void)unlinkat(pruning->state, path, 0);
	}
	if (unlinkat(pruning->state, pruning->aside, AT_REMOVEDIR) < 0)
		(void)tree_remove(pruning->state, pruning->aside); /* there is more in it */
	return 0;
}

/* What others that are slow leave here goes the next time. */
static void prune(const struct ctx *ctx, const char *aside)
{
	struct pruning pruning = {.state = ctx->state, .aside = aside};

	if (ctx->record_number <= RECORDS_KEPT || ctx->record_number % RECORDS_PRUNED != 0)
		return;
	pruning.last = ctx->record_number - RECORDS_KEPT;
	OWNED_FD int records = openat(
		ctx->state, "record", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (records >= 0)
		(void)record_each(records, forget, &pruning); /* too many do no harm */
}

/* `record.count`; where it is, `record` is. */
static int open_count(struct ctx *ctx)
{
	/* One that was just reserved has none. */
	int new = ctx->is_reserved ? O_CREAT : 0;
	int flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
	int count = openat(ctx->state, COUNT, flags | new, 0600);

	if (count < 0 && errno == ENOENT) {
		if (mkdirat(ctx->state, "record", 0700) < 0 && errno != EEXIST)
			return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
		count = openat(ctx->state, COUNT, flags | O_CREAT, 0600);
	}
	return count < 0 ? ctx_fail(ctx, "openat", COUNT, -errno, NULL) : count;
}

int record_begin(struct ctx *ctx, bool is_redacted)
{
	char aside[ASIDE_SIZE];
	int error;

	OWNED_FD int count = open_count(ctx);
	if (count < 0)
		return count;
	/* A pid alone may be that of a helper that was killed, or of one in another namespace. */
	(void)snprintf(aside, sizeof(aside), ".record.%d.%llu", (int)getpid(),
		(unsigned long long)ctx->journal.begun_ns);
	if (mkdirat(ctx->state, aside, 0700) < 0)
		return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
	error = fill(ctx, aside, is_redacted);
	if (error == 0)
		error = give_number(ctx, count, aside);
	if (error == 0) {
		prune(ctx, aside);
		return 0;
	}
	sys_close_owned(&ctx->journal.file);
	ctx->journal.file = -1;
	(void)tree_remove(ctx->state, aside); /* half a record is none; the error is told already */
	return error;
}
