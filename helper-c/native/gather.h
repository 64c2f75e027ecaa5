// What answers each need of the engine. Nothing is interpreted: a file's text goes in as it is. The
// same answers, byte for byte, as those of host/gather.
#ifndef NATIVE_GATHER_H
#define NATIVE_GATHER_H

#include "request.h"
#include "value.h"

#define GATHER_WHY_SIZE 640
/* Path and errno. */
#define GATHER_UNREADABLE                                                                \
	"facts: %s: %s (on a machine without Linux, give the facts of one that has it: " \
	"--facts FILE|NAME)"

/* Appends the input of one need to the request. Returns 0, or -1 with a sentence in `why`. */
int gather_input(struct request *request, const struct value *need, struct arena *arena,
	char why[GATHER_WHY_SIZE]);

/* What a command with a bundle is sure to be asked for: `facts` and `config`, in the same way. */
int gather_bundle(struct request *request, const char *config, char why[GATHER_WHY_SIZE]);

/* The value of `caller`, which `out` keeps. */
struct caller gather_caller(struct buffer *out);

/* The value of `facts`; `scratch` is room for two files. Returns 0, or -1 with a sentence in `why`.
 */
int gather_facts(struct buffer *out, const struct caller *caller, const struct buffer *scratch,
	char why[GATHER_WHY_SIZE]);

/* The member `cgroups` of the facts, in the same way. */
int gather_cgroups(struct buffer *out, const struct caller *caller, const struct buffer *scratch,
	char why[GATHER_WHY_SIZE]);

#endif
