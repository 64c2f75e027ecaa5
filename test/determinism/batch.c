// Asks the engine, compiled to C, all requests that stand on standard input, each after its length
// (32 bits, little endian) and in the place of the one before, and prints a line for each: the kind
// of the answer, and the digests of its bytes and of its warnings.
#include <stdio.h>
#include <stdlib.h>

#include "native/engine.h"
#include "sha256.h"

#define LIMIT ((size_t)64 << 20)

static void print_digest(const struct buffer *buffer, char end)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX_SIZE];

	sha256(sha256_best(), buffer->data, buffer->length, digest);
	sha256_hex(digest, hex);
	printf("%s%c", hex, end);
}

int main(void)
{
	struct buffer request;
	struct buffer answer;
	struct buffer warnings;
	struct engine *engine = engine_open();
	uint8_t head[4];

	if (engine == NULL || buffer_open(&request, LIMIT) < 0 || buffer_open(&answer, LIMIT) < 0 ||
		buffer_open(&warnings, LIMIT) < 0)
		return EXIT_FAILURE;
	while (fread(head, sizeof(head), 1, stdin) == 1) {
		request.length = (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 |
				 (size_t)head[3] << 24;
		if (request.length > LIMIT || fread(request.data, request.length, 1, stdin) != 1)
			return EXIT_FAILURE;
		printf("%d ", (int)engine_ask(engine, buffer_bytes(&request), &answer, &warnings));
		print_digest(&answer, ' ');
		print_digest(&warnings, '\n');
	}
	engine_close(engine);
	return ferror(stdin) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
