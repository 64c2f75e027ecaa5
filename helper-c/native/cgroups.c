// Which cgroup hierarchies there are, where, and where in them the caller stands: see gather.h;
// cgroups(7), proc_pid_mountinfo(5), proc_pid_cgroup(5).
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gather.h"
#include "read_file.h"
#include "words.h"

#define HIERARCHIES	 64
#define CONTROLLERS_TEXT 4096

struct mount {
	const char *root;
	const char *point;
	bool is_v2;
	const char *options; /* with commas in between */
};

struct membership {
	/* Empty: v2. */
	const char *controllers;
	const char *path;
};

struct hierarchy {
	const struct mount *mount;
	const struct membership *membership;
	const char *own;
};

struct layout {
	const struct caller *caller;
	struct mount mounts[HIERARCHIES];
	size_t mount_count;
	struct membership memberships[HIERARCHIES];
	size_t membership_count;
	struct hierarchy hierarchies[HIERARCHIES];
	size_t hierarchy_count;
};

/* Space, tab, newline and backslash stand as three octal digits. */
static char *plain_path(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0';) {
		if (from[0] == '\\' && strspn(from + 1, "01234567") >= 3) {
			*to++ = (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 + from[3] - '0');
			from += 4;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return text;
}

/* ID PARENT MAJOR:MINOR ROOT MOUNT OPTIONS [OPTIONAL…] - TYPE SOURCE SUPER-OPTIONS */
static void parse_mount(struct layout *layout, char *line)
{
	char *after = strstr(line, " - ");
	char *fields[5] = {NULL};
	char *rest = NULL;
	char *type;
	char *options;
	struct mount *mount = &layout->mounts[layout->mount_count];

	if (after == NULL || layout->mount_count == HIERARCHIES)
		return;
	*after = '\0';
	after += 3;
	type = strsep(&after, " ");
	if (strcmp(type, "cgroup") != 0 && strcmp(type, "cgroup2") != 0)
		return;
	(void)strsep(&after, " ");
	options = strsep(&after, " ");
	fields[0] = strtok_r(line, " ", &rest);
	for (size_t i = 1; i < 5 && fields[i - 1] != NULL; i++)
		fields[i] = strtok_r(NULL, " ", &rest);
	if (fields[4] == NULL)
		return;
	*mount = (struct mount){.root = plain_path(fields[3]),
		.point = plain_path(fields[4]),
		.is_v2 = strcmp(type, "cgroup2") == 0,
		.options = options == NULL ? "" : options};
	layout->mount_count++;
}

/* `9:name=systemd:/init.scope`, `4:cpu,cpuacct:/`, `0::/` for v2. The path is the rest: it may hold
 * colons. */
static void parse_membership(struct layout *layout, char *line)
{
	char *controllers = strchr(line, ':');
	char *path = controllers == NULL ? NULL : strchr(controllers + 1, ':');

	if (path == NULL || layout->membership_count == HIERARCHIES)
		return;
	*path = '\0';
	layout->memberships[layout->membership_count++] = (struct membership){
		controllers + 1, path + 1};
}

static void each_line(
	struct layout *layout, struct buffer *text, void (*parse)(struct layout *, char *))
{
	char *rest = NULL;

	(void)buffer_c_string(text);
	for (char *line = strtok_r(text->data, "\n", &rest); line != NULL;
		line = strtok_r(NULL, "\n", &rest))
		parse(layout, line);
}

/* A mount may show only a part of its hierarchy (in a container without a cgroup namespace): paths
 * start there. */
static const char *below_mount(const char *path, const char *root)
{
	size_t length = strlen(root);

	if (strcmp(root, "/") == 0 || strncmp(path, root, length) != 0 ||
		(path[length] != '/' && path[length] != '\0'))
		return path;
	return path[length] == '\0' ? "/" : path + length;
}

/* Whether a list with commas in between has all the words of another one. */
static bool has_all(const char *list, const char *words)
{
	for (const char *word = words; *word != '\0'; word += word[0] == ',') {
		size_t length = strcspn(word, ",");
		const char *at = list;

		while (strcspn(at, ",") != length || memcmp(at, word, length) != 0) {
			at += strcspn(at, ",");
			if (*at == '\0')
				return false;
			at++;
		}
		word += length;
	}
	return true;
}

static const struct mount *find_mount(const struct layout *layout, const char *controllers)
{
	for (size_t i = 0; i < layout->mount_count; i++) {
		const struct mount *mount = &layout->mounts[i];

		if (!mount->is_v2 && has_all(mount->options, controllers))
			return mount;
	}
	return NULL;
}

static void find_hierarchy(struct layout *layout, const struct membership *membership)
{
	const struct mount *mount;

	if (membership->controllers[0] == '\0')
		return;
	mount = find_mount(layout, membership->controllers);
	if (mount == NULL)
		return;
	layout->hierarchies[layout->hierarchy_count++] = (struct hierarchy){
		mount, membership, below_mount(membership->path, mount->root)};
}

static int compare(const void *a, const void *b)
{
	const struct hierarchy *left = a;
	const struct hierarchy *right = b;

	return strcmp(left->mount->point, right->mount->point);
}

static void put_text(struct buffer *out, const char *before, const char *text)
{
	buffer_text(out, before);
	buffer_json(out, text, strlen(text));
}

/* Into a new cgroup only who may write cgroup.procs of the ancestor that both have can move
 * (cgroups(7), v2). */
static bool may_make(const char *mount, const char *own)
{
	char path[2 * PATH_MAX];
	const char *slash = strrchr(own, '/');
	int length = slash == NULL ? 0 : (int)(slash - own);

	(void)snprintf(path, sizeof(path), "%s%.*s", mount, length, own);
	if (access(path, W_OK) < 0)
		return false;
	(void)snprintf(path, sizeof(path), "%s%.*s/cgroup.procs", mount, length, own);
	return access(path, W_OK) == 0;
}

/* Whether the caller may make a cgroup beside his own: nobody asks that of one who may anyway. */
static void put_delegated(
	struct buffer *out, const struct layout *layout, const char *mount, const char *own)
{
	bool is_delegated = layout->caller->is_privileged || may_make(mount, own);

	buffer_text(out, is_delegated ? ",\"delegated\":true" : ",\"delegated\":false");
}

/* The controllers of a hierarchy, in order; returns its name, which stands among them. */
static const char *put_own_controllers(struct buffer *out, const struct membership *membership)
{
	static const char named[] = "name=";
	struct words words = {.count = 0};
	struct words controllers = {.count = 0};
	const char *name = "";

	/* Its text is needed no more. */
	words_split(&words, (char *)(uintptr_t)membership->controllers, ",");
	for (size_t i = 0; i < words.count; i++) {
		if (strncmp(words.items[i], named, strlen(named)) == 0)
			name = words.items[i] + strlen(named);
		else
			words_add(&controllers, words.items[i]);
	}
	words_sort(&controllers);
	words_json(out, &controllers);
	return name;
}

static void put_hierarchies(struct buffer *out, struct layout *layout)
{
	for (size_t i = 0; i < layout->membership_count; i++)
		find_hierarchy(layout, &layout->memberships[i]);
	qsort(layout->hierarchies, layout->hierarchy_count, sizeof(layout->hierarchies[0]),
		compare);
	buffer_text(out, "{\"hierarchies\":[");
	for (size_t i = 0; i < layout->hierarchy_count; i++) {
		const struct hierarchy *hierarchy = &layout->hierarchies[i];
		const char *name;

		buffer_text(out, i == 0 ? "{\"controllers\":" : ",{\"controllers\":");
		name = put_own_controllers(out, hierarchy->membership);
		put_delegated(out, layout, hierarchy->mount->point, hierarchy->own);
		put_text(out, ",\"mount\":", hierarchy->mount->point);
		put_text(out, ",\"name\":", name);
		put_text(out, ",\"own\":", hierarchy->own);
		buffer_text(out, "}");
	}
}

/* Absent inside a cgroup namespace whose root is not delegated: then nothing can be limited there
 * either. */
static void put_controllers(struct buffer *out, const char *mount)
{
	char path[PATH_MAX + 32];
	char text[CONTROLLERS_TEXT];
	char error[READ_ERROR_SIZE];
	struct words controllers = {.count = 0};

	(void)snprintf(path, sizeof(path), "%s/cgroup.controllers", mount);
	if (read_small(path, text, sizeof(text), error) == 0)
		words_split(&controllers, text, " \t\n");
	words_sort(&controllers);
	words_json(out, &controllers);
}

static void put_unified(struct buffer *out, const struct layout *layout)
{
	const struct membership *membership = NULL;
	const struct mount *mount = NULL;
	bool has_v1 = layout->hierarchy_count > 0;

	for (size_t i = layout->membership_count; i > 0; i--)
		if (layout->memberships[i - 1].controllers[0] == '\0')
			membership = &layout->memberships[i - 1];
	for (size_t i = layout->mount_count; i > 0; i--)
		if (layout->mounts[i - 1].is_v2)
			mount = &layout->mounts[i - 1];
	buffer_text(out, "],\"mode\":");
	if (membership == NULL || mount == NULL) {
		buffer_text(out,
			has_v1 ? "\"legacy\",\"unified\":null}" : "\"none\",\"unified\":null}");
		return;
	}
	buffer_text(out, has_v1 ? "\"hybrid\"" : "\"unified\"");
	buffer_text(out, ",\"unified\":{\"controllers\":");
	put_controllers(out, mount->point);
	put_delegated(out, layout, mount->point, below_mount(membership->path, mount->root));
	put_text(out, ",\"mount\":", mount->point);
	put_text(out, ",\"own\":", below_mount(membership->path, mount->root));
	buffer_text(out, "}}");
}

/* All names stand in `scratch`. */
static int read_layout(
	struct layout *layout, const struct buffer *scratch, char why[GATHER_WHY_SIZE])
{
	static const struct {
		const char *path;
		void (*parse)(struct layout *, char *);
	} files[] = {
		{"/proc/self/mountinfo", parse_mount}, {"/proc/self/cgroup", parse_membership}};
	struct buffer text = *scratch;
	char error[READ_ERROR_SIZE];

	for (size_t i = 0; i < 2; i++) {
		if (read_file(files[i].path, READ_LIMIT, &text, error) < 0) {
			(void)snprintf(
				why, GATHER_WHY_SIZE, GATHER_UNREADABLE, files[i].path, error);
			return -1;
		}
		each_line(layout, &text, files[i].parse);
		/* The second file comes behind the first one's end. */
		text.data += text.length + 1;
		text.limit -= text.length + 1;
	}
	return 0;
}

int gather_cgroups(struct buffer *out, const struct caller *caller, const struct buffer *scratch,
	char why[GATHER_WHY_SIZE])
{
	struct layout layout;

	layout.caller = caller;
	layout.mount_count = layout.membership_count = layout.hierarchy_count = 0;
	if (read_layout(&layout, scratch, why) < 0)
		return -1;
	put_hierarchies(out, &layout);
	put_unified(out, &layout);
	return 0;
}
