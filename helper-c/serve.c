// See serve.h.
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "carry.h"
#include "pages.h"
#include "refuse.h"
#include "run.h"
#include "signals.h"
#include "sys.h"

#define AT_ONCE	  256
#define LINE_SIZE 64
#define COPY_SIZE (64U << 10)
#define NOBODY	  (-1)

struct job {
	unsigned id;
	pid_t pid; /* 0: free */
	int journal;
};

struct server {
	int requests, answers, children;
	bool is_ending; /* no request comes any more */
	unsigned running;
	const char *engine;
	struct job jobs[AT_ONCE];
};

struct request {
	char word[8];
	unsigned id, first, second;
};

/* Returns 1, 0 at the end, or a negative errno. */
static int read_line(int fd, char line[LINE_SIZE])
{
	for (size_t length = 0; length < LINE_SIZE; length++) {
		ssize_t count = sys_read_all(fd, line + length, 1);

		if (count < 0)
			return (int)count;
		if (count == 0)
			return length == 0 ? 0 : -EPIPE;
		if (line[length] != '\n')
			continue;
		line[length] = '\0';
		return 1;
	}
	return -EMSGSIZE;
}

/* A decimal number, and what follows it; NULL when there is none. */
static const char *read_number(const char *text, unsigned *value)
{
	char *end;
	unsigned long long number;

	if (*text < '0' || *text > '9')
		return NULL;
	errno = 0;
	number = strtoull(text, &end, 10);
	if (errno != 0 || number > 0xffffffffULL)
		return NULL;
	*value = (unsigned)number;
	return end;
}

/* `WORD ID NUMBER` or `WORD ID NUMBER NUMBER`, and nothing else. */
static int parse_request(const char *line, struct request *out)
{
	const char *space = strchr(line, ' ');
	size_t length = space == NULL ? 0 : (size_t)(space - line);

	*out = (struct request){.word = ""};
	if (length == 0 || length >= sizeof(out->word))
		return -EPROTO;
	memcpy(out->word, line, length);
	space = read_number(space + 1, &out->id);
	if (space == NULL || *space != ' ')
		return -EPROTO;
	space = read_number(space + 1, &out->first);
	if (space != NULL && *space == ' ')
		space = read_number(space + 1, &out->second);
	return space != NULL && *space == '\0' ? 0 : -EPROTO;
}

/* Memory of its own for the bytes that follow. */
static int read_bytes(int fd, size_t length, struct bytes *out)
{
	uint8_t *memory = pages_reserve(length + 1);
	ssize_t count;

	if (memory == NULL)
		return -ENOMEM;
	*out = (struct bytes){memory, length};
	count = sys_read_all(fd, memory, length);
	if (count < 0)
		return (int)count;
	return (size_t)count == length ? 0 : -EPIPE;
}

static void release(const struct bytes *bytes)
{
	if (bytes->data != NULL)
		pages_release((void *)(uintptr_t)bytes->data, bytes->length + 1);
}

/* As if it had been started for this plan alone. */
static _Noreturn void carry_one(struct server *server, struct cargo *cargo)
{
	char why[CARRY_WHY_SIZE];
	struct ctx ctx;
	int status;

	signals_restore();
	(void)close(server->requests);
	(void)close(server->answers);
	(void)close(server->children);
	for (size_t i = 0; i < AT_ONCE; i++)
		if (server->jobs[i].pid != 0)
			(void)close(server->jobs[i].journal);
	if (setsid() < 0)
		_exit(refuse_to_carry(cargo->journal_copy, "there is no session for the plan"));
	status = carry_out(cargo, &ctx, why);
	/* The journal's copy is closed with its last line, which there is not when nothing was
	 * begun. */
	_exit(why[0] == '\0' ? status : refuse_to_carry(cargo->journal_copy, why));
}

static struct job *find_job(struct server *server, pid_t pid)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		if (server->jobs[i].pid == pid)
			return &server->jobs[i];
	return NULL;
}

/* Nobody reads any more: then there is nobody to tell. */
static void tell(struct server *server, unsigned id, int wait_status, int journal)
{
	struct stat status = {.st_size = 0};
	char text[COPY_SIZE];
	off_t at = 0;
	int length;

	if (journal >= 0 && fstat(journal, &status) < 0)
		status.st_size = 0;
	length = snprintf(text, sizeof(text), "ended %u %d %d %lld\n", id,
		WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : RUN_FAILED,
		WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0, (long long)status.st_size);
	if (sys_write_all(server->answers, text, (size_t)length) < 0)
		return;
	while (at < status.st_size) {
		ssize_t count = pread(journal, text, sizeof(text), at);

		if (count <= 0 || sys_write_all(server->answers, text, (size_t)count) < 0)
			return;
		at += count;
	}
}

static void refuse_one(struct server *server, unsigned id, const char *why)
{
	OWNED_FD int journal = sys_memfd_create("journal", MFD_CLOEXEC);

	if (journal >= 0)
		(void)refuse_to_carry(journal, why);
	tell(server, id, RUN_REFUSED << 8, journal);
}

static void start(struct server *server, unsigned id, struct bytes plan, struct bytes inputs)
{
	struct cargo cargo = {.plan = plan, .inputs = inputs, .engine = server->engine};
	struct job *job = find_job(server, 0);
	OWNED_FD int journal = sys_memfd_create("journal", MFD_CLOEXEC);
	int pid;

	if (job == NULL || journal < 0) {
		refuse_one(server, id, job == NULL ? "too many plans at once" : "no memory");
		return;
	}
	cargo.journal_copy = journal;
	pid = sys_fork(0);
	if (pid == 0)
		carry_one(server, &cargo);
	if (pid < 0) {
		refuse_one(server, id, "no process to carry it out");
		return;
	}
	*job = (struct job){.id = id, .pid = pid, .journal = take_fd(&journal)};
	server->running++;
}

static int take_plan(struct server *server, const struct request *request)
{
	struct bytes plan = {0}, inputs = {0};
	int error = -EMSGSIZE;

	if (request->first <= PLAN_LIMIT_BYTES && request->second <= CARRY_INPUTS_LIMIT)
		error = read_bytes(server->requests, request->first, &plan);
	if (error == 0)
		error = read_bytes(server->requests, request->second, &inputs);
	if (error == 0)
		start(server, request->id, plan, inputs);
	release(&plan);
	release(&inputs);
	return error;
}

/* It has not been waited for, so its number is still its own. */
static void send_signal(const struct server *server, const struct request *request)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		if (server->jobs[i].pid != 0 && server->jobs[i].id == request->id)
			(void)kill(server->jobs[i].pid, (int)request->first);
}

/* A line that makes no sense is the end: what follows it cannot be told from it. */
static int take_request(struct server *server)
{
	char line[LINE_SIZE];
	struct request request;
	int found = read_line(server->requests, line);

	if (found == 0)
		server->is_ending = true;
	if (found <= 0)
		return found;
	if (parse_request(line, &request) < 0)
		return -EPROTO;
	if (strcmp(request.word, "carry") == 0)
		return take_plan(server, &request);
	if (strcmp(request.word, "signal") != 0)
		return -EPROTO;
	send_signal(server, &request);
	return 0;
}

static void reap(struct server *server)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	while (read(server->children, &info, sizeof(info)) > 0)
		continue; /* one of them may stand for several */
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct job *job = find_job(server, pid);

		if (job == NULL)
			continue;
		tell(server, job->id, status, job->journal);
		(void)close(job->journal); /* nothing is written through it */
		job->pid = 0;
		server->running--;
	}
}

static int prepare(struct server *server)
{
	sigset_t watched;

	(void)sigemptyset(&watched);
	(void)sigaddset(&watched, SIGCHLD);
	if (sigprocmask(SIG_BLOCK, &watched, NULL) < 0 || signal(SIGCHLD, SIG_DFL) == SIG_ERR ||
		signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return -errno;
	server->children = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
	return server->children < 0 ? -errno : 0;
}

static int serve_all(struct server *server)
{
	while (!server->is_ending || server->running > 0) {
		struct pollfd wait[] = {
			{.fd = server->children, .events = POLLIN},
			{.fd = server->is_ending ? NOBODY : server->requests, .events = POLLIN},
		};
		int error = 0;

		if (poll(wait, 2, -1) < 0 && errno != EINTR)
			return -errno;
		if (wait[0].revents != 0)
			reap(server);
		if (wait[1].revents != 0)
			error = take_request(server);
		if (error < 0)
			return error;
	}
	return 0;
}

int serve(int requests, int answers, const char *engine)
{
	struct server server = {.requests = requests, .answers = answers, .engine = engine};
	int error = prepare(&server);

	if (error == 0)
		error = serve_all(&server);
	if (error == 0)
		return RUN_DONE;
	/* Those who carry something out go on with it. */
	return refuse("the requests cannot be understood");
}
