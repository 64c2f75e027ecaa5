// See record_copy.h.
#include "record_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "ctx.h"
#include "pages.h"
#include "record.h"
#include "redact.h"
#include "sys.h"
#include "tree.h"

#define DIRECTORY_MODE 0700
#define END_WAIT_MS    1000
#define STEP_MS	       1
#define MARK	       RECORD_REDACTED_LINE "\n"

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

static int copy_all(struct ctx *ctx, int in, int to, const char *name)
{
	OWNED_FD int out = openat(
		to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ssize_t count = 1;

	if (out < 0)
		return ctx_fail(ctx, "openat", name, -errno, NULL);
	while (count > 0)
		count = sendfile(out, in, NULL, 1 << 20);
	return count < 0 ? ctx_fail(ctx, "sendfile", name, -errno, NULL) : 0;
}

/* A file that was read, in pages of its own. */
struct text {
	uint8_t *pages;
	size_t size;
	struct bytes bytes;
};

static void release(const struct text *text)
{
	pages_release(text->pages, text->size);
}

#define OWNED_TEXT __attribute__((cleanup(release)))

/* What comes to the file meanwhile is left. */
static int read_all(struct ctx *ctx, int in, const char *name, struct text *text)
{
	struct stat status;
	ssize_t length;

	if (fstat(in, &status) < 0)
		return ctx_fail(ctx, "fstat", name, -errno, NULL);
	text->size = (size_t)status.st_size + 1;
	text->pages = pages_reserve(text->size);
	if (text->pages == NULL)
		return ctx_fail(ctx, "mmap", name, -ENOMEM, NULL);
	length = sys_read_all(in, text->pages, (size_t)status.st_size);
	if (length < 0)
		return ctx_fail(ctx, "read", name, (int)length, NULL);
	text->bytes = (struct bytes){text->pages, (size_t)length};
	return 0;
}

static int redact_text(struct ctx *ctx, const char *name, struct bytes text, struct bytes *out)
{
	int error = redact(ctx->shared->chain.compress, text, out);

	return error < 0 ? ctx_fail(ctx, "redact", name, error, NULL) : 0;
}

static int copy_redacted(struct ctx *ctx, int in, int to, const char *name)
{
	OWNED_TEXT struct text text = {0};
	struct bytes made = {0};
	int error = read_all(ctx, in, name, &text);

	if (error == 0)
		error = redact_text(ctx, name, text.bytes, &made);
	if (error == 0) {
		error = record_write(to, name, made.data, made.length);
		if (error < 0)
			error = ctx_fail(ctx, "write", name, error, NULL);
	}
	redact_free(&made, text.bytes.length);
	return error;
}

/* A file of a record that has a directory. One that is missing is for an audit to find. */
static int copy_part(struct ctx *ctx, int from, int to, const char *name, bool is_redacted)
{
	OWNED_FD int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (in < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", name, -errno, NULL);
	await_end(in);
	return is_redacted ? copy_redacted(ctx, in, to, name) : copy_all(ctx, in, to, name);
}

static int copy_directory(struct ctx *ctx, int from, int place, const char *name, bool is_redacted)
{
	bool was_redacted = faccessat(from, RECORD_REDACTED, F_OK, 0) == 0;
	bool redacts = is_redacted && !was_redacted;
	int error = 0;

	if (mkdirat(place, name, DIRECTORY_MODE) < 0)
		return ctx_fail(ctx, "mkdirat", name, -errno, NULL);
	OWNED_FD int to = openat(place, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (to < 0)
		return ctx_fail(ctx, "openat", name, -errno, NULL);
	if (was_redacted || is_redacted)
		error = record_write(to, RECORD_REDACTED, "", 0);
	if (error < 0)
		return ctx_fail(ctx, "write", RECORD_REDACTED, error, NULL);
	error = copy_part(ctx, from, to, "inputs.json", redacts);
	if (error == 0)
		error = copy_part(ctx, from, to, "plan.json", redacts);
	if (error == 0)
		error = copy_part(ctx, from, to, "journal.ndjson", false);
	if (error == 0 && strtoul(name, NULL, 10) == ctx->record_number)
		error = journal_move(ctx, to, "journal.ndjson", 0);
	return error;
}

/* The first line of `text`, which goes on behind it. Without an end there is none. */
static bool take_line(struct bytes *text, struct bytes *line)
{
	const uint8_t *end = text->length > 0 ? memchr(text->data, '\n', text->length) : NULL;

	if (end == NULL)
		return false;
	*line = (struct bytes){text->data, (size_t)(end - text->data)};
	*text = (struct bytes){end + 1, text->length - line->length - 1};
	return true;
}

static int write_redacted(struct ctx *ctx, int to, const char *name, const struct bytes *parts)
{
	struct iovec pieces[] = {
		{(void *)MARK, sizeof(MARK) - 1},
		{(void *)parts[0].data, parts[0].length},
		{(void *)"\n", 1},
		{(void *)parts[1].data, parts[1].length},
		{(void *)"\n", 1},
		{(void *)parts[2].data, parts[2].length},
	};
	OWNED_FD int out = openat(
		to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int error = out < 0 ? -errno
			    : sys_write_pieces(out, pieces, sizeof(pieces) / sizeof(*pieces));

	return error < 0 ? ctx_fail(ctx, "write", name, error, NULL) : 0;
}

/* Half a record is none: nothing of it could be told from what is secret. */
static int copy_file_redacted(struct ctx *ctx, int in, int to, const char *name, off_t *begins)
{
	OWNED_TEXT struct text text = {0};
	struct bytes inputs;
	struct bytes plan;
	struct bytes made[3] = {0};
	int error = read_all(ctx, in, name, &text);
	struct bytes rest = text.bytes;

	if (error < 0 || !take_line(&rest, &inputs) || !take_line(&rest, &plan))
		return error;
	error = redact_text(ctx, name, inputs, &made[0]);
	if (error == 0)
		error = redact_text(ctx, name, plan, &made[1]);
	made[2] = rest;
	if (error == 0)
		error = write_redacted(ctx, to, name, made);
	*begins = (off_t)(sizeof(MARK) - 1 + made[0].length + 1 + made[1].length + 1);
	redact_free(&made[0], inputs.length);
	redact_free(&made[1], plan.length);
	return error;
}

/* 1, 0, or a negative errno. */
static int is_marked(struct ctx *ctx, int in, const char *name)
{
	char head[sizeof(MARK) - 1];
	ssize_t length = pread(in, head, sizeof(head), 0);

	if (length < 0)
		return ctx_fail(ctx, "read", name, -errno, NULL);
	return length == (ssize_t)sizeof(head) && memcmp(head, MARK, sizeof(head)) == 0;
}

static int copy_file(struct ctx *ctx, int in, int to, const char *name, bool is_redacted)
{
	off_t begins = ctx->journal.begins;
	int marked;
	int error;

	await_end(in);
	marked = is_marked(ctx, in, name);
	if (marked < 0)
		return marked;
	if (is_redacted && marked == 0)
		error = copy_file_redacted(ctx, in, to, name, &begins);
	else
		error = copy_all(ctx, in, to, name);
	if (error == 0 && strtoul(name, NULL, 10) == ctx->record_number)
		error = journal_move(ctx, to, name, begins);
	return error;
}

/* It made room for one of a command that holds no lock: what was copied may be half of it. */
static bool is_gone(int records, const char *name)
{
	return faccessat(records, name, F_OK, 0) < 0 && errno == ENOENT;
}

int record_copy(struct ctx *ctx, int records, const char *name, int to, bool is_redacted)
{
	OWNED_FD int from = openat(records, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;
	int error;

	if (from < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", name, -errno, NULL);
	if (fstat(from, &status) < 0)
		return ctx_fail(ctx, "fstat", name, -errno, NULL);
	error = S_ISDIR(status.st_mode) ? copy_directory(ctx, from, to, name, is_redacted)
					: copy_file(ctx, from, to, name, is_redacted);
	return error == 0 && is_gone(records, name) ? tree_remove(to, name) : error;
}
