// What a case of the field matrix is: one thing set in config.json, and what the kernel then
// answers, from inside the container or from outside. The matrix test runs each under lading and
// both peers; the architecture test checks that no field is without a case.
import type { Config } from '../../helpers/config.ts';
import type { Container } from '../../helpers/container.ts';

export type Need =
  | 'apparmor'
  | 'cgroup-v1'
  | 'cgroup-v2'
  | 'cgroupfs'
  | 'disk'
  | 'mapped-ids'
  | 'real-time-groups'
  | 'selinux';
export type Peer = 'runc' | 'crun';

export interface FieldCase {
  /** What the container does, as a sentence's end: `config: …`. */
  readonly title: string;
  /** Paths in the config's schema, `*` for a list's items: what this case shows. */
  readonly fields: readonly string[];
  readonly set: (config: Config, container: Container) => void;
  readonly rootfs?: (rootfs: string) => void;
  /** A shell script inside the container; what it prints is the kernel's answer. */
  readonly inside?: string;
  /** Another answer, from outside, while the container runs. */
  readonly outside?: (container: Container, pid: number) => string | Promise<string>;
  /** The answer expected, both parts together. */
  readonly answer: string | RegExp | ((text: string) => void);
  /** Peers that answer otherwise, with the reason. */
  readonly unlike?: Partial<Record<Peer, string>>;
  /** And those that do so only when systemd manages the cgroups. */
  readonly unlikeUnderSystemd?: Partial<Record<Peer, string>>;
  /** What it takes of the machine: without it the case is skipped. */
  readonly needs?: readonly Need[];
  /** Makes what the case needs on the host; the result takes it away. */
  readonly prepare?: () => Promise<() => Promise<void>>;
}

/** Fields that no case can show, and why. */
export type Unshown = Readonly<Record<string, string>>;
