// What is typed and shown between the caller's terminal and the process's own, whose master the
// helper holds. The caller's is in raw mode meanwhile, and has its own modes back at the end,
// however that comes. Nothing is kept but two small buffers: what one side does not take yet is not
// read from the other.
#ifndef HELPER_RELAY_H
#define HELPER_RELAY_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

struct ctx;

#define RELAY_STREAMS 3
/* A pipe that is ready takes as much without waiting (PIPE_BUF, pipe(7)). */
#define RELAY_BUFFER_SIZE 4096

struct relay_buffer {
	char text[RELAY_BUFFER_SIZE];
	size_t at, end;
};

struct relay {
	int master;
	bool is_input_closed;  /* nothing more is typed */
	bool is_output_closed; /* nobody looks any more: what is shown is dropped */
	bool is_idle;	       /* nobody has the process's terminal open just now */
	struct relay_buffer typed, shown;
};

/* `relay` of what terminal.raw took over; without that it does nothing. */
void relay_begin(struct relay *relay, const struct ctx *ctx);

/* What to wait for. Returns for how long at most, as poll(2) takes it. */
int relay_prepare(struct relay *relay, struct pollfd wait[RELAY_STREAMS]);
void relay_step(struct relay *relay, const struct pollfd wait[RELAY_STREAMS]);

/* A signal that is about the caller's terminal. Returns whether it was. */
bool relay_signal(struct relay *relay, struct ctx *ctx, int number);

/* The process has ended: the last of what it has shown, unless a signal ends that. */
void relay_drain(struct relay *relay, struct ctx *ctx);

/* The size of the caller's terminal is the process's. */
void relay_resize(const struct ctx *ctx);

/* Raw mode of the caller's terminal, and its end; without a failure when the terminal is gone. */
void relay_make_raw(struct ctx *ctx);
void relay_restore(struct ctx *ctx);

#endif
