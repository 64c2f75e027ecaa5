// Texts that somebody else may have written, so that a terminal has nothing to obey in them and no
// line is forged. Byte for byte as the host has it.
#ifndef NATIVE_PRINTABLE_H
#define NATIVE_PRINTABLE_H

#include "buffer.h"

/* UTF-8, each character that is hidden as JSON escapes it. */
void printable_put(struct buffer *out, const char *text, size_t length);
void printable_text(struct buffer *out, const char *text);

#endif
