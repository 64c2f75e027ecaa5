// For each pair of an expression and a text, both ended by NUL, on standard input: 1 when the one
// matches in the other, 0 when it does not, e when it is no expression (regcomp(3), REG_EXTENDED),
// t when glibc does not come to an end: its matcher takes exponential time for some.
#define _GNU_SOURCE
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_US 200000

struct input {
	char *bytes;
	size_t length;
};

/* What the processes share: a verdict for each pair, and which one is at hand. */
struct answers {
	size_t at;
	char verdicts[];
};

static struct input read_all(void)
{
	struct input input = {NULL, 0};
	size_t size = 0;

	for (;;) {
		if (input.length == size) {
			size = size * 2 + 65536;
			input.bytes = realloc(input.bytes, size);
			if (input.bytes == NULL)
				exit(2);
		}
		size_t count = fread(input.bytes + input.length, 1, size - input.length, stdin);
		if (count == 0)
			return input;
		input.length += count;
	}
}

static char judge(const char *regex, const char *text)
{
	regex_t compiled;
	char verdict;

	if (regcomp(&compiled, regex, REG_EXTENDED | REG_NOSUB) != 0)
		return 'e';
	verdict = regexec(&compiled, text, 0, NULL, 0) == 0 ? '1' : '0';
	regfree(&compiled);
	return verdict;
}

static const char *skip(const char *text)
{
	return text + strlen(text) + 1;
}

/* The pairs from answers->at on; ended by the timer's signal when one takes too long. */
static void judge_rest(const struct input *input, struct answers *answers)
{
	const struct itimerval limit = {.it_value = {.tv_usec = LIMIT_US}};
	const char *end = input->bytes + input->length;
	size_t number = 0;

	for (const char *regex = input->bytes; regex < end; regex = skip(skip(regex)), number++) {
		if (number < answers->at)
			continue;
		answers->at = number;
		(void)setitimer(ITIMER_PROF, &limit, NULL);
		answers->verdicts[number] = judge(regex, skip(regex));
	}
}

int main(void)
{
	struct input input = read_all();
	size_t pairs = 0;
	struct answers *answers;
	int status = 1;

	for (size_t i = 0; i < input.length; i++)
		pairs += input.bytes[i] == '\0';
	pairs /= 2;
	answers = mmap(NULL, sizeof(*answers) + pairs, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (answers == MAP_FAILED)
		return 2;
	while (status != 0) {
		pid_t pid = fork();

		if (pid == 0) {
			judge_rest(&input, answers);
			_exit(0);
		}
		if (pid < 0 || waitpid(pid, &status, 0) != pid)
			return 2;
		if (status != 0)
			answers->verdicts[answers->at++] = 't';
	}
	fwrite(answers->verdicts, 1, pairs, stdout);
	free(input.bytes);
	return 0;
}
