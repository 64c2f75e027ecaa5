// Runs programs in turn, with a pause between any two, and prints how long each took: one line a
// run, `program nanoseconds status`. In turn, because a burst of one program hides what the kernel
// makes the next one wait for (RCU grace periods, work queues).
//
//   turns ROUNDS PAUSE_US -- PROGRAM ARGS… -- PROGRAM ARGS… …
//
// Arguments in front of a program that look like `3<path` open that file as that descriptor.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_PROGRAMS = 16 };

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static _Noreturn void become(char **argv)
{
	// Output of what is measured is nobody's; its errors are ours.
	int null = open("/dev/null", O_RDWR);

	dup2(null, 0);
	dup2(null, 1);
	for (; *argv != NULL && (*argv)[0] >= '0' && (*argv)[0] <= '9' && (*argv)[1] == '<';
		argv++) {
		int fd = open(*argv + 2, O_RDONLY);

		if (fd < 0 || dup2(fd, (*argv)[0] - '0') < 0) {
			perror(*argv);
			_exit(126);
		}
		if (fd != (*argv)[0] - '0')
			close(fd);
	}
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

static int run(int index, char **argv)
{
	int64_t begin = now();
	pid_t pid = vfork();
	int status = 0;

	if (pid == 0)
		become(argv);
	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		perror("turns");
		return -1;
	}
	printf("%d %lld %d\n", index, (long long)(now() - begin),
		WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}

int main(int argc, char **argv)
{
	char **programs[MAX_PROGRAMS];
	int count = 0;
	int rounds = argc > 2 ? atoi(argv[1]) : 0;
	useconds_t pause = argc > 2 ? (useconds_t)atoi(argv[2]) : 0;

	for (int i = 3; i < argc; i++) {
		if (strcmp(argv[i], "--") != 0)
			continue;
		argv[i] = NULL;
		if (count < MAX_PROGRAMS)
			programs[count++] = &argv[i + 1];
	}
	if (rounds < 1 || count < 1) {
		fprintf(stderr, "usage: turns ROUNDS PAUSE_US -- PROGRAM ARGS... -- PROGRAM ...\n");
		return 64;
	}
	for (int round = 0; round < rounds; round++) {
		for (int i = 0; i < count; i++) {
			usleep(pause);
			if (run(i, programs[i]) != 0)
				return 1;
		}
	}
	return 0;
}
