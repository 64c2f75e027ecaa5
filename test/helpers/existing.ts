// A container that exists, as inputs of the engine: what the commands on it are asked with, without any container.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Json } from '../../host/engine/canonical.ts';
import { type Answer, ask, type Inputs, renderAction } from './planner.ts';

export const boot = '8e460d00-d981-4cea-8b88-adcd0038390a';
export const mount = '/sys/fs/cgroup';
export const record = {
  annotations: { 'a.b': 'x "y"', c: '' },
  bundle: '/b',
  cgroups: [{ controllers: ['memory'], mount, path: 'a/web', unified: true }],
  command: 'create',
  config: '/b/config.json',
  fifo: true,
  id: 'web',
  ociVersion: '1.2.0',
  owner: 1000,
  poststart: [{ args: ['after', 'x'], path: '/bin/after', timeout: 2 }],
  poststop: [{ env: ['A=1'], path: '/bin/gone' }],
  root: 'rootfs',
  rootfs: '/b/rootfs',
};
export const created = '2026-11-24T02:00:00.000000Z';
export const stateText = JSON.stringify({ boot, container: record, created, pid: 42, start: 7 });
export const caller: Json = { gid: 0, groups: [0], runtimeDir: null, uid: 0 };
export const missing: Json = { error: 'ENOENT' };
export const alive: Json = { boot, start: 7, state: 'S' };

export type Status =
  | 'created'
  | 'running'
  | 'paused'
  | 'stopped'
  | 'creating'
  | 'corrupted'
  | 'missing';

export function inputsOf(status: Status, id = 'web'): Record<string, Json> {
  const hasState = !['creating', 'missing'].includes(status);
  const text = status === 'corrupted' ? stateText.slice(0, 40) : stateText;
  return {
    caller,
    passwd: { text: 'root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n' },
    [`state/${id}`]: hasState ? { text } : missing,
    [`fifo/${id}`]: status === 'created' ? { type: 'fifo' } : missing,
    [`process/${id}`]: status === 'stopped' ? { boot, error: 'ESRCH' } : alive,
    [`frozen/${id}`]: { frozen: status === 'paused' },
    [`directory/${id}`]: status === 'missing' ? missing : { type: 'directory' },
    [`record/${id}`]: status === 'missing' ? missing : { type: 'directory' },
    [`plan/${id}`]: missing,
    [`journal/${id}`]: missing,
  };
}

export function give(
  command: string,
  status: Status,
  options: object = {},
  more: Inputs = {},
): Answer {
  return ask(command, { id: 'web', ...options }, { ...inputsOf(status), ...more });
}

export function problems(answer: Answer): string[] {
  return answer.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

export function lines(answer: Answer): string[] {
  assert.equal(answer.kind, 'plan', answer.text);
  return answer.actions.map(renderAction);
}

export const digest = createHash('sha256').update(stateText).digest('hex');
export const lock = `state.lock id=web root=/run/lading state=${digest} ← id`;
/** Of what waits for no lock. */
export const recordBegin = 'record.begin id=web root=/run/lading ← id';
