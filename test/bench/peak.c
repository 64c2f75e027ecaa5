// Runs a program and prints the most memory that it, not its children, ever had resident:
// kilobytes.
//
// Of a process that has ended, wait4(2) tells the greater of its own peak and those of the children
// it has waited for. A runtime's child is the container's init, a copy of the runtime and then
// /bin/true: smaller than it, so that the greater is the runtime's.
//
//   peak PROGRAM ARGS…
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t child = argc < 2 ? -1 : fork();

	if (child < 0)
		return 1;
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (wait4(child, &status, 0, &usage) != child || status != 0)
		return 1;
	printf("%ld\n", usage.ru_maxrss);
	return 0;
}
