// The helper's binary as the container can reach it through /proc/PID/exe: not writable, whoever
// opens it and however (CVE-2019-5736). The helper runs from a detached read-only clone of the
// mount it is on, or else from a sealed copy in memory.
#ifndef HELPER_SEALED_H
#define HELPER_SEALED_H

#include <stdbool.h>

/* Whether this process runs from such a copy. */
bool sealed_is_self(void);

/*
 * Executes the helper anew unless it runs so already. Returns 0 when it does, or a negative errno.
 * Descriptors from 3 up to `last`, those of them that are open, are the new image's as well.
 */
int sealed_become(char **argv, char **env, int last);

#endif
