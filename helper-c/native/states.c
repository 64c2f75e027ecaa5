// See states.h.
#include "states.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "directory.h"
#include "errno_name.h"
#include "process_of.h"
#include "read_file.h"

/* As the engine's own for a single one. */
#define STATE_LIMIT (32U << 20)

struct states {
	struct request *request;
	const char *root;
	struct arena *arena;
	char *why;
	char path[2 * PATH_MAX];
};

static void put_key(struct buffer *out, const char *key)
{
	buffer_text(out, ",\"");
	buffer_text(out, key);
	buffer_text(out, "\":");
}

static void put_text(struct buffer *out, const char *key, const struct value *text)
{
	put_key(out, key);
	buffer_json(out, text->text, text->length);
}

static void put_number(struct buffer *out, const char *key, const struct value *number)
{
	put_key(out, key);
	buffer_put(out, number->text, number->length);
}

static void put_flag(struct buffer *out, const char *key, bool flag)
{
	put_key(out, key);
	buffer_text(out, flag ? "true" : "false");
}

/* What a state.json of ours holds; the members are borrowed from the tree. */
struct brief {
	const struct value *boot, *bundle, *created, *fifo, *freezer, *owner, *pid, *start;
};

static bool is_number(const struct value *value)
{
	return value != NULL && value->type == VALUE_NUMBER && value->text[0] != '-';
}

static bool is_text(const struct value *value)
{
	return value != NULL && value->type == VALUE_TEXT;
}

static bool read_brief(const struct value *state, struct brief *brief)
{
	const struct value *container = value_member(state, "container");

	*brief = (struct brief){
		.boot = value_member(state, "boot"),
		.bundle = value_member(container, "bundle"),
		.created = value_member(state, "created"),
		.fifo = value_member(container, "fifo"),
		.freezer = value_member(container, "freezer"),
		.owner = value_member(container, "owner"),
		.pid = value_member(state, "pid"),
		.start = value_member(state, "start"),
	};
	return is_text(brief->boot) && is_text(brief->bundle) && is_text(brief->created) &&
	       (brief->freezer == NULL || is_text(brief->freezer)) && is_number(brief->owner) &&
	       is_number(brief->pid) && is_number(brief->start) && brief->fifo != NULL &&
	       (brief->fifo->type == VALUE_TRUE || brief->fifo->type == VALUE_FALSE) &&
	       value_number(state, "pid", 0) > 0;
}

static void put_state(struct buffer *out, const struct brief *brief)
{
	buffer_text(out, ",\"state\":{\"boot\":");
	buffer_json(out, brief->boot->text, brief->boot->length);
	put_text(out, "bundle", brief->bundle);
	put_text(out, "created", brief->created);
	put_flag(out, "fifo", brief->fifo->type == VALUE_TRUE);
	put_number(out, "owner", brief->owner);
	put_number(out, "pid", brief->pid);
	put_number(out, "start", brief->start);
	buffer_text(out, "}");
}

static void put_id(struct buffer *out, const char *id)
{
	put_key(out, "id");
	buffer_json(out, id, strlen(id));
}

/* A file in the state directory of the container that is being read. */
static const char *path_of(struct states *states, const char *id, const char *file)
{
	(void)snprintf(states->path, sizeof(states->path), "%s/%s/%s", states->root, id, file);
	return states->path;
}

static int put_known(
	struct states *states, const char *id, const struct value *state, const struct brief *brief)
{
	struct buffer *out = &states->request->store;
	/* The text of state.json was there: the tree has copies. */
	struct buffer *process = &states->request->scratch;
	char error[READ_ERROR_SIZE];
	struct stat status;
	int is_there;

	process->length = 0;
	is_there = put_process(
		states->request, value_number(state, "pid", 0), process, states->why);
	if (is_there < 0)
		return is_there;
	buffer_text(out, "{\"fifo\":");
	buffer_text(out, stat(path_of(states, id, "exec.fifo"), &status) == 0 ? "true" : "false");
	put_flag(out, "frozen",
		is_there && brief->freezer != NULL &&
			read_frozen(brief->freezer->text, error) == 1);
	put_id(out, id);
	put_key(out, "process");
	buffer_put(out, process->data, process->length);
	put_state(out, brief);
	buffer_text(out, "}");
	return 0;
}

static void put_unknown(struct states *states, const char *id, const char *error)
{
	struct buffer *out = &states->request->store;
	struct stat status;

	buffer_text(out, "{\"error\":");
	buffer_json(out, error, strlen(error));
	put_id(out, id);
	put_flag(out, "record", stat(path_of(states, id, "record"), &status) == 0);
	buffer_text(out, "}");
}

static int put_entry(struct states *states, const char *id)
{
	struct request *request = states->request;
	struct arena *arena = states->arena;
	size_t used = arena->used;
	char error[READ_ERROR_SIZE];
	const struct value *state;
	struct brief brief;
	int result = 0;

	if (read_file(path_of(states, id, "state.json"), STATE_LIMIT, &request->scratch, error) <
		0) {
		put_unknown(states, id, error);
		return 0;
	}
	state = value_read(buffer_bytes(&request->scratch), arena);
	if (state != NULL && read_brief(state, &brief))
		result = put_known(states, id, state, &brief);
	else
		put_unknown(states, id, "EBADMSG");
	/* One after the other in the same memory, which is handed out zeroed. */
	memset(arena->memory + used, 0, arena->used - used);
	arena->used = used;
	return result;
}

int put_states(
	struct request *request, const char *root, struct arena *arena, char why[GATHER_WHY_SIZE])
{
	struct states states = {.request = request, .root = root, .arena = arena, .why = why};
	struct buffer *out = &request->store;
	struct names names;
	int error = names_read(&names, root);
	int result = 0;

	buffer_text(out, error < 0 ? "{\"error\":\"" : "{\"entries\":[");
	if (error < 0)
		buffer_text(out, errno_name(error));
	for (size_t i = 0; error == 0 && i < names.count && result == 0; i++) {
		if (i > 0)
			buffer_text(out, ",");
		result = put_entry(&states, names.items[i]);
	}
	buffer_text(out, error < 0 ? "\"}" : "]}");
	names_close(&names);
	return result;
}
