// explain --syscall, as far as it is only asked: what a filter answers is held against the kernel in test/containers.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import { smallConfig } from '../../../helpers/config.ts';
import { problems } from '../../../helpers/existing.ts';
import { ask, namedFacts, type Options } from '../../../helpers/planner.ts';

function explain(options: Options, seccomp?: Json): string[] {
  const config = smallConfig();
  const linux = seccomp === undefined ? config.linux : { ...config.linux, seccomp };
  const text = JSON.stringify({ ...config, linux });
  const inputs = { facts: namedFacts('v2-x86_64'), config: { text } };
  return problems(ask('explain', { config: '/c', ...options }, inputs as never));
}

describe('explain --syscall', () => {
  const filter: Json = { defaultAction: 'SCMP_ACT_ALLOW' };

  it('says that there is no filter', () => {
    assert.deepEqual(explain({ syscall: 'openat' }), [
      'LD2760 the config has no /linux/seccomp: every system call is allowed',
    ]);
  });

  const wrong: [Options, RegExp][] = [
    [{ syscall: 'opennat' }, /^LD2761 no architecture has a system call `opennat`$/],
    [{ syscall: 'openat', arch: 'pdp11' }, /^LD2761 no table .* architecture `pdp11`$/],
    [{ syscall: 'openat', args: ['7=1'] }, /^LD2761 expected N=V .*, found `7=1`$/],
  ];
  for (const [options, problem] of wrong) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.match(explain(options, filter)[0] ?? '', problem);
    });
  }
});
