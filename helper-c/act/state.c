// state.reserve, state.lock, record.begin, state.commit, state.remove, pidfile.write: the state
// directory <root>/<id>.
//
// They touch only that directory and the pid file. mkdir decides which of several creates wins; the
// loser touches nothing. Removing begins with a rename, so that a new container of the same id
// never meets a half-removed one.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "errno_name.h"
#include "fault.h"
#include "json_write.h"
#include "lock.h"
#include "path.h"
#include "proc.h"
#include "record.h"
#include "sha256.h"
#include "sweep.h"
#include "sys.h"
#include "tree.h"

#define STATE_MODE  0700
#define STATE_PIECE 8192
/* What the engine reads of state.json. */
#define STATE_LIMIT (32U << 20)
#define STATE_MORE  512 /* beside what the plan says */

_Static_assert(STATE_PIECE % SHA256_BLOCK == 0, "all pieces but the last are whole blocks");
_Static_assert(PLAN_LIMIT_BYTES + STATE_MORE <= STATE_LIMIT,
	"what a plan can hold, the commands that follow can read");

/* Who can write there decides what delete and kill do, and to whom. */
static int check_root(struct ctx *ctx, const char *path)
{
	struct stat status;

	if (fstat(ctx->state_root, &status) < 0)
		return ctx_fail(ctx, "fstat", path, -errno, NULL);
	if (status.st_uid != geteuid() && status.st_uid != 0)
		return ctx_fail(ctx, "fstat", path, -EPERM, "the state root is another user's");
	if ((status.st_mode & S_IWOTH) != 0)
		return ctx_fail(
			ctx, "fstat", path, -EPERM, "the state root is writable by everybody");
	return 0;
}

static int open_root(struct ctx *ctx, const char *root, bool make)
{
	char failed[PATH_MAX];
	int error = make ? path_make_all(root, STATE_MODE, failed) : 0;
	int fd;

	if (error < 0)
		return ctx_fail(ctx, "mkdir", failed, error, NULL);
	fd = openat(AT_FDCWD, root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ctx_fail(ctx, "open", root, -errno, NULL);
	ctx->state_root = fd;
	return check_root(ctx, root);
}

static int open_container(struct ctx *ctx, const char *id)
{
	ctx->state = openat(ctx->state_root, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return ctx->state < 0 ? ctx_fail(ctx, "openat", id, -errno, NULL) : 0;
}

int act_state_reserve(struct ctx *ctx, const struct action *action)
{
	const struct act_state_reserve *act = action->args;
	int error = open_root(ctx, act->root, true);

	if (error < 0)
		return error;
	if (mkdirat(ctx->state_root, act->id, STATE_MODE) < 0)
		return ctx_fail(ctx, "mkdirat", act->id, -errno,
			errno == EEXIST ? "container already exists" : NULL);
	error = fault_strike(ctx, FAULT_WITHIN);
	if (error == 0)
		error = open_container(ctx, act->id);
	if (error < 0) {
		/* Empty, or not ours: a delete takes what was only begun, and makes room for
		 * another. */
		(void)unlinkat(ctx->state_root, act->id, AT_REMOVEDIR);
		return error;
	}
	error = lock_take(ctx, LOCK_TRY);
	if (error < 0)
		return error;
	if (!lock_is_current(ctx))
		return ctx_fail(ctx, "openat", act->id, -ESTALE, "was deleted meanwhile");
	/* What was opened may be another's of that name, who was quicker after a delete. */
	if (mkdirat(ctx->state, "record", STATE_MODE) < 0)
		return ctx_fail(ctx, "mkdirat", act->id, -errno,
			errno == EEXIST ? "container already exists" : NULL);
	ctx->is_reserved = true;
	return record_begin_first(ctx);
}

int undo_state_reserve(struct ctx *ctx, const struct action *action)
{
	const struct act_state_reserve *act = action->args;

	return ctx->is_reserved && lock_is_current(ctx) ? tree_remove(ctx->state_root, act->id) : 0;
}

/* All of it, however large annotations make it: the engine has read all of it, too. */
static int digest_state(struct ctx *ctx, char digest[SHA256_HEX_SIZE])
{
	OWNED_FD int file = openat(ctx->state, "state.json", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct sha256_pieces pieces;
	char text[STATE_PIECE];
	uint8_t sum[SHA256_SIZE];
	ssize_t length;

	digest[0] = '\0';
	if (file < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "openat", "state.json", -errno, NULL);
	sha256_begin(&pieces, ctx->shared->chain.compress);
	while ((length = sys_read_all(file, text, sizeof(text))) == sizeof(text))
		sha256_add(&pieces, text, sizeof(text));
	if (length < 0)
		return ctx_fail(ctx, "read", "state.json", (int)length, NULL);
	sha256_end(&pieces, text, (size_t)length, sum);
	sha256_hex(sum, digest);
	return 0;
}

/* What is done without one is told, and nothing of it is kept. */
static void go_on_without_record(struct ctx *ctx)
{
	struct failure *failure = ctx->failure;
	char text[CTX_RESULT_SIZE / 2];

	(void)snprintf(text, sizeof(text), "leaves no record: %s %.64s: %s", failure->step,
		failure->object, errno_name(failure->error));
	ctx_result_string(ctx, "warning", text);
	failure->is_set = false;
	ctx->shared->chain.is_lost = true;
}

int act_state_lock(struct ctx *ctx, const struct action *action)
{
	const struct act_state_lock *act = action->args;
	bool waits = (act->present & STATE_LOCK_HAS_WAIT) == 0 || act->wait;
	bool cancels = (act->present & STATE_LOCK_HAS_CANCEL) != 0 && act->cancel;
	char digest[SHA256_HEX_SIZE];
	int error = open_root(ctx, act->root, false);

	if (error == 0)
		error = open_container(ctx, act->id);
	if (error == 0)
		error = lock_take(ctx, cancels ? LOCK_CANCEL : waits ? LOCK_WAIT : LOCK_TRY);
	if (error == 0)
		error = digest_state(ctx, digest);
	if (error == -ENOENT)
		ctx->is_stale = true; /* the directory was there when the plan was made */
	if (error < 0)
		return error;
	if (!lock_is_current(ctx) || strcmp(digest, act->state != NULL ? act->state : "") != 0) {
		ctx->is_stale = true;
		return ctx_fail(ctx, "state", act->id, -ESTALE, "has changed meanwhile");
	}
	error = record_begin(ctx, (act->present & STATE_LOCK_HAS_REDACT) != 0 && act->redact);
	if (!sys_is_full(error))
		return error;
	/* A delete must be possible on a full disk. */
	go_on_without_record(ctx);
	return 0;
}

int act_record_begin(struct ctx *ctx, const struct action *action)
{
	const struct act_record_begin *act = action->args;
	bool is_redacted = (act->present & RECORD_BEGIN_HAS_REDACT) != 0 && act->redact;
	int error;

	ctx->journal.is_free = true;
	error = open_root(ctx, act->root, false);
	if (error == 0)
		error = open_container(ctx, act->id);
	if (error == 0)
		error = record_begin(ctx, is_redacted);
	if (error < 0)
		go_on_without_record(ctx);
	return 0;
}

int act_state_commit(struct ctx *ctx, const struct action *action)
{
	const struct act_state_commit *act = action->args;
	size_t size = strlen(act->container) + STATE_MORE;
	char *text = arena_take(ctx->arena, size);
	struct json json = {text, size, 0, false};
	const struct identity *identity = &ctx->child.identity;
	struct timespec now;
	struct tm utc;
	char created[64];
	char micros[32];
	int error;

	if (text == NULL)
		return ctx_fail(ctx, "arena", "state.json", -ENOMEM, NULL);
	(void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail for this clock */
	(void)gmtime_r(&now.tv_sec, &utc); /* fails only for years that an int cannot hold */
	(void)strftime(created, sizeof(created), "%Y-%m-%dT%H:%M:%S", &utc);
	(void)snprintf(micros, sizeof(micros), ".%06ldZ", now.tv_nsec / 1000);
	(void)strncat(created, micros, sizeof(created) - strlen(created) - 1);
	json_raw(&json, "{\"boot\":");
	json_string(&json, identity->boot);
	json_raw(&json, ",\"container\":");
	json_raw(&json, act->container);
	json_raw(&json, ",\"created\":");
	json_string(&json, created);
	json_raw(&json, ",\"pid\":");
	json_number(&json, (uint64_t)ctx->child.pid);
	json_raw(&json, ",\"start\":");
	json_number(&json, identity->start);
	json_raw(&json, "}");
	error = record_write(ctx->state, "state.json", text, json.length);
	return error < 0 ? ctx_fail(ctx, "write", "state.json", error, NULL) : 0;
}

int act_state_remove(struct ctx *ctx, const struct action *action)
{
	const struct act_state_remove *act = action->args;
	char gone[NAME_MAX + 1];
	int error;

	/* An id may be as long as a name can be, and a pid is soon another's in a small namespace.
	 */
	(void)snprintf(gone, sizeof(gone), ".%.200s" SWEEP_MARK "%d.%llu", act->id, (int)getpid(),
		(unsigned long long)ctx->journal.begun_ns);
	if (renameat(ctx->state_root, act->id, ctx->state_root, gone) < 0)
		return errno == ENOENT ? 0 : ctx_fail(ctx, "renameat", act->id, -errno, NULL);
	error = tree_remove(ctx->state_root, gone);
	sweep(ctx->state_root);
	return error < 0 ? ctx_fail(ctx, "unlinkat", gone, error, NULL) : 0;
}

/* Written aside and renamed: whoever waits for the file never reads half a number. */
int act_pidfile_write(struct ctx *ctx, const struct action *action)
{
	const struct act_pidfile_write *act = action->args;
	char aside[4096];
	char pid[16];
	int length = snprintf(aside, sizeof(aside), "%s.%d.tmp", act->path, (int)getpid());
	int error;

	if (length < 0 || (size_t)length >= sizeof(aside))
		return ctx_fail(ctx, "open", act->path, -ENAMETOOLONG, NULL);
	OWNED_FD int file = openat(
		AT_FDCWD, aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (file < 0)
		return ctx_fail(ctx, "open", act->path, -errno, NULL);
	length = snprintf(pid, sizeof(pid), "%d", (int)ctx->child.pid);
	error = sys_write_all(file, pid, (size_t)length);
	if (error == 0 && rename(aside, act->path) < 0)
		error = -errno;
	ctx->is_pidfile_written = error == 0;
	if (error == 0)
		return 0;
	(void)unlink(aside); /* ours, and useless now */
	return ctx_fail(ctx, "write", act->path, error, NULL);
}

int undo_pidfile_write(struct ctx *ctx, const struct action *action)
{
	const struct act_pidfile_write *act = action->args;

	/* One that was there before ours could be written is somebody else's. */
	return ctx->is_pidfile_written && unlink(act->path) < 0 && errno != ENOENT ? -errno : 0;
}
