// `-` in the place of a file: the config.json of validate, plan and explain, and facts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { optionNames, parseCommandLine } from '../../../../host/command-line.ts';
import { NAMED_FACTS } from '../../../../host/commands/named-facts.ts';
import { runCommand } from '../../../../host/commands/run.ts';
import { thisMachine } from '../../../../host/gather/reader.ts';

const CONFIG = fileURLToPath(
  new URL('../../../fixtures/configs/docker-20.10.json', import.meta.url),
);
const FACTS = 'v2-x86_64';

/** What is printed, complaints too, with this text as standard input. */
async function lading(input: string, ...argv: readonly string[]): Promise<string> {
  const line = await parseCommandLine(argv);
  assert.equal(line.kind, 'command', JSON.stringify(line));
  if (line.kind !== 'command') throw new Error('refused');
  let printed = '';
  const print = (text: string | Uint8Array): void => {
    printed += typeof text === 'string' ? text : new TextDecoder().decode(text);
  };
  const ignore = (): void => undefined;
  await runCommand({
    ...line,
    log: { error: print, warning: ignore, debug: ignore },
    print,
    hasColours: async () => false,
    optionNames,
    reader: { ...thisMachine, readInput: () => ({ bytes: new TextEncoder().encode(input) }) },
  });
  return printed;
}

describe('standard input', () => {
  const config = readFileSync(CONFIG, 'utf8');
  /** But for its name, in the state that is written down and where it is explained. */
  const named = (text: string): string =>
    text
      .replace(/(\\"config\\":\\")[^"\\]*/, (_, before: string) => before)
      .replace(/"what":"(?:[^"\\]|\\.)*"/g, '"what":""')
      .replace(/"place":"[^":]*:/g, '"place":":');

  it('is validated, and problems have their places in it', async () => {
    const bad = '{\n  "ociVersion": 5\n}';
    for (const name of ['-', '/dev/stdin'])
      assert.match(await lading(bad, 'validate', name), /^\/dev\/stdin:2:17: \/ociVersion: /m);
  });

  for (const command of ['plan', 'explain'])
    it(`is what ${command} -f - takes, as it takes the file`, async () => {
      const words = [command, '--format', 'json', '--facts', FACTS];
      const ofFile = await lading('', ...words, '-f', CONFIG);
      assert.match(ofFile, /state\.commit/);
      assert.ok(named(await lading(config, ...words, '-f', '-')) === named(ofFile));
    });

  it('is what explain takes for a system call', async () => {
    const words = ['explain', '--syscall', 'clone', '--format', 'json', '--facts', FACTS];
    assert.equal(
      await lading(config, ...words, '-f', '-'),
      await lading('', ...words, '-f', CONFIG),
    );
  });

  it('is the facts of --facts -', async () => {
    const words = ['plan', '--digest', '-f', CONFIG, '--facts'];
    const facts = JSON.stringify(NAMED_FACTS.get(FACTS));
    assert.equal(await lading(facts, ...words, '-'), await lading('', ...words, FACTS));
  });
});
