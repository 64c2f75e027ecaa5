// Containers whose cgroups are systemd's: what later commands say to it.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import { inputsOf, missing, stateText } from '../../../helpers/existing.ts';
import { type Answer, ask, type Options, renderAction } from '../../../helpers/planner.ts';

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
    'frozen/web': { frozen: false },
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

/** Without the messages: test/unit/assembly/dbus is about those. */
function lines(result: Answer): string[] {
  assert.equal(result.kind, 'plan', result.text);
  const hidden = [
    'bus',
    'call',
    'lengthAt',
    'owner',
    'properties',
    'reset',
    'stop',
    'state',
    'root',
    'id',
  ];
  return result.actions.map((action) =>
    renderAction(
      Object.fromEntries(
        Object.entries(action).filter(([field]) => !hidden.includes(field)),
      ) as typeof action,
    ),
  );
}

describe('a container in a scope of systemd', () => {
  it('is updated there first, then in its own cgroup', () => {
    const result = answer('update', { memory: '1000', pidsLimit: '7' }, inputs('running'));
    assert.deepEqual(lines(result).slice(1), [
      'systemd.set note=MemoryMax=1000 TasksMax=7 unit=docker-1a2b.scope ← resources',
      ...lines(result).slice(2),
    ]);
    assert.match(lines(result)[2] ?? '', /^cgroup\.\w+ .*file=memory.max .*value=1000/);
  });

  it('keeps the half of the bandwidth that is not given, on either version', () => {
    const note = (options: Options, files: Record<string, string>): unknown => {
      const given = inputs('running');
      for (const [file, text] of Object.entries(files)) given[`now//c/${PATH}/${file}`] = { text };
      if (!('cpu.max' in files)) {
        const state = JSON.parse((given['state/web'] as { text: string }).text);
        state.container.cgroups[0].unified = false;
        given['state/web'] = { text: JSON.stringify(state) };
      }
      const { actions } = answer('update', options, given);
      return actions.find((action) => action.do === 'systemd.set')?.note;
    };
    const v2 = { 'cpu.max': '50000 200000\n' };
    const v1 = { 'cpu.cfs_quota_us': '50000\n', 'cpu.cfs_period_us': '200000\n' };
    for (const files of [v2, v1]) {
      assert.equal(
        note({ cpuQuota: '20000' }, files),
        'CPUQuotaPeriodUSec=200000 CPUQuotaPerSecUSec=100000',
      );
      assert.equal(
        note({ cpuPeriod: '100000' }, files),
        'CPUQuotaPeriodUSec=100000 CPUQuotaPerSecUSec=500000',
      );
    }
    assert.equal(
      note({ cpuPeriod: '100000' }, { 'cpu.max': 'max 200000\n' }),
      'CPUQuotaPeriodUSec=100000 CPUQuotaPerSecUSec=infinity',
    );
  });

  it('is idle no more when it is told so, with its shares or the weight that the kernel gives it', () => {
    const note = (resources: object, idle = '1'): unknown => {
      const given = inputs('running');
      given[`now//c/${PATH}/cpu.idle`] = { text: `${idle}\n` };
      given.resources = { text: JSON.stringify(resources) };
      const { actions } = answer('update', { resources: '/r.json' }, given);
      return actions.find((action) => action.do === 'systemd.set')?.note;
    };
    assert.equal(note({ cpu: { idle: 0 } }), 'CPUWeight=100');
    assert.equal(note({ cpu: { idle: 0, shares: 512 } }), 'CPUWeight=59');
    assert.equal(note({ cpu: { idle: 1 } }), 'CPUWeight=0');
    assert.equal(note({ cpu: { idle: 0 } }, '0'), undefined);
    assert.equal(note({ unified: { 'cpu.idle': '0' } }), 'CPUWeight=100');
    assert.equal(note({ unified: { 'cpu.idle': '0', 'cpu.weight': '7' } }), 'CPUWeight=7');
    assert.equal(note({ cpu: { shares: 512 }, unified: { 'cpu.idle': '0' } }), 'CPUWeight=59');
  });

  it('has no swap there either when it is to have none', () => {
    const result = answer('update', { memory: '1000', memorySwap: '0' }, inputs('running'));
    assert.match(lines(result)[1] ?? '', /^systemd\.set note=MemoryMax=1000 MemorySwapMax=0 /);
  });

  it('is updated without what this systemd is known to refuse', () => {
    const given = { ...inputs('running'), systemd: { entries: ['MemoryMax'] } };
    const result = answer('update', { memory: '1000', pidsLimit: '7' }, given);
    assert.match(lines(result)[1] ?? '', /^systemd\.set note=TasksMax=7 /);
  });

  it('has its list of devices emptied before a new one is given', () => {
    const text = JSON.stringify({ devices: [{ allow: true, type: 'c', major: 10, minor: 229 }] });
    const given = { ...inputs('running'), resources: { text } };
    const result = answer('update', { resources: '/r.json' }, given);
    assert.match(
      lines(result)[1] ?? '',
      /^systemd\.set note=DeviceAllow= DevicePolicy=strict DeviceAllow=\/dev\/char\/10:229:rwm,/,
    );
  });

  it('keeps its list of devices when none are given', () => {
    const given = { ...inputs('running'), resources: { text: '{"devices":[]}' } };
    assert.equal(lines(answer('update', { resources: '/r.json' }, given)).length, 1);
  });

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
    assert.deepEqual(kinds(''), ['state.lock', 'state.remove']);
    assert.deepEqual(kinds(begun + made), [
      ...['state.lock', 'cgroup.kill', 'systemd.stop if there is a bus'],
      ...end,
    ]);
  });
});
