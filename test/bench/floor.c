// The bare system calls of the bench's own container, Docker's config: its namespaces, a cgroup in
// every v1 hierarchy (joined through `tasks`) with its limits and device rules, its mounts, devices
// and masks, its kernel parameters, ids, capabilities and seccomp filter, pivot_root, exec, wait,
// removal. No config is read, nothing checked, nothing recorded: the floor that a runtime's time is
// measured against.
//
//   floor ROOTFS FILTER PROGRAM [ARGS…]
//
// FILTER is a file of struct sock_filter.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_HIERARCHIES = 32, PATH_SIZE = 256, MAX_FILTER = 4096 };

/* Docker's fourteen. */
static const uint64_t kept_capabilities = UINT64_C(0xa80425fb);

static struct sock_filter filter[MAX_FILTER];

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
		if (all->tasks[all->count] >= 0)
			all->count++;
		else
			rmdir(path); // not a hierarchy
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

/* The config's resources; a file that this kernel lacks is passed over. */
static void limit(void)
{
	static const struct {
		const char *controller, *file, *value;
	} settings[] = {
		{"memory", "memory.limit_in_bytes", "67108864"},
		{"memory", "memory.memsw.limit_in_bytes", "134217728"},
		{"cpu", "cpu.shares", "512"},
		{"cpu", "cpu.cfs_period_us", "100000"},
		{"cpu", "cpu.cfs_quota_us", "50000"},
		{"pids", "pids.max", "64"},
		{"devices", "devices.deny", "a"},
		{"devices", "devices.deny", "c 10:229 rwm"},
		{"devices", "devices.allow", "c *:* m"},
		{"devices", "devices.allow", "b *:* m"},
		{"devices", "devices.allow", "c 1:3 rwm"},
		{"devices", "devices.allow", "c 1:5 rwm"},
		{"devices", "devices.allow", "c 1:7 rwm"},
		{"devices", "devices.allow", "c 1:8 rwm"},
		{"devices", "devices.allow", "c 1:9 rwm"},
		{"devices", "devices.allow", "c 5:0 rwm"},
		{"devices", "devices.allow", "c 5:1 rwm"},
		{"devices", "devices.allow", "c 5:2 rwm"},
		{"devices", "devices.allow", "c 136:* rwm"},
		{"devices", "devices.allow", "c 10:200 rwm"},
	};

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		char path[PATH_SIZE];
		int fd;

		snprintf(path, sizeof(path), "/sys/fs/cgroup/%s/floor-%d/%s",
			settings[i].controller, (int)getpid(), settings[i].file);
		fd = open(path, O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			continue;
		check((int)write(fd, settings[i].value, strlen(settings[i].value)), path);
		close(fd);
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

static void bind_readonly(const char *source, const char *target, unsigned long flags)
{
	check(mount(source, target, NULL, MS_BIND | MS_REC, NULL), target);
	check(mount(NULL, target, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | flags, NULL), target);
}

/* The container's own cgroups, as Docker shows them on v1. */
static void mount_cgroups(const struct hierarchies *all)
{
	static const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;

	check(mount("cgroup", "sys/fs/cgroup", "tmpfs", flags, "mode=755,size=1024k"), "cgroup");
	for (int i = 0; i < all->count; i++) {
		char target[PATH_SIZE];
		const char *name = all->path[i] + strlen("/sys/fs/cgroup/");

		snprintf(target, sizeof(target), "sys/fs/cgroup/%.*s", (int)strcspn(name, "/"),
			name);
		check(mkdir(target, 0755), target);
		bind_readonly(all->path[i], target, flags);
	}
}

static void put(const char *path, const char *value)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	check(fd, path);
	check((int)write(fd, value, strlen(value)), path);
	close(fd);
}

static unsigned short read_filter(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = read(fd, filter, sizeof(filter));

	check((int)length, path);
	close(fd);
	return (unsigned short)((size_t)length / sizeof(filter[0]));
}

/* Bounding set, filter, ids, sets: the filter while there is the right to load it. */
static void become_user(unsigned short filter_length)
{
	static const gid_t groups[] = {0};
	struct sock_fprog program = {.len = filter_length, .filter = filter};
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct sets[2] = {{.effective = (uint32_t)kept_capabilities,
		.permitted = (uint32_t)kept_capabilities}};

	for (unsigned i = 0; i <= CAP_LAST_CAP; i++)
		if ((kept_capabilities >> i & 1) == 0)
			check(prctl(PR_CAPBSET_DROP, i), "PR_CAPBSET_DROP");
	check((int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
		      &program),
		"seccomp");
	check(setgroups(1, groups), "setgroups");
	check(setresgid(0, 0, 0), "setresgid");
	check(setresuid(0, 0, 0), "setresuid");
	check((int)syscall(SYS_capset, &header, sets), "capset");
}

static void mount_all(const struct hierarchies *all)
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
	static const char *const files[] = {"etc/resolv.conf", "etc/hostname", "etc/hosts"};
	static const char *const masked[] = {"proc/kcore", "proc/keys", "proc/latency_stats",
		"proc/timer_list", "proc/timer_stats", "proc/sched_debug"};
	static const char *const emptied[] = {
		"proc/asound", "proc/acpi", "proc/scsi", "sys/firmware"};
	static const char *const readonly[] = {
		"proc/bus", "proc/fs", "proc/irq", "proc/sys", "proc/sysrq-trigger"};
	static const struct {
		const char *path;
		unsigned int major, minor;
	} devices[] = {{"dev/null", 1, 3}, {"dev/zero", 1, 5}, {"dev/full", 1, 7},
		{"dev/tty", 5, 0}, {"dev/random", 1, 8}, {"dev/urandom", 1, 9}};
	static const char *const links[][2] = {{"/proc/self/fd", "dev/fd"},
		{"/proc/self/fd/0", "dev/stdin"}, {"/proc/self/fd/1", "dev/stdout"},
		{"/proc/self/fd/2", "dev/stderr"}, {"/proc/kcore", "dev/core"},
		{"pts/ptmx", "dev/ptmx"}};

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].target, 0755);
		check(mount(mounts[i].type, mounts[i].target, mounts[i].type, mounts[i].flags,
			      mounts[i].data),
			mounts[i].target);
	}
	mount_cgroups(all);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		check(mount("/etc/hosts", files[i], NULL, MS_BIND | MS_REC, NULL), files[i]);
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		check(mknod(devices[i].path, S_IFCHR | 0666,
			      makedev(devices[i].major, devices[i].minor)),
			devices[i].path);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		check(symlink(links[i][0], links[i][1]), links[i][1]);
	// What is masked or made read-only may be missing.
	for (size_t i = 0; i < sizeof(masked) / sizeof(masked[0]); i++)
		(void)mount("/dev/null", masked[i], NULL, MS_BIND, NULL);
	for (size_t i = 0; i < sizeof(emptied) / sizeof(emptied[0]); i++)
		if (access(emptied[i], F_OK) == 0)
			check(mount("tmpfs", emptied[i], "tmpfs", MS_RDONLY,
				      "nr_blocks=1,nr_inodes=1"),
				emptied[i]);
	for (size_t i = 0; i < sizeof(readonly) / sizeof(readonly[0]); i++)
		if (access(readonly[i], F_OK) == 0)
			bind_readonly(readonly[i], readonly[i], 0);
}

static _Noreturn void container(const struct hierarchies *all, const char *rootfs,
	unsigned short filter_length, char **argv)
{
	for (int i = 0; i < all->count; i++)
		check((int)write(all->tasks[i], "0", 1), all->path[i]);
	check(setsid(), "setsid");
	link_up();
	check(sethostname("floor", 5), "sethostname");
	put("/proc/self/oom_score_adj", "0");
	put("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
	put("/proc/sys/net/ipv4/ping_group_range", "0 2147483647");
	check(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "private /");
	check(mount(rootfs, rootfs, NULL, MS_BIND | MS_REC, NULL), "bind rootfs");
	check(chdir(rootfs), "chdir rootfs");
	mount_all(all);
	check((int)syscall(SYS_pivot_root, ".", "."), "pivot_root");
	check(umount2(".", MNT_DETACH), "umount old root");
	check(chdir("/"), "chdir /");
	umask(022);
	become_user(filter_length);
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
	unsigned short filter_length;
	int status = 0;
	long pid;

	if (argc < 4) {
		fprintf(stderr, "usage: floor ROOTFS FILTER PROGRAM [ARGS...]\n");
		return 64;
	}
	filter_length = read_filter(argv[2]);
	make_cgroups(&all);
	fill_cpuset(&all);
	limit();
	pid = syscall(SYS_clone3, &args, sizeof(args));
	check((int)pid, "clone3");
	if (pid == 0)
		container(&all, argv[1], filter_length, argv + 3);
	check(waitpid((pid_t)pid, &status, 0), "waitpid");
	for (int i = 0; i < all.count; i++)
		check(rmdir(all.path[i]), all.path[i]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
