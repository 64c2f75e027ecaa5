// Containers whose cgroups are systemd's: what later commands say to it.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import { inputsOf, missing, stateText } from '../../../helpers/existing.ts';
import { type Answer, ask, type Options } from '../../../helpers/planner.ts';

const PATH = 'system.slice/docker-1a2b.scope/container';

function inputs(status: Parameters<typeof inputsOf>[0]): Record<string, Json> {
  const state = JSON.parse(stateText) as { container: Record<string, Json> };
  state.container.cgroups = [
    { controllers: ['cpu', 'memory', 'pids'], mount: '/c', path: PATH, unified: true },
  ];
  state.container.scope = { address: '/run/bus', unit: 'docker-1a2b.scope' };
  return {
    ...inputsOf(status),
    'state/web': { text: JSON.stringify(state) },
    [`frozen/web`]: { frozen: false },
  };
}

/** Every file that is asked for is missing. */
function answer(command: string, options: Options, given: Record<string, Json>): Answer {
  for (let round = 0; round < 4; round++) {
    const result = ask(command, { id: 'web', ...options }, given);
    if (result.need.length === 0) return result;
    for (const { name } of result.need) given[name] = missing;
  }
  throw new Error('the engine never has enough');
}

describe('a container in a scope of systemd', () => {
  it('is deleted with it: what is left in it is killed, then it is stopped', () => {
    const result = answer('delete', {}, inputs('stopped'));
    const kinds = result.actions.map((action) => action.do);
    assert.deepEqual(kinds.slice(0, 4), [
      'state.lock',
      'cgroup.kill',
      'systemd.stop',
      'cgroup.remove',
    ]);
    const stop = result.actions[2];
    assert.equal(stop?.unit, 'docker-1a2b.scope');
    assert.equal((stop?.bus as { address: string }).address, '/run/bus');
    assert.equal(stop?.unreachable, undefined);
  });

  it('that was half made is found by its record: the scope is stopped if it was begun', () => {
    const plan = {
      actions: [
        { do: 'state.reserve' },
        { do: 'process.spawn', child: [{ do: 'session.create' }, { do: 'exec' }] },
        { do: 'systemd.start', bus: { address: '/run/bus' }, unit: 'docker-1a2b.scope' },
        { do: 'cgroup.create', mount: '/c', path: PATH },
      ],
    };
    const begun = '{"action":4,"event":"begin"}\n';
    const made = '{"action":5,"event":"done","result":{"made":1}}\n';
    const given = (journal: string): Record<string, Json> => ({
      'state/web': missing,
      'fifo/web': missing,
      'directory/web': { type: 'directory' },
      'plan/web': { text: JSON.stringify(plan) },
      'journal/web': { text: journal },
      caller: { uid: 0, gid: 0, groups: [], runtimeDir: null },
    });
    const kinds = (journal: string): string[] =>
      answer('delete', { force: true }, given(journal)).actions.map(
        (action) => `${action.do}${action.unreachable === undefined ? '' : ' if there is a bus'}`,
      );
    const end = ['cgroup.remove', 'state.remove'];
    assert.deepEqual(kinds(''), ['state.lock', 'cgroup.kill', ...end]);
    assert.deepEqual(kinds(begun + made), [
      ...['state.lock', 'cgroup.kill', 'systemd.stop if there is a bus'],
      ...end,
    ]);
  });
});
