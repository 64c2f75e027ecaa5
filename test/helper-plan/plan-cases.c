// Drives helper-c/plan_read.c and plan_check.c under sanitizers. Standard input: texts, each behind
// its length (32 bits, little endian). Prints a line for each: `plan ACTIONS`, or `refused OFFSET:
// WHY`.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_check.h"

/* As carry.c gives it: a plan's structs are larger than its text, by no more than this. */
#define ARENA_SIZE ((size_t)4 << 20)

static void judge(const unsigned char *text, size_t size, char *memory)
{
	struct arena arena = {.memory = memory, .size = ARENA_SIZE};
	struct plan plan = {0};
	struct plan_error error = {0};
	struct bytes bytes = {text, size};

	if (plan_read(bytes, &arena, &plan, &error) == 0 && plan_check(&plan, &error) == 0)
		printf("plan %u\n", plan.action_count);
	else
		printf("refused %zu: %s\n", error.offset, error.why);
	memset(memory, 0, arena.used);
}

int main(void)
{
	char *memory = calloc(1, ARENA_SIZE);
	uint32_t size;

	while (fread(&size, sizeof(size), 1, stdin) == 1) {
		/* Of exactly its size, so that reading one byte too many is caught. */
		unsigned char *text = malloc(size > 0 ? size : 1);

		if (memory == NULL || text == NULL || fread(text, 1, size, stdin) != size)
			return 1;
		judge(text, size, memory);
		free(text);
	}
	free(memory);
	return 0;
}
