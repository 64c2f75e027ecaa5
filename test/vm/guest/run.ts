// Inside a lane's machine: runs compiled tests in this process, as the `mocha` command does with .mocharc.json, without
// the time that its command line takes. The arguments are files; LADING_TEST_GREP chooses among their tests.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Mocha from 'mocha';
import { mochaHooks } from '../../helpers/hooks.ts';
import { patience } from '../../helpers/patience.ts';

const repository = process.cwd();
const reporter = createRequire(join(repository, 'package.json'))(
  join(repository, 'test/helpers/reporter.cjs'),
);
const { LADING_TEST_GREP: grep } = process.env;

// Emulated, and two processors shared by many: a test's limit, its own too, is to catch what hangs, not what is slow.
// Less than the lane's patience with a machine that says nothing.
const LONGEST_MS = 300_000;
const limit = Mocha.Runnable.prototype.timeout as (ms?: number) => number;
Mocha.Runnable.prototype.timeout = function timeout(this: Mocha.Runnable, ms?: number | string) {
  if (typeof ms !== 'number' || ms === 0) return limit.call(this);
  return limit.call(this, Math.max(ms, Math.min(ms * patience, LONGEST_MS)));
} as typeof Mocha.Runnable.prototype.timeout;
const mocha = new Mocha({
  ui: 'bdd',
  reporter,
  color: false,
  timeout: 60_000,
  slow: 20_000,
  forbidOnly: true,
  rootHooks: mochaHooks,
  ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
});
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures === 0 ? 0 : 1));
