// The native entry without the records of later commands, or of any, linked in the place of what
// makes them (helper-c/record.h): what the same command takes without one.
#include <stdbool.h>

struct ctx;

int __wrap_record_begin(struct ctx *ctx, bool is_redacted);
int __wrap_record_begin_first(struct ctx *ctx);

int __wrap_record_begin(struct ctx *ctx, bool is_redacted)
{
	(void)ctx;
	(void)is_redacted;
	return 0;
}

int __wrap_record_begin_first(struct ctx *ctx)
{
	(void)ctx;
	return 0;
}
