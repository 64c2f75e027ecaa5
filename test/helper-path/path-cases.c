// Drives helper-c/path.c against a root made for it: what is found, what is made and with which
// mode, what is refused, and, while another process swaps a directory for a link out of the root,
// that nothing outside is ever reached. Argument: an empty directory. Prints `ok NAME` or `failed
// NAME: why`, one line a case.
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "path.h"
#include "sys.h"

/* How long each race lasts. */
#define RACE_MS 1000

static char base[PATH_MAX];
static int root;
static int failures;

static void report(const char *name, const char *format, ...)
{
	va_list arguments;

	if (format == NULL) {
		printf("ok %s\n", name);
		return;
	}
	failures++;
	printf("failed %s: ", name);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
}

static void must(int result, const char *what)
{
	if (result >= 0)
		return;
	printf("failed set-up: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* The host's name of what a descriptor shows. */
static const char *name_of(int fd)
{
	static char text[PATH_MAX];
	char link[64];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, text, sizeof(text) - 1);
	text[length < 0 ? 0 : length] = '\0';
	return text;
}

/* The descriptor's path below the root, or NULL when it is somewhere else. */
static const char *place_of(int fd)
{
	const char *name = name_of(fd);
	char prefix[PATH_MAX + 8];
	int length = snprintf(prefix, sizeof(prefix), "%s/root", base);

	if (strncmp(name, prefix, (size_t)length) != 0)
		return NULL;
	name += length;
	return *name == '\0' ? "/" : *name == '/' ? name : NULL;
}

static void expect_place(const char *name, struct path_lookup lookup, const char *place)
{
	int fd = path_open(root, &lookup);

	if (fd < 0)
		report(name, "%s %s (%s)", lookup.step, strerror(-fd),
			lookup.why ? lookup.why : "");
	else if (place_of(fd) == NULL || strcmp(place_of(fd), place) != 0)
		report(name, "found %s", name_of(fd));
	else
		report(name, NULL);
	if (fd >= 0)
		close(fd);
}

static void expect_error(const char *name, struct path_lookup lookup, int error, const char *why)
{
	int fd = path_open(root, &lookup);

	if (fd != error)
		report(name, "%d, not %d: %s", fd, error, fd >= 0 ? name_of(fd) : strerror(-fd));
	else if ((why == NULL) != (lookup.why == NULL) || (why && strcmp(why, lookup.why) != 0))
		report(name, "says %s", lookup.why ? lookup.why : "nothing");
	else
		report(name, NULL);
	if (fd >= 0)
		close(fd);
}

static void expect_mode(const char *name, const char *path, mode_t mode)
{
	struct stat status;

	if (fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) < 0)
		report(name, "%s: %s", path, strerror(errno));
	else if (status.st_mode != mode)
		report(name, "%s has mode %o, not %o", path, status.st_mode, mode);
	else
		report(name, NULL);
}

static bool is_empty(const char *name)
{
	char path[PATH_MAX + 64];

	snprintf(path, sizeof(path), "%s/%s", base, name);
	/* Only an empty directory can be removed. */
	if (rmdir(path) < 0)
		return false;
	must(mkdir(path, 0755), path);
	return true;
}

static void set_up(void)
{
	char out[PATH_MAX + 64];
	static const char *const directories[] = {"root", "out", "root/run", "root/var",
		"root/real", "root/real/below", "root/proc", "root/dev"};

	for (size_t i = 0; i < sizeof(directories) / sizeof(directories[0]); i++)
		must(mkdir(directories[i], 0755), directories[i]);
	snprintf(out, sizeof(out), "%s/out", base);
	must(symlink("/run", "root/var/run"), "var/run");
	must(symlink("../real", "root/var/relative"), "var/relative");
	must(symlink("../../../../../../real", "root/var/climbs"), "var/climbs");
	must(symlink(out, "root/evil"), "evil");
	must(symlink("/nothing", "root/dangling"), "dangling");
	must(symlink("loop", "root/loop"), "loop");
	must(symlink("/real", "root/link"), "link");
	must(symlink("/proc/self/cwd", "root/magic"), "magic");
	root = open("root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	must(root, "root");
}

#define MAKE_DIRECTORY .make = PATH_MAKE_DIRECTORY, .mode = 0755
#define MAKE_FILE      .make = PATH_MAKE_FILE, .mode = 0644

static void find(void)
{
	expect_place(
		"finds a directory", (struct path_lookup){.path = "/real/below"}, "/real/below");
	expect_place("finds the root", (struct path_lookup){.path = "/"}, "/");
	expect_place("stops .. at the root", (struct path_lookup){.path = "/../../real"}, "/real");
	expect_place("takes a link's absolute target as of the root",
		(struct path_lookup){.path = "/var/run"}, "/run");
	expect_place(
		"follows a relative link", (struct path_lookup){.path = "/var/relative"}, "/real");
	expect_place("stops a link's .. at the root", (struct path_lookup){.path = "/var/climbs"},
		"/real");
	expect_place("opens a link itself when asked to",
		(struct path_lookup){.path = "/link", .nofollow = true}, "/link");
	expect_error(
		"tells what is missing", (struct path_lookup){.path = "/missing"}, -ENOENT, NULL);
	expect_error("tells a loop", (struct path_lookup){.path = "/loop"}, -ELOOP,
		"goes through a magic link of procfs, or too many symbolic links");
	expect_error("takes no link for a plain directory",
		(struct path_lookup){.path = "/link", .plain = true}, -ELOOP,
		"is a symbolic link, or below one");
	expect_place("opens a plain directory",
		(struct path_lookup){.path = "/proc", .plain = true}, "/proc");
}

static void make(void)
{
	umask(077);
	expect_place("makes directories", (struct path_lookup){.path = "/a/b/c", MAKE_DIRECTORY},
		"/a/b/c");
	expect_mode("makes them with an exact mode", "a/b/c", S_IFDIR | 0755);
	expect_mode("makes their parents with an exact mode", "a/b", S_IFDIR | 0755);
	expect_place("makes a directory of a given mode",
		(struct path_lookup){
			.path = "/a/sticky", .make = PATH_MAKE_DIRECTORY, .mode = 01777},
		"/a/sticky");
	expect_mode("gives it that mode", "a/sticky", S_IFDIR | 01777);
	expect_place(
		"makes a file", (struct path_lookup){.path = "/a/d/file", MAKE_FILE}, "/a/d/file");
	expect_mode("makes it with an exact mode", "a/d/file", S_IFREG | 0644);
	expect_place("makes below an absolute link",
		(struct path_lookup){.path = "/var/run/x.sock", MAKE_FILE}, "/run/x.sock");
	expect_place("makes directories below an absolute link",
		(struct path_lookup){.path = "/var/run/y/z", MAKE_DIRECTORY}, "/run/y/z");
	expect_place("makes with slashes and dots in excess",
		(struct path_lookup){.path = "//a///./e//", MAKE_DIRECTORY}, "/a/e");
	expect_place("goes up where there is a directory",
		(struct path_lookup){.path = "/a/b/../f", MAKE_DIRECTORY}, "/a/f");
	if (umask(0) == 077)
		report("leaves the umask alone", NULL);
	else
		report("leaves the umask alone", "changed");
}

static void refuse(void)
{
	const char *nowhere = "is a symbolic link that leads nowhere in the root";

	expect_error("makes nothing for a dangling link",
		(struct path_lookup){.path = "/dangling", MAKE_DIRECTORY}, -ELOOP, nowhere);
	expect_error("makes nothing below a dangling link",
		(struct path_lookup){.path = "/dangling/x/y", MAKE_DIRECTORY}, -ELOOP, nowhere);
	expect_error("makes nothing at a link's target outside",
		(struct path_lookup){.path = "/evil", MAKE_FILE}, -ELOOP, nowhere);
	expect_error("makes nothing below a link's target outside",
		(struct path_lookup){.path = "/evil/x", MAKE_FILE}, -ELOOP, nowhere);
	expect_error("makes nothing below a plain link",
		(struct path_lookup){.path = "/link/x", .plain = true, MAKE_DIRECTORY}, -ELOOP,
		"is a symbolic link, or below one");
	expect_error("does not go up where there is nothing",
		(struct path_lookup){.path = "/none/../x", MAKE_DIRECTORY}, -ENOENT,
		"has `..` below a missing directory");
	expect_error("takes no file for a directory",
		(struct path_lookup){.path = "/a/d/file/x", MAKE_DIRECTORY}, -ENOTDIR, NULL);
	if (is_empty("out"))
		report("has made nothing outside", NULL);
	else
		report("has made nothing outside", "out is not empty");
}

static void magic(void)
{
	struct path_lookup lookup = {.path = "/proc/self/cwd"};
	int host = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = path_open(host, &lookup);

	if (fd == -ELOOP)
		report("follows no magic link", NULL);
	else
		report("follows no magic link", "%d %s", fd, fd >= 0 ? name_of(fd) : strerror(-fd));
	if (fd >= 0)
		close(fd);
	close(host);
}

static void parents(void)
{
	struct path_lookup lookup = {.path = "/dev/net/tun"};
	const char *name = NULL;
	int fd = path_open_parent(root, &lookup, &name);

	if (fd >= 0 && strcmp(place_of(fd), "/dev/net") == 0 && strcmp(name, "tun") == 0)
		report("opens the directory of an entry", NULL);
	else
		report("opens the directory of an entry", "%d", fd);
	if (fd >= 0)
		close(fd);
	must(rename("root/dev", "root/dev-away"), "rename dev");
	must(symlink("real", "root/dev"), "dev");
	lookup = (struct path_lookup){.path = "/dev/null"};
	fd = path_open_parent(root, &lookup, &name);
	if (fd == -ELOOP)
		report("takes no link for /dev", NULL);
	else
		report("takes no link for /dev", "%d", fd);
	lookup = (struct path_lookup){.path = "/a/.."};
	fd = path_open_parent(root, &lookup, &name);
	if (fd == -EINVAL)
		report("takes no .. for a name", NULL);
	else
		report("takes no .. for a name", "%d", fd);
}

/* Exchanges two names until it is killed. */
static pid_t start_swapping(const char *one, const char *other)
{
	pid_t pid = fork();

	must(pid, "fork");
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;)
		syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* True when a lookup by name alone would have left the root just now. */
static bool naive_lookup_escapes(void)
{
	int fd = openat(root, "swap/dir", O_PATH | O_CLOEXEC);
	bool is_outside = fd >= 0 && place_of(fd) == NULL;

	if (fd >= 0)
		close(fd);
	return is_outside;
}

/* A lookup that makes what is missing, again and again, while a directory on its way is swapped. */
static void race(const char *name, const char *path, enum path_make make, bool plain)
{
	pid_t swapper = start_swapping("root/swap/dir", "root/swap/other");
	int64_t end = now_ms() + RACE_MS;
	int tries = 0, found = 0, escapes = 0, chances = 0;

	while (now_ms() < end) {
		struct path_lookup lookup = {
			.path = path, .make = make, .mode = 0755, .plain = plain};
		int fd = path_open(root, &lookup);
		tries++;
		chances += naive_lookup_escapes();
		if (fd < 0)
			continue;
		found++;
		if (place_of(fd) == NULL)
			escapes++;
		close(fd);
		/* Missing again for the next try, whichever directory it was made in. */
		unlink("root/swap/dir/leaf");
		rmdir("root/swap/dir/leaf");
		unlink("root/swap/other/leaf");
		rmdir("root/swap/other/leaf");
	}
	kill(swapper, SIGKILL);
	waitpid(swapper, NULL, 0);
	if (escapes > 0 || !is_empty("out"))
		report(name, "%d escapes in %d tries", escapes, tries);
	else if (found == 0 || chances == 0)
		report(name, "%d tries, %d found, %d chances to escape: it proves nothing", tries,
			found, chances);
	else
		report(name, NULL);
}

int main(int argc, char **argv)
{
	char out[PATH_MAX + 64];

	if (argc != 2 || chdir(argv[1]) < 0 || getcwd(base, sizeof(base)) == NULL)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	set_up();
	find();
	make();
	refuse();
	magic();
	parents();
	must(mkdir("root/swap", 0755), "swap");
	must(mkdir("root/swap/dir", 0755), "swap/dir");
	snprintf(out, sizeof(out), "%s/out", base);
	must(symlink(out, "root/swap/other"), "swap/other");
	race("makes files in no directory swapped for a link outside", "/swap/dir/leaf",
		PATH_MAKE_FILE, false);
	race("makes directories in no directory swapped for a link outside", "/swap/dir/leaf",
		PATH_MAKE_DIRECTORY, false);
	race("opens no plain directory through a swapped link", "/swap/dir", PATH_MAKE_NOTHING,
		true);
	return failures == 0 ? 0 : 1;
}
