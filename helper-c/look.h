// What of a process's namespaces can only be read by one who is in them: the names of its UTS
// namespace, and kernel parameters. Reads, and changes nothing but this process's own namespaces.
#ifndef HELPER_LOOK_H
#define HELPER_LOOK_H

#include <stddef.h>

/* Prints one line of JSON: `{"domainname":…,"hostname":…,"sysctls":{KEY:VALUE or null,…}}`. A key
 * is a path below /proc/sys. Returns 0 or a negative error number. */
int look_inside(const char *pid, char *const *keys, size_t count);

#endif
