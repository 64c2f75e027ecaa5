// Debian's own kernels, unpacked into a folder of the build and never installed, and the initial RAM disk that brings a
// machine to the host's root: busybox, the modules that it takes, and guest/init.sh.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const guestDirectory = join(import.meta.dirname, 'guest');
/** Kernels outlive a build; they are named by their version. */
export const cache = process.env.LADING_TEST_VM_CACHE ?? join(repository, 'build', 'vm');

export interface Kernel {
  readonly version: string;
  readonly image: string;
  readonly initramfs: string;
  /** What belongs at /lib/modules. */
  readonly modules: string;
}

/** What has to be there before the host's root is: below kernel/, without suffix. */
const earlyModules = ['virtio_pci', 'virtiofs', 'overlay'] as const;

/** The kernel that one of Debian's metapackages stands for, downloaded when the cache has it not. */
export function kernel(metapackage: string): Kernel {
  try {
    return find(metapackage);
  } catch {
    // There are no lists of packages, or they are of another day, and name a version that is gone.
    run('apt-get', ['-q', 'update']);
    return find(metapackage);
  }
}

function find(metapackage: string): Kernel {
  const name = /^ +Depends: (linux-image-\S+)/m.exec(
    run('apt-cache', ['depends', metapackage]),
  )?.[1];
  if (name === undefined) throw new Error(`${metapackage}: apt-cache names no kernel for it`);
  const version = name.replace('linux-image-', '');
  const folder = join(cache, version);
  if (!existsSync(folder)) unpack(name, version, folder);
  const initramfs = join(folder, 'initramfs');
  makeInitramfs(folder, version, initramfs);
  return {
    version,
    image: join(folder, 'boot', `vmlinuz-${version}`),
    initramfs,
    modules: join(folder, 'lib', 'modules'),
  };
}

function unpack(name: string, version: string, folder: string): void {
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  run('apt-get', ['-q', 'download', name], fresh);
  const [archive] = readdirSync(fresh).filter((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get downloaded no ${name}`);
  run('dpkg-deb', ['-x', archive, '.'], fresh);
  rmSync(join(fresh, archive));
  run('depmod', ['-b', fresh, version]);
  renameSync(fresh, folder);
}

function makeInitramfs(folder: string, version: string, target: string): void {
  const tree = `${target}.${process.pid}`;
  for (const name of ['bin', 'modules']) mkdirSync(join(tree, name), { recursive: true });
  copyFileSync('/bin/busybox', join(tree, 'bin', 'busybox'));
  cpSync(join(guestDirectory, 'init.sh'), join(tree, 'init'));
  const modules = join(folder, 'lib', 'modules', version);
  const order = inOrder(readFileSync(join(modules, 'modules.dep'), 'utf8'));
  for (const path of order) {
    copyFileSync(join(modules, path), join(tree, 'modules', basename(path)));
  }
  writeFileSync(
    join(tree, 'modules', 'order'),
    order.map((path) => `${basename(path)}\n`).join(''),
  );
  run(
    'sh',
    ['-c', `chmod +x init && find . | busybox cpio -o -H newc > ../${basename(tree)}.new`],
    tree,
  );
  renameSync(`${tree}.new`, target);
  rmSync(tree, { recursive: true });
}

/** The files of the early modules, each after what it needs; what is built in has none. */
function inOrder(dependencies: string): string[] {
  const needs = new Map<string, readonly string[]>();
  for (const line of dependencies.split('\n').filter(Boolean)) {
    const [path, rest] = line.split(':') as [string, string];
    needs.set(path, rest.split(' ').filter(Boolean).reverse());
  }
  const wanted = earlyModules.flatMap((name) => {
    const path = [...needs.keys()].find((file) => basename(file).split('.')[0] === name);
    return path === undefined ? [] : [...(needs.get(path) ?? []), path];
  });
  return [...new Set(wanted)];
}

function run(program: string, args: readonly string[], cwd = repository): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
