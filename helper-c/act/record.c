// record.keep: a container's records outlive its state.
//
// The copy gets a directory of its own, made by this action alone; from then on the journal of this
// very command goes on there, so that what removes the state is on file too.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "pages.h"
#include "path.h"
#include "record.h"
#include "redact.h"
#include "sys.h"
#include "tree.h"

#define DIRECTORY_MODE 0700
#define NAMES_TRIED    10000
#define NAME_SIZE      (NAME_MAX + 1)
#define END_WAIT_MS    1000
#define STEP_MS	       1

/* `id`, or `id.2` and so on when there is one of a container of the same name. */
static int make_place(struct ctx *ctx, int directory, const char *id, char name[NAME_SIZE])
{
	for (unsigned n = 1; n < NAMES_TRIED; n++) {
		int length = n == 1 ? snprintf(name, NAME_SIZE, "%s", id)
				    : snprintf(name, NAME_SIZE, "%s.%u", id, n);

		if (length < 0 || length >= NAME_SIZE)
			return ctx_fail(ctx, "mkdirat", id, -ENAMETOOLONG, NULL);
		if (mkdirat(directory, name, DIRECTORY_MODE) == 0)
			return 0;
		if (errno != EEXIST)
			return ctx_fail(ctx, "mkdirat", name, -errno, NULL);
	}
	return ctx_fail(ctx, "mkdirat", id, -EEXIST, "too many records of this name are kept");
}

/* Of a journal that a command without the container's lock is still writing: journal.h. One that
 * is stopped is not waited for. */
static void await_end(int file)
{
	struct timespec step = {.tv_nsec = STEP_MS * 1000000};

	for (int waited = 0; waited < END_WAIT_MS; waited += STEP_MS) {
		if (flock(file, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK)
			return;
		(void)nanosleep(&step, NULL); /* too short a sleep only asks again sooner */
	}
}

static int copy_file(struct ctx *ctx, int from, int to, const char *name)
{
	OWNED_FD int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	/* Other commands of the container may have left half a record: none of its files is a
	 * must. */
	if (in < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", name, -errno, NULL);
	OWNED_FD int out = openat(
		to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ssize_t count = 1;

	if (out < 0)
		return ctx_fail(ctx, "openat", name, -errno, NULL);
	await_end(in);
	while (count > 0)
		count = sendfile(out, in, NULL, 1 << 20);
	return count < 0 ? ctx_fail(ctx, "sendfile", name, -errno, NULL) : 0;
}

struct keeping {
	struct ctx *ctx;
	int place;
	bool is_redacted;
};

static int write_redacted(struct ctx *ctx, int to, const char *name, struct bytes text)
{
	struct bytes made;
	int error = redact(ctx->shared->chain.compress, text, &made);

	if (error == 0)
		error = record_write(to, name, made.data, made.length);
	redact_free(&made, text.length);
	return error < 0 ? ctx_fail(ctx, "redact", name, error, NULL) : 0;
}

static int copy_redacted(struct ctx *ctx, int from, int to, const char *name)
{
	OWNED_FD int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;
	uint8_t *text;
	ssize_t length;
	int error;

	if (in < 0 || fstat(in, &status) < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", name, -errno, NULL);
	text = pages_reserve((size_t)status.st_size + 1);
	if (text == NULL)
		return ctx_fail(ctx, "mmap", name, -ENOMEM, NULL);
	length = sys_read_all(in, text, (size_t)status.st_size);
	error = length < 0 ? ctx_fail(ctx, "read", name, (int)length, NULL)
			   : write_redacted(ctx, to, name, (struct bytes){text, (size_t)length});
	pages_release(text, (size_t)status.st_size + 1);
	return error;
}

/* Inputs and plan; what is redacted stays so. */
static int copy_texts(const struct keeping *keeping, int from, int to)
{
	static const char *const files[] = {"inputs.json", "plan.json"};
	bool was_redacted = faccessat(from, RECORD_REDACTED, F_OK, 0) == 0;
	int error = 0;

	if (was_redacted || keeping->is_redacted) {
		error = record_write(to, RECORD_REDACTED, "", 0);
		if (error < 0)
			return ctx_fail(keeping->ctx, "write", RECORD_REDACTED, error, NULL);
	}
	for (size_t i = 0; error == 0 && i < sizeof(files) / sizeof(*files); i++)
		error = keeping->is_redacted && !was_redacted
				? copy_redacted(keeping->ctx, from, to, files[i])
				: copy_file(keeping->ctx, from, to, files[i]);
	return error;
}

/* It made room for one of a command that holds no lock: what was copied may be half of it. */
static bool is_gone(int records, const char *name)
{
	return faccessat(records, name, F_OK, 0) < 0 && errno == ENOENT;
}

static int copy_record(int records, const char *name, void *data)
{
	const struct keeping *keeping = data;
	struct ctx *ctx = keeping->ctx;
	int error;

	OWNED_FD int from = openat(records, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	/* See is_gone. */
	if (from < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", name, -errno, NULL);
	if (mkdirat(keeping->place, name, DIRECTORY_MODE) < 0)
		return ctx_fail(ctx, "mkdirat", name, -errno, NULL);
	OWNED_FD int to = openat(
		keeping->place, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (to < 0)
		return ctx_fail(ctx, "openat", name, -errno, NULL);
	error = copy_texts(keeping, from, to);
	if (error == 0)
		error = copy_file(ctx, from, to, "journal.ndjson");
	if (error == 0 && is_gone(records, name))
		return tree_remove(keeping->place, name);
	if (error == 0 && strtoul(name, NULL, 10) == ctx->record_number)
		error = journal_move(ctx, to);
	return error;
}

static int copy_records(struct ctx *ctx, int place, bool is_redacted)
{
	struct keeping keeping = {ctx, place, is_redacted};
	int error;

	OWNED_FD int records = openat(
		ctx->state, "record", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (records < 0)
		return ctx_fail(ctx, "openat", "record", -errno, NULL);
	error = record_each(records, copy_record, &keeping);
	return error < 0 && !ctx->failure->is_set
		       ? ctx_fail(ctx, "getdents64", "record", error, NULL)
		       : error;
}

int act_record_keep(struct ctx *ctx, const struct action *action)
{
	const struct act_record_keep *act = action->args;
	bool is_redacted = (act->present & RECORD_KEEP_HAS_REDACT) != 0 && act->redact;
	char failed[PATH_MAX];
	char name[NAME_SIZE];
	int error;

	/* What fails here must not cost the record: the state is left for another try. */
	ctx->is_reserved = false;
	error = path_make_all(act->path, DIRECTORY_MODE, failed);
	if (error < 0)
		return ctx_fail(ctx, "mkdir", failed, error, NULL);
	OWNED_FD int directory = openat(AT_FDCWD, act->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return ctx_fail(ctx, "open", act->path, -errno, NULL);
	error = make_place(ctx, directory, act->id, name);
	if (error < 0)
		return error;
	OWNED_FD int place = openat(
		directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	error = place < 0 ? ctx_fail(ctx, "openat", name, -errno, NULL)
			  : copy_records(ctx, place, is_redacted);
	if (error < 0)
		(void)tree_remove(directory, name); /* half a copy is none; the error is told */
	else
		ctx_result_string(ctx, "name", name);
	return error;
}
