// What a waiting helper does for the socket of notify.listen (act/notify.c).
#ifndef HELPER_NOTIFY_H
#define HELPER_NOTIFY_H

#include <stdbool.h>

struct ctx;

/* Reads what there is, without waiting, and passes on that the program is ready. True: it is. */
bool notify_receive(struct ctx *ctx);

#endif
