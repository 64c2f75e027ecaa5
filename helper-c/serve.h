// Many plans, one after the other or at once, for a host that would rather not start a helper for
// each: every plan is carried out by a process of its own, as `carry` does it, and what comes of
// one touches no other.
//
// On `requests`, a line and what it announces:
//   carry ID PLAN INPUTS     then so many bytes of a plan, and of the request that it was made of
//   signal ID NUMBER         for who carries out ID; one that has ended is nobody
// On `answers`, a line and what it announces:
//   ended ID STATUS SIGNAL JOURNAL    then so many bytes of the journal; a signal of 0 is none
#ifndef HELPER_SERVE_H
#define HELPER_SERVE_H

/* Until `requests` ends, and with it the last plan. Returns an enum run_status. */
int serve(int requests, int answers, const char *engine);

#endif
