// What a plan that was carried out leaves to be told: its failure, or warnings.
#ifndef NATIVE_REMARKS_H
#define NATIVE_REMARKS_H

struct ctx;
struct service;

/* From the journal. Returns the exit status, which is `status` unless even that fails. */
int remarks_report(struct service *service, struct ctx *ctx, int status);

/* What went wrong before there was a journal. Returns the exit status. */
int remarks_report_unbegun(struct service *service, const struct ctx *ctx);

#endif
