// The cases of test/plans: what is asked, as a change to the smallest config there is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, askPlan, type Options } from './planner.ts';

type Request = {
  readonly title: string;
  readonly facts?: string;
  readonly command?: string;
  readonly options?: Options;
  /** Kinds of actions shown, by prefix; absent: all. */
  readonly show?: readonly string[];
  readonly config?: object;
};

export type GoldenCase = Request & { readonly section: string; readonly path: string };

const directory = join(import.meta.dirname, '../plans');

/** Valid, and with as few actions as a container can have. */
const smallest = {
  ociVersion: '1.2.0',
  process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/', env: ['PATH=/bin'] },
  root: { path: 'rootfs' },
  linux: { namespaces: [{ type: 'mount' }] },
};

export function goldenCases(): GoldenCase[] {
  return folders(directory).flatMap((section) =>
    folders(join(directory, section)).map((name) => {
      const path = join(directory, section, name);
      const request = JSON.parse(readFileSync(join(path, 'request.json'), 'utf8')) as Request;
      return { ...request, section, path };
    }),
  );
}

export function askGolden({ config, facts, command, options }: GoldenCase): Answer {
  const whole = merge(smallest, config ?? {}) as object;
  return askPlan(whole, facts ?? 'v2-x86_64', command, options);
}

function merge(base: unknown, change: unknown): unknown {
  if (!isObject(base) || !isObject(change)) return change;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) merged[key] = merge(merged[key], value);
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
