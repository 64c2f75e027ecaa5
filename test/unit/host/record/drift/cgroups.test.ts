// Which of the writes into a cgroup still count, and what is not to be known of them.
import assert from 'node:assert/strict';
import { found, shows, told, write } from './machine.ts';

describe('writes into the files of a cgroup', () => {
  it('count by file where its value is one, whatever its words', async () => {
    const records = (file: string, first: string, second: string) => [
      [write(file, first)],
      [write(file, second)],
    ];
    assert.deepEqual(
      await told({
        records: records('cpu.max', '50000 100000', '25000 100000'),
        files: shows('cpu.max', '25000 100000'),
      }),
      [],
    );
    assert.deepEqual(
      await told({
        records: records('cpuset.cpus', '0 1', '2 3'),
        files: shows('cpuset.cpus', '2-3'),
      }),
      [],
    );
  });

  it('count by device and setting', async () => {
    const values = ['8:0 rbps=1048576', '8:0 wbps=5000 riops=7', '8:16 rbps=3'];
    const records = [
      values.map((value) => write('io.max', value)),
      [write('io.max', '8:0 wbps=9')],
    ];
    const shown = (rbps: string, riops: string) =>
      shows('io.max', `8:0 rbps=${rbps} wbps=9 riops=${riops} wiops=max\n8:16 rbps=3 wbps=max`);
    assert.deepEqual(await told({ records, files: shown('1048576', '7') }), []);
    assert.deepEqual(await told({ records, files: shown('max', '8') }), [
      'io.max: 8:0 rbps=1048576 -> 8:0 rbps=max wbps=9 riops=8 wiops=max',
      'io.max: 8:0 riops=7 -> 8:0 rbps=max wbps=9 riops=8 wiops=max',
    ]);
    assert.deepEqual(
      await told({
        records: [[write('rdma.max', 'mlx5_0 hca_handle=2 hca_object=9')]],
        files: shows('rdma.max', 'mlx5_0 hca_handle=2 hca_object=max'),
      }),
      ['rdma.max: mlx5_0 hca_object=9 -> mlx5_0 hca_handle=2 hca_object=max'],
    );
  });

  it('count by controller where each is enabled', async () => {
    const file = 'cgroup.subtree_control';
    const records = [[write(file, '+cpu +io')], [write(file, '-io +pids')]];
    assert.deepEqual(await told({ records, files: shows(file, 'cpu pids') }), []);
    assert.deepEqual(await told({ records, files: shows(file, 'pids') }), [
      `${file}: +cpu -> pids`,
    ]);
  });

  it('are one setting where the default has two spellings', async () => {
    const file = 'io.weight';
    const records = [[write(file, '500'), write(file, '8:0 300')], [write(file, 'default 700')]];
    assert.deepEqual(await told({ records, files: shows(file, 'default 700\n8:0 300') }), []);
    assert.deepEqual(await told({ records, files: shows(file, 'default 500') }), [
      `${file}: 8:0 300 -> nothing`,
      `${file}: default 700 -> default 500`,
    ]);
  });

  it('may name the last processor or node: which one that is the kernel tells', async () => {
    const possible = '/sys/devices/system/cpu/possible';
    const last = (planned: string, shown: string, file = 'cpuset.cpus') =>
      told({
        records: [[write(file, planned)]],
        files: {
          ...shows(file, shown),
          [possible]: '0-3,8-11\n',
          '/sys/devices/system/node/possible': '0-1\n',
        },
      });
    assert.deepEqual(await last('2-N', '2-11'), []);
    assert.deepEqual(await last('0,N', '0,11'), []);
    assert.deepEqual(await last('all', '0-11'), []);
    assert.deepEqual(await last('all:1/2', '0,2,4,6,8,10'), []);
    assert.deepEqual(await last('0-N', '0-1', 'cpuset.mems'), []);
    assert.deepEqual(await last('0-N', '0-10'), ['cpuset.cpus: 0-N -> 0-10']);
    const records = [[write('cpuset.cpus', '0-N')]];
    const { differences, unread } = await found({ records, files: shows('cpuset.cpus', '0-1') });
    assert.deepEqual([differences, unread], [[], ['cpuset.cpus: which one is the last of `0-N`']]);
  });

  it('limit kernel memory where the kernel does that', async () => {
    const file = 'memory.kmem.limit_in_bytes';
    const machine = {
      records: [[write(file, '1048576')]],
      files: shows(file, '9223372036854771712'),
    };
    for (const release of ['5.16.0', '6.6.1-generic']) {
      const { differences, unread } = await found({ ...machine, release });
      assert.deepEqual(
        [differences, unread],
        [[], [`${file}: this kernel limits no kernel memory`]],
        release,
      );
    }
    for (const release of ['4.18.0-553.el8', '5.15.0']) {
      assert.deepEqual(
        await told({ ...machine, release }),
        [`${file}: 1048576 -> 9223372036854771712`],
        release,
      );
    }
  });
});

describe('a later command whose helper was killed', () => {
  it('has done what its journal says it has', async () => {
    const update = [write('pids.max', '77'), write('memory.max', '4096')];
    const records = (done: number) => [
      [write('pids.max', '60'), write('memory.max', '8192')],
      { actions: update, done },
    ];
    const files = { ...shows('pids.max', '77'), ...shows('memory.max', '8192') };
    assert.deepEqual(await told({ records: records(1), files }), []);
    assert.deepEqual(await told({ records: records(2), files }), ['memory.max: 4096 -> 8192']);
  });
});
