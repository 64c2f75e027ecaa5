// What a record costs: commands of the native entry in turn with the same that make none. All have the same to write, so
// that the shortest of them, kill, pays most.
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Container } from '../helpers/container.ts';
import { buildDirectory, nativeEntry } from '../helpers/runtime.ts';
import { commandOf } from './bundles.ts';
import { runToEnd, timeInTurn } from './measure.ts';
import { startDetached, writeSleeper } from './times.ts';

/** What a record costs is less than where a program's pages happen to lie in memory: each is several files. */
const COPIES = 6;
/** A container of a few commands, as most are, has all their records; and several of them. */
const COMMANDS = 12;
const CONTAINERS = 8;

export interface RecordCost {
  readonly command: string;
  /** Lower quartiles: what else the machine does takes longer than a record. */
  readonly withMs: number;
  readonly withoutMs: number;
}

/** The native entry with what makes records replaced by what makes none. */
function linkWithout(name: string, makers: readonly string[]): string {
  const stub = fileURLToPath(new URL('no-record.c', import.meta.url));
  const wrapped = makers.map((maker) => `-Wl,--wrap=${maker}`).join(' ');
  const settings = [`NATIVE=bench/${name}`, `ALSO=${stub} ${wrapped}`];
  const helper = fileURLToPath(new URL('../../helper-c', import.meta.url));
  const made = spawnSync('make', ['-s', '-C', helper, 'native', ...settings], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error(`make ${settings.join(' ')} failed`);
  return join(buildDirectory, 'bench', name);
}

interface Side {
  readonly hasRecord: boolean;
  readonly call: readonly string[];
  readonly id: string;
}

/** Alternating, in copies of their own. */
function sides(whole: string, bare: string, purpose: string): Side[] {
  return Array.from({ length: 2 * COPIES }, (_, index) => {
    const hasRecord = index % 2 === 0;
    const name = `${purpose}-${index}`;
    const path = join(buildDirectory, 'bench', name);
    copyFileSync(hasRecord ? whole : bare, path);
    return { hasRecord, call: commandOf({ name, command: [path] }, 'record'), id: name };
  });
}

/** `inContainers`: done with containers of their own to each side. */
function compare(
  all: readonly Side[],
  command: string,
  words: (id: string) => readonly string[],
  inContainers: (work: () => void) => void,
): RecordCost {
  const programs = all.map(({ call, id }) => ({
    name: id,
    command: [...call, command, ...words(id)],
  }));
  const sums = { with: 0, without: 0 };
  for (let count = 0; count < CONTAINERS; count += 1) {
    inContainers(() => {
      for (const [index, { lowerMs }] of timeInTurn(programs, COMMANDS).entries())
        sums[all[index]?.hasRecord === true ? 'with' : 'without'] += lowerMs;
    });
  }
  const samples = CONTAINERS * COPIES;
  return { command, withMs: sums.with / samples, withoutMs: sums.without / samples };
}

export function timeRecords(container: Container): RecordCost[] {
  const [whole = ''] = nativeEntry.command;
  // The first record stays: exec and delete read it.
  const later = sides(whole, linkWithout('no-later-record', ['record_begin']), 'later');
  const none = linkWithout('no-record', ['record_begin', 'record_begin_first']);
  const sleeper = writeSleeper(container);
  const living = (work: () => void): void => {
    for (const { call, id } of later)
      startDetached([...call, 'run', '--detach', '-b', sleeper, id]);
    try {
      work();
    } finally {
      for (const { call, id } of later) runToEnd([...call, 'delete', '--force', id]);
    }
  };
  return [
    compare(later, 'kill', (id) => [id, 'CONT'], living),
    compare(later, 'update', (id) => ['--pids-limit', '100', id], living),
    compare(later, 'exec', (id) => [id, '/bin/true'], living),
    compare(
      sides(whole, none, 'first'),
      'run',
      (id) => ['-b', container.bundle, id],
      (work) => work(),
    ),
  ];
}
