/* Written by `npm run generate` from host/schema/response.schema.json. Do not edit. */
#ifndef GENERATED_NEEDS_H
#define GENERATED_NEEDS_H

enum need_kind {
	NEED_KIND_CALLER = 0,
	NEED_KIND_DESCRIPTORS = 1,
	NEED_KIND_FACTS = 2,
	NEED_KIND_FILE = 3,
	NEED_KIND_STDIN = 4,
	NEED_KIND_STAT = 5,
	NEED_KIND_DIRECTORY = 6,
	NEED_KIND_PROCESS = 7,
	NEED_KIND_PROCESSES = 8,
	NEED_KIND_FROZEN = 9,
	NEED_KIND_PROGRAM = 10,
	NEED_KIND_STATES = 11,
	NEED_KIND_COUNT = 12,
};

extern const char *const need_kind_words[NEED_KIND_COUNT];

#endif
