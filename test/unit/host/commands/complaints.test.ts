// What is said of a file that is not what was expected: its name and what it is, once, in words.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCommandLine } from '../../../../host/command-line.ts';
import { runCommand } from '../../../../host/commands/run.ts';
import { testDirectory } from '../../../helpers/container.ts';

/** What the command complains of, without its own name. */
async function complaint(...argv: readonly string[]): Promise<string> {
  const line = await parseCommandLine(argv);
  assert.equal(line.kind, 'command', JSON.stringify(line));
  if (line.kind !== 'command') throw new Error('refused');
  const { optionNames } = await import('../../../../host/command-line.ts');
  const ignore = (): void => undefined;
  const log = { error: ignore, warning: ignore, debug: ignore };
  const hasColours = async (): Promise<boolean> => false;
  try {
    await runCommand({ ...line, log, print: ignore, hasColours, optionNames });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return assert.fail('nothing was refused');
}

describe('a file that is not what was expected', () => {
  let bundle: string;
  let config: string;
  before(() => {
    bundle = join(testDirectory(), 'no-facts');
    config = join(bundle, 'config.json');
    mkdirSync(bundle);
    writeFileSync(config, '{"ociVersion":"1.0.2"}');
  });

  const device = '/dev/null: expected a regular file, found a character device';
  it('is named with what it is', async () => {
    assert.equal(await complaint('audit', '/dev/null'), device);
    assert.equal(await complaint('audit', '--originals', '/dev/null', bundle), device);
    assert.equal(await complaint('diff', bundle, '/dev/null'), device);
    const facts = await complaint('plan', '-b', bundle, '--facts', bundle);
    assert.ok(
      facts.startsWith(`${bundle}: expected a regular file, found a directory; facts that`),
    );
  });

  it('is named when there are no records, or no facts, in it', async () => {
    const records = `${config}: no records of lading: expected format 1, found undefined`;
    assert.equal(await complaint('audit', config), records);
    const facts = `${config}: no facts, as \`lading facts\` prints them`;
    for (const line of [
      ['plan', '-b', bundle],
      ['explain', '-b', bundle],
      ['explain', '-b', bundle, '--bpf'],
      ['diff', bundle, bundle],
    ]) {
      assert.ok((await complaint(...line, '--facts', config)).startsWith(facts), line.join(' '));
    }
    assert.match(await complaint('facts', 'nosuch'), /^nosuch: ENOENT; facts that come with/);
  });

  it('is told from the directory that --bundle takes', async () => {
    const why = `--bundle takes the directory of config.json, found a file: ${config}`;
    for (const command of ['plan', 'explain', 'validate'])
      assert.equal(await complaint(command, '-b', config), why);
  });
});
