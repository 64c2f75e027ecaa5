// Names of error numbers (errno(3)). Pure.
#ifndef HELPER_ERRNO_NAME_H
#define HELPER_ERRNO_NAME_H

/* `ENOENT` for -ENOENT or ENOENT; `E?` for a number that has no name here. */
const char *errno_name(int error);

#endif
