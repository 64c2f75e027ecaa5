// See record.h.
#include "record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "sys.h"
#include "tree.h"

/* Beside the first, which delete needs: a container that is looked after by exec and update must
 * not fill the disk. */
#define RECORDS_KEPT 16

#define NAME_SIZE 24

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

struct numbers {
	unsigned long least; /* but the first */
	unsigned long greatest;
	size_t count;
};

static int count_record(int directory, const char *name, void *data)
{
	struct numbers *numbers = data;
	unsigned long number = strtoul(name, NULL, 10);

	(void)directory; /* its name is all */
	numbers->count++;
	if (number > numbers->greatest)
		numbers->greatest = number;
	if (number > 1 && (numbers->least == 0 || number < numbers->least))
		numbers->least = number;
	return 0;
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

static int make_record(struct ctx *ctx, int records)
{
	struct numbers numbers = {0};
	char name[NAME_SIZE];
	int error = ctx->is_reserved ? 0 : record_each(records, count_record, &numbers);

	if (error < 0)
		return ctx_fail(ctx, "getdents64", "record", error, NULL);
	if (numbers.count > RECORDS_KEPT) {
		(void)snprintf(name, sizeof(name), "%lu", numbers.least);
		(void)tree_remove(records, name); /* an old record too many does no harm */
	}
	ctx->record_number = numbers.greatest + 1;
	(void)snprintf(name, sizeof(name), "%lu", ctx->record_number);
	if (mkdirat(records, name, 0700) < 0)
		return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
	OWNED_FD int record = openat(
		records, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (record < 0)
		return ctx_fail(ctx, "openat", "record", -errno, NULL);
	error = record_write(record, "inputs.json", ctx->inputs.data, ctx->inputs.length);
	if (error == 0)
		error = record_write(
			record, "plan.json", ctx->plan_text.data, ctx->plan_text.length);
	error = error < 0 ? ctx_fail(ctx, "write", "record", error, NULL)
			  : journal_open(ctx, record);
	if (error < 0)
		(void)tree_remove(
			records, name); /* half a record is none; the error is told already */
	return error;
}

int record_begin(struct ctx *ctx)
{
	if (mkdirat(ctx->state, "record", 0700) < 0 && errno != EEXIST)
		return ctx_fail(ctx, "mkdirat", "record", -errno, NULL);
	OWNED_FD int records = openat(
		ctx->state, "record", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (records < 0)
		return ctx_fail(ctx, "openat", "record", -errno, NULL);
	return make_record(ctx, records);
}
