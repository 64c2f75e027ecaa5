// A profile of AppArmor for tests: all is allowed but what it denies by name.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { token } from './container.ts';

const MODULE = '/sys/kernel/security/apparmor';
const PARSER = ['/sbin/apparmor_parser', '/usr/sbin/apparmor_parser'].find(existsSync);
const DENIED = ['deny /etc/hosts r,', 'deny /srv/** w,', 'deny capability chown,'];

export const profile = (): string => `${token()}-profile`;
/** One that denies nothing, for whoever starts a container. */
export const callerProfile = (): string => `${token()}-caller`;

export const hasAppArmor = (): boolean => existsSync(MODULE) && PARSER !== undefined;

export function loadProfile(): void {
  parser('--replace', text());
  for (const name of [profile(), callerProfile()])
    assert.ok(loaded().includes(`${name} (enforce)`), name);
}

/** The command, under the caller's profile. */
export function confinedCaller(command: readonly string[]): string[] {
  const script = 'printf "exec %s" "$0" > /proc/self/attr/apparmor/exec && exec "$@"';
  return ['sh', '-c', script, callerProfile(), ...command];
}

export function removeProfile(): void {
  if (!hasAppArmor() || !loaded().includes(profile())) return;
  parser('--remove', text());
  assert.ok(!loaded().includes(token()));
}

function parser(option: string, input: string): void {
  const { status, stderr } = spawnSync(PARSER as string, [option, '--skip-cache'], {
    input,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}

function text(): string {
  const allowed = ['file', 'capability', 'network', 'mount', 'umount', 'pivot_root'];
  const rules = [...allowed, 'signal', 'ptrace', 'unix', 'change_profile'].map(
    (word) => `${word},`,
  );
  return [
    [profile(), ...rules, ...DENIED],
    [callerProfile(), ...rules],
  ]
    .map(([name, ...lines]) => {
      const body = lines.map((line) => `  ${line}\n`).join('');
      return `profile ${name} flags=(attach_disconnected) {\n${body}}\n`;
    })
    .join('');
}

function loaded(): string {
  return readFileSync(join(MODULE, 'profiles'), 'utf8');
}
