// update: which files it asks for, what it plans, in which order, and what would undo it.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import {
  give,
  inputsOf,
  lines,
  lock,
  missing,
  problems,
  stateText,
} from '../../../helpers/existing.ts';
import { type Answer, ask, type Options } from '../../../helpers/planner.ts';

type Files = Readonly<Record<string, string>>;
type Cgroups = readonly object[];

const v1 = ['memory', 'cpu', 'devices', 'blkio', 'net_prio'].map((name) => ({
  controllers: [name],
  mount: `/c/${name}`,
  path: 'web',
  unified: false,
}));
const controllers = ['cpu', 'cpuset', 'hugetlb', 'io', 'memory', 'pids', 'rdma'];
const v2 = [{ controllers, mount: '/c', path: 'web', unified: true }];

/** An update of a running container whose cgroups' files hold this; what is not named is not there. */
function update(
  options: Options,
  files: Files = {},
  cgroups: Cgroups = v1,
  more: object = {},
): Answer {
  const state = JSON.parse(stateText) as { container: { cgroups: Cgroups } };
  state.container.cgroups = cgroups;
  const given: Record<string, Json> = {
    ...inputsOf('running'),
    'state/web': { text: JSON.stringify(state) },
    ...(more as Record<string, Json>),
  };
  const first = ask('update', { id: 'web', ...options }, given);
  for (const { name, path } of first.need) {
    const text = files[(path ?? '').replace('/web/', '/').replace('/c/', '')];
    given[name] = text === undefined ? missing : { text };
  }
  return first.need.length === 0 ? first : ask('update', { id: 'web', ...options }, given);
}

function resources(value: object, files: Files = {}, cgroups: Cgroups = v1): Answer {
  const text = JSON.stringify(value);
  return update({ resources: '/r.json' }, files, cgroups, { resources: { text } });
}

/** File, value and what undoes it. */
function writes(answer: Answer): string[] {
  assert.equal(answer.kind, 'plan', answer.text);
  return answer.actions
    .filter((action) => action.do !== 'state.lock')
    .map((action) => {
      const { file, value, before, beforeFile } = action;
      const undo = beforeFile === undefined ? before : `${beforeFile}=${before}`;
      return `${file}=${value}${before === undefined ? '' : ` <- ${undo}`}`;
    });
}

describe('update', () => {
  it('writes each value, with the one it replaces and the option it came from', () => {
    const answer = update(
      { memory: '256m', pidsLimit: '-1' },
      { 'memory.max': '1000\n', 'pids.max': '7\n' },
      v2,
    );
    assert.deepEqual(lines(answer), [
      lock.replace(/state=\w+/, `state=${answer.actions[0]?.state}`),
      'cgroup.update before=1000 file=memory.max mount=/c path=web value=268435456 ← memory',
      'cgroup.update before=7 file=pids.max mount=/c path=web value=max ← pidsLimit',
    ]);
  });

  it('tells of a container that is not there first, and of values that are none with it', () => {
    const answer = give('update', 'missing', { memory: '12Q', pidsLimit: 'x' });
    assert.deepEqual(
      problems(answer).map((line) => line.replace(/ \(.*|: open.*/, '')),
      [
        'LD2714 container `web` does not exist',
        'LD2712 invalid value `12Q` of --memory: expected bytes, as a number such as 268435456 or 256m',
        'LD2712 invalid value `x` of --pids-limit: expected an integer',
      ],
    );
  });

  it('has nothing to do for null, as for no resources', () => {
    const given = (text: string): Answer =>
      give('update', 'running', { resources: '-' }, { resources: { text } });
    assert.deepEqual(lines(given('null')), lines(given('{}')));
    assert.deepEqual(lines(given('{"pids":{}}')), lines(given('{}')));
    assert.equal(given('7').kind, 'diagnostics');
  });

  it('asks for each file once, and for standard input as such', () => {
    const { need } = give('update', 'running', { resources: '-' });
    assert.deepEqual(need, [{ kind: 'stdin', limit: 16777216, name: 'resources' } as object]);
    const asked = update({ memory: '1', memorySwap: '2' }, {});
    assert.deepEqual(writes(asked), ['memory.limit_in_bytes=1', 'memory.memsw.limit_in_bytes=2']);
  });

  it('reads amounts of memory with and without units', () => {
    const amounts: [string, string][] = [
      ['4096', '4096'],
      ['-1', '-1'],
      ['1k', '1024'],
      ['2K', '2048'],
      ['3mb', '3145728'],
      ['1.5GiB', '1610612736'],
      ['0.25m', '262144'],
      ['512b', '512'],
      ['7 MB', '7340032'],
      ['1p', '1125899906842624'],
    ];
    for (const [text, bytes] of amounts) {
      const found = writes(update({ memory: text }, {}));
      assert.equal(found.at(-1), `memory.limit_in_bytes=${bytes}`, text);
    }
    for (const text of [
      '',
      'm',
      '1x',
      '1.m',
      '.5m',
      '1.2.3m',
      '1ee',
      '99999999999p',
      '0x10',
      '1e3',
    ]) {
      assert.match(
        problems(update({ memory: text }))[0] ?? '',
        /^LD2712 invalid value `.*` of --memory: expected bytes/,
        text,
      );
    }
    assert.match(
      problems(update({ cpuQuota: '1k' }))[0] ?? '',
      /^LD2712 .* --cpu-quota: expected an integer$/,
    );
  });

  describe('on v1', () => {
    const limits = (limit: string, swap: string): Files => ({
      'memory/memory.limit_in_bytes': limit,
      'memory/memory.memsw.limit_in_bytes': swap,
    });

    it('makes room first: memory+swap before memory when it grows, after it when it shrinks', () => {
      const grown = update({ memory: '300', memorySwap: '400' }, limits('100', '200'));
      assert.deepEqual(writes(grown), [
        'memory.memsw.limit_in_bytes=400 <- 200',
        'memory.limit_in_bytes=300 <- 100',
      ]);
      const shrunk = update({ memory: '50', memorySwap: '60' }, limits('100', '200'));
      assert.deepEqual(writes(shrunk), [
        'memory.limit_in_bytes=50 <- 100',
        'memory.memsw.limit_in_bytes=60 <- 200',
      ]);
      const unlimited = update({ memory: '50', memorySwap: '-1' }, limits('100', '200'));
      assert.match(writes(unlimited)[0] ?? '', /^memory\.memsw/);
    });

    it('takes the limit of memory+swap away with that of memory, unless it is given', () => {
      assert.deepEqual(writes(update({ memory: '-1' }, limits('100', '200'))), [
        'memory.memsw.limit_in_bytes=-1 <- 200',
        'memory.limit_in_bytes=-1 <- 100',
      ]);
      const withoutSwap = update({ memory: '-1' }, { 'memory/memory.limit_in_bytes': '100' });
      assert.deepEqual(
        withoutSwap.actions.slice(1).map(({ file, missing }) => [file, missing]),
        [
          ['memory.memsw.limit_in_bytes', 'ignore'],
          ['memory.limit_in_bytes', undefined],
        ],
      );
      assert.deepEqual(writes(update({ memory: '-1', memorySwap: '-1' }, limits('100', '200'))), [
        'memory.memsw.limit_in_bytes=-1 <- 200',
        'memory.limit_in_bytes=-1 <- 100',
      ]);
    });

    it('limits memory and swap together without memory alone, as v2 cannot', () => {
      assert.deepEqual(writes(update({ memorySwap: '9' }, {})), ['memory.memsw.limit_in_bytes=9']);
      assert.deepEqual(problems(update({ memorySwap: '9' }, {}, v2)), [
        'LD2301 --memory-swap: cannot set swap limit without the memory limit',
      ]);
    });

    const bandwidth = (quota: string, period: string, burst = '0'): Files => ({
      'cpu/cpu.cfs_quota_us': quota,
      'cpu/cpu.cfs_period_us': period,
      'cpu/cpu.cfs_burst_us': burst,
    });
    const order = (options: Options, files: Files): string =>
      writes(update(options, files))
        .map((line) => line.replace(/cpu\.cfs_(\w+)_us.*/, '$1'))
        .join(' ');

    it('never allows more CPU in between than before or after', () => {
      const to = (cpuQuota: string, cpuPeriod: string): Options => ({ cpuQuota, cpuPeriod });
      assert.equal(order(to('50000', '50000'), bandwidth('100000', '100000')), 'quota period');
      assert.equal(order(to('200000', '200000'), bandwidth('100000', '100000')), 'period quota');
      assert.equal(order(to('100', '1000'), bandwidth('-1', '100000')), 'period quota');
      assert.equal(order(to('-1', '1000'), bandwidth('500', '100000')), 'period quota');
      assert.equal(order({ cpuQuota: '5' }, bandwidth('1', '2')), 'quota');
    });

    it('keeps the burst within the quota', () => {
      const to = (cpuQuota: string, cpuBurst: string): Options => ({ cpuQuota, cpuBurst });
      assert.equal(order(to('10', '5'), bandwidth('100', '1000', '50')), 'burst quota');
      assert.equal(order(to('1000', '500'), bandwidth('100', '1000', '50')), 'quota burst');
    });

    it('keeps the realtime runtime within its period', () => {
      const realtime = { 'cpu/cpu.rt_period_us': '1000000', 'cpu/cpu.rt_runtime_us': '950000' };
      const to = (cpuRtRuntime: string, cpuRtPeriod: string): string[] =>
        writes(update({ cpuRtRuntime, cpuRtPeriod }, realtime));
      assert.deepEqual(to('4000', '5000'), [
        'cpu.rt_runtime_us=4000 <- 950000',
        'cpu.rt_period_us=5000 <- 1000000',
      ]);
      assert.deepEqual(to('1900000', '2000000'), [
        'cpu.rt_period_us=2000000 <- 1000000',
        'cpu.rt_runtime_us=1900000 <- 950000',
      ]);
    });

    it('writes shares while the cgroup is not idle', () => {
      const cpu = (idle: string): Files => ({ 'cpu/cpu.idle': idle, 'cpu/cpu.shares': '3' });
      const to = (cpuIdle: string): Options => ({ cpuIdle, cpuShare: '512' });
      assert.deepEqual(writes(update(to('0'), cpu('1'))), [
        'cpu.idle=0 <- 1',
        'cpu.shares=512 <- 3',
      ]);
      assert.deepEqual(writes(update(to('1'), cpu('0'))), [
        'cpu.shares=512 <- 3',
        'cpu.idle=1 <- 0',
      ]);
    });

    const rules = (...devices: object[]): object => ({
      devices: [{ allow: false, access: 'rwm' }, ...devices],
    });
    const fuse = { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' };
    const builtIn = [
      ...['c *:* m', 'b *:* m', 'c 1:3 rwm', 'c 1:5 rwm', 'c 1:7 rwm', 'c 1:8 rwm', 'c 1:9 rwm'],
      ...['c 5:0 rwm', 'c 5:1 rwm', 'c 5:2 rwm', 'c 136:* rwm', 'c 10:200 rwm'],
    ];
    const inForce = (...more: string[]): Files => ({
      'devices/devices.list': [...builtIn, ...more, ''].join('\n'),
    });

    it('leaves devices alone when none are given, on v2 too', () => {
      const fuseInForce = inForce('c 10:229 rw');
      for (const devices of [undefined, null, []]) {
        const given = { memory: { limit: 5 }, devices };
        assert.deepEqual(writes(resources(given, fuseInForce)), ['memory.limit_in_bytes=5']);
        assert.deepEqual(lines(resources(given, {}, v2)).slice(1), [
          'cgroup.update file=memory.max mount=/c path=web value=5 ← /memory/limit',
        ]);
      }
    });

    it('writes the difference between rules, more first', () => {
      assert.deepEqual(writes(resources(rules(fuse), inForce())), [
        'devices.allow=c 10:229 rw <- devices.deny=c 10:229 rw',
      ]);
      assert.deepEqual(writes(resources(rules(), inForce('c 10:229 rw'))), [
        'devices.deny=c 10:229 rw <- devices.allow=c 10:229 rw',
      ]);
      assert.deepEqual(writes(resources(rules(fuse), inForce('c 10:229 rm', 'b 8:0 r'))), [
        'devices.allow=c 10:229 w <- devices.deny=c 10:229 w',
        'devices.deny=c 10:229 m <- devices.allow=c 10:229 m',
        'devices.deny=b 8:0 r <- devices.allow=b 8:0 r',
      ]);
      assert.deepEqual(writes(resources(rules(fuse, { ...fuse, allow: false }), inForce())), []);
    });

    it('begins anew where everything is, or will be, allowed', () => {
      const all = { devices: [{ allow: true, access: 'rwm' }] };
      assert.deepEqual(writes(resources(all, { 'devices/devices.list': 'c 1:3 rwm\n' })), [
        'devices.allow=c 1:3 rwm <- c 1:3 rwm',
        'devices.allow=a <- devices.deny=a',
      ]);
      const restricted = writes(resources(rules(fuse), { 'devices/devices.list': 'a *:* rwm\n' }));
      assert.equal(restricted[0], 'devices.deny=a <- devices.allow=a');
      assert.equal(restricted[1], 'devices.allow=c 10:229 rw');
      assert.equal(restricted.length, builtIn.length + 2);
    });

    it('takes back one line of a file that has one a device', () => {
      const limit = (rate: number): object => ({
        blockIO: { throttleReadBpsDevice: [{ major: 8, minor: 0, rate }] },
        network: { priorities: [{ name: 'eth0', priority: 3 }] },
        memory: { disableOOMKiller: true },
      });
      const files = {
        'blkio/blkio.throttle.read_bps_device': '8:16 1\n8:0 77\n',
        'net_prio/net_prio.ifpriomap': 'lo 0\neth0 2\n',
        'memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 0\n',
      };
      assert.deepEqual(writes(resources(limit(5), files)), [
        'memory.oom_control=1 <- 0',
        'blkio.throttle.read_bps_device=8:0 5 <- 8:0 77',
        'net_prio.ifpriomap=eth0 3 <- eth0 2',
      ]);
      const none = { ...files, 'blkio/blkio.throttle.read_bps_device': '' };
      assert.equal(
        writes(resources(limit(5), none))[1],
        'blkio.throttle.read_bps_device=8:0 5 <- 8:0 0',
      );
    });
  });

  describe('on v2', () => {
    it('takes back what the files held, whatever their form', () => {
      const files = {
        'cpu.max': 'max 100000\n',
        'cpuset.cpus': '\n',
        'io.max': '8:0 rbps=9 wbps=max riops=max wiops=max\n',
        'io.weight': 'default 100\n8:0 50\n',
        'rdma.max': 'mlx hca_handle=2 hca_object=max\n',
      };
      const found = resources(
        {
          blockIO: {
            weight: 10,
            throttleReadBpsDevice: [
              { major: 8, minor: 0, rate: 5 },
              { major: 8, minor: 16, rate: 5 },
            ],
          },
          cpu: { quota: 5, cpus: '1' },
          rdma: { mlx: { hcaHandles: 3 }, other: { hcaHandles: 3 } },
        },
        files,
        v2,
      );
      assert.deepEqual(writes(found), [
        'cpu.max=5 100000 <- max 100000',
        'cpuset.cpus=1 <- \n',
        'io.bfq.weight=10',
        'io.weight=1 <- default 100',
        'io.max=8:0 rbps=5 <- 8:0 rbps=9 wbps=max riops=max wiops=max',
        'io.max=8:16 rbps=5 <- 8:16 rbps=max wbps=max riops=max wiops=max',
        'rdma.max=mlx hca_handle=3 <- mlx hca_handle=2 hca_object=max',
        'rdma.max=other hca_handle=3 <- other hca_handle=max hca_object=max',
      ]);
    });

    it('keeps the half of the bandwidth that is not given', () => {
      const files = { 'cpu.max': '50000 200000\n' };
      assert.deepEqual(writes(update({ cpuPeriod: '100000' }, files, v2)), [
        'cpu.max=50000 100000 <- 50000 200000',
      ]);
      assert.deepEqual(writes(update({ cpuQuota: '7000' }, files, v2)), [
        'cpu.max=7000 200000 <- 50000 200000',
      ]);
      assert.deepEqual(writes(update({ cpuQuota: '-1' }, files, v2)), [
        'cpu.max=max 200000 <- 50000 200000',
      ]);
      assert.deepEqual(writes(update({ cpuPeriod: '5000' }, { 'cpu.max': 'max 100000\n' }, v2)), [
        'cpu.max=max 5000 <- max 100000',
      ]);
      assert.deepEqual(writes(update({ cpuPeriod: '5000' }, {}, v2)), ['cpu.max=max 5000']);
    });

    it('takes swap away when told that there is none, with or without a limit of memory', () => {
      const files = { 'memory.swap.max': 'max\n' };
      assert.deepEqual(writes(update({ memorySwap: '0' }, files, v2)), [
        'memory.swap.max=0 <- max',
      ]);
      const both = update({ memory: '9', memorySwap: '0' }, files, v2);
      assert.deepEqual(writes(both), ['memory.max=9', 'memory.swap.max=0 <- max']);
      const zeros = resources({ memory: { limit: 0, swap: 0 } }, files, v2);
      assert.deepEqual(writes(zeros), []);
      assert.deepEqual(writes(update({ memorySwap: '0' }, {}, v1)), []);
    });

    it('keeps the burst within the quota', () => {
      const files = { 'cpu.max': '100000 100000\n', 'cpu.max.burst': '50000\n' };
      assert.deepEqual(writes(update({ cpuQuota: '10000', cpuBurst: '5000' }, files, v2)), [
        'cpu.max.burst=5000 <- 50000',
        'cpu.max=10000 100000 <- 100000 100000',
      ]);
      assert.deepEqual(writes(update({ cpuQuota: '900000', cpuBurst: '500000' }, files, v2)), [
        'cpu.max=900000 100000 <- 100000 100000',
        'cpu.max.burst=500000 <- 50000',
      ]);
    });

    it('writes a weight while the cgroup is not idle, and never takes back that it had none', () => {
      const idle = { 'cpu.idle': '1\n', 'cpu.weight': '0\n' };
      const busy = { 'cpu.idle': '0\n', 'cpu.weight': '50\n' };
      const to = (cpuIdle: string): Options => ({ cpuIdle, cpuShare: '512' });
      assert.deepEqual(writes(update(to('0'), idle, v2)), ['cpu.idle=0 <- 1', 'cpu.weight=59']);
      assert.deepEqual(writes(update(to('1'), busy, v2)), [
        'cpu.weight=59 <- 50',
        'cpu.idle=1 <- 0',
      ]);
      assert.deepEqual(writes(update(to('1'), idle, v2)), ['cpu.idle=1 <- 1']);
    });

    it('refuses files that would move, stop or kill processes', () => {
      const file = resources({ unified: { 'cgroup.procs': '1' } }, {}, v2);
      assert.deepEqual(
        file.diagnostics.map(({ code, pointer }) => [code, pointer]),
        [['LD2304', '/unified/cgroup.procs']],
      );
    });

    it('refuses what v2 cannot do, by the option or by the place in the file', () => {
      assert.deepEqual(problems(update({ kernelMemory: '5' }, {}, v2)), [
        'LD2632 --kernel-memory: cannot set kernel memory with cgroup v2',
      ]);
      const file = resources({ memory: { kernel: 5 } }, {}, v2);
      assert.deepEqual(
        file.diagnostics.map(({ pointer, line, message }) => [pointer, line, message]),
        [['/memory/kernel', 1, 'cannot set kernel memory with cgroup v2']],
      );
    });
  });

  describe('of memory with checkBeforeUpdate', () => {
    const ask = (limit: number, files: Files, cgroups: Cgroups = v2): Answer =>
      resources({ memory: { limit, checkBeforeUpdate: true } }, files, cgroups);
    const used = {
      'memory.current': '300\n',
      'memory.swap.current': '100\n',
      'memory.max': '500\n',
    };

    it('refuses a limit below what is in use, swap too', () => {
      const answer = ask(399, used);
      assert.deepEqual(
        answer.diagnostics.map(({ code, pointer, message }) => [code, pointer, message]),
        [
          [
            'LD2637',
            '/memory/limit',
            'cannot set the memory limit lower than its current usage of 400 bytes',
          ],
        ],
      );
    });

    it('sets a limit that is not', () => {
      assert.deepEqual(writes(ask(400, used)), ['memory.max=400 <- 500']);
      assert.deepEqual(writes(ask(-1, used)), ['memory.max=max <- 500']);
      const { 'memory.swap.current': _, ...withoutSwap } = used;
      assert.deepEqual(writes(ask(300, withoutSwap)), ['memory.max=300 <- 500']);
    });

    it('leaves it to the kernel on v1, which refuses by itself', () => {
      const files = { 'memory/memory.usage_in_bytes': '300\n' };
      assert.deepEqual(writes(ask(5, files, v1)), ['memory.limit_in_bytes=5']);
    });

    it('does not look when that is not asked for', () => {
      const answer = resources({ memory: { limit: 5 } }, used, v2);
      assert.deepEqual(writes(answer), ['memory.max=5 <- 500']);
    });
  });

  it('fails on v2 where no file takes the weight of block devices', () => {
    const { actions } = resources({ blockIO: { weight: 500 } }, {}, v2);
    assert.deepEqual(
      actions.slice(1).map(({ file, missing }) => [file, missing]),
      [
        ['io.bfq.weight', 'ignore'],
        ['io.weight', undefined],
      ],
    );
  });

  it('weighs on v2 where create does: with BFQ in its file alone', () => {
    const files = { 'io.bfq.weight': 'default 100\n', 'io.weight': 'default 100\n' };
    assert.deepEqual(writes(resources({ blockIO: { weight: 500 } }, files, v2)), [
      'io.bfq.weight=500 <- default 100',
    ]);
  });

  describe('of a class of service', () => {
    const recorded = (intelRdt: object | null): object => {
      const config = JSON.stringify({
        ociVersion: '1.2.0',
        root: { path: 'r' },
        process: { args: ['x'], cwd: '/', user: { uid: 0, gid: 0 } },
        linux: { intelRdt },
      });
      return { recorded: { text: JSON.stringify({ inputs: { config: { text: config } } }) } };
    };
    const schemata = { schemata: { text: '    MB:0=100\n    L3:0=fffff\n' } };

    it('writes a line into the group that the config names, and takes it back', () => {
      const more = { ...recorded({ closID: 'gold' }), ...schemata };
      const answer = update({ memBwSchema: 'MB:0=70', l3CacheSchema: 'L3:0=ff' }, {}, v1, more);
      assert.deepEqual(lines(answer).slice(1), [
        'resctrl.update before=L3:0=fffff line=L3:0=ff mount=/sys/fs/resctrl path=gold ← l3CacheSchema',
        'resctrl.update before=MB:0=100 line=MB:0=70 mount=/sys/fs/resctrl path=gold ← memBwSchema',
      ]);
    });

    it('writes line by line, and what the cache says about bandwidth only without a schema for it', () => {
      const more = { ...recorded({ closID: 'gold' }), ...schemata };
      const cache = 'L3:0=ff\nMB:0=50\nL2:0=f\n';
      const lines = (options: Options): unknown[] =>
        update(options, {}, v1, more)
          .actions.slice(1)
          .map(({ line, before }) => [line, before]);
      assert.deepEqual(lines({ l3CacheSchema: cache, memBwSchema: 'MB:0=70\n' }), [
        ['L3:0=ff', 'L3:0=fffff'],
        ['L2:0=f', undefined],
        ['MB:0=70', 'MB:0=100'],
      ]);
      assert.deepEqual(lines({ l3CacheSchema: cache }), [
        ['L3:0=ff', 'L3:0=fffff'],
        ['MB:0=50', 'MB:0=100'],
        ['L2:0=f', undefined],
      ]);
    });

    it('takes the group of the container when the config names none', () => {
      const answer = update({ memBwSchema: 'MB:0=7' }, {}, v1, {
        ...recorded(null),
        schemata: missing,
      });
      assert.deepEqual(lines(answer).slice(1), [
        'resctrl.update line=MB:0=7 mount=/sys/fs/resctrl path=web ← memBwSchema',
      ]);
    });
  });

  it('ignores the other values when resources are given, as peers do', () => {
    const answer = update({ resources: '/r.json', memory: '5' }, {}, v1, {
      resources: { text: '{}' },
    });
    assert.deepEqual(writes(answer), []);
  });

  it('says what is wrong with the resources', () => {
    const told = (text: string): string =>
      problems(update({ resources: '/r.json' }, {}, v1, { resources: { text } }))[0] ?? '';
    assert.match(told('{'), /^LD10\d\d /);
    assert.match(told('[]'), /expected object/);
    assert.match(told('{"memory":{"limit":"5"}}'), /^LD1101 expected integer/);
    const unread = update({ resources: '/r.json' }, {}, v1, { resources: missing });
    assert.deepEqual(problems(unread), ['LD2730 cannot read resources from `/r.json`: ENOENT']);
    const input = update({ resources: '-' }, {}, v1, { resources: { error: 'EBADF' } });
    assert.deepEqual(problems(input), [
      'LD2730 cannot read resources from `standard input`: EBADF',
    ]);
    assert.deepEqual(problems(update({ blkioWeight: '5' })), [
      'LD2303 --blkio-weight: expected integer 10…1000, or 0 for none, found 5',
    ]);
    assert.deepEqual(problems(update({ pidsLimit: '4194305' })), [
      'LD2305 --pids-limit: expected at most 4194304, or -1 for no limit, found 4194305',
    ]);
  });

  it('needs a container that lives, and cgroups', () => {
    assert.deepEqual(problems(give('update', 'stopped', { memory: '5' })), [
      'LD2716 the container `web` is not running',
    ]);
    assert.equal(give('update', 'missing').kind, 'diagnostics');
    assert.deepEqual(problems(update({ memory: '5' }, {}, [])), [
      'LD2631 cannot set limits without cgroups',
    ]);
    assert.deepEqual(problems(update({ pidsLimit: '5' }, {}, v1)), [
      'LD2630 the requested cgroup controller `pids` is not available',
    ]);
  });
});
