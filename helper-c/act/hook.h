// Where hooks write to (annotations run.oci.hooks.stdout and .stderr).
#ifndef HELPER_ACT_HOOK_H
#define HELPER_ACT_HOOK_H

struct actions;
struct ctx;

/*
 * Opens the files that the child's hooks write to, for it to inherit: they are the host's, and by
 * the time that such a hook runs the same path is the image's, which may lead it anywhere.
 */
int hook_open_outputs(struct ctx *ctx, const struct actions *child);
void hook_close_outputs(struct ctx *ctx);

#endif
