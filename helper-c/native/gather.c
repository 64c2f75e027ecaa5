// See gather.h.
#include "gather.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_tree.h"
#include "directory.h"
#include "errno_name.h"
#include "needs.h"
#include "pages.h"
#include "process_of.h"
#include "read_file.h"
#include "states.h"
#include "sys.h"
#include "utf8.h"

#define PIDS_LIMIT   (4U << 20) /* PID_MAX_LIMIT */
#define GROUPS_LIMIT 65536	/* NGROUPS_MAX */
#define GROUPS_FEW   64		/* more than people are in */

static void put_error(struct buffer *out, const char *error)
{
	buffer_text(out, "{\"error\":");
	buffer_json(out, error, strlen(error));
	buffer_text(out, "}");
}

static int compare_groups(const void *a, const void *b)
{
	gid_t left = *(const gid_t *)a;
	gid_t right = *(const gid_t *)b;

	return (left > right) - (left < right);
}

/*
 * The initial user namespace has the same inode number on every kernel (PROC_USER_INIT_INO, Linux
 * 3.8). A kernel without user namespaces has no such file.
 */
static bool is_nested(void)
{
	struct stat status;

	return stat("/proc/self/ns/user", &status) == 0 && status.st_ino != 0xeffffffdU;
}

/* Meant for this process: or for none in particular, as crun has it. */
static uint64_t listen_fds(void)
{
	const char *count = getenv("LISTEN_FDS");
	const char *pid = getenv("LISTEN_PID");
	char own[16];

	(void)snprintf(own, sizeof(own), "%d", getpid()); // fits
	if (pid != NULL && pid[0] != '\0' && strcmp(pid, own) != 0)
		return 0;
	if (count == NULL || strlen(count) > 6 || strspn(count, "0123456789") != strlen(count))
		return 0;
	return strtoull(count, NULL, 10);
}

static void put_variable(struct buffer *out, const char *key, const char *name)
{
	const char *value = getenv(name);

	buffer_text(out, key);
	if (value == NULL || value[0] == '\0')
		buffer_text(out, "null");
	else
		buffer_json(out, value, strlen(value));
}

struct caller gather_caller(struct buffer *out)
{
	size_t begin = out->length;
	bool is_in_namespace = is_nested();
	gid_t few[GROUPS_FEW + 1];
	size_t size = (GROUPS_LIMIT + 1) * sizeof(gid_t);
	bool is_few = getgroups(0, NULL) <= GROUPS_FEW;
	gid_t *groups = is_few ? few : pages_reserve(size);
	int limit = is_few ? GROUPS_FEW : GROUPS_LIMIT;
	int count = groups == NULL ? 0 : getgroups(limit, groups);

	/* As node does: the effective group is one of them, whether or not it is listed. */
	if (groups != NULL && count >= 0)
		groups[count++] = getegid();
	if (count > 0)
		qsort(groups, (size_t)count, sizeof(*groups), compare_groups);
	buffer_text(out, "{\"gid\":");
	buffer_number(out, getgid());
	buffer_text(out, ",\"groups\":[");
	for (int i = 0; i < count; i++) {
		if (i > 0 && groups[i] == groups[i - 1])
			continue;
		if (i > 0)
			buffer_text(out, ",");
		buffer_number(out, groups[i]);
	}
	buffer_text(out, "],\"listenFds\":");
	buffer_number(out, listen_fds());
	buffer_text(out, is_in_namespace ? ",\"nested\":true" : ",\"nested\":false");
	put_variable(out, ",\"notifySocket\":", "NOTIFY_SOCKET");
	put_variable(out, ",\"runtimeDir\":", "XDG_RUNTIME_DIR");
	put_variable(out, ",\"seccompReceiver\":", "RUN_OCI_SECCOMP_RECEIVER");
	put_variable(out, ",\"sessionBus\":", "DBUS_SESSION_BUS_ADDRESS");
	put_variable(out, ",\"systemBus\":", "DBUS_SYSTEM_BUS_ADDRESS");
	buffer_text(out, ",\"uid\":");
	buffer_number(out, getuid());
	buffer_text(out, "}");
	if (!is_few)
		pages_release(groups, size);
	return (struct caller){
		.json = {(const uint8_t *)out->data + begin, out->length - begin},
		.is_privileged = getuid() == 0 && !is_in_namespace,
	};
}

static bool is_utf8(const struct buffer *text)
{
	const unsigned char *bytes = (const unsigned char *)text->data;
	size_t step;

	for (size_t at = 0; at < text->length; at += step) {
		step = utf8_length(bytes + at, text->length - at);
		if (step == 0)
			return false;
	}
	return true;
}

/* What was read, as text, or in base64 when it is not UTF-8. */
static void put_text(struct request *request)
{
	struct buffer *out = &request->store;
	const struct buffer *text = &request->scratch;

	if (is_utf8(text)) {
		buffer_text(out, "{\"text\":");
		buffer_json(out, text->data, text->length);
		buffer_text(out, "}");
	} else {
		buffer_text(out, "{\"base64\":\"");
		buffer_base64(out, text->data, text->length);
		buffer_text(out, "\"}");
	}
}

static void gather_file(struct request *request, const char *path, size_t limit)
{
	char error[READ_ERROR_SIZE];

	if (read_file(path, limit, &request->scratch, error) < 0)
		put_error(&request->store, error);
	else
		put_text(request);
}

static void gather_standard_input(struct request *request, size_t limit)
{
	struct buffer *out = &request->store;
	size_t begin = out->length;
	char error[READ_ERROR_SIZE];

	if (request->standard_input.data != NULL) {
		buffer_put(out, request->standard_input.data, request->standard_input.length);
		return;
	}
	if (read_stream(STDIN_FILENO, limit, &request->scratch, error) < 0)
		put_error(out, error);
	else
		put_text(request);
	request->standard_input = (struct bytes){
		(const uint8_t *)out->data + begin, out->length - begin};
}

static void gather_stat(struct buffer *out, const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0) {
		put_error(out, errno_name(errno));
		return;
	}
	buffer_text(out, "{\"type\":\"");
	buffer_text(out, read_type(status.st_mode));
	buffer_text(out, "\"}");
}

struct pids {
	uint32_t *items;
	size_t count;
};

static void keep_pid(pid_t pid, void *data)
{
	struct pids *pids = data;

	if (pids->count < PIDS_LIMIT)
		pids->items[pids->count++] = (uint32_t)pid;
}

static int compare_pids(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a;
	uint32_t right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

/* {"pids"}: of a cgroup and those below it, each once. */
static void gather_processes(struct buffer *out, const char *cgroup)
{
	OWNED_FD int directory = openat(AT_FDCWD, cgroup, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct pids pids = {.items = pages_reserve(PIDS_LIMIT * sizeof(uint32_t))};
	int error = directory < 0 ? -errno : 0;

	if (error == 0)
		error = pids.items == NULL ? -ENOMEM : cgroup_tree_each(directory, keep_pid, &pids);
	if (error < 0) {
		put_error(out, errno_name(error));
		return;
	}
	qsort(pids.items, pids.count, sizeof(*pids.items), compare_pids);
	buffer_text(out, "{\"pids\":[");
	for (size_t i = 0; i < pids.count; i++) {
		if (i > 0 && pids.items[i] == pids.items[i - 1])
			continue; /* it moved while they were read */
		buffer_text(out, i > 0 ? "," : "");
		buffer_number(out, pids.items[i]);
	}
	buffer_text(out, "]}");
	pages_release(pids.items, PIDS_LIMIT * sizeof(uint32_t));
}

/* What a caller without a PATH is taken to have. */
#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* The first of the caller's PATH that may be executed; only folders by their whole path count. */
static void gather_program(struct buffer *out, const char *name)
{
	const char *folders = getenv("PATH");
	char path[PATH_MAX];
	struct stat status;

	if (folders == NULL || folders[0] == '\0')
		folders = DEFAULT_PATH;
	while (*folders != '\0') {
		size_t length = strcspn(folders, ":");
		int size = snprintf(path, sizeof(path), "%.*s/%s", (int)length, folders, name);

		folders += length + (folders[length] == ':');
		if (path[0] != '/' || length == 0 || size < 0 || (size_t)size >= sizeof(path) ||
			access(path, X_OK) < 0 || stat(path, &status) < 0 ||
			!S_ISREG(status.st_mode))
			continue;
		buffer_text(out, "{\"path\":");
		buffer_json(out, path, (size_t)size);
		buffer_text(out, "}");
		return;
	}
	put_error(out, "ENOENT");
}

static void gather_directory(struct buffer *out, const char *path)
{
	struct names names;
	int error = names_read(&names, path);

	if (error < 0) {
		put_error(out, errno_name(error));
	} else {
		buffer_text(out, "{\"entries\":[");
		for (size_t i = 0; i < names.count; i++) {
			if (i > 0)
				buffer_text(out, ",");
			buffer_json(out, names.items[i], strlen(names.items[i]));
		}
		buffer_text(out, "]}");
	}
	names_close(&names);
}

static void gather_frozen(struct buffer *out, const char *cgroup)
{
	char error[READ_ERROR_SIZE];
	int frozen = read_frozen(cgroup, error);

	if (frozen < 0)
		put_error(out, error);
	else
		buffer_text(out, frozen ? "{\"frozen\":true}" : "{\"frozen\":false}");
}

/* Those that are asked about and there are the container's from then on. */
static void gather_descriptors(struct request *request, uint64_t limit)
{
	request->kept = limit < request->descriptors ? (unsigned)limit : request->descriptors;
	buffer_text(&request->store, "{\"open\":");
	buffer_number(&request->store, request->kept);
	buffer_text(&request->store, "}");
}

int gather_bundle(struct request *request, const char *config, char why[GATHER_WHY_SIZE])
{
	size_t begin = request_begin_input(request);

	if (gather_facts(&request->store, &request->caller, &request->scratch, why) < 0)
		return -1;
	request_end_input(request, "facts", begin);
	begin = request_begin_input(request);
	gather_file(request, config, READ_LIMIT);
	request_end_input(request, "config", begin);
	return 0;
}

static int kind_of(const struct value *need)
{
	const char *kind = value_text(need, "kind");

	for (int i = 0; kind != NULL && i < NEED_KIND_COUNT; i++)
		if (strcmp(need_kind_words[i], kind) == 0)
			return i;
	return -1;
}

static int bad_need(const char *field, char why[GATHER_WHY_SIZE])
{
	(void)snprintf(why, GATHER_WHY_SIZE,
		"the engine asked for an input with an unknown %s (a bug)", field);
	return -1;
}

int gather_input(struct request *request, const struct value *need, struct arena *arena,
	char why[GATHER_WHY_SIZE])
{
	struct buffer *out = &request->store;
	const char *name = value_text(need, "name");
	const char *path = value_text(need, "path");
	uint64_t limit = value_number(need, "limit", UINT64_MAX);
	uint64_t pid = value_number(need, "pid", 0);
	size_t begin = request_begin_input(request);
	int kind = kind_of(need);
	int error = 0;

	if (kind < 0 || name == NULL)
		return bad_need(name == NULL ? "name" : "kind", why);
	/* No default: a kind that is new to the schema does not compile until it is handled. */
	switch ((enum need_kind)kind) {
	case NEED_KIND_CALLER:
		buffer_put(out, request->caller.json.data, request->caller.json.length);
		break;
	case NEED_KIND_DESCRIPTORS:
		if (limit == UINT64_MAX)
			return bad_need("limit", why);
		gather_descriptors(request, limit);
		break;
	case NEED_KIND_FACTS:
		error = gather_facts(out, &request->caller, &request->scratch, why);
		break;
	case NEED_KIND_FILE:
		if (path == NULL || limit == UINT64_MAX)
			return bad_need(path == NULL ? "path" : "limit", why);
		gather_file(request, path, limit);
		break;
	case NEED_KIND_STDIN:
		if (limit == UINT64_MAX)
			return bad_need("limit", why);
		gather_standard_input(request, limit);
		break;
	case NEED_KIND_STAT:
		if (path == NULL)
			return bad_need("path", why);
		gather_stat(out, path);
		break;
	case NEED_KIND_DIRECTORY:
		if (path == NULL)
			return bad_need("path", why);
		gather_directory(out, path);
		break;
	case NEED_KIND_PROCESS:
		if (pid == 0)
			return bad_need("pid", why);
		error = put_process(request, pid, out, why);
		break;
	case NEED_KIND_PROCESSES:
		if (path == NULL)
			return bad_need("path", why);
		gather_processes(out, path);
		break;
	case NEED_KIND_FROZEN:
		if (path == NULL)
			return bad_need("path", why);
		gather_frozen(out, path);
		break;
	case NEED_KIND_PROGRAM:
		gather_program(out, name);
		break;
	case NEED_KIND_STATES:
		if (path == NULL)
			return bad_need("path", why);
		error = put_states(request, path, arena, why);
		break;
	case NEED_KIND_COUNT:
		return bad_need("kind", why);
	}
	request_end_input(request, name, begin);
	return error < 0 ? -1 : 0;
}
