// Lets the kernel run a filter: standard input holds a count of instructions and the instructions,
// then a count of calls and the calls (a number and six arguments, eight bytes each). Prints one
// line a call, each made by a process of its own: "errno N" (0: the call succeeded) or "signal N".
// The filter must allow exit_group.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sock_filter program[4096];

static void child(uint32_t count, const int64_t *call)
{
	const struct sock_fprog filter = {(unsigned short)count, program};
	const struct rlimit no_core = {0, 0};
	setrlimit(RLIMIT_CORE, &no_core);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0)
		syscall(SYS_exit_group, 255);
	errno = 0;
	const long result = syscall(call[0], call[1], call[2], call[3], call[4], call[5], call[6]);
	syscall(SYS_exit_group, result == -1 ? errno : 0);
}

int main(void)
{
	uint32_t count = 0;
	uint32_t calls = 0;
	if (fread(&count, sizeof count, 1, stdin) != 1 || count > 4096 ||
		fread(program, sizeof *program, count, stdin) != count ||
		fread(&calls, sizeof calls, 1, stdin) != 1)
		return 2;
	for (uint32_t i = 0; i < calls; i++) {
		int64_t call[7];
		int status = 0;
		if (fread(call, sizeof call, 1, stdin) != 1)
			return 2;
		fflush(stdout);
		const pid_t pid = fork();
		if (pid == 0)
			child(count, call);
		if (pid < 0 || waitpid(pid, &status, 0) != pid)
			return 2;
		if (WIFSIGNALED(status))
			printf("signal %d\n", WTERMSIG(status));
		else
			printf("errno %d\n", WEXITSTATUS(status));
	}
	return 0;
}
