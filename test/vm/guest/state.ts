// Inside a lane's machine: what its kernel holds, written to a file before the tests; after them, what differs is
// printed, and makes a failure. Nobody else works in this machine, so everything counts.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { captureKernelState, differences, type KernelState } from '../../helpers/kernel-state.ts';
import { program } from '../../helpers/programs.ts';

interface State extends KernelState {
  /** Ids of all programs that the kernel has loaded. */
  readonly bpf: readonly string[];
  readonly units: readonly string[];
}

function capture(): State {
  const state = captureKernelState({
    token: 'lading-test-',
    stateRoots: ['/run/lading'],
    alone: true,
  });
  return { ...state, bpf: lines(program('bpf'), ['ids']), units: transientUnits() };
}

/** systemd's transient units: a container's scope is one. */
function transientUnits(): string[] {
  const args = ['list-units', '--all', '--plain', '--no-legend', '--type=scope,slice'];
  return lines('systemctl', args).map((line) => line.split(' ')[0] as string);
}

function lines(command: string, args: readonly string[]): string[] {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return (stdout ?? '').split('\n').filter((line) => line !== '');
}

async function compare(before: State): Promise<string[]> {
  // The kernel frees what is dead a little later, and systemd notices that a scope is empty.
  for (let attempts = 0; ; attempts += 1) {
    const after = capture();
    const more = (kind: 'bpf' | 'units') =>
      after[kind]
        .filter((line) => !before[kind].includes(line))
        .map((line) => `${kind}: + ${line}`);
    // systemd has new programs, as many as before, for its own units when it is reloaded.
    const programs = after.bpf.length > before.bpf.length ? more('bpf') : [];
    const left = [...differences(before, after), ...programs, ...more('units')];
    if (left.length === 0 || attempts === 40) return left;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const [when, file] = process.argv.slice(2) as [string, string];
if (when === 'before') {
  writeFileSync(file, JSON.stringify(capture()));
} else {
  const left = await compare(JSON.parse(readFileSync(file, 'utf8')) as State);
  for (const line of left) console.log(`  left behind: ${line}`);
  console.log(left.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = left.length === 0 ? 0 : 1;
}
