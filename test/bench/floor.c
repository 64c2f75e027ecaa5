// The bare system calls of one Docker-like container: namespaces, a cgroup in every v1 hierarchy
// (joined through `tasks`) or one v2 cgroup, the mounts of Docker's config, pivot_root, exec, wait,
// removal. No config, no checks, no record: the floor that a runtime's time is measured against.
//
//   floor ROOTFS PROGRAM [ARGS…]
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_HIERARCHIES = 32, PATH_SIZE = 256 };

struct hierarchies {
	char path[MAX_HIERARCHIES][PATH_SIZE];
	int tasks[MAX_HIERARCHIES];
	int count;
};

static void check(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(125);
	}
}

static void make_cgroups(struct hierarchies *all)
{
	DIR *dir = opendir("/sys/fs/cgroup");
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL && all->count < MAX_HIERARCHIES) {
		char *path = all->path[all->count];
		char tasks[PATH_SIZE + 8];

		if (entry->d_name[0] == '.' || entry->d_type != DT_DIR)
			continue;
		snprintf(path, PATH_SIZE, "/sys/fs/cgroup/%.200s/floor-%d", entry->d_name,
			(int)getpid());
		if (mkdir(path, 0755) < 0)
			continue;
		snprintf(tasks, sizeof(tasks), "%s/tasks", path);
		all->tasks[all->count] = open(tasks, O_WRONLY | O_CLOEXEC);
		all->count++;
	}
	if (dir != NULL)
		closedir(dir);
}

static void fill_cpuset(const struct hierarchies *all)
{
	static const char *const files[] = {"cpuset.cpus", "cpuset.mems"};

	for (int i = 0; i < all->count; i++) {
		if (strstr(all->path[i], "/cpuset/") == NULL)
			continue;
		for (size_t f = 0; f < 2; f++) {
			char from[PATH_SIZE];
			char to[PATH_SIZE + 16];
			char value[PATH_SIZE];
			ssize_t length;
			int fd;

			snprintf(from, sizeof(from), "/sys/fs/cgroup/cpuset/%s", files[f]);
			snprintf(to, sizeof(to), "%s/%s", all->path[i], files[f]);
			fd = open(from, O_RDONLY | O_CLOEXEC);
			length = read(fd, value, sizeof(value));
			close(fd);
			fd = open(to, O_WRONLY | O_CLOEXEC);
			check((int)write(fd, value, (size_t)length), to);
			close(fd);
		}
	}
}

static void link_up(void)
{
	struct ifreq request = {.ifr_name = "lo"};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	request.ifr_flags = IFF_UP;
	check(ioctl(fd, SIOCSIFFLAGS, &request), "SIOCSIFFLAGS");
	close(fd);
}

static void mount_all(void)
{
	static const struct {
		const char *type, *target, *data;
		unsigned long flags;
	} mounts[] = {
		{"proc", "proc", NULL, MS_NOSUID | MS_NOEXEC | MS_NODEV},
		{"tmpfs", "dev", "mode=755,size=65536k", MS_NOSUID | MS_STRICTATIME},
		{"devpts", "dev/pts", "newinstance,ptmxmode=0666,mode=0620,gid=5",
			MS_NOSUID | MS_NOEXEC},
		{"sysfs", "sys", NULL, MS_NOSUID | MS_NOEXEC | MS_NODEV | MS_RDONLY},
		{"mqueue", "dev/mqueue", NULL, MS_NOSUID | MS_NOEXEC | MS_NODEV},
		{"tmpfs", "dev/shm", "mode=1777,size=65536k", MS_NOSUID | MS_NOEXEC | MS_NODEV},
	};
	static const char *const masked[] = {"proc/kcore", "proc/keys", "proc/timer_list"};
	static const char *const readonly[] = {"proc/bus", "proc/fs", "proc/irq", "proc/sys"};
	static const struct {
		const char *path;
		unsigned int minor;
	} devices[] = {{"dev/null", 3}, {"dev/zero", 5}, {"dev/full", 7}, {"dev/random", 8},
		{"dev/urandom", 9}};

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].target, 0755);
		check(mount(mounts[i].type, mounts[i].target, mounts[i].type, mounts[i].flags,
			      mounts[i].data),
			mounts[i].target);
	}
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		check(mknod(devices[i].path, S_IFCHR | 0666, makedev(1, devices[i].minor)),
			devices[i].path);
	for (size_t i = 0; i < sizeof(masked) / sizeof(masked[0]); i++)
		(void)mount("/dev/null", masked[i], NULL, MS_BIND, NULL); // may be missing
	for (size_t i = 0; i < sizeof(readonly) / sizeof(readonly[0]); i++) {
		if (mount(readonly[i], readonly[i], NULL, MS_BIND | MS_REC, NULL) == 0)
			check(mount(NULL, readonly[i], NULL, MS_BIND | MS_REMOUNT | MS_RDONLY,
				      NULL),
				readonly[i]);
	}
}

static _Noreturn void container(const struct hierarchies *all, const char *rootfs, char **argv)
{
	for (int i = 0; i < all->count; i++)
		if (all->tasks[i] >= 0)
			check((int)write(all->tasks[i], "0", 1), all->path[i]);
	check(setsid(), "setsid");
	link_up();
	check(sethostname("floor", 5), "sethostname");
	check(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "private /");
	check(mount(rootfs, rootfs, NULL, MS_BIND | MS_REC, NULL), "bind rootfs");
	check(chdir(rootfs), "chdir rootfs");
	mount_all();
	check((int)syscall(SYS_pivot_root, ".", "."), "pivot_root");
	check(umount2(".", MNT_DETACH), "umount old root");
	check(chdir("/"), "chdir /");
	execv(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct hierarchies all = {.count = 0};
	struct clone_args args = {
		.flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS,
		.exit_signal = SIGCHLD,
	};
	int status = 0;
	long pid;

	if (argc < 3) {
		fprintf(stderr, "usage: floor ROOTFS PROGRAM [ARGS...]\n");
		return 64;
	}
	make_cgroups(&all);
	fill_cpuset(&all);
	pid = syscall(SYS_clone3, &args, sizeof(args));
	check((int)pid, "clone3");
	if (pid == 0)
		container(&all, argv[1], argv + 2);
	check(waitpid((pid_t)pid, &status, 0), "waitpid");
	for (int i = 0; i < all.count; i++)
		check(rmdir(all.path[i]), all.path[i]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
