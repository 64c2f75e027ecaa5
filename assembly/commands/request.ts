// What several commands read from their request: the state root, the container's id, paths of its
// state.

import { Facts } from '../../generated/assembly/facts';
import { CONTAINER_ID, OPTION_MISSING, OPTION_VALUE } from '../plan/codes';
import { Settings } from '../plan/settings';
import { Context } from './command';

const ID_LIMIT: i32 = 255; // NAME_MAX: the id is a directory's name
const SHOWN_LIMIT: i32 = 32;
const DEFAULT_ROOT: string = '/run/lading';

/** The state root; null: the caller is asked for. */
export function readRoot(context: Context): string | null {
  const root = context.option('root');
  if (root !== null) return root;
  const caller = context.caller();
  if (caller === null) return null;
  const runtimeDir = caller.text('runtimeDir');
  const isPrivileged = caller.unsigned('uid') == 0 && !caller.flag('nested');
  if (isPrivileged || runtimeDir === null || runtimeDir == '') return DEFAULT_ROOT;
  return runtimeDir + '/lading';
}

/** What systemd is known to refuse: the helper remembers it by names of files. Null: it is asked for. */
export function readRefusedProperties(root: string, context: Context): string[] | null {
  const known = context.directory('systemd', root + '/.systemd');
  return known === null ? null : known.texts('entries');
}

/** The container's id; '' when it is missing or none, which is told. */
export function readId(context: Context): string {
  const id = context.option('id');
  if (id === null) {
    context.error(OPTION_MISSING, 'no container id given');
    return '';
  }
  if (id == '') {
    context.error(CONTAINER_ID, 'empty container ID');
  } else if (id.length > ID_LIMIT) {
    const shown = id.substring(0, SHOWN_LIMIT);
    context.error(
      CONTAINER_ID,
      `invalid container ID \`${shown}…\`: ${id.length} bytes, maximum ${ID_LIMIT}`,
    );
  } else {
    const bad = badCharacter(id);
    if (bad < 0) return id;
    const character = id.charCodeAt(bad) < 0x20 ? '\\n' : id.charAt(bad);
    const shown = id.replaceAll('\n', '\\n');
    context.error(
      CONTAINER_ID,
      `invalid character \`${character}\` in the container ID \`${shown}\``,
    );
  }
  return '';
}

/** Place of the first character that no id may have; a leading dot is for our own directories. */
function badCharacter(id: string): i32 {
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    const isDigit = code >= 0x30 && code <= 0x39;
    const isSign = code == 0x5f || code == 0x2b || code == 0x2d;
    if (!isLetter && !isDigit && !isSign && (code != 0x2e || i == 0)) return i;
  }
  return -1;
}

/**
 * Whether the descriptors that the program is to have are there; false: it is asked, or told. `isLenient`: of
 * --preserve-fds those that are there will do, as crun and runc have it for exec.
 */
export function hasDescriptors(
  settings: Settings,
  context: Context,
  isLenient: bool = false,
): bool {
  const wanted = settings.descriptors;
  if (wanted == 0) return true;
  const found = context.descriptors(wanted);
  if (found === null) return false;
  const open = found.unsigned('open');
  if (open >= wanted) return true;
  if (isLenient && open >= settings.listenFds) {
    const passed = open == 0 ? 'none is' : `only those below ${3 + open} are`;
    const text = `descriptor ${3 + open} is not open: of ${wanted} to preserve ${passed} passed on`;
    context.diagnostics.warning(OPTION_VALUE, text);
    settings.preserveFds = open - settings.listenFds;
    return true;
  }
  const text = `expected ${wanted} descriptors to preserve from 3 on, but ${3 + open} is not open`;
  context.error(OPTION_VALUE, text);
  return false;
}

/** Of one of the two kinds there are (sd_notify(3)): nobody can be reached by anything else. */
export function notifySocket(facts: Facts): string | null {
  const socket = facts.caller!.notifySocket;
  if (socket === null || !(socket.startsWith('/') || socket.startsWith('@'))) return null;
  return socket;
}
