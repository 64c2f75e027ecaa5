// Makes sure that what the demo, the tests or the build need is installed, and nothing more: plain
// node without dependencies, because it runs first in a fresh clone. A no-op when all is there.
//
//   node host/tools/setup.mjs --for demo|test|vm|build
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const minimumNode = [20, 19];

const build = [
  { packages: ['gcc'], has: () => onPath('cc') || onPath('gcc') },
  { packages: ['make'], has: () => onPath('make') },
  { packages: ['libc6-dev'], has: () => hasFile('/usr/include/stdio.h', '/usr/include/*/stdio.h') },
  // The helper is static. musl makes it small; glibc's own static library serves too.
  { packages: ['musl-tools'], has: () => onPath('musl-gcc'), optional: () => hasStaticGlibc() },
];
const demo = [...build, { packages: ['busybox-static'], has: () => onPath('busybox') }];
const test = [
  ...demo,
  { packages: ['crun'], has: () => onPath('crun') },
  { packages: ['runc'], has: () => onPath('runc') },
  { packages: ['uidmap'], has: () => onPath('newuidmap') },
  { packages: ['bash'], has: () => onPath('bash') },
  { packages: ['zsh'], has: () => onPath('zsh') },
  { packages: ['fish'], has: () => onPath('fish') },
  { packages: ['podman', 'conmon'], has: () => onPath('podman'), optional: () => true },
  { packages: ['containerd'], has: () => onPath('containerd'), optional: () => true },
  { packages: ['docker.io'], has: () => onPath('dockerd'), optional: () => true },
  { packages: ['criu', 'iproute2', 'iptables'], has: () => onPath('criu'), optional: () => true },
  { packages: ['man-db'], has: () => onPath('man') },
  { packages: ['groff-base'], has: () => onPath('groff') },
  { packages: ['strace'], has: () => onPath('strace') },
  // The same plans in a browser, and on another machine.
  { packages: ['chromium'], has: () => onPath('chromium') },
  { packages: ['qemu-user-static'], has: () => onPath('qemu-aarch64-static') },
  { packages: ['gcc-aarch64-linux-gnu'], has: () => onPath('aarch64-linux-gnu-gcc') },
  {
    packages: ['libc6-dev-arm64-cross'],
    has: () => hasFile('/usr/aarch64-linux-gnu/include/stdio.h'),
  },
  { packages: ['libseccomp-dev'], has: () => hasFile('/usr/include/seccomp.h') },
  { packages: ['clang'], has: () => onPath('clang') },
  { packages: ['clang-format'], has: () => onPath('clang-format') },
  {
    packages: ['libclang-rt-dev'],
    has: () =>
      hasDirectoryEntry('/usr/lib/llvm-*/lib/clang/*/lib/linux', /^libclang_rt\.asan-.*\.a$/) ||
      hasFile('/usr/lib/clang/*/lib/linux/libclang_rt.asan-x86_64.a'),
  },
];
const vm = [
  ...test,
  // Virtual machines with kernels of their own; qemu-system-common brings virtiofsd.
  { packages: ['qemu-system-x86'], has: () => onPath('qemu-system-x86_64') },
  { packages: ['qemu-system-common'], has: () => hasFile('/usr/lib/qemu/virtiofsd') },
  { packages: ['kmod'], has: () => onPath('depmod') || hasFile('/sbin/depmod') },
  { packages: ['systemd'], has: () => hasFile('/lib/systemd/systemd') },
  { packages: ['dbus-user-session'], has: () => hasFile('/usr/lib/systemd/user/dbus.socket') },
  // docker loads a profile of its own wherever the kernel has AppArmor, as Debian's has.
  {
    packages: ['apparmor'],
    has: () => onPath('apparmor_parser') || hasFile('/sbin/apparmor_parser'),
  },
  // A policy for the lane that has SELinux.
  { packages: ['checkpolicy'], has: () => onPath('checkpolicy') },
  { packages: ['libpam-systemd'], has: () => hasFile('/lib/*/security/pam_systemd.so') },
];
const needs = { build, demo, test, vm };

function main() {
  const purpose = purposeAsked();
  checkNode();
  installNodeModules();
  installDebianPackages(needs[purpose], purpose);
  if (['test', 'vm'].includes(purpose) && process.getuid?.() === 0) prepareCriu();
}

/**
 * A criu that is older than the kernel may not know it: Debian 12's does not, from Linux 6.13 on (its vDSO has one more
 * mapping). Then Debian's newest is unpacked into build/criu, with the libraries it needs, beside what is installed.
 * Tests that need it say so when there is none.
 */
function prepareCriu() {
  const folder = join(repository, 'build', 'criu');
  const wrapper = join(folder, 'criu');
  const works = (program) => spawnSync(program, ['check'], { stdio: 'ignore' }).status === 0;
  if (works('criu') || existsSync(wrapper) || !onPath('apt-get') || !onPath('dpkg')) return;
  say('the installed criu does not know this kernel: unpacking a newer one into build/criu');
  const lists = join(folder, 'lists');
  const packages = join(folder, 'packages');
  for (const path of [join(lists, 'partial'), packages]) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder, 'sources.list'), `deb ${debianArchive()} sid main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${folder}`,
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  run('apt-get', [...settings, '-q', 'update'], false);
  const only = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'];
  const depends = spawnSync(
    'apt-cache',
    [...settings, 'depends', '--recurse', ...only.map((kind) => `--no-${kind}`), 'criu'],
    { encoding: 'utf8' },
  );
  const names = [...new Set(depends.stdout?.match(/^[a-z][^ <\n]*$/gm) ?? [])];
  spawnSync('apt-get', [...settings, '-q', 'download', ...names], {
    cwd: packages,
    stdio: 'ignore',
  });
  for (const file of readdirSync(packages)) {
    spawnSync('dpkg', ['-x', join(packages, file), join(folder, 'root')], { stdio: 'ignore' });
  }
  const root = join(folder, 'root', 'usr');
  const command = [
    ...[join(root, 'lib64', 'ld-linux-x86-64.so.2'), '--library-path'],
    ...[join(root, 'lib', 'x86_64-linux-gnu'), join(root, 'sbin', 'criu'), '"$@"'],
  ];
  writeFileSync(wrapper, `#!/bin/sh\nexec ${command.join(' ')}\n`, { mode: 0o755 });
  for (const path of [lists, packages]) rmSync(path, { recursive: true });
  if (!works(wrapper)) say('nor does that one: checkpoint and restore will not be tested');
}

/** Where this machine's own packages come from: the archive that holds the newest release too. */
function debianArchive() {
  const format = ['indextargets', '--format', '$(SUITE) $(REPO_URI)'];
  const lines = spawnSync('apt-get', format, { encoding: 'utf8' }).stdout?.split('\n') ?? [];
  return (
    lines.find((line) => !/^\S*-(security|updates|backports) /.test(line))?.split(' ')[1] ?? ''
  );
}

function purposeAsked() {
  const [flag, purpose, ...rest] = process.argv.slice(2);
  if (flag === undefined) return 'build';
  if (flag !== '--for' || !(purpose in needs) || rest.length > 0) {
    fail(
      `expected --for ${Object.keys(needs).join('|')}, found ${process.argv.slice(2).join(' ')}`,
    );
  }
  return purpose;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < minimumNode[0] || (major === minimumNode[0] && minor < minimumNode[1])) {
    fail(`expected Node.js ${minimumNode.join('.')} or later, found ${process.versions.node}`);
  }
}

function installNodeModules() {
  const installed = modifiedAt(join(repository, 'node_modules', '.package-lock.json'));
  if (installed !== undefined && installed >= modifiedAt(join(repository, 'package-lock.json'))) {
    return;
  }
  say('installing the packages of package-lock.json (npm ci)');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

function installDebianPackages(wanted, purpose) {
  const missing = wanted.filter((need) => !need.has());
  if (missing.length === 0) return;
  const required = missing.filter((need) => !need.optional?.());
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    if (required.length === 0) return;
    const names = required.flatMap((need) => need.packages).join(' ');
    fail(`missing for ${purpose}; install these packages (Debian's names): ${names}`);
  }
  // Package lists of another day may name versions that are gone.
  run('apt-get', ['-q', 'update']);
  for (const [group, essential] of [
    [required, true],
    [missing.filter((need) => need.optional?.()), false],
  ]) {
    const names = group.flatMap((need) => need.packages);
    if (names.length === 0) continue;
    say(`installing ${names.join(' ')}`);
    run('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...names], essential);
  }
  const still = required.filter((need) => !need.has());
  if (still.length > 0) {
    fail(`still missing after installing: ${still.flatMap((need) => need.packages).join(' ')}`);
  }
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder: the search goes on
    }
  });
}

function hasFile(...patterns) {
  return patterns.some((pattern) => expand(pattern).some((path) => existsSync(path)));
}

function hasStaticGlibc() {
  return hasFile('/usr/lib/libc.a', '/usr/lib/*/libc.a', '/usr/lib64/libc.a');
}

function hasDirectoryEntry(pattern, name) {
  return expand(pattern).some((folder) => readdirSync(folder).some((entry) => name.test(entry)));
}

/** Expands `*` where it is a whole component or a part of one (node:fs has glob only from 22 on). */
function expand(pattern) {
  let paths = ['/'];
  for (const part of pattern.split('/').filter((text) => text !== '')) {
    if (!part.includes('*')) {
      paths = paths.map((path) => join(path, part)).filter((path) => existsSync(path));
      continue;
    }
    const matcher = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
    paths = paths.flatMap((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path)
            .filter((entry) => matcher.test(entry))
            .map((entry) => join(path, entry))
        : [],
    );
  }
  return paths;
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function run(program, args, essential = true) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync(program, args, { cwd: repository, stdio: ['ignore', 2, 2], env });
  if (essential && result.status !== 0) fail(`${program} ${args.join(' ')} failed`);
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

main();
