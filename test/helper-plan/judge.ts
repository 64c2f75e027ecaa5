// helper-c's reading and checking of plans, compiled under sanitizers: what it says of each text.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDirectory } from '../helpers/container.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const flags = ['-std=c17', '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror'];
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const sources = [
  'test/helper-plan/plan-cases.c',
  ...readdirSync(join(repository, 'helper-c'))
    .filter((name) => /^plan_.*\.c$/.test(name))
    .map((name) => `helper-c/${name}`),
  'generated/c/actions.c',
];

export type Judge = (texts: readonly Buffer[]) => string[];

export function buildJudge(): Judge {
  const program = join(testDirectory(), 'plan-cases');
  const args = [...flags, ...sanitizers, '-Ihelper-c', '-Igenerated/c', '-o', program];
  const compiled = spawnSync('gcc', [...args, ...sources], { cwd: repository, encoding: 'utf8' });
  assert.equal(compiled.status, 0, compiled.stderr);
  return (texts) => judge(program, texts);
}

function judge(program: string, texts: readonly Buffer[]): string[] {
  const input = Buffer.concat(
    texts.flatMap((text) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(text.length);
      return [size, text];
    }),
  );
  const outcome = spawnSync(program, { input, maxBuffer: 1 << 28 });
  assert.equal(outcome.stderr.toString().slice(0, 2000), '');
  assert.equal(outcome.status, 0);
  const lines = outcome.stdout.toString('latin1').split('\n').slice(0, -1);
  assert.equal(lines.length, texts.length);
  return lines;
}
