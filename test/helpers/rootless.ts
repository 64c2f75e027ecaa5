// Runtimes as a user without root runs them, on bundles of his own: a uid with ranges in /etc/subuid or without. Each
// command runs in a mount namespace with account files of its own, so the host's stay as they are.
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Config, smallConfig } from './config.ts';
import { type Container, testDirectory } from './container.ts';
import { type Runtime, runtimeUnderTest } from './runtime.ts';

export const uid = 4242;
export const gid = 4343;
export const sub = { uid: 700000, gid: 800000, count: 5000 };

const asUser = [
  ...['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`],
  ...['--clear-groups', '--inh-caps=-all'],
];

/** Words of a shell that runs before the runtime does, as the user or still as root. */
export interface User {
  readonly subids?: boolean;
  /** Directories below /sys/fs/cgroup that the command goes into first. */
  readonly cgroups?: readonly string[];
  readonly path?: string;
  /** As root of a user namespace of the user's. */
  readonly nested?: boolean;
}

/** The runtime under test, as the user runs it. */
export function rootless(user: User = {}): Runtime {
  const etc = join(testDirectory(), 'etc');
  const runtimeDir = join(testDirectory(), 'user-run');
  mkdirSync(etc, { recursive: true });
  mkdirSync(runtimeDir, { recursive: true });
  chownSync(runtimeDir, uid, gid);
  chmodSync(testDirectory(), 0o711);
  const files = {
    passwd: `${readFileSync('/etc/passwd', 'utf8')}eve:x:${uid}:${gid}::/tmp:/bin/sh\n`,
    subuid: user.subids ? `eve:${sub.uid}:${sub.count}\n` : '',
    subgid: user.subids ? `${uid}:${sub.gid}:${sub.count}\n` : '',
  };
  const kind = user.subids ? 'with' : 'without';
  const steps = ['mount --make-rprivate /'];
  for (const [name, text] of Object.entries(files)) {
    const file = join(etc, `${name}-${kind}`);
    writeFileSync(file, text);
    steps.push(`mount --bind ${file} /etc/${name}`);
  }
  for (const cgroup of user.cgroups ?? []) steps.push(`echo $$ > ${cgroup}/cgroup.procs`);
  steps.push(`export XDG_RUNTIME_DIR=${runtimeDir}`, 'umask 022');
  if (user.path !== undefined) steps.push(`export PATH=${user.path}`);
  const nested = user.nested ? '/usr/bin/unshare --user --map-root-user --mount' : '';
  steps.push(`exec ${asUser.join(' ')} ${nested} "$@"`);
  const command = ['unshare', '--mount', 'sh', '-c', steps.join(' && '), 'sh'];
  const tested = runtimeUnderTest();
  return { name: tested.name, command: [...command, ...tested.command] };
}

const sessionDirectory = `/run/user/${uid}`;

/** Whether systemd can start a manager for the user: it knows the accounts of the machine alone. */
export function canHaveSession(): boolean {
  const isKnown = /^eve:/m.test(readFileSync('/etc/passwd', 'utf8'));
  return isKnown && existsSync('/run/systemd/system');
}

/** A command by a service of the user's own manager, which has to run. */
export function inSession(command: readonly string[]): string[] {
  const manager = ['env', `XDG_RUNTIME_DIR=${sessionDirectory}`, 'systemd-run', '--user'];
  const streams = ['--pipe', '--wait', '--collect', '--quiet', '--service-type=exec'];
  return [...asUser, ...manager, ...streams, '-E', `PATH=${process.env.PATH}`, '--', ...command];
}

/** The runtime under test, by a service of the user's own manager. */
export function sessionRuntime(): Runtime {
  chmodSync(testDirectory(), 0o711);
  const { name, command } = runtimeUnderTest();
  return { name, command: inSession(command) };
}

/** As crun's `spec --rootless` has it: no mappings, and no group tty, which one id alone leaves no room for. */
export function rootlessConfig(): Config {
  const config = nestedConfig();
  config.linux.namespaces.push({ type: 'user' });
  return config;
}

export function nestedConfig(): Config {
  const config = smallConfig();
  for (const mount of config.mounts) {
    if (mount.options) mount.options = mount.options.filter((word) => word !== 'gid=5');
  }
  return config;
}

/** Gives the user what a user's bundle has. */
export function own(container: Container): void {
  const directories = [container.bundle, container.rootfs];
  for (const name of readdirSync(container.rootfs)) directories.push(join(container.rootfs, name));
  for (const directory of directories) chownSync(directory, uid, gid);
  mkdirSync(container.stateRoot, { recursive: true });
  chownSync(container.stateRoot, uid, gid);
}

/** Other tests' containers are root's, and are kept in the same directory. */
export function giveBack(): void {
  rmSync(join(testDirectory(), `state-${runtimeUnderTest().name}`), {
    recursive: true,
    force: true,
  });
}
