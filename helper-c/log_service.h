// One message to the system's log: journald's own protocol, or syslog's. Datagrams to a socket of
// the host; nothing is kept open.
#ifndef HELPER_LOG_SERVICE_H
#define HELPER_LOG_SERVICE_H

#include <stddef.h>

/* `service`: "journald" or "syslog". `priority`: as in syslog(3), 0 to 7. Returns 0 or a negative
 * errno: -EPROTONOSUPPORT for another service, -ENOENT when nobody listens on this host. */
int log_send(const char *service, const char *identifier, int priority, const char *message,
	size_t length);

#endif
