// How the helper says that it begins nothing.
#ifndef HELPER_REFUSE_H
#define HELPER_REFUSE_H

/* On standard error. Returns RUN_REFUSED. */
int refuse(const char *why);

/*
 * As the only line of a journal, which the host is told by, for nothing was begun; or on standard
 * error when `journal` is not open. Returns RUN_REFUSED.
 */
int refuse_to_carry(int journal, const char *why);

#endif
