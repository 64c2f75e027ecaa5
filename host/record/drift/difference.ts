// One difference between what a plan says and what the kernel shows.

export type Difference = {
  /** Which part of the container: a word for grouping. */
  readonly part: 'process' | 'namespaces' | 'mounts' | 'cgroup' | 'identity' | 'seccomp' | 'sysctl';
  /** What it is about: a path in the container, a file of a cgroup, a name of the kernel's. */
  readonly what: string;
  readonly planned: string;
  readonly found: string;
  /** Pointer into config.json or the name of an option; absent: nothing planned it. */
  readonly from?: string;
  /** Who else than somebody from outside may have done it. */
  readonly note?: string;
};

export type Findings = {
  readonly differences: Difference[];
  /** How many properties were compared. */
  compared: number;
  /** What cannot be read back from the kernel. */
  readonly unread: string[];
};

export function newFindings(): Findings {
  return { differences: [], compared: 0, unread: [] };
}

/** One property: told when it differs. */
export function compare(
  findings: Findings,
  { isSame, ...difference }: Difference & { readonly isSame?: boolean },
): void {
  findings.compared += 1;
  if (isSame ?? difference.planned === difference.found) return;
  findings.differences.push(difference);
}
