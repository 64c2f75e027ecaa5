// See process_of.h.
#include "process_of.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* proc_pid_stat(5): the state is field 3, the start time field 22; field 2, the name in
 * parentheses, may hold spaces and parentheses itself. */
static bool find_fields(char *text, const char **state, const char **start)
{
	char *end = strrchr(text, ')');
	char *field = end == NULL ? NULL : strtok_r(end + 1, " ", &end);

	*state = field;
	for (int number = 3; number < 22 && field != NULL; number++)
		field = strtok_r(NULL, " ", &end);
	*start = field;
	return field != NULL;
}

int put_process(
	struct request *request, uint64_t pid, struct buffer *out, char why[GATHER_WHY_SIZE])
{
	static const char boot_file[] = "/proc/sys/kernel/random/boot_id";
	char *boot = request->boot;
	char path[48];
	char text[4096];
	char error[READ_ERROR_SIZE];
	const char *state = NULL;
	const char *start = NULL;
	bool is_read;
	bool is_there;

	if (boot[0] == '\0' && read_small(boot_file, boot, sizeof(request->boot), error) < 0) {
		(void)snprintf(why, GATHER_WHY_SIZE, GATHER_UNREADABLE, boot_file, error);
		return -1;
	}
	(void)snprintf(path, sizeof(path), "/proc/%llu/stat", (unsigned long long)pid);
	is_read = read_small(path, text, sizeof(text), error) == 0;
	is_there = is_read && find_fields(text, &state, &start);
	buffer_text(out, "{\"boot\":");
	buffer_json(out, boot, strlen(boot));
	if (is_there) {
		buffer_text(out, ",\"start\":");
		buffer_text(out, start);
		buffer_text(out, ",\"state\":");
		buffer_json(out, state, strlen(state));
	} else {
		/* A process may end between open and read, which then fails with ESRCH. */
		const char *name = strcmp(error, "ENOENT") == 0 ? "ESRCH" : error;

		buffer_text(out, ",\"error\":");
		name = is_read ? "EIO" : name;
		buffer_json(out, name, strlen(name));
	}
	buffer_text(out, "}");
	return is_there;
}

/* v1 says it in freezer.state, v2 in cgroup.events. A cgroup that is still freezing counts as
 * frozen. */
int read_frozen(const char *cgroup, char error[READ_ERROR_SIZE])
{
	char path[PATH_MAX + 32];
	char text[4096];
	size_t length;

	(void)snprintf(path, sizeof(path), "%s/freezer.state", cgroup);
	if (read_small(path, text, sizeof(text), error) == 0)
		return strcmp(text, "THAWED") != 0;
	(void)snprintf(path, sizeof(path), "%s/cgroup.events", cgroup);
	if (read_small(path, text, sizeof(text), error) < 0)
		return -1;
	length = strlen(text);
	return strncmp(text, "frozen 1\n", 9) == 0 || strstr(text, "\nfrozen 1\n") != NULL ||
	       (length >= 8 && strcmp(text + length - 8, "frozen 1") == 0);
}
