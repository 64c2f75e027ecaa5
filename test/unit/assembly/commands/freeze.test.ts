// pause, resume and ps: what they plan, what they print, what they say.
import assert from 'node:assert/strict';
import { give, lines, lock, problems, recordBegin, stateText } from '../../../helpers/existing.ts';

const web = 'mount=/sys/fs/cgroup path=a/web';

function withCgroups(cgroups: readonly object[]): object {
  const state = JSON.parse(stateText);
  state.container.cgroups = cgroups;
  return { 'state/web': { text: JSON.stringify(state) } };
}

const freezer = { controllers: ['freezer'], mount: '/f', path: 'web', unified: false };

describe('pause and resume', () => {
  it('freeze and thaw the cgroup', () => {
    assert.deepEqual(lines(give('pause', 'running')), [
      lock,
      `cgroup.freeze ${web} state=frozen version=v2 ← id`,
    ]);
    const [begun, , thawed] = lines(give('resume', 'paused'));
    assert.equal(begun, recordBegin);
    assert.match(thawed ?? '', /^cgroup\.freeze .* state=thawed/);
    const v1 = give('pause', 'created', {}, withCgroups([freezer]) as never);
    assert.match(lines(v1)[1] ?? '', /^cgroup\.freeze mount=\/f path=web state=frozen version=v1/);
  });

  for (const command of ['pause', 'resume']) {
    it(`${command} needs a container that lives, and a cgroup`, () => {
      assert.deepEqual(problems(give(command, 'stopped')), [
        'LD2716 the container `web` is not running',
      ]);
      assert.deepEqual(problems(give(command, 'running', {}, withCgroups([]) as never)), [
        `LD2631 cannot ${command} the container without a cgroup`,
      ]);
    });
  }
});

describe('ps', () => {
  it('prints numbers, one a line or as a list', () => {
    const processes = { pids: [3, 42] };
    assert.equal(give('ps', 'running', {}, { processes }).output, 'PID\n3\n42\n');
    const json = give('ps', 'running', { format: 'json' }, { processes });
    assert.equal(json.output, '[\n  3,\n  42\n]\n');
    assert.equal(give('ps', 'stopped', {}, { processes: { error: 'ENOENT' } }).output, 'PID\n');
  });

  it('says why it cannot', () => {
    const denied = give('ps', 'running', {}, { processes: { error: 'EACCES' } });
    assert.match(
      problems(denied)[0] ?? '',
      /^LD2720 cannot read the processes of cgroup .*EACCES$/,
    );
    assert.deepEqual(problems(give('ps', 'running', {}, withCgroups([]) as never)), [
      'LD2631 the container is not using cgroups',
    ]);
    assert.deepEqual(problems(give('ps', 'running', { format: 'x' })), [
      'LD2712 invalid format `x`: expected table or json',
    ]);
    assert.equal(give('ps', 'missing').kind, 'diagnostics');
  });
});
