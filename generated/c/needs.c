/* Written by `npm run generate` from host/schema/response.schema.json. Do not edit. */
#include "needs.h"

const char *const need_kind_words[NEED_KIND_COUNT] = {
	"caller",
	"descriptors",
	"facts",
	"file",
	"stdin",
	"stat",
	"directory",
	"process",
	"processes",
	"frozen",
	"program",
	"states",
};
