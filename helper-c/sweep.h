// What deletes left that were killed between renaming a state directory away and removing it.
#ifndef HELPER_SWEEP_H
#define HELPER_SWEEP_H

/* Of a state directory's new name: .ID.del.PID.TIME. No container's id begins with a dot. */
#define SWEEP_MARK ".del."

/* Removes those below `root` that nobody has touched for a minute. Best effort: the next one tries
 * again. */
void sweep(int root);

#endif
