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

#define NAME_SIZE 24
#define PATH_SIZE 96
#define COUNT	  "record.count"
/* The first record as long as it is not whole. */
#define ASIDE ".record"

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

static int forget(int records, const char *name, void *data)
{
	const unsigned long *last = data;
	unsigned long number = strtoul(name, NULL, 10);

	if (number > 1 && number <= *last)
		(void)unlinkat(records, name, 0); /* one too many does no harm */
	return 0;
}

/* What others that are slow leave here goes the next time. */
static void prune(const struct ctx *ctx)
{
	unsigned long last;

	if (ctx->record_number <= RECORDS_KEPT || ctx->record_number % RECORDS_PRUNED != 0)
		return;
	last = ctx->record_number - RECORDS_KEPT;
	OWNED_FD int records = openat(
		ctx->state, "record", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (records >= 0)
		(void)record_each(records, forget, &last); /* too many do no harm */
}

/* A file that is empty is no record yet: the journal is locked before there is anything in it. */
static int make_file(struct ctx *ctx, int count, const struct bytes *lines, size_t number)
{
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
		error = journal_start(ctx, file, lines, number);
	if (error < 0) {
		journal_drop(ctx);
		if (file >= 0)
			(void)unlinkat(ctx->state, path, 0); /* the error is told already */
		return_number(ctx, count);
	}
	return error;
}

static int make_redacted(struct ctx *ctx, int count)
{
	static const char mark[] = RECORD_REDACTED_LINE;
	sha256_compress *compress = ctx->shared->chain.compress;
	struct bytes inputs = {0};
	struct bytes plan = {0};
	int error = redact(compress, ctx->inputs, &inputs);

	if (error == 0)
		error = redact(compress, ctx->plan_text, &plan);
	if (error < 0)
		error = ctx_fail(ctx, "redact", "record", error, NULL);
	else
		error = make_file(ctx, count,
			(struct bytes[]){{(const uint8_t *)mark, sizeof(mark) - 1}, inputs, plan},
			3);
	redact_free(&inputs, ctx->inputs.length);
	redact_free(&plan, ctx->plan_text.length);
	return error;
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
		error = make_file(ctx, count, (struct bytes[]){ctx->inputs, ctx->plan_text}, 2);
	if (error == 0)
		prune(ctx);
	return error;
}

static int write_new(int directory, const char *path, const struct bytes *bytes)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	OWNED_FD int file = openat(directory, path, flags, 0600);
	return file < 0 ? -errno : sys_write_all(file, bytes->data, bytes->length);
}

static int fill_first(struct ctx *ctx)
{
	int error = write_new(ctx->state, ASIDE "/inputs.json", &ctx->inputs);
	int file;

	if (error == 0)
		error = write_new(ctx->state, ASIDE "/plan.json", &ctx->plan_text);
	if (error < 0)
		return ctx_fail(ctx, "write", "record", error, NULL);
	file = openat(ctx->state, ASIDE "/journal.ndjson", JOURNAL_FLAGS, 0600);
	if (file < 0)
		return ctx_fail(ctx, "openat", "journal.ndjson", -errno, NULL);
	return journal_start(ctx, file, NULL, 0);
}

int record_begin_first(struct ctx *ctx)
{
	int error;

	if (mkdirat(ctx->state, ASIDE, 0700) < 0)
		return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
	error = fill_first(ctx);
	if (error == 0 && renameat(ctx->state, ASIDE, ctx->state, "record/1") < 0)
		error = ctx_fail(ctx, "renameat", "record/1", -errno, NULL);
	if (error == 0) {
		ctx->record_number = 1;
		return 0;
	}
	journal_drop(ctx);
	(void)tree_remove(ctx->state, ASIDE); /* half a record is none; the error is told already */
	return error;
}
