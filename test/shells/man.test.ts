// The manual pages, as groff reads them: without a warning, and with every option.
import assert from 'node:assert/strict';
import { COMMANDS, GLOBAL_OPTIONS } from '../../host/program.ts';
import { renderCommandPage, renderProgramPage } from '../../host/report/man.ts';
import { run } from '../helpers/runtime.ts';

async function read(page: string): Promise<string> {
  // -c and -P-c: plain text, no overstriking, no colours.
  const command = ['groff', '-man', '-ww', '-Tutf8', '-P-cbou', '-rLL=200n'];
  const { stdout, stderr, exitCode } = await run(command, { input: page });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout.replaceAll('‐', '-').replaceAll(/\s+/g, ' ');
}

describe('a manual page', () => {
  it('of the program has every command and every option before it', async () => {
    const text = await read(renderProgramPage());
    for (const { name, about } of COMMANDS) assert.ok(text.includes(`${name} ${about}`), name);
    for (const { flags } of GLOBAL_OPTIONS) {
      assert.ok(text.includes(flags.replaceAll(/[<>]/g, '')), flags);
    }
  });

  for (const command of COMMANDS) {
    it(`of ${command.name} has its operands, options and examples`, async () => {
      const text = await read(renderCommandPage(command));
      for (const { name, about } of command.operands) {
        assert.ok(text.includes(`${name} ${about}`), name);
      }
      for (const { flags, about } of command.options) {
        assert.ok(text.includes(`${flags.replaceAll(/[<>]/g, '')} ${about}`), flags);
      }
      for (const { line, about } of command.examples) {
        assert.ok(text.includes(`${line} ${about}`), line);
      }
    });
  }
});
