// Every option of every command is given once, to lading and to the peers that have it, and what is seen must be the
// same. At the end the table is printed: option, and the test that shows it. An option without one fails here.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { COMMANDS, GLOBAL_OPTIONS } from '../../../host/program.ts';
import { leavesNothingBehind } from '../../helpers/leaks.ts';
import { run, runtime, runtimeUnderTest } from '../../helpers/runtime.ts';
import { skip } from '../../helpers/skip.ts';
import { type OptionCase, type Peer, Side } from './case.ts';
import { cases, shownElsewhere } from './index.ts';

const PEERS: readonly Peer[] = ['crun', 'runc'];
const isCgroupV1 = existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes');

const declared = [
  ...GLOBAL_OPTIONS.map((option) => ({ command: '', option })),
  ...COMMANDS.flatMap(({ name, options }) => options.map((option) => ({ command: name, option }))),
];

/** Commands whose options are read, and need CRIU to do anything. */
const READ_ONLY: Readonly<Record<string, string>> = {
  checkpoint: 'unit/assembly/commands/checkpoint.test.ts',
  restore: 'unit/assembly/commands/checkpoint.test.ts',
};

const PLANNERS = ['plan', 'explain'];

const titleOf = ({ command, title }: OptionCase): string =>
  `${command || 'before the command'}: ${title}`;

function showOf(command: string, option: (typeof declared)[number]['option']): string | undefined {
  const own = cases.find((one) => one.command === command && one.options.includes(option.name));
  if (own !== undefined) return titleOf(own);
  const elsewhere = shownElsewhere(command, option) ?? READ_ONLY[command];
  if (elsewhere !== undefined || !PLANNERS.includes(command)) return elsewhere;
  // What `plan` takes for the command that is planned, and `explain` for the plan that is explained.
  const planned = declared.find(
    (one) => !PLANNERS.includes(one.command) && one.option.name === option.name,
  );
  if (planned !== undefined) return showOf(planned.command, planned.option);
  return command === 'explain' ? showOf('plan', option) : undefined;
}

async function see(one: OptionCase, side: Side): Promise<unknown> {
  try {
    return await one.see(side);
  } finally {
    await side.end();
  }
}

describe('the option', () => {
  leavesNothingBehind();
  const present = new Set<Peer>();
  before(async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!isCgroupV1) skip(this, 'no-cgroup-v1');
    for (const peer of PEERS) {
      const found = await run([...runtime(peer).command, '--version']).catch(() => undefined);
      if (found?.exitCode === 0) present.add(peer);
    }
  });

  for (const one of cases) {
    it(titleOf(one), async function () {
      this.timeout(120_000);
      assert.deepEqual(await see(one, new Side(runtimeUnderTest())), one.answer, 'lading');
      for (const peer of PEERS) {
        if (one.unlike?.[peer] !== undefined || !present.has(peer)) continue;
        assert.deepEqual(await see(one, new Side(runtime(peer))), one.answer, peer);
      }
    });
  }

  it('of every command is shown by a test', () => {
    const rows = declared.map(({ command, option }) => {
      const show = showOf(command, option);
      return { words: `${command} ${option.flags}`.trim(), show };
    });
    for (const { words, show } of rows) console.log(`      ${words.padEnd(48)} ${show ?? '-'}`);
    const missing = rows.filter(({ show }) => show === undefined).map(({ words }) => words);
    assert.deepEqual(missing, []);
  });

  it('has cases only if it exists', () => {
    const known = declared.map(({ command, option }) => `${command} ${option.name}`);
    const unknown = cases
      .flatMap(({ command, options }) => options.map((name) => `${command} ${name}`))
      .filter((name) => !known.includes(name));
    assert.deepEqual(unknown, []);
  });
});
