// What the engine must know of a host: plain data, from the kernel's own files, the same for the same kernel and boot.
import { LadingError } from '../errors.ts';
import { type CgroupLayout, readCgroupLayout, readManagerCgroup } from './cgroups.ts';
import type { Caller, HostReader } from './reader.ts';
import { linesOf, readText, readTextIfThere } from './text.ts';

export type Facts = {
  readonly architecture: string;
  readonly caller: Caller;
  readonly capabilities: { readonly last: number };
  readonly cgroups: CgroupLayout;
  readonly filesystems: readonly string[];
  readonly format: 1;
  readonly kernel: { readonly release: string; readonly version: readonly number[] };
  readonly limits: { readonly nrOpen: number };
  readonly seccomp: { readonly actions: readonly string[] };
  readonly security: { readonly apparmor: boolean; readonly selinux: boolean };
  readonly systemd: { readonly cgroup: string } | null;
};

export function readFacts(reader: HostReader): Facts {
  const { machine, release } = reader.kernel();
  return {
    architecture: machine,
    caller: reader.caller(),
    capabilities: { last: readNumber(reader, '/proc/sys/kernel/cap_last_cap') },
    cgroups: readCgroupLayout(reader),
    filesystems: readFilesystems(reader),
    format: 1,
    kernel: { release, version: parseVersion(release) },
    limits: { nrOpen: readNumber(reader, '/proc/sys/fs/nr_open') },
    seccomp: { actions: readSeccompActions(reader) },
    security: readSecurity(reader),
    systemd: readSystemd(reader),
  };
}

function readNumber(reader: HostReader, path: string): number {
  const text = readText(reader, path).trim();
  if (!/^\d{1,15}$/.test(text)) throw unexpected(path, 'a number', text);
  return Number(text);
}

function parseVersion(release: string): number[] {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  if (major === undefined || minor === undefined) {
    throw unexpected('uname release', 'a version such as 6.1.0', release);
  }
  return [Number(major), Number(minor)];
}

/** proc_filesystems(5): `nodev<TAB>name`, or `<TAB>name`. */
function readFilesystems(reader: HostReader): string[] {
  const names = linesOf(readText(reader, '/proc/filesystems')).map((line) => line.split('\t')[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Absent in a kernel without CONFIG_SECCOMP_FILTER. */
function readSeccompActions(reader: HostReader): string[] {
  const text = readTextIfThere(reader, '/proc/sys/kernel/seccomp/actions_avail');
  return typeof text === 'string'
    ? text
        .split(/\s+/)
        .filter((word) => word !== '')
        .sort()
    : [];
}

/** The list of active modules needs securityfs, which is often not mounted; each module has a sign of its own too. */
function readSecurity(reader: HostReader): Facts['security'] {
  const active = readTextIfThere(reader, '/sys/kernel/security/lsm');
  if (typeof active === 'string') {
    const modules = active.trim().split(',');
    return { apparmor: modules.includes('apparmor'), selinux: modules.includes('selinux') };
  }
  const apparmor = readTextIfThere(reader, '/sys/module/apparmor/parameters/enabled');
  return {
    apparmor: typeof apparmor === 'string' && apparmor.startsWith('Y'),
    selinux: 'type' in reader.stat('/sys/fs/selinux/enforce'),
  };
}

/** sd_booted(3). It is where it makes its units below. */
function readSystemd(reader: HostReader): Facts['systemd'] {
  if (!('type' in reader.stat('/run/systemd/system'))) return null;
  const cgroup = readManagerCgroup(reader);
  return cgroup === undefined ? null : { cgroup };
}

function unexpected(where: string, expected: string, found: string): LadingError {
  return new LadingError({
    code: 'facts-unexpected',
    message: `facts: ${where}: expected ${expected}, found ${found.slice(0, 64)}`,
  });
}
