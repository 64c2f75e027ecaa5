// Is a process still the one it was? proc_pid_stat(5): start time is field 22, state is field 3.
import type { HostReader } from './reader.ts';
import { readText, readTextIfThere } from './text.ts';

export type ProcessValue =
  | { readonly boot: string; readonly start: number | bigint; readonly state: string }
  | { readonly boot: string; readonly error: string };

const START_FIELD = 22;
const STATE_FIELD = 3;

export function readProcess(reader: HostReader, pid: number): ProcessValue {
  const boot = readText(reader, '/proc/sys/kernel/random/boot_id').trim();
  const text = readTextIfThere(reader, `/proc/${pid}/stat`);
  // A process may end between open and read, which then fails with ESRCH.
  if (typeof text !== 'string') {
    return { boot, error: text.error === 'ENOENT' ? 'ESRCH' : text.error };
  }
  // Field 2 is the name in parentheses, which may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields[STATE_FIELD - 3];
  const start = fields[START_FIELD - 3];
  if (state === undefined || start === undefined) return { boot, error: 'EIO' };
  return { boot, start: BigInt(start), state };
}
