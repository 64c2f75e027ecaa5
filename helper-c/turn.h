// The turn: parent and child never work at the same time. It goes over a socket pair, so that the
// end of either is seen by the other: a child whose helper is gone exits, and a helper sees its
// child exec or die.
#ifndef HELPER_TURN_H
#define HELPER_TURN_H

struct ctx;

enum turn_event {
	TURN_OURS,
	/* The child is at fifo.wait, on its own. */
	TURN_CHILD_WAITING,
	/* The child's end is closed: it has become the container's program, or it is dead. */
	TURN_CHILD_GONE,
};

/* The parent's side: gives the turn and waits. Returns enum turn_event or a negative errno, with
 * ctx->failure filled. */
int turn_give_to_child(struct ctx *ctx);

/* The child's side: waits for its first turn; gives the turn back and waits for the next. Exit when
 * the parent is gone. */
void turn_await(struct ctx *ctx);
void turn_give_to_parent(struct ctx *ctx);

/* The child's last word: it needs nobody from here on. */
void turn_leave(struct ctx *ctx);

#ifdef LADING_FAULTS
/* The child cannot kill its parent, which its pid namespace does not have, nor itself, who is init
 * there. */
enum { TURN_KILL_PARENT = 'p', TURN_KILL_CHILD = 'c' };
void turn_ask_for_death(struct ctx *ctx, char whose);
#endif

#endif
