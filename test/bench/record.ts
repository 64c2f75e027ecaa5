// What a record costs: commands of the native entry in turn with the same that make none. All have the same to write, so
// that the shortest of them, kill, pays most.
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Container } from '../helpers/container.ts';
import { buildDirectory, nativeEntry } from '../helpers/runtime.ts';
import { commandOf } from './bundles.ts';
import { runToEnd, timeInTurn } from './measure.ts';
import { startDetached, writeSleeper } from './times.ts';

/** Where a program's pages happen to lie in memory makes as much of a difference: each is several files, again and again. */
const COPIES = 6;
/** A container of a few commands, as most are, has all their records. */
const COMMANDS = 12;
const CONTAINERS = 8;
/** A kill takes a millisecond, and is told from another by hundredths of one. */
const CONTAINERS_OF_SHORT = 24;

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
  readonly from: string;
  readonly file: string;
  readonly call: readonly string[];
  readonly id: string;
}

/** Alternating, in copies of their own. */
function sides(whole: string, bare: string, purpose: string): Side[] {
  return Array.from({ length: 2 * COPIES }, (_, index) => {
    const hasRecord = index % 2 === 0;
    const id = `${purpose}-${index}`;
    const file = join(buildDirectory, 'bench', id);
    const call = commandOf({ name: id, command: [file] }, 'record');
    return { hasRecord, from: hasRecord ? whole : bare, file, call, id };
  });
}

function copyAnew(all: readonly Side[]): void {
  for (const { from, file } of all) {
    rmSync(file, { force: true });
    copyFileSync(from, file);
  }
}

type Case = {
  readonly command: string;
  readonly words: (id: string) => readonly string[];
  readonly containers: number;
  /** Done with a container of its own for each side. */
  readonly within: (work: () => void) => void;
};

function compare(all: readonly Side[], { command, words, containers, within }: Case): RecordCost {
  const programs = all.map(({ call, id }) => ({
    name: id,
    command: [...call, command, ...words(id)],
  }));
  const sums = { with: 0, without: 0 };
  for (let count = 0; count < containers; count += 1) {
    copyAnew(all);
    within(() => {
      for (const [index, { lowerMs }] of timeInTurn(programs, COMMANDS).entries())
        sums[all[index]?.hasRecord === true ? 'with' : 'without'] += lowerMs;
    });
  }
  const samples = containers * COPIES;
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
  const short = { containers: CONTAINERS_OF_SHORT, within: living };
  const limit = ['--pids-limit', '100'];
  const ended = { containers: CONTAINERS, within: (work: () => void) => work() };
  const run = (id: string): string[] => ['-b', container.bundle, id];
  return [
    compare(later, { command: 'kill', words: (id) => [id, 'CONT'], ...short }),
    compare(later, { command: 'update', words: (id) => [...limit, id], ...short }),
    compare(later, {
      command: 'exec',
      words: (id) => [id, '/bin/true'],
      containers: CONTAINERS,
      within: living,
    }),
    compare(sides(whole, none, 'first'), { command: 'run', words: run, ...ended }),
  ];
}
