// See journal.h.
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "ctx.h"
#include "errno_name.h"
#include "json_write.h"
#include "run.h"
#include "sys.h"

#define TIME_SIZE 32
/* Of an action that has nothing to tell but that it is done. */
#define ACTION_SIZE 280

static uint64_t now_ns(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
	return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

static struct json new_line(struct ctx *ctx)
{
	struct journal_chain *chain = &ctx->shared->chain;

	return (struct json){chain->text + JOURNAL_WAITING_SIZE, JOURNAL_LINE_SIZE, 0, false};
}

/* A container that exists already must be possible to delete on a full disk. */
static bool may_lose(const struct ctx *ctx, int error)
{
	return ctx->journal.is_free || (!ctx->is_reserved && sys_is_full(error));
}

static char *waiting_text(struct journal_chain *chain)
{
	return chain->text + JOURNAL_WAITING_SIZE - chain->waiting_length;
}

/*
 * Writes what waits and the line, at once, and by write(2): under a container's filter it may be
 * all that there is. What cannot be written is kept here, for whoever tells how it ended.
 */
static int keep(struct ctx *ctx, const struct json *line)
{
	struct journal_chain *chain = &ctx->shared->chain;
	const char *text = waiting_text(chain);
	size_t length = chain->waiting_length + line->length;
	int error = 0;

	chain->waiting_length = 0;
	if (ctx->journal.file >= 0 && !chain->is_lost) {
		error = sys_write_all(ctx->journal.file, text, length);
		if (error == 0) {
			chain->kept_length += length;
			return 0;
		}
		chain->is_lost = true;
		chain->early_length = 0; /* on file by now */
		error = may_lose(ctx, error) ? 0 : error;
	}
	if (length > sizeof(chain->early) - chain->early_length)
		return chain->is_lost ? error : -ENOBUFS;
	memcpy(chain->early + chain->early_length, text, length);
	chain->early_length += length;
	return error;
}

/*
 * The result of an action may wait for the next line, which is written before anything else is
 * done: when the process dies between the two, whoever cleans up takes the action for one that may
 * have been done.
 */
static int delay(struct ctx *ctx, const struct json *line)
{
	struct journal_chain *chain = &ctx->shared->chain;
	const char *before = waiting_text(chain);
	size_t length = chain->waiting_length;

	if (line->length > JOURNAL_WAITING_SIZE - length)
		return keep(ctx, line);
	chain->waiting_length += line->length;
	memmove(waiting_text(chain), before, length);
	memcpy(chain->text + JOURNAL_WAITING_SIZE - line->length, line->text, line->length);
	return 0;
}

enum {
	/* Written before anything else is done; otherwise with the next line. */
	LINE_AWAITED = 1,
	/* May be the last: no line after it would tell that it was changed. */
	LINE_SUMMED = 2,
};

/* The digest of the line as it would be without it. */
static void put_sum(const struct journal_chain *chain, struct json *line)
{
	char hex[SHA256_HEX_SIZE];
	uint8_t sum[SHA256_SIZE];

	json_raw(line, "}");
	if (line->is_full)
		return;
	sha256(chain->compress, line->text, line->length, sum);
	sha256_hex(sum, hex);
	line->length--;
	json_raw(line, ",\"sum\":\"");
	json_raw(line, hex);
	json_raw(line, "\"");
}

/* Ends the line with its link to the one before; keys after "prev" come in `tail`. */
static int append(struct ctx *ctx, struct json *line, const char *tail, unsigned flags)
{
	struct journal_chain *chain = &ctx->shared->chain;
	char last[SHA256_HEX_SIZE];

	if (chain->is_begun)
		sha256_hex(chain->last, last);
	else
		memset(last, '0', SHA256_HEX_SIZE - 1), last[SHA256_HEX_SIZE - 1] = '\0';
	json_raw(line, ",\"prev\":\"");
	json_raw(line, last);
	json_raw(line, "\"");
	json_raw(line, tail);
	if ((flags & LINE_SUMMED) != 0)
		put_sum(chain, line);
	json_raw(line, "}");
	if (line->is_full)
		return -EMSGSIZE;
	sha256(chain->compress, line->text, line->length, chain->last);
	chain->is_begun = true;
	json_raw(line, "\n");
	return (flags & LINE_AWAITED) != 0 ? keep(ctx, line) : delay(ctx, line);
}

/* An unwritten line means that what follows must not be done. */
static int check(struct ctx *ctx, int error)
{
	return error < 0 ? ctx_fail(ctx, "write", "journal.ndjson", error, NULL) : 0;
}

/* See journal.h. Nobody has the file yet, and a file system without locks does no harm. */
static void hold(const struct journal *journal)
{
	(void)flock(journal->file, (journal->is_free ? LOCK_EX : LOCK_SH) | LOCK_NB);
}

int journal_start(struct ctx *ctx, int file, const struct bytes *before, size_t count)
{
	struct journal *journal = &ctx->journal;
	struct journal_chain *chain = &ctx->shared->chain;
	struct iovec pieces[2 * JOURNAL_BEFORE_MAX + 1];
	size_t number = 0;

	journal->file = file;
	journal->begins = 0;
	hold(journal);
	for (size_t i = 0; i < count; i++) {
		pieces[number++] = (struct iovec){(void *)before[i].data, before[i].length};
		pieces[number++] = (struct iovec){(void *)"\n", 1};
		journal->begins += (off_t)before[i].length + 1;
	}
	pieces[number++] = (struct iovec){chain->early, chain->early_length};
	chain->kept_length = (size_t)journal->begins + chain->early_length;
	return check(ctx, sys_write_pieces(file, pieces, number));
}

void journal_drop(struct ctx *ctx)
{
	sys_close_owned(&ctx->journal.file);
	ctx->journal.file = -1;
}

int journal_move(struct ctx *ctx, int directory, const char *name, off_t begins)
{
	int file = openat(directory, name, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);

	if (file < 0)
		return ctx_fail(ctx, "openat", name, -errno, NULL);
	sys_close_owned(&ctx->journal.file);
	ctx->shared->chain.kept_length += (size_t)(begins - ctx->journal.begins);
	ctx->journal.file = file;
	ctx->journal.begins = begins;
	hold(&ctx->journal);
	return 0;
}

void journal_reserve(const struct ctx *ctx, size_t actions)
{
	int file = ctx->journal.file;
	struct statfs filesystem;
	struct stat status;

	if (file < 0 || fstatfs(file, &filesystem) < 0 || filesystem.f_type != TMPFS_MAGIC ||
		fstat(file, &status) < 0)
		return;
	/* Where there is no room the lines say so. */
	(void)fallocate(
		file, FALLOC_FL_KEEP_SIZE, 0, status.st_size + (off_t)(actions * ACTION_SIZE));
}

static void put_action(struct ctx *ctx, struct json *line)
{
	json_raw(line, "{\"action\":");
	json_number(line, ctx->action->number);
	if (ctx->side == SIDE_CHILD)
		json_raw(line, ",\"by\":\"child\"");
}

static void put_ns(struct ctx *ctx, struct json *line)
{
	struct journal_chain *chain = &ctx->shared->chain;

	if (!ctx->journal.is_clock_stopped)
		chain->last_ns = now_ns();
	json_raw(line, ",\"ns\":");
	json_number(line, chain->last_ns - ctx->journal.begun_ns);
}

void journal_stop_clock(struct ctx *ctx)
{
	ctx->journal.is_clock_stopped = true;
}

static void put_member(struct json *line, const char *key, const char *value)
{
	json_raw(line, key);
	json_string(line, value);
}

int journal_head(struct ctx *ctx)
{
	struct json line = new_line(ctx);
	char digest[SHA256_HEX_SIZE];
	char tail[TIME_SIZE + 16];
	uint8_t sum[SHA256_SIZE];
	struct timespec now;
	struct tm utc;

	ctx->shared->chain.compress = sha256_best();
	ctx->journal.begun_ns = now_ns();
	(void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail for this clock */
	(void)gmtime_r(&now.tv_sec, &utc); /* fails only for years that an int cannot hold */
	(void)strftime(tail, sizeof(tail), ",\"time\":\"%Y-%m-%dT%H:%M:%SZ\"", &utc);
	put_member(&line, "{\"command\":", ctx->command);
	put_member(&line, ",\"container\":", ctx->container);
	put_member(&line, ",\"engine\":", ctx->engine);
	json_raw(&line, ",\"format\":1");
	sha256(ctx->shared->chain.compress, ctx->inputs.data, ctx->inputs.length, sum);
	sha256_hex(sum, digest);
	put_member(&line, ",\"inputs\":", digest);
	sha256(ctx->shared->chain.compress, ctx->plan_text.data, ctx->plan_text.length, sum);
	sha256_hex(sum, digest);
	put_member(&line, ",\"plan\":", digest);
	return check(ctx, append(ctx, &line, tail, LINE_AWAITED));
}

int journal_begin(struct ctx *ctx)
{
	/* After exec the process keeps no journal. */
	unsigned flags = LINE_AWAITED | (ctx->action->kind == ACTION_EXEC ? LINE_SUMMED : 0);
	struct json line = new_line(ctx);

	put_action(ctx, &line);
	put_member(&line, ",\"do\":", run_action_name(ctx->action));
	json_raw(&line, ",\"event\":\"begin\"");
	put_ns(ctx, &line);
	return check(ctx, append(ctx, &line, "", flags));
}

int journal_done(struct ctx *ctx)
{
	struct json line = new_line(ctx);
	static const char warning[] = "\"warning\":";
	char text[CTX_RESULT_SIZE + 16];
	struct json tail = {text, sizeof(text) - 1, 0, false};

	put_action(ctx, &line);
	json_raw(&line, ",\"event\":\"done\"");
	put_ns(ctx, &line);
	if (memmem(ctx->result, ctx->result_length, warning, strlen(warning)) != NULL)
		ctx->shared->chain.has_remarks = true;
	if (ctx->result_length > 0) {
		json_raw(&tail, ",\"result\":{");
		json_bytes(&tail, ctx->result, ctx->result_length);
		json_raw(&tail, "}");
	}
	text[tail.length] = '\0';
	return check(ctx, append(ctx, &line, text, 0));
}

/* {"action","by","errno","event","message","ns","object","prev","step","sum"} */
int journal_failed(struct ctx *ctx)
{
	const struct failure *failure = ctx->failure;
	struct json line = new_line(ctx);
	char tail[128];

	ctx->shared->chain.has_remarks = true;
	put_action(ctx, &line);
	put_member(&line, ",\"errno\":", errno_name(failure->error));
	json_raw(&line, ",\"event\":\"failed\"");
	if (failure->why[0] != '\0')
		put_member(&line, ",\"message\":", failure->why);
	put_ns(ctx, &line);
	put_member(&line, ",\"object\":", failure->object);
	(void)snprintf(tail, sizeof(tail), ",\"step\":\"%s\"", failure->step);
	return append(ctx, &line, tail, LINE_AWAITED | LINE_SUMMED);
}

int journal_undone(struct ctx *ctx, int error)
{
	struct json line = new_line(ctx);

	ctx->shared->chain.has_remarks |= error < 0;
	put_action(ctx, &line);
	if (error < 0)
		put_member(&line, ",\"errno\":", errno_name(error));
	json_raw(&line, error < 0 ? ",\"event\":\"undo-failed\"" : ",\"event\":\"undone\"");
	put_ns(ctx, &line);
	return append(ctx, &line, "", LINE_AWAITED);
}

int journal_end(struct ctx *ctx, const char *outcome, int exit_code)
{
	const struct journal_chain *chain = &ctx->shared->chain;
	struct json line = new_line(ctx);
	int error;

	json_raw(&line, "{\"event\":\"end\",\"exit\":");
	json_number(&line, (uint64_t)exit_code);
	put_member(&line, ",\"outcome\":", outcome);
	error = append(ctx, &line, "", LINE_AWAITED | LINE_SUMMED);
	/* Of the first line that did not fit, there may be a part. */
	if (chain->is_lost && ctx->journal.file >= 0)
		(void)ftruncate(ctx->journal.file, (off_t)chain->kept_length);
	return error;
}

/* `text` ends with a whole line. */
static void link_to_last(struct journal_chain *chain, const char *text, size_t length)
{
	const char *before = length > 1 ? memrchr(text, '\n', length - 1) : NULL;
	const char *line = before == NULL ? text : before + 1;

	sha256(chain->compress, line, length - 1 - (size_t)(line - text), chain->last);
}

void journal_relink(struct ctx *ctx)
{
	struct journal_chain *chain = &ctx->shared->chain;
	char tail[JOURNAL_LINE_SIZE];
	const char *end;
	off_t size;
	ssize_t count;

	if (chain->waiting_length > 0) {
		link_to_last(chain, waiting_text(chain), chain->waiting_length);
		return;
	}
	size = ctx->journal.file < 0 ? 0 : lseek(ctx->journal.file, 0, SEEK_END);
	if (size <= 0)
		return;
	count = pread(ctx->journal.file, tail, sizeof(tail),
		size > (off_t)sizeof(tail) ? size - (off_t)sizeof(tail) : 0);
	end = count > 0 ? memrchr(tail, '\n', (size_t)count) : NULL;
	if (end != NULL)
		link_to_last(chain, tail, (size_t)(end - tail) + 1);
}

void journal_deliver(struct ctx *ctx)
{
	struct journal *journal = &ctx->journal;
	const struct journal_chain *chain = &ctx->shared->chain;
	off_t at = journal->begins;

	if (journal->copy >= 0 && journal->file >= 0) {
		/* The host learns the outcome from the exit status when it no longer listens. */
		while (sendfile(journal->copy, journal->file, &at, 1 << 20) > 0)
			continue;
	}
	if (journal->copy >= 0 && (journal->file < 0 || chain->is_lost))
		(void)sys_write_all(journal->copy, chain->early, chain->early_length);
	journal_detach(ctx);
}

ssize_t journal_text(struct ctx *ctx, char *text, size_t size)
{
	const struct journal *journal = &ctx->journal;
	const struct journal_chain *chain = &ctx->shared->chain;
	size_t length = 0;
	ssize_t count = 1;

	while (journal->file >= 0 && count > 0 && length < size) {
		count = pread(journal->file, text + length, size - length,
			journal->begins + (off_t)length);
		if (count < 0 && errno != EINTR)
			return -errno;
		length += count > 0 ? (size_t)count : 0;
	}
	if (journal->file >= 0 && !chain->is_lost)
		return (ssize_t)length;
	if (chain->early_length > size - length)
		return -ENOBUFS;
	memcpy(text + length, chain->early, chain->early_length);
	return (ssize_t)(length + chain->early_length);
}

void journal_detach(struct ctx *ctx)
{
	sys_close_owned(&ctx->journal.copy);
	ctx->journal.copy = -1;
}
