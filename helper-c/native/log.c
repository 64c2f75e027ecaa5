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
#include "log_service.h"
#include "sys.h"

#define LINE_LIMIT (256U << 20)
#define RETRY_MS   5

#define NAME   "lading"
#define PREFIX NAME ": "

static const char *const levels[] = {"error", "warning", "debug"};
/* syslog(3): LOG_ERR, LOG_WARNING, LOG_DEBUG. */
static const int priorities[] = {3, 4, 7};

static int name_file(struct log *log, const char *path, const struct command_line *line)
{
	const char *why = "expected a path after --log <destination>, found nothing";

	log->service = "file";
	/* Absolute: the working directory will be another one. */
	log->path = path[0] == '\0' ? NULL : command_line_resolve(line->arena, path, &why);
	if (log->path == NULL)
		(void)snprintf(log->why, sizeof(log->why), "%s", why);
	return log->path == NULL ? -1 : 0;
}

/* `file:PATH`, a PATH that is absolute or without a colon, `journald:NAME` or `syslog:NAME`. */
static int parse_destination(
	struct log *log, const char *destination, const struct command_line *line)
{
	static const char *const services[] = {"journald", "syslog"};
	const char *colon = destination[0] == '/' ? NULL : strchr(destination, ':');
	size_t length = colon == NULL ? 0 : (size_t)(colon - destination);

	if (colon == NULL)
		return name_file(log, destination, line);
	if (strncmp(destination, "file:", strlen("file:")) == 0)
		return name_file(log, colon + 1, line);
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		if (strlen(services[i]) == length && memcmp(destination, services[i], length) == 0)
			log->service = services[i];
	log->identifier = colon + 1;
	if (colon[1] == '\0')
		log->identifier = line->kind == LINE_COMMAND ? command_line_operand(line, "id")
							     : NULL;
	if (log->identifier == NULL)
		log->identifier = NAME;
	if (log->service != NULL)
		return 0;
	(void)snprintf(log->why, sizeof(log->why), "unknown log type `%.*s`: Invalid argument",
		(int)length, destination);
	return -1;
}

int log_open(struct log *log, const struct command_line *line)
{
	const char *destination = command_line_global(line, "log");
	const char *format = command_line_global(line, "logFormat");
	const char *level = command_line_global(line, "logLevel");

	*log = (struct log){.is_json = format != NULL && strcmp(format, "json") == 0};
	while (level != NULL && strcmp(levels[log->wanted], level) != 0)
		log->wanted++;
	if (buffer_take(&log->line, line->arena, LINE_LIMIT) < 0) {
		(void)snprintf(log->why, sizeof(log->why), "no memory");
		return -1;
	}
	return destination == NULL ? 0 : parse_destination(log, destination, line);
}

int log_print(int fd, const void *data, size_t size)
{
	struct pollfd slow = {.fd = fd, .events = POLLOUT};
	size_t done = 0;

	while (done < size) {
		ssize_t count = write(fd, (const char *)data + done, size - done);

		if (count > 0)
			done += (size_t)count;
		else if (errno == EAGAIN)
			(void)poll(&slow, 1, RETRY_MS); /* somebody else made it non-blocking */
		else if (errno == EPIPE)
			return 0; /* nobody reads any more: nobody to tell */
		else if (errno != EINTR)
			return -errno;
	}
	return 0;
}

int log_output(struct log *log, const void *data, size_t size)
{
	int error = log_print(STDOUT_FILENO, data, size);
	char text[64];

	if (error == 0)
		return 0;
	(void)snprintf(text, sizeof(text), "write standard output: %s", errno_name(error));
	if (log == NULL)
		log_complain(text);
	else
		log_message(log, LOG_ERROR, text);
	return -1;
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

/* By name they are links, which are not followed; -1: none of ours. */
static int own_descriptor(const char *path)
{
	static const char *const names[][2] = {{"/dev/stdout", "/dev/stderr"},
		{"/dev/fd/1", "/dev/fd/2"}, {"/proc/self/fd/1", "/proc/self/fd/2"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (int at = 0; at < 2; at++)
			if (strcmp(path, names[i][at]) == 0)
				return STDOUT_FILENO + at;
	return -1;
}

static int open_file(const struct log *log)
{
	/* Not through a fifo that nobody reads: that would wait for ever. */
	int flags = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC;

	int own = own_descriptor(log->path);

	return own >= 0 ? fcntl(own, F_DUPFD_CLOEXEC, 3) : open(log->path, flags, 0644);
}

int log_make(struct log *log)
{
	OWNED_FD int file = log->path == NULL ? -1 : open_file(log);

	if (log->path == NULL || file >= 0)
		return 0;
	(void)snprintf(
		log->why, sizeof(log->why), "open log file `%s`: %s", log->path, errno_name(errno));
	return -1;
}

/* One write for each line, so that the lines of programs that share a log stay whole. */
static void append(struct log *log)
{
	OWNED_FD int file = open_file(log);

	if (file >= 0 && write(file, log->line.data, log->line.length) >= 0)
		return;
	(void)snprintf(log->why, sizeof(log->why), "%s log file `%s`: %s",
		file < 0 ? "open" : "write", log->path, errno_name(errno));
}

/* A command does not fail for want of somebody who listens; that is told once. */
static void send_to_service(struct log *log, enum log_level level, const char *text)
{
	char why[96];
	int error = log_send(log->service, log->identifier, priorities[level], text, strlen(text));

	if (error == 0 || log->is_unheard)
		return;
	log->is_unheard = true;
	(void)snprintf(why, sizeof(why), "cannot log to %s: %s", log->service, errno_name(error));
	log_complain(why);
}

void log_complain(const char *text)
{
	const char *end;

	do {
		end = strchr(text, '\n');
		/* What cannot be told here can be told nowhere. */
		(void)log_print(STDERR_FILENO, PREFIX, strlen(PREFIX));
		(void)log_print(
			STDERR_FILENO, text, end == NULL ? strlen(text) : (size_t)(end - text));
		(void)log_print(STDERR_FILENO, "\n", 1);
		text = end + 1;
	} while (end != NULL);
}

static void make_line(struct log *log, enum log_level level, const char *text)
{
	log->line.length = 0;
	if (log->is_json)
		put_record(&log->line, level, text);
	else
		buffer_text(&log->line, text);
	buffer_text(&log->line, "\n");
}

/* Standard error is the log, then: records are asked for, and there is no other place for them. */
static void print_record(struct log *log, enum log_level level, const char *text)
{
	make_line(log, level, text);
	(void)log_print(STDERR_FILENO, log->line.data, log->line.length);
}

void log_message(struct log *log, enum log_level level, const char *text)
{
	bool is_wanted = level <= log->wanted;

	/* Warnings are for the log; without one, only those who ask for them see them. */
	if (is_wanted && log->service == NULL && log->is_json)
		print_record(log, level, text);
	else if (level == LOG_ERROR || (is_wanted && log->service == NULL))
		log_complain(text);
	if (log->service == NULL || !is_wanted)
		return;
	if (log->path == NULL) {
		send_to_service(log, level, text);
		return;
	}
	make_line(log, level, text);
	append(log);
}
