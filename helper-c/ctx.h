// All the state there is. One context, made by main and handed to everything. The page behind
// `shared` is seen by both processes, the helper (parent) and the container's init (child); since
// only the one whose turn it is works, it needs no lock.
#ifndef HELPER_CTX_H
#define HELPER_CTX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

#include "actions.h"
#include "arena.h"
#include "between.h"
#include "fresh.h"
#include "identity_of.h"
#include "journal.h"
#include "visit.h"

#define CTX_OBJECT_SIZE	 512
#define CTX_WHY_SIZE	 4608 /* a hook's last 4 KiB of errors, and a sentence before it */
#define CTX_RESULT_SIZE	 512
#define CTX_PROGRAM_SIZE 4096
#define CTX_ALIGNMENT	 4096 /* a page, so that what is written together lies in one */
#define CTX_CGROUPS	 64
#define CTX_HIERARCHIES	 16 /* as many as a kernel has, and a few more */
#define CTX_SOURCES	 256
#define CTX_SPARE	 6 /* a directory tree's depth, and a little more */

/* What went wrong, where and with what: the one error of a run. */
struct failure {
	bool is_set;
	int error;
	const struct action *action; /* NULL before the first */
	const char *step;	     /* static text */
	char object[CTX_OBJECT_SIZE];
	char why[CTX_WHY_SIZE];
};

enum child_stage {
	CHILD_NONE,
	CHILD_SETTING_UP,
	CHILD_WAITING, /* at fifo.wait: on its own now */
	CHILD_EXECUTING,
};

/* RLIMIT_FSIZE: the journal is a file, too. */
struct file_size_limit {
	bool is_set;
	uint64_t soft;
	uint64_t hard;
};

/* What every action touches stands first, in one page. */
struct shared {
	enum child_stage stage;
	struct file_size_limit file_size; /* set by exec, last of all */
	struct between_result between;
	int made_aside; /* the mount of mounts_long, or why there is none */
	int listener;	/* of the child's filter, by its own number; 0: none yet */
	struct journal_chain chain;
	struct failure failure;
	struct visit_notes visit;
};

/* A mounted hierarchy of cgroups. */
struct hierarchy_handle {
	const char *mount;
	int directory;
};

/* A cgroup of the plan, by the descriptor it was made with. */
struct cgroup_handle {
	const char *mount;
	const char *path;
	int directory;
	int join;
	uint64_t made;
	bool is_found; /* cgroup.create found it there: it is neither emptied nor removed */
};

/* A mount that a later action of the plan changes once more. */
struct kept_mount {
	const char *from;
	int mount;
	const struct kept_mount *next;
};

struct child {
	pid_t pid;
	int pidfd;
	struct identity identity;
	bool is_reaped;
	int status;
};

/* What criu works with, while it does. */
struct criu_files {
	int images;
	int work;
};

/* criu, while it works for this plan. */
struct criu_process {
	pid_t pid; /* 0: none */
	int socket;
	/* A descriptor that came with what criu said last, or -1. */
	int received;
	struct criu_files files;
	/* criu may have stopped processes, and written images. */
	bool has_begun;
	bool has_dumped;
	const struct act_criu_restore *restore;
};

struct ctx {
	_Alignas(CTX_ALIGNMENT) enum action_side side;
	struct shared *shared;
	struct failure *failure;
	struct journal journal;
	const struct action *action;

	/* Memory for the run, taken once. */
	struct arena *arena;

	/* The bytes the record keeps. */
	struct bytes plan_text;
	struct bytes inputs;
	const char *engine;
	const char *command;
	const char *container;

	int state_root;		     /* directory of all containers */
	int state;		     /* this container's */
	unsigned long record_number; /* of this command's record; 0: none yet */
	bool is_reserved;
	bool starts_process; /* the plan does, in the container */
	int64_t lent_until;  /* of the lock: lock_lend; 0: it is not lent */
	bool is_pidfile_written;
	bool is_stale;
	/* Another command has deleted the container, or is at it: what is left of the plan is its.
	 */
	bool is_taken_over;

	mode_t caller_umask; /* ours is 0 */
	int null_fd;	     /* the host's /dev/null, checked; -1 until a container is made */
	int null_place;	     /* the same where it is mounted, for masks; 0: not looked for yet */
	int hook_output; /* for the hooks of the child, and their errors: hook_output.h; or -1 */
	int hook_errors;
	int root_fd; /* the container's root */
	uint64_t host_mount_id;

	/* Groups of resctrl that were asked for, and which of them are this plan's, as bits. */
	unsigned resctrl_count;
	uint64_t resctrl_made;

	bool is_unit_asked;   /* systemd.start has asked for it, and may have got it */
	bool is_unit_changed; /* systemd.set may have changed it */
	size_t cgroup_count;
	size_t hierarchy_count;
	/* The file that cgroup.write wrote last, of the cgroup whose directory this is. */
	int written_in;
	int written;
	const char *written_file;
	const struct device_change *devices; /* what cgroup.devices has replaced, the last first */

	int namespaces[NAMESPACE_TYPE_COUNT]; /* opened, by type */
	int own_namespaces[NAMESPACE_TYPE_COUNT];
	int entered; /* pidfd of the container whose namespaces are joined; -1: none */
	pid_t entered_pid;
	bool is_visit; /* this is the process of a process.visit */
	/* The mount namespace was made for this process, which nobody can trace: others are not in
	 * it yet. */
	bool is_alone;

	/* Each side's own procfs (proc.c); 0: not yet, for 0 to 2 are the container's streams. */
	int procfs[SIDE_BOTH];
	bool is_procfs_private; /* the parent's: mounted nowhere */

	/* The process's terminal: where its master goes, and for the caller's terminal who takes it
	 * there; then the master itself; 0: none, or no more. */
	int console;
	int console_taker;
	int terminal;
	struct termios modes; /* of the caller's terminal, as they were */
	bool is_raw;	      /* and it has others now */

	int agent; /* connected, and waiting for the listener; 0: none */
	const struct action *agent_action;
	struct child child;
	struct criu_process criu;
	int spare[CTX_SPARE]; /* given up before undoing: that must not fail for want of descriptors
			       */
	int turn;	      /* this side's end of the socket pair that hands the turn over */
	int fifo;	      /* held by a started child until it becomes the program */
	int notify;	      /* what the program says on that it is ready; -1: nothing */
	const char *notify_to; /* who is told */
	int signals;	       /* signalfd of the parent */
	int cancelled_by;
	bool has_exit_code;
	int exit_code;

	/* cwd.enter was refused, and has to succeed once this is the container's user. */
	bool is_cwd_denied;
	pid_t helper; /* the parent, in its own pid namespace */

	/*
	 * What is large stands last, what the child writes to before what it does not: the pages of
	 * all the rest are few, and each that the child writes to is the container's.
	 */
	size_t result_length;
	char result[CTX_RESULT_SIZE]; /* members of the journal's result, ready to print */
	/* What exec.lookup found: texts in `found`, or NULL. `HOME=…` is for a program whose
	 * environment has none. */
	const char *program;
	const char *home;
	char found[2 * CTX_PROGRAM_SIZE];
	const struct actions *list; /* what this process carries out; NULL for the helper's own */
	const struct kept_mount *kept_mounts;
	struct fresh_mounts fresh;
	/* Detached clones for the container's process, by slot; 0: none. */
	int sources[CTX_SOURCES];
	struct cgroup_handle cgroups[CTX_CGROUPS];
	struct hierarchy_handle hierarchies[CTX_HIERARCHIES];
	/* What systemd.set found in the unit. */
	struct unit_property_list unit_before;
};

/*
 * Notes a failure and returns `error` (negative). `step` names the system call or check, as static
 * text; `object` is what it was applied to; `why` is a phrase for people, or NULL for the errno's
 * own.
 */
int ctx_fail(struct ctx *ctx, const char *step, const char *object, int error, const char *why);

/* Facts learnt by the action, for its line in the journal: keys in ascending order. */
void ctx_result_string(struct ctx *ctx, const char *key, const char *value);
void ctx_result_number(struct ctx *ctx, const char *key, uint64_t value);

/* The container's root from now on; takes the descriptor. */
void ctx_set_root(struct ctx *ctx, int fd);

/* The clone that source.open made, the caller's from now on; -ENOENT: there is none. */
int ctx_take_source(struct ctx *ctx, uint64_t slot);
void ctx_close_sources(struct ctx *ctx);

/* Closes `spare`. */
void ctx_give_up_spare(struct ctx *ctx);

#endif
