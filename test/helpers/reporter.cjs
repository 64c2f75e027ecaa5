// Mocha's own `spec` report, and after it every skipped test with its reason and one line of
// figures. A test skipped without a reason (see skip.ts) counts as failed.
const Mocha = require('mocha');

module.exports = class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    this.skipped = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_PENDING, (test) => {
      this.skipped.push(test.fullTitle());
    });
  }

  done(failures, finish) {
    const unexplained = this.skipped.filter((title) => !/\[skipped: [a-z0-9-]+: .+\]$/.test(title));
    const lines = this.skipped.map((title) =>
      unexplained.includes(title) ? `  ${title}: NO REASON GIVEN, counts as failed` : `  ${title}`,
    );
    if (lines.length > 0) console.log(`not tested here (${lines.length}):\n${lines.join('\n')}\n`);
    const failed = failures + unexplained.length;
    console.log(`${this.stats.passes} passed, ${failed} failed`);
    finish(failed);
  }
};
