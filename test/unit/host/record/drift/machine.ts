// A machine in memory with one living container, and what is found of it.
import { memoryReader } from '../../../../../host/gather/memory.ts';
import type { HostReader } from '../../../../../host/gather/reader.ts';
import { type Drift, findDrift } from '../../../../../host/record/drift.ts';

const DIRECTORY = '/run/lading/one';
export const PID = 7;
export const CGROUP = { mount: '/sys/fs/cgroup', path: 'one' } as const;

type Action = { readonly do: string; readonly [field: string]: unknown };

export type OnRecord = {
  readonly actions: readonly Action[];
  /** Of so many the journal says that they were done; absent: of all. */
  readonly done?: number;
};

export type Machine = {
  /** The first made it, the others changed it. */
  readonly records: readonly (readonly Action[] | OnRecord)[];
  readonly files?: { readonly [path: string]: string };
  readonly links?: { readonly [path: string]: string };
  readonly release?: string;
  readonly bend?: (reader: HostReader) => HostReader;
};

const STATUS = 'NoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n';
const ROOT = '30 29 0:26 / / rw,relatime - ext4 /dev/sda rw\n';

export async function found({ records, files, links, release, bend }: Machine): Promise<Drift> {
  const reader = memoryReader({
    files: {
      '/proc/self/mountinfo': ROOT,
      '/proc/self/status': STATUS,
      [`/proc/${PID}/mountinfo`]: ROOT,
      [`/proc/${PID}/status`]: STATUS,
      ...Object.fromEntries(records.flatMap((record, index) => filesOf(index + 1, record))),
      ...files,
    },
    links: links ?? {},
    kernel: { machine: 'x86_64', release: release ?? '6.18.0' },
  });
  const look = () => Promise.reject(new TypeError('nothing to look for inside'));
  const living = { directory: DIRECTORY, pid: PID, status: 'running' } as const;
  return findDrift(bend?.(reader) ?? reader, look, living);
}

/** Each as one line. */
export async function told(machine: Machine): Promise<string[]> {
  const { differences } = await found(machine);
  return differences.map(({ what, planned, found: is }) => `${what}: ${planned} -> ${is}`);
}

export function write(file: string, value: string): Action {
  return { do: 'cgroup.write', ...CGROUP, file, value };
}

/** A file of the container's cgroup, with what it shows. */
export function shows(file: string, text: string): { readonly [path: string]: string } {
  return { [`${CGROUP.mount}/${CGROUP.path}/${file}`]: `${text}\n` };
}

function filesOf(number: number, record: readonly Action[] | OnRecord): [string, string][] {
  const { actions, done }: OnRecord = 'actions' in record ? record : { actions: record };
  const lines = actions
    .slice(0, done)
    .map((_, action) => `${JSON.stringify({ action, event: 'done', result: {} })}\n`);
  const folder = `${DIRECTORY}/record/${number}`;
  return [
    [`${folder}/plan.json`, JSON.stringify({ actions })],
    [`${folder}/journal.ndjson`, lines.join('')],
  ];
}
