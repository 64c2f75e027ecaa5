// Where messages go: errors always to stderr as plain text, and everything of the wanted level to
// the log, in the form that container engines read ({msg, level, time}, one object a line).
#ifndef NATIVE_LOG_H
#define NATIVE_LOG_H

#include "buffer.h"
#include "command_line.h"

#define LOG_WHY_SIZE 4352

enum log_level { LOG_ERROR, LOG_WARNING, LOG_DEBUG };

struct log {
	/* "file", "journald" or "syslog"; NULL: there is none. */
	const char *service;
	/* Of a file; of a service, the name to log under. */
	const char *path;
	const char *identifier;
	bool is_unheard;
	bool is_json;
	enum log_level wanted;
	struct buffer line;
	/* The log could not be written, and why. */
	char why[LOG_WHY_SIZE];
};

/* Returns 0, or -1 with the reason in `why`. */
int log_open(struct log *log, const struct command_line *line);

/* A file that cannot be written is found before anything is done, whatever there will be to say.
 * Returns as log_open does. */
int log_make(struct log *log);

void log_message(struct log *log, enum log_level level, const char *text);

/* To standard error, every line after `lading: `: engines mix it with their own. */
void log_complain(const char *text);

/* To a descriptor, all of it: waits for a slow reader, and gives up when there is none any more.
 * Returns 0, or a negative errno. */
int log_print(int fd, const void *data, size_t size);

/* To standard output. Returns 0, or -1 when it cannot be written, which is then told, in `log`
 * too unless it is NULL. */
int log_output(struct log *log, const void *data, size_t size);

#endif
