// See journal_tail.h. The lines are our own: members are found by their text, not by a parser.
#include "journal_tail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctx.h"
#include "sys.h"

#define TAIL_SIZE 16384

/* Copies the string member `key` of the line at `line`, with escapes as they stand. */
static void copy_member(const char *line, const char *key, char *out, size_t size)
{
	const char *at = strstr(line, key);
	size_t length = 0;

	out[0] = '\0';
	if (at == NULL)
		return;
	at += strlen(key);
	while (at[length] != '\0' && at[length] != '"' && length < size - 1) {
		if (at[length] == '\\' && at[length + 1] != '\0')
			length++;
		length++;
	}
	if (length >= size)
		length = size - 1;
	memcpy(out, at, length);
	out[length] = '\0';
}

int journal_tail_open(struct ctx *ctx)
{
	int file = openat(ctx->state, "record/1/journal.ndjson", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	return file < 0 ? ctx_fail(ctx, "open", "record/1/journal.ndjson", -errno, NULL) : file;
}

int journal_tail_check(struct ctx *ctx, int file)
{
	char text[TAIL_SIZE + 1];
	char why[CTX_WHY_SIZE];
	char object[CTX_OBJECT_SIZE];
	struct stat status;
	const char *failed;
	ssize_t length;
	off_t from;

	if (fstat(file, &status) < 0)
		return ctx_fail(ctx, "fstat", "record/1/journal.ndjson", -errno, NULL);
	from = status.st_size > TAIL_SIZE ? status.st_size - TAIL_SIZE : 0;
	length = pread(file, text, TAIL_SIZE, from);
	if (length < 0)
		return ctx_fail(ctx, "read", "record/1/journal.ndjson", -errno, NULL);
	text[length] = '\0';
	failed = strstr(text, "\"event\":\"failed\"");
	if (failed != NULL) {
		copy_member(failed, "\"message\":\"", why, sizeof(why));
		copy_member(failed, "\"object\":\"", object, sizeof(object));
		return ctx_fail(ctx, "start", object, -ECHILD, why);
	}
	/* The last thing it announces is exec; without that line it died on the way. */
	if (strstr(text, "\"do\":\"exec\",\"event\":\"begin\"") == NULL)
		return ctx_fail(ctx, "start", "", -ECHILD, "init died before its program ran");
	return 0;
}
