// See request.h.
#include "request.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "carry.h"
#include "read_file.h"

/* Ours are O_CLOEXEC, and nobody can have passed such a one on. */
static unsigned count_descriptors(void)
{
	int fd = 3;

	while (fcntl(fd, F_GETFD) == 0)
		fd++;
	return (unsigned)fd - 3;
}

int request_open(struct request *request, const char *command, struct arena *arena)
{
	*request = (struct request){
		.command = command, .descriptors = count_descriptors(), .arena = arena};
	request->inputs = request->few;
	return buffer_take(&request->store, arena, REQUEST_LIMIT_BYTES);
}

/* Returns whether there is. */
static bool make_room(struct request *request)
{
	struct member *all;

	if (request->input_count == REQUEST_INPUTS)
		return false;
	if (request->input_count != REQUEST_INPUTS_FEW || request->inputs != request->few)
		return true;
	all = arena_take_pages(request->arena, REQUEST_INPUTS * sizeof(*all));
	if (all == NULL)
		return false;
	memcpy(all, request->few, sizeof(request->few));
	request->inputs = all;
	return true;
}

static struct bytes since(const struct request *request, size_t begin)
{
	return (struct bytes){
		(const uint8_t *)request->store.data + begin, request->store.length - begin};
}

/* One of the same name is replaced: a command's own option goes before a global one. */
static void end_option(struct request *request, const char *name, size_t begin)
{
	size_t at = 0;

	while (at < request->option_count && strcmp(request->options[at].name, name) != 0)
		at++;
	if (at == REQUEST_OPTIONS) {
		request->is_full = true;
		return;
	}
	request->options[at] = (struct member){name, since(request, begin)};
	if (at == request->option_count)
		request->option_count++;
}

void request_option_text(struct request *request, const char *name, const char *value)
{
	size_t begin = request->store.length;

	buffer_json(&request->store, value, strlen(value));
	end_option(request, name, begin);
}

void request_option_number(struct request *request, const char *name, uint64_t value)
{
	size_t begin = request->store.length;

	buffer_number(&request->store, value);
	end_option(request, name, begin);
}

void request_begin_list(struct request *request)
{
	request->list = request->store.length;
	buffer_text(&request->store, "[");
}

void request_list_text(struct request *request, const char *value)
{
	if (request->store.length > request->list + 1)
		buffer_text(&request->store, ",");
	buffer_json(&request->store, value, strlen(value));
}

void request_end_list(struct request *request, const char *name)
{
	buffer_text(&request->store, "]");
	end_option(request, name, request->list);
}

void request_option_flag(struct request *request, const char *name)
{
	size_t begin = request->store.length;

	buffer_text(&request->store, "true");
	end_option(request, name, begin);
}

void request_drop_option(struct request *request, const char *name)
{
	for (size_t at = 0; at < request->option_count; at++)
		if (strcmp(request->options[at].name, name) == 0)
			request->options[at--] = request->options[--request->option_count];
}

size_t request_begin_input(const struct request *request)
{
	return request->store.length;
}

void request_end_input(struct request *request, const char *name, size_t begin)
{
	if (make_room(request))
		request->inputs[request->input_count++] = (struct member){
			name, since(request, begin)};
	else
		request->is_full = true;
}

void request_clear_inputs(struct request *request)
{
	request->input_count = 0;
}

/* Bytes of UTF-8 stand in the order of their code points. */
static int compare(const void *a, const void *b)
{
	const struct member *left = a;
	const struct member *right = b;

	return strcmp(left->name, right->name);
}

static void render_members(struct buffer *out, struct member *members, size_t count)
{
	qsort(members, count, sizeof(*members), compare);
	buffer_text(out, "{");
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && strcmp(members[i - 1].name, members[i].name) == 0)
			out->is_full = true; /* asked for twice: what is meant is not known */
		if (i > 0)
			buffer_text(out, ",");
		buffer_json(out, members[i].name, strlen(members[i].name));
		buffer_text(out, ":");
		buffer_put(out, members[i].json.data, members[i].json.length);
	}
	buffer_text(out, "}");
}

struct bytes request_render(struct request *request)
{
	struct buffer *out = &request->text;

	buffer_follow(out, &request->store);
	buffer_text(out, "{\"command\":");
	buffer_json(out, request->command, strlen(request->command));
	buffer_text(out, ",\"inputs\":");
	render_members(out, request->inputs, request->input_count);
	buffer_text(out, ",\"options\":");
	render_members(out, request->options, request->option_count);
	buffer_text(out, "}");
	if (request->is_full || request->store.is_full || out->is_full)
		return (struct bytes){NULL, 0};
	return (struct bytes){(const uint8_t *)out->data, out->length};
}
