// What the engine must know of a host, from the kernel's own files: see gather.h.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>

#include "carry.h"
#include "gather.h"
#include "read_file.h"
#include "sys.h"
#include "words.h"

#define SHORT_TEXT  8192
#define FOUND_SHOWN 64

static int unexpected(
	char why[GATHER_WHY_SIZE], const char *where, const char *expected, const char *found)
{
	(void)snprintf(why, GATHER_WHY_SIZE, "facts: %s: expected %s, found %.*s", where, expected,
		FOUND_SHOWN, found);
	return -1;
}

static int read_needed(const char *path, char *text, size_t size, char why[GATHER_WHY_SIZE])
{
	char error[READ_ERROR_SIZE];

	if (read_small(path, text, size, error) == 0)
		return 0;
	(void)snprintf(why, GATHER_WHY_SIZE, GATHER_UNREADABLE, path, error);
	return -1;
}

static int put_number(struct buffer *out, const char *path, char why[GATHER_WHY_SIZE])
{
	char text[SHORT_TEXT];
	uint64_t value = 0;

	if (read_needed(path, text, sizeof(text), why) < 0)
		return -1;
	if (text[0] == '\0' || strlen(text) > 15 || strspn(text, "0123456789") != strlen(text))
		return unexpected(why, path, "a number", text);
	for (const char *digit = text; *digit != '\0'; digit++)
		value = value * 10 + (uint64_t)(*digit - '0');
	buffer_number(out, value);
	return 0;
}

/* What /proc/sys/kernel/cap_last_cap tells, without opening it: PR_CAPBSET_READ(2const) knows
 * which capabilities there are. */
static uint64_t last_capability(void)
{
	unsigned last = CAPABILITY_COUNT - 1;

	while (prctl(PR_CAPBSET_READ, last + 1) >= 0)
		last++;
	while (last > 0 && prctl(PR_CAPBSET_READ, last) < 0)
		last--;
	return last;
}

/* proc_filesystems(5): `nodev<TAB>name`, or `<TAB>name`. */
static int put_filesystems(struct buffer *out, char why[GATHER_WHY_SIZE])
{
	static const char path[] = "/proc/filesystems";
	char text[SHORT_TEXT];
	struct words lines = {.count = 0};
	struct words names = {.count = 0};

	if (read_needed(path, text, sizeof(text), why) < 0)
		return -1;
	words_split(&lines, text, "\n");
	for (size_t i = 0; i < lines.count; i++) {
		const char *tab = strchr(lines.items[i], '\t');

		if (tab != NULL)
			words_add(&names, tab + 1);
	}
	words_sort(&names);
	words_json(out, &names);
	return 0;
}

/* Absent in a kernel without CONFIG_SECCOMP_FILTER. */
static void put_seccomp_actions(struct buffer *out)
{
	char text[SHORT_TEXT];
	char error[READ_ERROR_SIZE];
	struct words actions = {.count = 0};

	if (read_small("/proc/sys/kernel/seccomp/actions_avail", text, sizeof(text), error) == 0)
		words_split(&actions, text, " \t\n");
	words_sort(&actions);
	words_json(out, &actions);
}

/* The list of active modules needs securityfs, which is often not mounted; each module has a sign
 * of its own too. */
static void put_security(struct buffer *out)
{
	char text[SHORT_TEXT];
	char error[READ_ERROR_SIZE];
	bool has_apparmor;
	bool has_selinux;

	if (read_small("/sys/kernel/security/lsm", text, sizeof(text), error) == 0) {
		struct words modules = {.count = 0};

		words_split(&modules, text, ",");
		has_apparmor = words_have(&modules, "apparmor");
		has_selinux = words_have(&modules, "selinux");
	} else {
		struct stat status;

		has_apparmor = read_small("/sys/module/apparmor/parameters/enabled", text,
				       sizeof(text), error) == 0 &&
			       text[0] == 'Y';
		has_selinux = stat("/sys/fs/selinux/enforce", &status) == 0;
	}
	buffer_text(out, has_apparmor ? "{\"apparmor\":true" : "{\"apparmor\":false");
	buffer_text(out, has_selinux ? ",\"selinux\":true}" : ",\"selinux\":false}");
}

/* sd_booted(3). Its cgroup, process 1's, is where it makes its units below: on v1 in its own
 * hierarchy. */
static void put_systemd(struct buffer *out)
{
	static const char own[] = ":name=systemd:";
	char text[SHORT_TEXT];
	char error[READ_ERROR_SIZE];
	struct stat status;
	char *at = NULL;

	if (stat("/run/systemd/system", &status) == 0 &&
		read_small("/proc/1/cgroup", text, sizeof(text), error) == 0) {
		at = strstr(text, own);
		if (at != NULL)
			at += strlen(own);
		else if (strncmp(text, "0::", 3) == 0)
			at = text + 3;
		else if ((at = strstr(text, "\n0::")) != NULL)
			at += 4;
	}
	if (at == NULL) {
		buffer_text(out, ",\"systemd\":null");
		return;
	}
	buffer_text(out, ",\"systemd\":{\"cgroup\":");
	buffer_json(out, at, strcspn(at, "\n"));
	buffer_text(out, "}");
}

static int put_kernel(struct buffer *out, const struct utsname *host, char why[GATHER_WHY_SIZE])
{
	unsigned major;
	unsigned minor;

	if (sscanf(host->release, "%u.%u", &major, &minor) != 2)
		return unexpected(why, "uname release", "a version such as 6.1.0", host->release);
	buffer_text(out, "{\"release\":");
	buffer_json(out, host->release, strlen(host->release));
	buffer_text(out, ",\"version\":[");
	buffer_number(out, major);
	buffer_text(out, ",");
	buffer_number(out, minor);
	buffer_text(out, "]}");
	return 0;
}

int gather_facts(struct buffer *out, const struct caller *caller, const struct buffer *scratch,
	char why[GATHER_WHY_SIZE])
{
	struct utsname host;

	(void)uname(&host); /* fails only for a bad pointer */
	buffer_text(out, "{\"architecture\":");
	buffer_json(out, host.machine, strlen(host.machine));
	buffer_text(out, ",\"caller\":");
	buffer_put(out, caller->json.data, caller->json.length);
	buffer_text(out, ",\"capabilities\":{\"last\":");
	buffer_number(out, last_capability());
	buffer_text(out, "},\"cgroups\":");
	if (gather_cgroups(out, caller, scratch, why) < 0)
		return -1;
	buffer_text(out, ",\"filesystems\":");
	if (put_filesystems(out, why) < 0)
		return -1;
	buffer_text(out, ",\"format\":1,\"kernel\":");
	if (put_kernel(out, &host, why) < 0)
		return -1;
	buffer_text(out, ",\"limits\":{\"nrOpen\":");
	if (put_number(out, "/proc/sys/fs/nr_open", why) < 0)
		return -1;
	buffer_text(out, "},\"seccomp\":{\"actions\":");
	put_seccomp_actions(out);
	buffer_text(out, "},\"security\":");
	put_security(out);
	put_systemd(out);
	buffer_text(out, "}");
	return 0;
}
