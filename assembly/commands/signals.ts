// Signal names and numbers (signal(7)); the numbers are the same on every architecture we plan for.

// The name's place is its number.
const NAMES: StaticArray<string> = [
  '',
  'HUP',
  'INT',
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'KILL',
  'USR1',
  'SEGV',
  'USR2',
  'PIPE',
  'ALRM',
  'TERM',
  'STKFLT',
  'CHLD',
  'CONT',
  'STOP',
  'TSTP',
  'TTIN',
  'TTOU',
  'URG',
  'XCPU',
  'XFSZ',
  'VTALRM',
  'PROF',
  'WINCH',
  'IO',
  'PWR',
  'SYS',
];
// glibc keeps 32 and 33 for itself, and calls 34 SIGRTMIN.
const RTMIN: i32 = 34;
const RTMAX: i32 = 64;

/** The number of `SIGTERM`, `term`, `15`, `RTMIN+1`, `RTMAX-2` …; -1: there is no such signal. */
export function signalNumber(text: string): i32 {
  const number = readNumber(text);
  if (number >= 0) return number <= RTMAX ? number : -1;
  const upper = text.toUpperCase(); // as crun and kill(1): any case
  const name = upper.startsWith('SIG') ? upper.substring(3) : upper;
  if (name == '') return -1;
  const known = NAMES.indexOf(name);
  if (known > 0) return known;
  if (name == 'IOT') return 6;
  if (name == 'CLD') return 17;
  if (name == 'POLL') return 29;
  if (name == 'RTMIN') return RTMIN;
  if (name == 'RTMAX') return RTMAX;
  const offset = name.length > 6 ? readNumber(name.substring(6)) : -1;
  if (offset < 0 || offset > RTMAX - RTMIN) return -1;
  if (name.startsWith('RTMIN+')) return RTMIN + offset;
  return name.startsWith('RTMAX-') ? RTMAX - offset : -1;
}

/** -1: not a number of at most three digits. */
function readNumber(text: string): i32 {
  if (text.length == 0 || text.length > 3) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
