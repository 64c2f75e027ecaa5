// Records of commands that came to a bad end: of a killed helper, cut off at the action it was at; of one whose process
// was killed, whole, because it lives to tell.
import assert from 'node:assert/strict';
import { numberActions, readPlan } from '../../host/report/actions.ts';
import { smallConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { faultyRuntime } from '../helpers/faults.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, recordsOf } from '../helpers/records.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** So many places in the list are enough: each action was killed at in test/faults. */
const PLACES = 6;

describe('the record of a command that was killed', function () {
  this.timeout(300_000);
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const sleeping = (): Container =>
    new Container({
      config: smallConfig(),
      runtime: faultyRuntime(),
      bend: (config) => {
        config.process.args = ['sleep', '100'];
      },
    });

  const spread = <T>(list: readonly T[]): T[] =>
    Array.from({ length: PLACES }, (_, at) => list[Math.floor((at * list.length) / PLACES)] as T);

  it('breaks off at the action at which the helper died', async () => {
    const whole = sleeping();
    await whole.create();
    const numbered = numberActions(readPlan(recordsOf(whole)[0]?.plan ?? assert.fail())).slice(1);
    await whole.delete({ force: true });
    const places = numbered.filter((one) => one.action.do !== 'exec');
    for (const { number, action, isChild } of spread(places)) {
      const container = sleeping();
      const env = { LADING_FAULT: `kill:${number}:before` };
      assert.notEqual((await container.create({ env })).exitCode, 0);
      const { findings, records } = audit(recordsOf(container));
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['journal-cut'],
      );
      // The process goes on by itself until it next waits for the helper that is gone.
      const at = findings[0]?.action ?? -1;
      const found = numbered.find((one) => one.number === at);
      assert.ok(at === number || (isChild && at > number), `${number} ${action.do}: ${at}`);
      assert.equal(findings[0]?.kind, found?.action.do);
      assert.equal(records[0]?.outcome, 'unfinished');
      await container.delete({ force: true });
    }
  });

  it('is whole when only the process died that it made', async () => {
    const container = sleeping();
    await container.create();
    await container.start();
    await run(container.command('exec', container.id, 'true'));
    const plan = recordsOf(container).at(-1)?.plan ?? assert.fail();
    const children = numberActions(readPlan(plan)).filter(({ isChild }) => isChild);
    for (const { number } of spread(children)) {
      for (const moment of ['before', 'after']) {
        const env = { LADING_FAULT: `kill-child:${number}:${moment}` };
        await run(container.command('exec', container.id, 'true'), { env });
        const { findings } = audit(recordsOf(container));
        assert.deepEqual(findings, [], `killed ${moment} ${number}`);
      }
    }
    const outcomes = audit(recordsOf(container)).records.map(({ outcome }) => outcome);
    assert.ok(outcomes.filter((outcome) => outcome === 'failed').length >= PLACES, `${outcomes}`);
    await container.delete({ force: true });
  });
});
