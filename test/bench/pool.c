// Runs one command COUNT times, WORKERS at a time; `@` in an argument becomes the number of the
// run. Prints how long all took together, then how long each did: nanoseconds, one a line.
//
//   pool COUNT WORKERS PROGRAM ARGS…
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_WORKERS = 16, MAX_ARGS = 64, MAX_ARG = 4096 };

struct worker {
	pid_t pid;
	int64_t begin;
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static _Noreturn void become(char **argv, int number)
{
	static char texts[MAX_ARGS][MAX_ARG];
	char *args[MAX_ARGS + 1] = {NULL};
	int null = open("/dev/null", O_RDWR);

	for (int i = 0; argv[i] != NULL && i < MAX_ARGS; i++) {
		char *at = strchr(argv[i], '@');

		args[i] = argv[i];
		if (at == NULL)
			continue;
		snprintf(texts[i], MAX_ARG, "%.*s%d%s", (int)(at - argv[i]), argv[i], number,
			at + 1);
		args[i] = texts[i];
	}
	dup2(null, 0);
	dup2(null, 1);
	execvp(args[0], args);
	perror(args[0]);
	_exit(127);
}

static int start(struct worker *worker, char **argv, int number)
{
	worker->begin = now();
	worker->pid = fork();
	if (worker->pid == 0)
		become(argv, number);
	return worker->pid < 0 ? -1 : 0;
}

int main(int argc, char **argv)
{
	struct worker workers[MAX_WORKERS] = {{0}};
	int count = argc > 3 ? atoi(argv[1]) : 0;
	int at_once = argc > 3 ? atoi(argv[2]) : 0;
	int started = 0;
	int ended = 0;
	int64_t *each = calloc((size_t)count + 1, sizeof(*each));
	int64_t begin = now();

	if (count < 1 || at_once < 1 || at_once > MAX_WORKERS || each == NULL) {
		fprintf(stderr, "usage: pool COUNT WORKERS PROGRAM ARGS...\n");
		return 64;
	}
	for (; started < at_once && started < count; started++)
		if (start(&workers[started], argv + 3, started) < 0)
			return 1;
	while (ended < started) {
		int status = 0;
		pid_t pid = wait(&status);
		int at = 0;

		while (at < at_once && workers[at].pid != pid)
			at++;
		if (pid < 0 || at == at_once || status != 0) {
			fprintf(stderr, "pool: run ended with %d\n", status);
			return 1;
		}
		each[ended++] = now() - workers[at].begin;
		if (started < count && start(&workers[at], argv + 3, started++) < 0)
			return 1;
	}
	printf("%lld\n", (long long)(now() - begin));
	for (int i = 0; i < ended; i++)
		printf("%lld\n", (long long)each[i]);
	return 0;
}
