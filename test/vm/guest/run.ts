// Inside a lane's machine: runs compiled tests in this process, as the `mocha` command does with .mocharc.json, without
// the time that its command line takes. The arguments are files; LADING_TEST_GREP chooses among their tests.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Mocha from 'mocha';
import { mochaHooks } from '../../helpers/hooks.ts';

const repository = process.cwd();
const reporter = createRequire(join(repository, 'package.json'))(
  join(repository, 'test/helpers/reporter.cjs'),
);
const { LADING_TEST_GREP: grep } = process.env;
const mocha = new Mocha({
  ui: 'bdd',
  reporter,
  color: false,
  // Emulated, and two processors shared by many: the limits catch what hangs, not what is slow.
  timeout: 300_000,
  slow: 20_000,
  forbidOnly: true,
  rootHooks: mochaHooks,
  ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
});
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures === 0 ? 0 : 1));
