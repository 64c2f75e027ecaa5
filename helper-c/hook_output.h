// Files that hooks write to (annotations run.oci.hooks.stdout and .stderr): the host's, whichever
// side the hook runs on.
#ifndef HELPER_HOOK_OUTPUT_H
#define HELPER_HOOK_OUTPUT_H

struct actions;
struct ctx;

/* Returns a descriptor (O_CLOEXEC), or -1 with errno. */
int hook_output_open(const char *path);

/*
 * Opens those of the child's hooks, for it to inherit: by the time that such a hook runs the same
 * path is the image's, which may lead it anywhere.
 */
int hook_output_prepare(struct ctx *ctx, const struct actions *child);
void hook_output_close(struct ctx *ctx);

#endif
