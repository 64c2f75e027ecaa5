// Namespaces of the calling process.
#ifndef HELPER_NAMESPACE_H
#define HELPER_NAMESPACE_H

#include <stdint.h>

struct ctx;

/* CLONE_NEW… of a bit set over enum namespace_type. */
/* By the specification's name; static text. */
const char *namespace_name(size_t type);

uint64_t namespace_flags(uint64_t types);

/* Returns to the helper's own pid and time namespaces after it made a child in others. */
int namespace_return(struct ctx *ctx);

/* For a process that will not. */
void namespace_let_go(struct ctx *ctx);

#endif
