// Records that outlive their container: --keep-record of run and delete, by both ways in.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../host/gather/reader.ts';
import { readRecords } from '../../host/record/files.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, keptRecords } from '../helpers/records.ts';
import { run, waysIn } from '../helpers/runtime.ts';

for (const [name, way] of waysIn) {
  describe(`--keep-record, through ${name}`, () => {
    leavesNothingBehind();
    const kept = keptRecords();

    const outcomes = (place: string): string[] => {
      const { findings, records } = audit(readRecords(place, thisMachine));
      assert.deepEqual(findings, []);
      return records.map(({ command, outcome }) => `${command} ${outcome}`);
    };

    it('of run has all of it, its own end too', async () => {
      const container = new Container({ runtime: way });
      container.config.process.args = ['sh', '-c', 'exit 3'];
      container.writeConfig();
      const outcome = await container.run({ args: ['--keep-record', kept] });
      assert.deepEqual([outcome.exitCode, outcome.stderr], [3, '']);
      assert.equal(existsSync(container.stateDirectory), false);
      assert.deepEqual(outcomes(join(kept, container.id)), ['run exited']);
      assert.equal(statSync(join(kept, container.id)).mode & 0o777, 0o700);
    });

    it('makes what is missing on the way, for the caller alone', async () => {
      const deep = join(kept, 'by', 'day');
      const container = new Container({ runtime: way });
      container.config.process.args = ['true'];
      container.writeConfig();
      const outcome = await container.run({ args: ['--keep-record', deep] });
      assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
      assert.deepEqual(outcomes(join(deep, container.id)), ['run exited']);
      for (const made of [kept, join(kept, 'by'), deep])
        assert.equal(statSync(made).mode & 0o777, 0o700);
    });

    it('of delete has every command, and a second container of the same name its own place', async () => {
      for (const place of ['', '.2']) {
        const container = new Container({ runtime: way, id: `twice-${testDirectory().slice(-6)}` });
        container.config.process.args = ['sleep', '100'];
        container.writeConfig();
        assert.equal((await container.create()).exitCode, 0);
        assert.equal((await container.start()).exitCode, 0);
        await run(container.command('exec', container.id, 'true'));
        const args = ['delete', '--force', '--keep-record', kept, container.id];
        const outcome = await run(container.command(...args));
        assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
        assert.equal(existsSync(container.stateDirectory), false);
        assert.deepEqual(outcomes(join(kept, `${container.id}${place}`)), [
          'create done',
          'start done',
          'exec exited',
          'delete done',
        ]);
      }
    });

    it('that cannot be kept leaves the state for another try, and no half copy', async () => {
      mkdirSync(kept);
      const container = new Container({ runtime: way });
      container.config.process.args = ['true'];
      container.writeConfig();
      const file = join(kept, 'file');
      writeFileSync(file, '');
      const failed = await container.run({ args: ['--keep-record', file] });
      assert.equal(failed.exitCode, 1);
      assert.match(failed.stderr, /record\.keep.*: open .*file: ENOTDIR/);
      assert.equal((await container.state()).status, 'stopped');
      const again = await run(container.command('delete', '--keep-record', file, container.id));
      assert.equal(again.exitCode, 1);
      assert.deepEqual(readdirSync(kept), ['file']);
      const good = await run(container.command('delete', '--keep-record', kept, container.id));
      assert.deepEqual([good.exitCode, good.stderr], [0, '']);
      assert.deepEqual(outcomes(join(kept, container.id)), [
        'run failed',
        'delete failed',
        'delete done',
      ]);
    });

    it('is refused when the state stays', async () => {
      const container = new Container({ runtime: way });
      const { exitCode, stderr } = await container.run({
        args: ['--keep', '--keep-record', kept],
      });
      assert.equal(exitCode, 1);
      assert.match(stderr, /the state stays, and the record with it/);
    });
  });
}
