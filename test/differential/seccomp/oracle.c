// libseccomp as its users drive it, for comparison: reads profiles in the tests' line format, each
// closed by a line "end", and answers one line for each: the program in hexadecimal digits, or
// "error N RULE".
//
// A rule with the default action is left out, an unknown name too, and two conditions on one
// argument make every condition a rule of its own: crun and runc both do so before they call the
// library.
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_LINES 1024

static const char *const OPERATORS[] = {"NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ"};
static const enum scmp_compare COMPARE[] = {SCMP_CMP_NE, SCMP_CMP_LT, SCMP_CMP_LE, SCMP_CMP_EQ,
	SCMP_CMP_GE, SCMP_CMP_GT, SCMP_CMP_MASKED_EQ};

static enum scmp_compare compare_of(const char *name)
{
	for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
		if (strcmp(OPERATORS[i], name) == 0)
			return COMPARE[i];
	}
	exit(2);
}

static uint32_t arch_of(const char *name)
{
	char lower[32] = "";
	for (size_t i = 0; name[i] != '\0' && i < sizeof lower - 1; i++)
		lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]);
	return seccomp_arch_resolve_name(lower + strlen("scmp_arch_"));
}

static int add_all(scmp_filter_ctx context, uint32_t action, char *names, unsigned count,
	struct scmp_arg_cmp *args)
{
	unsigned seen[6] = {0};
	int repeated = 0;
	for (unsigned i = 0; i < count; i++)
		repeated |= ++seen[args[i].arg] > 1;
	char *rest = NULL;
	for (char *name = strtok_r(names, ",", &rest); name != NULL;
		name = strtok_r(NULL, ",", &rest)) {
		const int number = seccomp_syscall_resolve_name(name);
		if (number == __NR_SCMP_ERROR)
			continue;
		int result = 0;
		if (!repeated)
			result = seccomp_rule_add_array(context, action, number, count, args);
		for (unsigned i = 0; repeated && result == 0 && i < count; i++)
			result = seccomp_rule_add_array(context, action, number, 1, args + i);
		if (result != 0)
			return result;
	}
	return 0;
}

static int add_rule(scmp_filter_ctx context, uint32_t standard, char *line)
{
	char *rest = NULL;
	const uint32_t action = (uint32_t)strtoul(strtok_r(line, " ", &rest), NULL, 0);
	char *names = strtok_r(NULL, " ", &rest);
	struct scmp_arg_cmp args[12];
	unsigned count = 0;
	for (char *word = strtok_r(NULL, " ", &rest); word != NULL;
		word = strtok_r(NULL, " ", &rest)) {
		char op[16] = "";
		unsigned index = 0;
		uint64_t value = 0;
		uint64_t second = 0;
		if (sscanf(word, "%u:%15[A-Z_]:%" SCNu64 ":%" SCNu64, &index, op, &value,
			    &second) != 4)
			exit(2);
		args[count++] = (struct scmp_arg_cmp){index, compare_of(op), value, second};
	}
	return action == standard ? 0 : add_all(context, action, names, count, args);
}

static void print_program(scmp_filter_ctx context)
{
	unsigned char bytes[4096];
	const int file = memfd_create("filter", 0);
	const int result = seccomp_export_bpf(context, file);
	if (result != 0) {
		printf("error %d -1\n", -result);
		close(file);
		return;
	}
	lseek(file, 0, SEEK_SET);
	for (ssize_t size; (size = read(file, bytes, sizeof bytes)) > 0;) {
		for (ssize_t i = 0; i < size; i++)
			printf("%02x", bytes[i]);
	}
	printf("\n");
	close(file);
}

static void answer(char **lines, int count)
{
	int rule = 0;
	scmp_filter_ctx context = NULL;
	uint32_t standard = 0;
	for (int i = 0; i < count; i++) {
		if (strncmp(lines[i], "default ", 8) == 0) {
			standard = (uint32_t)strtoul(lines[i] + 8, NULL, 0);
			context = seccomp_init(standard);
		}
	}
	for (int i = 0; i < count; i++) {
		if (strncmp(lines[i], "arch ", 5) == 0)
			seccomp_arch_add(context, arch_of(lines[i] + 5));
	}
	for (int i = 0; i < count; i++) {
		if (strncmp(lines[i], "rule ", 5) != 0)
			continue;
		const int error = add_rule(context, standard, lines[i] + 5);
		if (error != 0) {
			printf("error %d %d\n", -error, rule);
			return;
		}
		rule++;
	}
	print_program(context);
}

// In a process of its own with a limit of time: on some profiles libseccomp 2.5 never comes back.
static void answer_apart(char **lines, int count)
{
	const struct itimerval limit = {{0, 0}, {0, 100000}};
	int status = 0;
	fflush(stdout);
	const pid_t pid = fork();
	if (pid == 0) {
		setitimer(ITIMER_PROF, &limit, NULL);
		answer(lines, count);
		fflush(stdout);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		exit(2);
	if (status != 0)
		printf("error %d -1\n",
			WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF ? ETIMEDOUT : EIO);
}

int main(void)
{
	static char *lines[MAX_LINES];
	char *line = NULL;
	size_t size = 0;
	int count = 0;
	while (getline(&line, &size, stdin) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, "end") != 0) {
			if (count == MAX_LINES)
				return 2;
			lines[count++] = strdup(line);
			continue;
		}
		answer_apart(lines, count);
		while (count > 0)
			free(lines[--count]);
	}
	free(line);
	return 0;
}
