// See log.h.
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "errno_name.h"
#include "sys.h"

#define LINE_LIMIT (256U << 20)
#define RETRY_MS   5

static const char *const levels[] = {"error", "warning", "debug"};

/* `file:PATH`, or a PATH without a colon. */
static int parse_destination(struct log *log, const char *destination)
{
	const char *colon = strchr(destination, ':');
	size_t length = colon == NULL ? 0 : (size_t)(colon - destination);
	bool is_later = (length == 8 && memcmp(destination, "journald", 8) == 0) ||
			(length == 6 && memcmp(destination, "syslog", 6) == 0);

	if (colon == NULL || (length == 4 && memcmp(destination, "file", 4) == 0)) {
		log->path = colon == NULL ? destination : colon + 1;
		return 0;
	}
	(void)snprintf(log->why, sizeof(log->why),
		is_later ? "log type `%.*s` is not there yet: use file:PATH"
			 : "unknown log type `%.*s`: Invalid argument",
		(int)length, destination);
	return -1;
}

int log_open(struct log *log, const struct command_line *line)
{
	const char *destination = command_line_global(line, "log");
	const char *format = command_line_global(line, "logFormat");
	const char *level = command_line_global(line, "logLevel");

	*log = (struct log){.is_json = format != NULL && strcmp(format, "json") == 0};
	if (command_line_global(line, "debug") != NULL)
		level = levels[LOG_DEBUG];
	while (level != NULL && strcmp(levels[log->wanted], level) != 0)
		log->wanted++;
	if (buffer_open(&log->line, LINE_LIMIT) < 0) {
		(void)snprintf(log->why, sizeof(log->why), "no memory");
		return -1;
	}
	return destination == NULL ? 0 : parse_destination(log, destination);
}

void log_print(int fd, const void *data, size_t size)
{
	struct pollfd slow = {.fd = fd, .events = POLLOUT};
	size_t done = 0;

	while (done < size) {
		ssize_t count = write(fd, (const char *)data + done, size - done);

		if (count > 0)
			done += (size_t)count;
		else if (errno == EAGAIN)
			(void)poll(&slow, 1, RETRY_MS); /* somebody else made it non-blocking */
		else if (errno != EINTR)
			return; /* nobody reads any more, or it was closed: nobody to tell */
	}
}

/* Keys in this order, and microseconds: what engines were written against. */
static void put_record(struct buffer *line, enum log_level level, const char *text)
{
	struct timespec now;
	struct tm utc;
	char time[32] = "";

	(void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail for this clock */
	if (gmtime_r(&now.tv_sec, &utc) != NULL)
		(void)strftime(time, sizeof(time), "%Y-%m-%dT%H:%M:%S", &utc);
	buffer_text(line, "{\"msg\":");
	buffer_json(line, text, strlen(text));
	buffer_text(line, ",\"level\":\"");
	buffer_text(line, levels[level]);
	buffer_text(line, "\",\"time\":\"");
	buffer_text(line, time);
	(void)snprintf(time, sizeof(time), ".%06ldZ\"}", now.tv_nsec / 1000);
	buffer_text(line, time);
}

/* One write for each line, so that the lines of programs that share a log stay whole. */
static void append(struct log *log)
{
	/* Not through a fifo that nobody reads: that would wait for ever. */
	int flags = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	OWNED_FD int file = open(log->path, flags, 0644);

	if (file < 0 || write(file, log->line.data, log->line.length) < 0)
		(void)snprintf(log->why, sizeof(log->why), "open log file `%s`: %s", log->path,
			errno_name(errno));
}

void log_message(struct log *log, enum log_level level, const char *text)
{
	bool is_wanted = level <= log->wanted;

	/* Warnings are for the log; without one, only those who ask for them see them. */
	if (level == LOG_ERROR || (is_wanted && log->path == NULL)) {
		log_print(STDERR_FILENO, text, strlen(text));
		log_print(STDERR_FILENO, "\n", 1);
	}
	if (log->path == NULL || !is_wanted)
		return;
	log->line.length = 0;
	if (log->is_json)
		put_record(&log->line, level, text);
	else
		buffer_text(&log->line, text);
	buffer_text(&log->line, "\n");
	append(log);
}
