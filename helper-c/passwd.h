// The home directory of a user of the container, from the image's /etc/passwd (passwd(5)).
// Safe after clone: system calls and the stack only.
#ifndef HELPER_PASSWD_H
#define HELPER_PASSWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Writes the user's home directory into `home`; false when there is no such user, or no passwd file
 * worth reading. The file is the image's, so it may be anything: only a regular file is opened, and
 * no more of it is read than a real one has.
 */
bool passwd_find_home(int root, uint32_t uid, char *home, size_t size);

#endif
