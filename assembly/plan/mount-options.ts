// What each mount option word means (config.md#mounts, mount(8)): an attribute of the mount, a flag
// of the filesystem's superblock, a propagation type, or an instruction to us. A word that is none
// of these is the filesystem's own and goes to it as data. A table and its reader; it plans nothing.
//
// `attributes` of an action are per mount (MOUNT_ATTR_*): two mounts of one filesystem may differ.
// `data` (and `superblock` on a remount) belong to the filesystem: sync, size=…, mode=…, gid=….
// Without a word about access times the kernel's default is relatime, as it is with mount(2).

export const RO: u32 = 1 << 0;
export const NOSUID: u32 = 1 << 1;
export const NODEV: u32 = 1 << 2;
export const NOEXEC: u32 = 1 << 3;
const NOATIME: u32 = 1 << 4;
const RELATIME: u32 = 1 << 5;
export const STRICTATIME: u32 = 1 << 6;

// Bit i is name i; the order is the plan schema's.
const ATTRIBUTE_SET: StaticArray<string> = [
  'ro',
  'nosuid',
  'nodev',
  'noexec',
  'noatime',
  'relatime',
  'strictatime',
  'nodiratime',
  'nosymfollow',
];
const ATTRIBUTE_CLEAR: StaticArray<string> = [
  'rw',
  'suid',
  'dev',
  'exec',
  'atime',
  'norelatime',
  'nostrictatime',
  'diratime',
  'symfollow',
];

// fsconfig(2) knows these words itself (fs_context.c), except iversion and its opposite, which
// only some filesystems take.
const SUPERBLOCK_SET: StaticArray<string> = ['sync', 'dirsync', 'mand', 'lazytime', 'iversion'];
const SUPERBLOCK_CLEAR: StaticArray<string> = ['async', '', 'nomand', 'nolazytime', 'noiversion'];

// To us, not to the kernel.
const INSTRUCTIONS: StaticArray<string> = [
  'bind',
  'rbind',
  'remount',
  'defaults',
  'silent',
  'loud',
  'tmpcopyup',
  'copy-symlink',
  'src-nofollow',
  'dest-nofollow',
  'idmap',
  'ridmap',
];

const PROPAGATION: StaticArray<string> = ['private', 'shared', 'slave', 'unbindable'];

const R: i32 = 0x72;
const COMMA: i32 = 0x2c;
const QUOTE: i32 = 0x22;
const BACKSLASH: i32 = 0x5c;

@final
export class MountOptions {
  set: u32 = 0;
  clear: u32 = 0;
  recursiveSet: u32 = 0;
  recursiveClear: u32 = 0;
  /** Superblock words in the order given, the last of each pair only. */
  superblock: string[] = [];
  data: string[] = [];
  propagation: string | null = null;
  propagationRecursive: bool = false;
  bind: bool = false;
  bindRecursive: bool = false;
  remount: bool = false;
  copyUp: bool = false;
  copySymlink: bool = false;
  sourceNofollow: bool = false;
  targetNofollow: bool = false;
  /** `idmap[=…]` or `ridmap[=…]`, as it stands; null: none. */
  idmap: string | null = null;
  idmapRecursive: bool = false;
  /** The first word that asks for something no kernel call can do; null: none. */
  impossible: string | null = null;
}

/** Every word that is not the filesystem's own, sorted: what `features` tells engines. */
export function knownMountOptions(): string[] {
  const names: string[] = [];
  for (let i = 0; i < INSTRUCTIONS.length; i++) names.push(INSTRUCTIONS[i]);
  for (let i = 0; i < ATTRIBUTE_SET.length; i++) {
    names.push(ATTRIBUTE_SET[i]);
    names.push(ATTRIBUTE_CLEAR[i]);
    names.push('r' + ATTRIBUTE_SET[i]);
    names.push('r' + ATTRIBUTE_CLEAR[i]);
  }
  for (let i = 0; i < SUPERBLOCK_SET.length; i++) {
    names.push(SUPERBLOCK_SET[i]);
    if (SUPERBLOCK_CLEAR[i] != '') names.push(SUPERBLOCK_CLEAR[i]);
  }
  for (let i = 0; i < PROPAGATION.length; i++) {
    names.push(PROPAGATION[i]);
    names.push('r' + PROPAGATION[i]);
  }
  return names.sort();
}

export function readMountOptions(words: string[]): MountOptions {
  const options = new MountOptions();
  for (let i = 0; i < words.length; i++) {
    const word = unchecked(words[i]);
    if (!readSpecial(word, options)) readAny(word, options);
  }
  return options;
}

/** The names of the attributes in `bits`, at most one of those about access times. */
export function attributeNames(bits: u32): string[] {
  const names: string[] = [];
  const one = oneAccessTime(bits);
  for (let i = 0; i < ATTRIBUTE_SET.length; i++) {
    if (one & (1 << i)) names.push(unchecked(ATTRIBUTE_SET[i]));
  }
  return names;
}

/** mount(2) lets strictatime win over noatime, and that over relatime. */
function oneAccessTime(bits: u32): u32 {
  if (bits & STRICTATIME) return bits & ~(NOATIME | RELATIME);
  if (bits & NOATIME) return bits & ~RELATIME;
  return bits;
}

function readSpecial(word: string, options: MountOptions): bool {
  if (word == 'bind' || word == 'rbind') {
    options.bind = true;
    options.bindRecursive = word.length == 5;
  } else if (word == 'remount') {
    options.remount = true;
  } else if (word == 'tmpcopyup') {
    options.copyUp = true;
  } else if (word == 'copy-symlink') {
    options.copySymlink = true;
  } else if (word == 'src-nofollow') {
    options.sourceNofollow = true;
  } else if (word == 'dest-nofollow') {
    options.targetNofollow = true;
  } else if (isIdmap(word)) {
    options.idmap = word;
    options.idmapRecursive = word.charCodeAt(0) == R;
  } else {
    // `silent` and `loud` only ask the kernel for fewer or more log lines, and the calls that took
    // the place of mount(2) have no such flag.
    return word == '' || word == 'defaults' || word == 'silent' || word == 'loud';
  }
  return true;
}

function isIdmap(word: string): bool {
  const name = word.charCodeAt(0) == R ? word.substring(1) : word;
  return name == 'idmap' || name.startsWith('idmap=');
}

function readAny(word: string, options: MountOptions): void {
  if (readAttribute(word, options) || readSuperblock(word, options)) return;
  if (readPropagation(word, options)) return;
  if (word.charCodeAt(0) == R && isSuperblock(word.substring(1))) {
    // mount_setattr(2) changes attributes of mounts below, never their filesystems.
    if (options.impossible === null) options.impossible = word;
    return;
  }
  splitData(word, options.data);
}

function readAttribute(word: string, options: MountOptions): bool {
  let i = ATTRIBUTE_SET.indexOf(word);
  if (i >= 0) {
    options.set |= 1 << i;
    options.clear &= ~(1 << i);
    return true;
  }
  i = ATTRIBUTE_CLEAR.indexOf(word);
  if (i >= 0) {
    options.clear |= 1 << i;
    options.set &= ~(1 << i);
    return true;
  }
  if (word.charCodeAt(0) != R) return false;
  const name = word.substring(1);
  i = ATTRIBUTE_SET.indexOf(name);
  if (i >= 0) {
    options.recursiveSet |= 1 << i;
    options.recursiveClear &= ~(1 << i);
    return true;
  }
  i = ATTRIBUTE_CLEAR.indexOf(name);
  if (i < 0) return false;
  options.recursiveClear |= 1 << i;
  options.recursiveSet &= ~(1 << i);
  return true;
}

function isSuperblock(word: string): bool {
  return SUPERBLOCK_SET.includes(word) || (word != '' && SUPERBLOCK_CLEAR.includes(word));
}

function readSuperblock(word: string, options: MountOptions): bool {
  if (!isSuperblock(word)) return false;
  const set = SUPERBLOCK_SET.indexOf(word);
  const other = set >= 0 ? SUPERBLOCK_CLEAR[set] : SUPERBLOCK_SET[SUPERBLOCK_CLEAR.indexOf(word)];
  dropWord(options.superblock, word);
  dropWord(options.superblock, other);
  options.superblock.push(word);
  return true;
}

function dropWord(words: string[], word: string): void {
  const i = words.indexOf(word);
  if (i >= 0) words.splice(i, 1);
}

function readPropagation(word: string, options: MountOptions): bool {
  let i = PROPAGATION.indexOf(word);
  const recursive = i < 0 && word.charCodeAt(0) == R;
  if (recursive) i = PROPAGATION.indexOf(word.substring(1));
  if (i < 0) return false;
  options.propagation = PROPAGATION[i];
  options.propagationRecursive = recursive;
  return true;
}

/**
 * One option may hold several parameters with commas in between, since runtimes hand mount(2) all
 * of them as one string. A comma in quotes (SELinux contexts) or after a backslash (overlay's
 * paths) belongs to the value; the quotes do not.
 */
function splitData(word: string, data: string[]): void {
  if (!word.includes(',')) {
    data.push(unquote(word));
    return;
  }
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= word.length; i++) {
    const code = i < word.length ? word.charCodeAt(i) : COMMA;
    if (code == QUOTE) quoted = !quoted;
    else if (code == BACKSLASH) i++;
    else if (code == COMMA && (!quoted || i == word.length)) {
      if (i > start) data.push(unquote(word.substring(start, i)));
      start = i + 1;
    }
  }
  if (start < word.length) data.push(unquote(word.substring(start)));
}

function unquote(parameter: string): string {
  return parameter.includes('"') ? parameter.replaceAll('"', '') : parameter;
}
