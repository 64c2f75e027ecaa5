// Whether a living container still is what its plan made it: the plan on record against the kernel's own view. Reads,
// and decides nothing about the config.
import type { HostReader } from '../gather/reader.ts';
import { compareCgroups } from './drift/cgroups.ts';
import { compare, type Difference, type Findings, newFindings } from './drift/difference.ts';
import { type Done, readEvidence } from './drift/evidence.ts';
import { compareIdentity } from './drift/identity.ts';
import { compareMounts } from './drift/mounts.ts';
import { compareNamespaces } from './drift/namespaces.ts';

export type { Difference } from './drift/difference.ts';

/** A container that lives, as the engine found it. */
export type Living = {
  readonly directory: string;
  readonly pid: number;
  readonly status: 'created' | 'running' | 'paused';
};

export type Drift = {
  readonly pid: number;
  readonly status: Living['status'];
  readonly differences: readonly Difference[];
  /** How many properties were compared. */
  readonly compared: number;
  /** What could not be read back. */
  readonly unread: readonly string[];
  /** The text of config.json, for leading people back to its lines. */
  readonly config: string | undefined;
};

/** What only a process in the container's namespaces sees. */
export type Inside = {
  readonly hostname: string;
  readonly domainname: string;
  readonly sysctls: { readonly [key: string]: string | null };
};

/** Looks from inside the namespaces of a process: its names, and these kernel parameters. */
export type Look = (pid: number, keys: readonly string[]) => Promise<Inside>;

export async function findDrift(
  reader: HostReader,
  look: Look,
  { directory, pid, status }: Living,
): Promise<Drift> {
  const { made, later: records, config } = readEvidence(reader, directory);
  const isCreated = status === 'created';
  const done = isCreated ? untilStart(made) : made;
  const later = records.flat();
  const findings = newFindings();
  const isRestored = made.some(({ action }) => action.do === 'criu.spawn');
  compareNamespaces(reader, pid, done, isRestored, findings);
  if (isRestored) findings.unread.push(OF_CRIU);
  else {
    compareIdentity({ reader, pid, done, isCreated, findings });
    compareMounts(reader, pid, [...done, ...later.filter(isMount)], findings);
  }
  compareCgroups(reader, pid, made, later, findings);
  await compareInside(look, pid, done, findings);
  const { differences, compared, unread } = findings;
  return { pid, status, differences, compared, unread, config };
}

/** The plan of a restore says nothing of it: it is as criu's images have it. */
const OF_CRIU =
  'what criu restored: namespaces that were not joined, identity, mounts, names, sysctl';

/** The process waits there: what comes after has not been done. The helper's own actions all have. */
function untilStart(made: readonly Done[]): readonly Done[] {
  const wait = made.findIndex(({ action }) => action.do === 'fifo.wait');
  return made.filter(({ isChild }, index) => !isChild || index < wait);
}

function isMount({ action }: Done): boolean {
  return /^(mount|device|path)\./.test(action.do);
}

async function compareInside(
  look: Look,
  pid: number,
  done: readonly Done[],
  findings: Findings,
): Promise<void> {
  const names = new Map(done.map(({ action }) => [action.do, action]));
  const sysctls = done.filter(({ action }) => action.do === 'sysctl.write');
  const hostname = names.get('hostname.set');
  const domainname = names.get('domainname.set');
  if (sysctls.length === 0 && hostname === undefined && domainname === undefined) return;
  const inside = await look(
    pid,
    sysctls.map(({ action }) => `${action.key}`),
  );
  for (const [what, action, found] of [
    ['hostname', hostname, inside.hostname],
    ['domainname', domainname, inside.domainname],
  ] as const) {
    if (action === undefined) continue;
    const from = action.from === undefined ? {} : { from: action.from };
    compare(findings, { part: 'namespaces', what, planned: `${action.name}`, found, ...from });
  }
  for (const { action } of sysctls) {
    const planned = spaced(`${action.value}`);
    const found = inside.sysctls[`${action.key}`];
    compare(findings, {
      part: 'sysctl',
      what: `${action.key}`.replaceAll('/', '.'),
      planned,
      found: typeof found === 'string' ? spaced(found) : 'not readable',
      ...(action.from === undefined ? {} : { from: action.from }),
    });
  }
}

/** The kernel puts tabs between the numbers of a list. */
function spaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
