// See record.h.
//
// Commands that hold the container's lock and such that hold none make records at once. Each has a
// number that nobody else has: behind the first, `record.count` is a byte longer for each that was
// given.
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

#define JOURNAL_FLAGS (O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW)

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

/* A name for what is made or removed aside. A pid alone may be that of a helper that was killed, or
 * of one in another namespace. */
static void name_aside(const struct ctx *ctx, char aside[ASIDE_SIZE])
{
	(void)snprintf(aside, ASIDE_SIZE, ".record.%d.%llu", (int)getpid(),
		(unsigned long long)ctx->journal.begun_ns);
}

/* Appending tells each of many at once a length of its own. */
static int take_number(struct ctx *ctx, int count)
{
	int error = sys_write_all(count, "\n", 1);
	off_t length = error < 0 ? error : lseek(count, 0, SEEK_CUR);

	if (length < 0)
		return ctx_fail(ctx, "write", COUNT, error < 0 ? error : -errno, NULL);
	ctx->record_number = (unsigned long)length + 1;
	return 0;
}

/* One that nobody has looks like a record that was removed. Should another have got the next one
 * just now, somebody finds a number taken, and asks for one more. */
static void return_number(struct ctx *ctx, int count)
{
	struct stat status;

	if (fstat(count, &status) == 0 && (unsigned long)status.st_size + 1 == ctx->record_number)
		(void)ftruncate(count, status.st_size - 1); /* a gap is told as what it may be */
	ctx->record_number = 0;
}

/* What a record keeps. */
struct texts {
	struct bytes inputs;
	struct bytes plan;
	bool is_redacted;
};

/* Below `aside`, which is the record as long as it has no number. */
static int write_new(int state, const char *aside, const char *name, struct bytes bytes)
{
	char path[PATH_SIZE];
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	(void)snprintf(path, sizeof(path), "%s/%s", aside, name);
	OWNED_FD int file = openat(state, path, flags, 0600);
	return file < 0 ? -errno : sys_write_all(file, bytes.data, bytes.length);
}

static int fill(struct ctx *ctx, const char *aside, const struct texts *texts)
{
	char path[PATH_SIZE];
	int error = write_new(ctx->state, aside, "inputs.json", texts->inputs);
	int file;

	if (error == 0)
		error = write_new(ctx->state, aside, "plan.json", texts->plan);
	if (error == 0 && texts->is_redacted)
		error = write_new(ctx->state, aside, RECORD_REDACTED, (struct bytes){0});
	if (error < 0)
		return ctx_fail(ctx, "write", "record", error, NULL);
	(void)snprintf(path, sizeof(path), "%s/journal.ndjson", aside);
	file = openat(ctx->state, path, JOURNAL_FLAGS, 0600);
	if (file < 0)
		return ctx_fail(ctx, "openat", "journal.ndjson", -errno, NULL);
	return journal_start(ctx, file, NULL, 0);
}

/* `count` -1: it is the first. */
static int give_number(struct ctx *ctx, int count, const char *aside)
{
	char path[PATH_SIZE];
	int error;

	ctx->record_number = 1;
	do {
		error = count < 0 ? 0 : take_number(ctx, count);
		if (error < 0)
			return error;
		(void)snprintf(path, sizeof(path), "record/%lu", ctx->record_number);
		error = renameat(ctx->state, aside, ctx->state, path) < 0 ? -errno : 0;
		/* A directory that is not empty stays. */
	} while (count >= 0 && (error == -ENOTEMPTY || error == -EEXIST));
	if (error == 0)
		return 0;
	if (count >= 0)
		return_number(ctx, count);
	return ctx_fail(ctx, "renameat", path, error, NULL);
}

static int make_directory(struct ctx *ctx, int count, const struct texts *texts)
{
	char aside[ASIDE_SIZE];
	int error;

	name_aside(ctx, aside);
	if (mkdirat(ctx->state, aside, 0700) < 0)
		return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
	error = fill(ctx, aside, texts);
	if (error == 0)
		error = give_number(ctx, count, aside);
	if (error == 0)
		return 0;
	journal_drop(ctx);
	(void)tree_remove(ctx->state, aside); /* half a record is none; the error is told already */
	return error;
}

/* A file that is empty is no record yet: the journal is locked before there is anything in it. */
static int make_file(struct ctx *ctx, int count, const struct texts *texts)
{
	static const char mark[] = RECORD_REDACTED_LINE;
	const struct bytes lines[] = {
		{(const uint8_t *)mark, sizeof(mark) - 1}, texts->inputs, texts->plan};
	size_t first = texts->is_redacted ? 0 : 1;
	char path[PATH_SIZE];
	int error;
	int file;

	do {
		error = take_number(ctx, count);
		if (error < 0)
			return error;
		(void)snprintf(path, sizeof(path), "record/%lu.ndjson", ctx->record_number);
		file = openat(ctx->state, path, JOURNAL_FLAGS, 0600);
	} while (file < 0 && errno == EEXIST);
	if (file < 0)
		error = ctx_fail(ctx, "openat", path, -errno, NULL);
	else
		error = journal_start(ctx, file, lines + first, JOURNAL_BEFORE_MAX - first);
	if (error < 0) {
		journal_drop(ctx);
		if (file >= 0)
			(void)unlinkat(ctx->state, path, 0); /* the error is told already */
		return_number(ctx, count);
	}
	return error;
}

static int make(struct ctx *ctx, int count, const struct texts *texts)
{
	return ctx->starts_process ? make_directory(ctx, count, texts)
				   : make_file(ctx, count, texts);
}

static int make_redacted(struct ctx *ctx, int count)
{
	sha256_compress *compress = ctx->shared->chain.compress;
	struct texts texts = {.is_redacted = true};
	int error = redact(compress, ctx->inputs, &texts.inputs);

	if (error == 0)
		error = redact(compress, ctx->plan_text, &texts.plan);
	error = error < 0 ? ctx_fail(ctx, "redact", "record", error, NULL)
			  : make(ctx, count, &texts);
	redact_free(&texts.inputs, ctx->inputs.length);
	redact_free(&texts.plan, ctx->plan_text.length);
	return error;
}

struct pruning {
	const struct ctx *ctx;
	unsigned long last;
};

/* A directory goes out of sight as a whole, before any of it is removed. One too many does no
 * harm. */
static int forget(int records, const char *name, void *data)
{
	const struct pruning *pruning = data;
	unsigned long number = strtoul(name, NULL, 10);
	char aside[ASIDE_SIZE];

	if (number == 1 || number > pruning->last || unlinkat(records, name, 0) == 0 ||
		errno != EISDIR)
		return 0;
	name_aside(pruning->ctx, aside);
	if (renameat(records, name, pruning->ctx->state, aside) == 0)
		(void)tree_remove(pruning->ctx->state, aside);
	return 0;
}

/* What others that are slow leave here goes the next time. */
static void prune(const struct ctx *ctx)
{
	struct pruning pruning = {.ctx = ctx};

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
	int flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
	int count = openat(ctx->state, COUNT, flags, 0600);

	if (count < 0 && errno == ENOENT) {
		/* Who was to make the container may have been killed before that. */
		if (mkdirat(ctx->state, "record", 0700) < 0 && errno != EEXIST)
			return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
		count = openat(ctx->state, COUNT, flags | O_CREAT, 0600);
	}
	return count < 0 ? ctx_fail(ctx, "openat", COUNT, -errno, NULL) : count;
}

int record_begin(struct ctx *ctx, bool is_redacted)
{
	int error;

	OWNED_FD int count = open_count(ctx);
	if (count < 0)
		return count;
	if (is_redacted)
		error = make_redacted(ctx, count);
	else
		error = make(ctx, count, &(struct texts){ctx->inputs, ctx->plan_text, false});
	if (error == 0)
		prune(ctx);
	return error;
}

int record_begin_first(struct ctx *ctx)
{
	return make_directory(ctx, -1, &(struct texts){ctx->inputs, ctx->plan_text, false});
}
