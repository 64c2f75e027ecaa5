// record.keep: a container's records outlive its state.
//
// The copy gets a directory of its own, made by this action alone; from then on the journal of this
// very command goes on there, so that what removes the state is on file too.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "path.h"
#include "record.h"
#include "record_copy.h"
#include "sys.h"
#include "tree.h"

#define DIRECTORY_MODE 0700
#define NAMES_TRIED    10000
#define NAME_SIZE      (NAME_MAX + 1)

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

struct keeping {
	struct ctx *ctx;
	int place;
	bool is_redacted;
};

static int copy(int records, const char *name, void *data)
{
	const struct keeping *keeping = data;

	return record_copy(keeping->ctx, records, name, keeping->place, keeping->is_redacted);
}

static int copy_records(struct ctx *ctx, int place, bool is_redacted)
{
	struct keeping keeping = {ctx, place, is_redacted};
	int error;

	OWNED_FD int records = openat(
		ctx->state, "record", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (records < 0)
		return ctx_fail(ctx, "openat", "record", -errno, NULL);
	error = record_each(records, copy, &keeping);
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
