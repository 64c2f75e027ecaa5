// One observation of a container, from inside, in a form that runtimes can be compared in.
import { Container, type ContainerOptions } from './container.ts';
import { type MountLine, parseMountinfo, parseObserved, parseStatus } from './inside.ts';
import type { Runtime } from './runtime.ts';

/** What is asked: each section begins with a line `== name`. */
const observeEverything =
  'echo == mounts; cat /proc/self/mountinfo; echo == status; cat /proc/self/status; ' +
  'echo == process; observe; echo == environment; tr "\\0" "\\n" < /proc/1/environ; ' +
  "echo == devices; ls -ln /dev | awk '{ print $1, $3, $4, $5, $6, $NF }'; " +
  'echo == namespaces; for n in cgroup ipc mnt net pid time user uts; do readlink /proc/self/ns/$n; done; ' +
  'echo == limits; cat /proc/self/limits; echo == hostname; hostname; ' +
  'echo == interfaces; ls /sys/class/net; echo == oom; cat /proc/self/oom_score_adj';

export interface Observation {
  readonly mounts: readonly MountLine[];
  readonly status: Record<string, string>;
  readonly process: Record<string, string>;
  readonly environment: readonly string[];
  readonly devices: readonly string[];
  /** Names of the namespaces that are not the caller's. */
  readonly newNamespaces: readonly string[];
  readonly limits: readonly string[];
  readonly hostname: string;
  readonly interfaces: string;
  readonly oom: string;
}

/** Runs a bundle under one runtime with `observeEverything` as its program. */
export async function observation(
  runtime: Runtime,
  options: ContainerOptions,
  hostNamespaces: readonly string[],
): Promise<Observation> {
  const container = new Container({
    ...options,
    runtime,
    bend: (config, self) => {
      options.bend?.(config, self);
      config.process.args = ['sh', '-c', observeEverything];
    },
  });
  const outcome = await container.run();
  if (outcome.exitCode !== 0) {
    throw new Error(`${runtime.name}: exit ${outcome.exitCode}: ${outcome.stderr}`);
  }
  return parseObservation(outcome.stdout.replaceAll(container.bundle, 'BUNDLE'), hostNamespaces);
}

function parseObservation(text: string, hostNamespaces: readonly string[]): Observation {
  const sections = Object.fromEntries(
    text
      .split(/^== /m)
      .slice(1)
      .map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1)];
      }),
  ) as Record<string, string>;
  const lines = (name: string): string[] => (sections[name] ?? '').trimEnd().split('\n');
  return {
    mounts: parseMountinfo(sections.mounts ?? ''),
    status: parseStatus(sections.status ?? ''),
    process: parseObserved(sections.process ?? ''),
    environment: lines('environment'),
    devices: lines('devices').slice(1),
    newNamespaces: lines('namespaces')
      .filter((link) => !hostNamespaces.includes(link))
      .map((link) => link.split(':')[0] as string),
    limits: lines('limits'),
    hostname: sections.hostname ?? '',
    interfaces: sections.interfaces ?? '',
    oom: sections.oom ?? '',
  };
}
