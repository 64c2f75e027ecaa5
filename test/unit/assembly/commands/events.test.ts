// events and --regex: what is asked for, what is printed, and what is asked again.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import {
  give,
  inputsOf,
  missing,
  problems,
  type Status,
  stateText,
} from '../../../helpers/existing.ts';
import { type Answer, ask, type Options } from '../../../helpers/planner.ts';

type Files = Readonly<Record<string, string>>;
type Stats = { readonly type: string; readonly id: string; readonly data: Record<string, unknown> };

const v1 = ['memory', 'cpu', 'cpuacct', 'cpuset', 'pids', 'blkio', 'hugetlb'].map((name) => ({
  controllers: [name],
  mount: `/c/${name}`,
  path: 'web',
  unified: false,
}));
const v2 = [
  {
    controllers: ['cpu', 'cpuset', 'hugetlb', 'io', 'memory', 'pids'],
    mount: '/c',
    path: 'web',
    unified: true,
  },
];

function events(
  options: Options,
  files: Files,
  cgroups: readonly object[],
  status: Status = 'running',
): Answer {
  const state = JSON.parse(stateText) as { container: { cgroups: readonly object[] } };
  state.container.cgroups = cgroups;
  const given: Record<string, Json> = {
    ...inputsOf(status),
    'state/web': { text: JSON.stringify(state) },
  };
  for (let round = 0; round < 4; round += 1) {
    const answer = ask('events', { id: 'web', ...options }, given);
    if (answer.need.length === 0) return answer;
    for (const { kind, name, path = '' } of answer.need) {
      const file = path.replace('/web/', '/').replace('/c/', '');
      const text = files[file];
      const entries = Object.keys(files).map((known) => known.replace(/^hugetlb\//, ''));
      if (kind === 'directory') given[name] = { entries: entries.sort() };
      else given[name] = text === undefined ? missing : { text: `${text}\n` };
    }
  }
  throw new Error('it still asks');
}

function stats(files: Files, cgroups: readonly object[]): Record<string, unknown> {
  const { output, exit } = events({ stats: true }, files, cgroups);
  assert.equal(exit, 0);
  assert.match(output, /^[^\n]+\n$/);
  const { type, id, data } = JSON.parse(output) as Stats;
  assert.deepEqual([type, id], ['stats', 'web']);
  return data;
}

/** As a double has it. */
const NONE = Number(2n ** 64n - 1n);

const again = (answer: Answer): unknown => (JSON.parse(answer.text) as { again?: unknown }).again;

describe('events --stats', () => {
  it("has runc's members, from v1's files", () => {
    const entry = (prefix: string, limit: string): Files => ({
      [`memory/memory.${prefix}limit_in_bytes`]: limit,
      [`memory/memory.${prefix}usage_in_bytes`]: '7',
      [`memory/memory.${prefix}max_usage_in_bytes`]: '9',
      [`memory/memory.${prefix}failcnt`]: '1',
    });
    const found = stats(
      {
        'cpuacct/cpuacct.usage': '1234',
        'cpuacct/cpuacct.usage_percpu': '1000 234 ',
        'cpuacct/cpuacct.usage_all': 'cpu user system\n0 900 100\n1 200 34',
        'cpuacct/cpuacct.stat': 'user 3\nsystem 5',
        'cpu/cpu.stat': 'nr_periods 4\nnr_throttled 2\nthrottled_time 8\nnr_bursts 0',
        'cpuset/cpuset.cpus': '0-2,7',
        'cpuset/cpuset.mems': '0',
        'cpuset/cpuset.sched_load_balance': '1',
        'cpuset/cpuset.sched_relax_domain_level': '-1',
        ...entry('', '9223372036854771712'),
        ...entry('memsw.', '64'),
        ...entry('kmem.', '65'),
        ...entry('kmem.tcp.', '66'),
        'memory/memory.stat': 'cache 5\nrss 6\nactive_anon 3',
        'pids/pids.current': '3',
        'pids/pids.max': '50',
        'blkio/blkio.throttle.io_service_bytes_recursive':
          '254:0 Read 4096\n254:0 Write 0\nTotal 4096',
        'blkio/blkio.bfq.io_serviced_recursive': '8:0 Read 2\nTotal 2',
        'hugetlb/hugetlb.2MB.usage_in_bytes': '10',
        'hugetlb/hugetlb.2MB.max_usage_in_bytes': '20',
        'hugetlb/hugetlb.2MB.failcnt': '3',
        'hugetlb/hugetlb.2MB.rsvd.usage_in_bytes': '0',
      },
      v1,
    );
    const used = { usage: 7, max: 9, failcnt: 1 };
    assert.deepEqual(found, {
      cpu: {
        usage: {
          total: 1234,
          percpu: [1000, 234],
          percpu_kernel: [100, 34],
          percpu_user: [900, 200],
          kernel: 50000000,
          user: 30000000,
        },
        throttling: { periods: 4, throttledPeriods: 2, throttledTime: 8 },
      },
      cpuset: {
        cpus: [0, 1, 2, 7],
        cpu_exclusive: 0,
        mems: [0],
        mem_hardwall: 0,
        mem_exclusive: 0,
        memory_migrate: 0,
        memory_spread_page: 0,
        memory_spread_slab: 0,
        memory_pressure: 0,
        sched_load_balance: 1,
        sched_relax_domain_level: -1,
      },
      memory: {
        cache: 5,
        usage: { limit: Number(2n ** 63n - 4096n), ...used },
        swap: { limit: 64, ...used },
        kernel: { limit: 65, ...used },
        kernelTCP: { limit: 66, ...used },
        raw: { active_anon: 3, cache: 5, rss: 6 },
      },
      pids: { current: 3, limit: 50 },
      blkio: {
        ioServiceBytesRecursive: [
          { major: 254, op: 'Read', value: 4096 },
          { major: 254, op: 'Write' },
        ],
        ioServicedRecursive: [{ major: 8, op: 'Read', value: 2 }],
      },
      hugetlb: { '2MB': { usage: 10, max: 20, failcnt: 3 } },
      intel_rdt: {},
      network_interfaces: null,
    });
  });

  it("has the same from v2's files, and how long it waits", () => {
    const pressure = 'some avg10=1.50 avg60=0.00 avg300=10.25 total=7';
    const found = stats(
      {
        'cpu.stat':
          'usage_usec 10\nuser_usec 6\nsystem_usec 4\nnr_periods 1\nnr_throttled 1\nthrottled_usec 3',
        'cpu.pressure': pressure,
        'cpuset.cpus': '1',
        'memory.current': '100',
        'memory.max': 'max',
        'memory.peak': '120',
        'memory.swap.current': '5',
        'memory.swap.max': '50',
        'memory.stat': 'anon 1\nfile 2',
        'memory.pressure': `${pressure}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0`,
        'pids.current': '1',
        'pids.max': 'max',
        'io.stat': '8:16 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0',
        'hugetlb.2MB.current': '7',
        'hugetlb.2MB.events': 'max 2',
      },
      v2,
    ) as Record<string, Record<string, unknown>>;
    const some = { avg10: 1.5, avg60: 0, avg300: 10.25, total: 7 };
    assert.deepEqual(found.cpu, {
      psi: { some },
      usage: { total: 10000, kernel: 4000, user: 6000 },
      throttling: { periods: 1, throttledPeriods: 1, throttledTime: 3000 },
    });
    assert.deepEqual(found.cpuset?.cpus, [1]);
    const none = { avg10: 0, avg60: 0, avg300: 0, total: 0 };
    assert.deepEqual(found.memory, {
      cache: 2,
      psi: { some, full: none },
      usage: { limit: NONE, usage: 100, max: 120, failcnt: 0 },
      swap: { limit: NONE, usage: 105, failcnt: 0 },
      raw: { anon: 1, file: 2 },
    });
    assert.deepEqual(found.pids, { current: 1 });
    const device = { major: 8, minor: 16 };
    assert.deepEqual(found.blkio, {
      ioServiceBytesRecursive: [
        { ...device, op: 'Read', value: 1 },
        { ...device, op: 'Write', value: 2 },
        { ...device, op: 'Discard' },
      ],
      ioServicedRecursive: [
        { ...device, op: 'Read', value: 3 },
        { ...device, op: 'Write', value: 4 },
        { ...device, op: 'Discard' },
      ],
    });
    assert.deepEqual(found.hugetlb, { '2MB': { usage: 7, failcnt: 2 } });
    const limited = stats({ 'memory.max': '10', 'memory.swap.max': '5' }, v2) as {
      memory: { swap: { limit: number } };
    };
    assert.equal(limited.memory.swap.limit, 15);
  });
});

describe('events', () => {
  const files = { 'memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 2' };

  it('asks again in steps, tells figures when they are due, and each end for want of memory once', () => {
    const first = events({ interval: '600ms' }, files, v1);
    assert.equal(first.output, '');
    assert.deepEqual(again(first), { afterMs: 250, option: 'since', value: '2 350' });
    const second = events({ interval: '600ms', since: '2 350' }, files, v1);
    assert.deepEqual(again(second), { afterMs: 250, option: 'since', value: '2 100' });
    const third = events({ interval: '600ms', since: '2 100' }, files, v1);
    assert.deepEqual(again(third), { afterMs: 100, option: 'since', value: '2 0' });
    const due = events({ interval: '600ms', since: '0 0' }, files, v1);
    const types = due.output.split('\n').map((line) => /"type":"(\w+)"/.exec(line)?.[1]);
    assert.deepEqual(types, ['oom', 'oom', 'stats', undefined]);
    assert.match(due.output, /^\{"type":"oom","id":"web"\}\n/);
    assert.deepEqual(again(due), { afterMs: 250, option: 'since', value: '2 350' });
    const default_ = events({}, files, v1);
    assert.deepEqual(again(default_), { afterMs: 250, option: 'since', value: '2 4750' });
  });

  it('ends with the container, and tells of the end for want of memory that was its own', () => {
    const ends: [string, string][] = [
      ['1 100', '{"type":"oom","id":"web"}\n'],
      ['2 0', ''],
    ];
    for (const [since, output] of ends) {
      for (const there of [files, {}]) {
        const answer = events({ since }, there, v1, 'stopped');
        const told = there === files ? output : '';
        assert.deepEqual([answer.output, answer.exit, again(answer)], [told, 0, undefined]);
      }
    }
    const gone = give('events', 'missing', { since: '0 100' });
    assert.deepEqual([gone.output, gone.exit, again(gone)], ['', 0, undefined]);
    for (const status of ['stopped', 'missing'] as const)
      assert.equal(give('events', status).kind, 'diagnostics');
    assert.deepEqual(problems(give('events', 'stopped')), [
      'LD2716 the container `web` is not running',
    ]);
  });

  it('reads durations as Go writes them', () => {
    const steps: [string, string][] = [
      ['1m30s', '2 89750'],
      ['1h', '2 3599750'],
      ['2s', '2 1750'],
      ['100ms', '2 0'],
      ['1.5s', '2 1250'],
      ['.5m1.25s', '2 31000'],
      ['1.h', '2 3599750'],
      ['100us', '2 0'],
      ['250.000001ms', '2 1'],
      ['251000\u00b5s', '2 1'],
      ['251000000ns', '2 1'],
      ['2562047h', '2 9223369199750'],
    ];
    for (const [interval, value] of steps) {
      const { value: found } = again(events({ interval }, files, v1)) as { value: string };
      assert.equal(found, value, interval);
    }
    for (const interval of ['', '0s', '5', 's', '.s', '-1s', '5x', '1..5s', '2562048h']) {
      assert.match(
        problems(give('events', 'running', { interval }))[0] ?? '',
        /^LD2712 invalid interval `.*`: expected a duration above 0/,
      );
    }
  });

  it('needs cgroups', () => {
    assert.deepEqual(problems(events({}, {}, [])), ['LD2631 the container is not using cgroups']);
  });
});

describe('--regex', () => {
  const directory = { entries: ['.cache', 'a1', 'a2', 'b1'] };
  const each = (command: string, id: string): unknown => {
    const answer = give(command, 'running', { id, regex: true }, { directory });
    return (JSON.parse(answer.text) as { each?: unknown }).each;
  };

  for (const command of ['kill', 'delete']) {
    it(`of ${command} names the containers whose names it matches anywhere, and asks for each`, () => {
      assert.deepEqual(each(command, '1'), ['a1', 'b1']);
      assert.deepEqual(each(command, '^a[0-9]+$'), ['a1', 'a2']);
      assert.deepEqual(each(command, 'cache'), []);
      const answer = give(command, 'running', { id: '^a', regex: true }, { directory });
      assert.deepEqual([answer.output, answer.exit], ['', 0]);
      const { need } = ask(command, { id: 'x', regex: true, root: '/r' }, {});
      assert.deepEqual(need, [{ kind: 'directory', name: 'directory', path: '/r' }] as object);
    });
  }

  it('is asked for with a signal that there is', () => {
    const given = { id: 'x', regex: true, root: '/r', signal: 'HURZ' };
    assert.deepEqual(problems(ask('kill', given, {})), ['LD2719 unknown signal `HURZ`']);
  });

  it('is told what is wrong with it', () => {
    assert.deepEqual(problems(give('kill', 'running', { id: '(', regex: true })), [
      'LD2712 invalid regular expression `(`: Unmatched ( or \\(',
    ]);
    assert.deepEqual(problems(ask('kill', { regex: true, root: '/r' }, {})), [
      'LD2710 no regular expression given',
    ]);
  });
});
