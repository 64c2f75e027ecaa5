/* Written by `npm run generate` from host/schema/response.schema.json. Do not edit. */
#ifndef GENERATED_NEEDS_H
#define GENERATED_NEEDS_H

enum need_kind {
	NEED_KIND_CALLER = 0,
	NEED_KIND_FACTS = 1,
	NEED_KIND_FILE = 2,
	NEED_KIND_STAT = 3,
	NEED_KIND_DIRECTORY = 4,
	NEED_KIND_PROCESS = 5,
	NEED_KIND_PROCESSES = 6,
	NEED_KIND_FROZEN = 7,
	NEED_KIND_PROGRAM = 8,
	NEED_KIND_STATES = 9,
	NEED_KIND_COUNT = 10,
};

extern const char *const need_kind_words[NEED_KIND_COUNT];

#endif
