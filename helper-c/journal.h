// The journal: a write-ahead log of what is done, one line of canonical JSON an event, each with
// the SHA-256 of the line before it. A line is on file before the first effect of what it
// announces. Both processes append; the chain's end is in the page they share.
#ifndef HELPER_JOURNAL_H
#define HELPER_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "actions.h"
#include "sha256.h"

struct ctx;

/* Lines that no file keeps: a command's first, or those after the file could not be written. */
#define JOURNAL_EARLY_SIZE 65536
/* A line with the longest result. */
#define JOURNAL_LINE_SIZE    32768
#define JOURNAL_WAITING_SIZE 2048

struct journal_chain {
	sha256_compress *compress; /* the quickest that this CPU has */
	uint8_t last[SHA256_SIZE];
	bool is_begun;
	/* Some line tells of a failure, or of a warning. */
	bool has_remarks;
	/* A line could not be written: that and what follows is in `early`, behind the first
	 * `kept_length` bytes of the file, of which `journal.begins` are not the journal's. */
	bool is_lost;
	size_t kept_length;
	uint64_t last_ns; /* of CLOCK_MONOTONIC, when the last line was made */
	size_t waiting_length;
	size_t early_length;
	/* Here and not in each process, so that no page for them is the container's: the line at
	 * hand, from JOURNAL_WAITING_SIZE on, and just before it the last results, which go with
	 * the next write, whoever's that is; */
	char text[JOURNAL_WAITING_SIZE + JOURNAL_LINE_SIZE];
	/* and the lines for which there is no file, yet or any more. */
	char early[JOURNAL_EARLY_SIZE];
};

struct journal {
	/* File in the record, or -1. It is locked (flock(2)) while somebody writes it, which is how
	 * an audit tells a command that is at it from one that was killed. */
	int file;
	off_t begins; /* in the file: inputs and plan stand before it, or nothing */
	/* Where the host reads a copy at the end, or -1. */
	int copy;
	/* The command holds no lock on the container, and goes on whatever becomes of its record.
	 * Who needs the journal whole waits for the lock on the file, which only here keeps others
	 * out. */
	bool is_free;
	uint64_t begun_ns;
	bool is_clock_stopped; /* journal_stop_clock */
};

/* As many lines may stand before a journal. */
#define JOURNAL_BEFORE_MAX 3

/* Goes on in `file`, which is empty, open for reading and appending, and the journal's from now on:
 * writes `before`, each text as a line, and the lines that there are. */
int journal_start(struct ctx *ctx, int file, const struct bytes *before, size_t count);

/* Closes a file in which it could not go on. */
void journal_drop(struct ctx *ctx);

/* Goes on in another file of `directory`, which is a copy of what there is; the journal in it
 * begins at `begins`. */
int journal_move(struct ctx *ctx, int directory, const char *name, off_t begins);

/*
 * Takes room in the file for the lines of so many actions. A file in memory is charged to whoever
 * has a page of it first: those of a container's process would be the container's own.
 */
void journal_reserve(const struct ctx *ctx, size_t actions);

int journal_head(struct ctx *ctx);
int journal_begin(struct ctx *ctx);
int journal_done(struct ctx *ctx);
int journal_failed(struct ctx *ctx);
/* `error` 0: the action is undone; otherwise what prevented that. */
int journal_undone(struct ctx *ctx, int error);
int journal_end(struct ctx *ctx, const char *outcome, int exit_code);

/*
 * This process's lines have the time of the line before them from now on. Where the clock is none
 * that the vDSO can read (vdso(7): with clocksources such as hpet and acpi_pm), to read it is a
 * system call, which a container's filter may forbid.
 */
void journal_stop_clock(struct ctx *ctx);

/* Finds the chain's end again after the child has died in its turn, maybe between reckoning a line
 * and writing it. */
void journal_relink(struct ctx *ctx);

/* Hands the whole journal to the host, and lets go of it. */
void journal_deliver(struct ctx *ctx);

/* All of the journal, as journal_deliver hands it over, into `text`. Returns its length, or a
 * negative errno; -ENOBUFS when there is no room. */
ssize_t journal_text(struct ctx *ctx, char *text, size_t size);

/* Stops copying: for the process that outlives the helper. */
void journal_detach(struct ctx *ctx);

#endif
