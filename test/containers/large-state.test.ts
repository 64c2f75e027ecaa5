// A container whose annotations make its state large (runtime.md#state): all commands go on as with any other.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { nativeEntry, run, runtime, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

for (const [name, way] of [
  ['the host', runtime('lading')],
  ['lading-oci', nativeEntry],
] as const) {
  describe(`a container with an annotation of 2 MiB, through ${name}`, () => {
    leavesNothingBehind();
    before(function () {
      if (process.getuid?.() !== 0) skip(this, 'not-root');
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    });

    it('is created, started, entered, updated and deleted', async function () {
      this.timeout(60_000);
      const container = new Container({
        runtime: way,
        bend: (config) => {
          config.process.args = ['sleep', '1000'];
          config.annotations = { large: 'x'.repeat(2 << 20) };
        },
      });
      const { id } = container;
      const made = await container.create();
      assert.deepEqual([made.exitCode, made.stderr], [0, '']);
      for (const args of [
        ['start', id],
        ['exec', id, 'true'],
        ['update', '--pids-limit', '100', id],
        ['delete', '--force', id],
      ]) {
        const { exitCode, stderr } = await run(container.command(...args));
        assert.deepEqual([args[0], exitCode, stderr], [args[0], 0, '']);
      }
      assert.equal(existsSync(container.stateDirectory), false);
    });
  });
}
