// Kinds by which a container is known to others: its state, its record, and who waits for it.
import type { Explanations } from './explanation.ts';

export const STATE: Explanations = {
  'state.reserve': {
    why: "the container's id becomes its own, and there is a place for its state and record",
    spec: 'runtime.md#create (the id must be unique)',
    protects:
      'two creates of one id at once: mkdir(2) lets one win; what is done from here on is written down first, so a killed create can be taken back',
  },
  'state.lock': {
    why: 'the plan was made for the state that was read then; nobody may change it meanwhile',
    spec: 'runtime.md#lifecycle',
    protects: 'carrying out a plan on a container that has changed, or is another one by now',
  },
  'state.commit': {
    why: 'later commands must find the process, and know that it is the same one',
    spec: 'runtime.md#state',
    protects:
      'signals to a stranger: a pid alone may have been given to another process, pid with start time and boot may not; written aside and renamed, so nobody reads half of it',
  },
  'state.remove': {
    why: 'the id is free again, and nothing of the container is left',
    spec: 'runtime.md#delete',
    protects: 'removing what only looks like state: the directory is renamed away first',
  },
  'fifo.create': {
    why: 'a created container waits for `start` at it',
    spec: 'runtime.md#create, runtime.md#start',
  },
  'fifo.wait': {
    why: 'create ends here; the program runs when `start` says so',
    spec: 'runtime.md#start',
    protects:
      'a descriptor of the host reaching the program: what ties the process to the helper is closed before it waits',
  },
  'fifo.release': {
    why: 'lets the waiting process run its program',
    spec: 'runtime.md#start',
    protects: 'a second start: once the byte is written the fifo goes',
  },
  'pidfile.write': {
    why: '--pid-file was given',
    spec: 'option --pid-file',
    protects: 'a reader that sees half a number: written aside and renamed',
  },
  'notify.create': {
    why: 'NOTIFY_SOCKET was set: the container gets a socket of its own to say READY=1 on',
    spec: 'sd_notify(3)',
    protects: "handing the host's own notify socket into the container",
  },
  'notify.listen': {
    why: "the socket is there before the container's program can look for it",
    spec: 'sd_notify(3)',
  },
  'notify.wait': {
    why: 'the caller waits until the program is ready, as with any service of type notify',
    spec: 'sd_notify(3)',
    protects: 'anything but READY=1 passing from the container to the host',
  },
  'record.begin': {
    why: 'whatever changes a container leaves a record; this command waits for no lock, so that nothing holds it up',
    spec: 'runtime.md#kill',
    protects:
      'a record in the place of another: it is made aside, and its number is its own; a signal that is not sent for want of a record: that is a warning',
  },
  'record.keep': {
    why: '--keep-record was given: the evidence outlives the container',
    spec: 'option --keep-record',
    protects: 'overwriting the record of another container of that name',
  },
};
