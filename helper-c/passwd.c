// See passwd.h. NAME:PASSWORD:UID:GID:GECOS:DIRECTORY:SHELL, one user a line; the first of several
// with one uid counts, and lines that are not of that form are skipped, as getpwuid(3) does.
#include "passwd.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

/* A passwd file of 1 MiB has some 10,000 users, a line of 4 KiB a long comment. */
#define FILE_MAX   (1024 * 1024)
#define LINE_SIZE  4096
#define CHUNK_SIZE 512 /* a page of stack less than with a longer one */

#define FIELD_UID  2
#define FIELD_HOME 5

static int open_passwd(int root)
{
	const uint64_t resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
	struct stat status;

	/* Looked at before it is opened: opening a device or a fifo may do something by itself. */
	OWNED_FD int place = path_openat2(root, "/etc/passwd", O_PATH, resolve);
	if (place < 0 || fstat(place, &status) < 0 || !S_ISREG(status.st_mode))
		return -1;
	OWNED_FD int fd = path_openat2(
		root, "/etc/passwd", O_RDONLY | O_NONBLOCK | O_NOCTTY, resolve);
	if (fd < 0 || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		return -1;
	return take_fd(&fd);
}

static const char *field(const char *line, int index, size_t *length)
{
	for (; index > 0; index--) {
		line = strchr(line, ':');
		if (line == NULL)
			return NULL;
		line++;
	}
	*length = strcspn(line, ":");
	return line;
}

static bool parse_uid(const char *text, size_t length, uint32_t *uid)
{
	uint64_t value = 0;

	if (length == 0 || length > 10)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(text[i] - '0');
	}
	*uid = (uint32_t)value;
	return value <= UINT32_MAX;
}

static bool read_home(const char *line, uint32_t uid, char *home, size_t size)
{
	size_t length;
	uint32_t found;
	const char *text = field(line, FIELD_UID, &length);

	if (text == NULL || !parse_uid(text, length, &found) || found != uid)
		return false;
	text = field(line, FIELD_HOME, &length);
	if (text == NULL || length == 0 || length >= size)
		return false;
	memcpy(home, text, length);
	home[length] = '\0';
	return true;
}

bool passwd_find_home(int root, uint32_t uid, char *home, size_t size)
{
	char line[LINE_SIZE], chunk[CHUNK_SIZE];
	size_t filled = 0, total = 0;
	bool is_skipping = false; /* the rest of a line that is too long */
	ssize_t count;

	OWNED_FD int fd = open_passwd(root);
	if (fd < 0)
		return false;
	while (total < FILE_MAX && (count = read(fd, chunk, sizeof(chunk))) > 0) {
		total += (size_t)count;
		for (ssize_t i = 0; i < count; i++) {
			if (chunk[i] != '\n') {
				if (filled < sizeof(line) - 1)
					line[filled++] = chunk[i];
				else
					is_skipping = true;
				continue;
			}
			line[filled] = '\0';
			if (!is_skipping && read_home(line, uid, home, size))
				return true;
			filled = 0;
			is_skipping = false;
		}
	}
	line[filled] = '\0';
	return !is_skipping && read_home(line, uid, home, size);
}
