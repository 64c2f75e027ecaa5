// What was written into a cgroup's file against what the kernel shows there. The values are the kernel's own: those of
// v1, cpusets and hugetlb as Linux 6.18 showed them.
import assert from 'node:assert/strict';
import { isSameValue, shownValue } from '../../../../../host/record/drift/values.ts';

const PAGES = [4096n];
const LONG_MAX = '9223372036854775807';
const U64_MAX = '18446744073709551615';

type Row = readonly [file: string, planned: string, found: string];

/** Each of them is a sentence: the kernel shows `found` when `planned` is written. */
const SAME: readonly (readonly [what: string, rows: readonly Row[]])[] = [
  [
    'rounds an amount of memory down to its pages',
    [
      ['memory.limit_in_bytes', '50000001', '49999872'],
      ['memory.soft_limit_in_bytes', '40000001', '39997440'],
      ['memory.memsw.limit_in_bytes', '50000001', '49999872'],
      ['memory.kmem.tcp.limit_in_bytes', '5000', '4096'],
      ['memory.max', '4095', '0'],
      ['memory.swap.max', '5000', '4096'],
    ],
  ],
  [
    'rounds a limit of huge pages down to one of their size',
    [
      ['hugetlb.2MB.max', '3000000', '2097152'],
      ['hugetlb.2MB.rsvd.max', '3000000', '2097152'],
      ['hugetlb.2MB.limit_in_bytes', '3000000', '2097152'],
      ['hugetlb.2MB.rsvd.limit_in_bytes', '4194304', '4194304'],
      ['hugetlb.64KB.max', '100000', '65536'],
      ['hugetlb.1GB.max', '3000000', '0'],
      ['hugetlb.1GB.max', '3221225471', '2147483648'],
      ['hugetlb.16GB.max', '17179869185', '17179869184'],
    ],
  ],
  [
    'takes the nearest share of the processors',
    [
      ['cpu.shares', '1', '2'],
      ['cpu.shares', '2', '2'],
      ['cpu.shares', '262144', '262144'],
      ['cpu.shares', '500000', '262144'],
      ['cpu.shares', U64_MAX, '262144'],
    ],
  ],
  [
    'shows what it cannot count as no limit',
    [
      ['memory.max', LONG_MAX, 'max'],
      ['memory.max', '9223372036854771712', 'max'],
      ['memory.high', '8E', 'max'],
      ['memory.swap.max', U64_MAX, 'max'],
      ['hugetlb.2MB.max', U64_MAX, 'max'],
      ['hugetlb.2MB.rsvd.max', '9223372036852678656', 'max'],
      ['hugetlb.1GB.max', '9223372035781033984', 'max'],
      ['memory.limit_in_bytes', '-1', '9223372036854771712'],
      ['memory.limit_in_bytes', U64_MAX, '9223372036854771712'],
      ['hugetlb.2MB.limit_in_bytes', U64_MAX, '9223372036852678656'],
      ['cpu.cfs_quota_us', '-5', '-1'],
    ],
  ],
  [
    'shows a setting of a device that is no limit as none, or not at all',
    [
      ['io.max', `8:0 rbps=${U64_MAX}`, '8:0 rbps=max wbps=1000 riops=max wiops=max'],
      ['io.max', '8:0 riops=4294967295', '8:0 rbps=max wbps=1000 riops=max wiops=max'],
      ['io.max', `8:0 wbps=${U64_MAX}`, ''],
      ['rdma.max', 'mlx5_0 hca_handle=2147483647', 'mlx5_0 hca_handle=max hca_object=max'],
      ['blkio.throttle.read_bps_device', `8:0 ${U64_MAX}`, '8:16 5000'],
      ['blkio.throttle.read_bps_device', '8:0 5000', '8:0 5000\n8:16 7'],
    ],
  ],
  [
    'keeps 32 bits of the operations a second',
    [
      ['blkio.throttle.read_iops_device', '8:0 4294967297', '8:0 1'],
      ['blkio.throttle.write_iops_device', '8:0 4294967296', '8:0 0'],
      ['blkio.throttle.read_iops_device', '8:0 4294967295', ''],
      ['blkio.throttle.read_iops_device', '8:0 8589934591', '8:16 5'],
      ['blkio.throttle.read_iops_device', '8:0 0', ''],
    ],
  ],
  [
    'has weights of devices beside that of all others',
    [
      ['io.bfq.weight', '500', 'default 500\n8:0 300'],
      ['io.weight', 'default 500', 'default 500\n8:0 300'],
      ['io.weight', '500', 'default 500'],
      ['io.weight', '8:0 default', 'default 500'],
      ['cpu.weight', '79', '79'],
    ],
  ],
  [
    'shows percents with two decimals',
    [
      ['cpu.uclamp.min', '50', '50.00'],
      ['cpu.uclamp.min', '0', '0.00'],
      ['cpu.uclamp.min', '12.5', '12.50'],
      ['cpu.uclamp.min', '12.345', '12.35'],
      ['cpu.uclamp.max', '100', 'max'],
      ['cpu.uclamp.max', '99.96', 'max'],
      ['cpu.uclamp.max', 'max', 'max'],
    ],
  ],
  [
    'takes amounts with suffixes, and of other bases',
    [
      ['memory.high', '1G', '1073741824'],
      ['memory.high', '1g', '1073741824'],
      ['memory.low', '3K', '0'],
      ['memory.low', '5K', '4096'],
      ['memory.min', '2T', '2199023255552'],
      ['memory.min', '1P', '1125899906842624'],
      ['memory.min', '1E', '1152921504606846976'],
      ['memory.max', '16E', '0'],
      ['memory.max', '0x100000', '1048576'],
      ['memory.max', '0x1e000', '122880'],
      ['memory.max', '010000', '4096'],
      ['hugetlb.2MB.max', '5m', '4194304'],
      ['pids.max', '0x10', '16'],
    ],
  ],
  [
    'shows lists of processors and of memory nodes its own way',
    [
      ['cpuset.cpus', '0,1,2,7', '0-2,7'],
      ['cpuset.cpus', '0-3:2/4', '0-1'],
      ['cpuset.cpus', '0-9:2/4', '0-1,4-5,8-9'],
      ['cpuset.cpus', '0-3:1/2', '0,2'],
      ['cpuset.cpus', '0-1:0/2', ''],
      ['cpuset.cpus', ' 1 , 0 ', '0-1'],
      ['cpuset.cpus', '0,,1', '0-1'],
      ['cpuset.mems', '0 1', '0-1'],
      ['cpuset.cpus.exclusive', '2,3', '2-3'],
    ],
  ],
];

/** Each of them somebody has changed. */
const CHANGED: readonly (readonly [what: string, rows: readonly Row[]])[] = [
  [
    'amounts of memory',
    [
      ['memory.limit_in_bytes', '67108864', '67104768'],
      ['memory.limit_in_bytes', '100000', '65536'],
      ['memory.limit_in_bytes', '5000', '8192'],
      ['memory.max', '5000', '5000000'],
      ['memory.high', '1G', '1000000000'],
      ['memory.high', '1G', '1'],
      ['memory.low', '1Gi', '1073741824'],
    ],
  ],
  [
    'limits of huge pages',
    [
      ['hugetlb.2MB.max', '3000000', '0'],
      ['hugetlb.2MB.max', '3000000', '2998272'],
      ['hugetlb.2MB.max', '3000000', '4194304'],
      ['hugetlb.1GB.max', '3221225472', '2147483648'],
      ['hugetlb.64KB.max', '2097152', '2031616'],
    ],
  ],
  [
    'limits taken away, or made',
    [
      ['memory.max', '67108864', 'max'],
      ['memory.max', '9223372036854771711', 'max'],
      ['memory.max', LONG_MAX, '67108864'],
      ['memory.max', 'max', '67108864'],
      ['memory.limit_in_bytes', '-1', '67108864'],
      ['memory.limit_in_bytes', '67108864', '9223372036854771712'],
      ['hugetlb.2MB.max', '9223372036852678655', 'max'],
      ['hugetlb.2MB.max', U64_MAX, '9223372036850581504'],
      ['pids.max', '4194304', 'max'],
      ['pids.max', LONG_MAX, 'max'],
      ['cpu.cfs_quota_us', '-1', '50000'],
      ['cpu.cfs_quota_us', '50000', '-1'],
      ['io.max', '8:0 rbps=1048576', '8:0 rbps=max wbps=1000 riops=max wiops=max'],
      ['io.max', '8:0 rbps=4294967295', '8:0 rbps=max wbps=1000 riops=max wiops=max'],
      ['io.max', `8:0 rbps=${U64_MAX}`, '8:0 rbps=5 wbps=1000 riops=max wiops=max'],
      ['rdma.max', 'mlx5_0 hca_handle=2', 'mlx5_0 hca_handle=max hca_object=max'],
      ['blkio.throttle.read_bps_device', '8:0 5000', '8:16 5000'],
    ],
  ],
  [
    'shares of the processors',
    [
      ['cpu.shares', '1', '1024'],
      ['cpu.shares', '500000', '262143'],
      ['cpu.shares', '2', '3'],
      ['cpu.shares', '5000', '4096'],
      ['cpu.shares', '1024', '2'],
    ],
  ],
  [
    'numbers that are not rounded',
    [
      ['pids.max', '5000', '4096'],
      ['pids.max', '55', '0'],
      ['cpu.cfs_quota_us', '50000', '49152'],
      ['memory.swappiness', '60', '0'],
      ['memory.use_hierarchy', '1', '0'],
      ['memory.oom.group', '1', '0'],
      ['cpu.weight.nice', '-5', '-10'],
      ['blkio.throttle.read_bps_device', '8:0 5000', '8:0 4096'],
    ],
  ],
  [
    'operations a second, weights and percents',
    [
      ['blkio.throttle.read_iops_device', '8:0 4294967297', '8:0 2'],
      ['blkio.throttle.read_iops_device', '8:0 4294967296', ''],
      ['blkio.throttle.read_iops_device', '8:0 4294967295', '8:0 5'],
      ['io.weight', '500', 'default 300\n8:0 500'],
      ['io.weight', '8:0 500', 'default 500'],
      ['cpu.uclamp.min', '50', '5.00'],
      ['cpu.uclamp.max', '99.95', 'max'],
      ['cpu.uclamp.max', 'max', '50.00'],
      ['cpu.uclamp.max', '50', 'max'],
    ],
  ],
  [
    'lists',
    [
      ['cpuset.cpus', '0-3:2/4', '0,2'],
      ['cpuset.cpus', '0-3', '0-2'],
      ['cpuset.cpus', '0', ''],
      ['cpuset.cpus', 'nothing', ''],
      ['cpuset.cpus', 'nothing', '0'],
      ['cpuset.cpus.partition', 'root', 'member'],
    ],
  ],
];

const isSame = ([file, planned, found]: Row): boolean =>
  isSameValue(file, planned, `${found}\n`, PAGES);

describe("what a cgroup's file shows", () => {
  for (const [what, rows] of SAME) {
    it(`is as planned where the kernel ${what}`, () => {
      assert.deepEqual(
        rows.filter((row) => !isSame(row)),
        [],
      );
    });
  }

  for (const [what, rows] of CHANGED) {
    it(`is not as planned when somebody changed it: ${what}`, () => {
      assert.deepEqual(rows.filter(isSame), []);
    });
  }

  it("is rounded by the machine's page size, or by any where it is not known", () => {
    const same = (pages: readonly bigint[]): boolean =>
      isSameValue('memory.max', '100000', '65536\n', pages);
    assert.deepEqual([same([4096n]), same([65536n]), same([4096n, 65536n])], [false, true, true]);
  });

  it('is told whole of a list, and as one line of many of a device', () => {
    assert.equal(shownValue('cpuset.cpus', '0 1', '0\n'), '0');
    assert.equal(shownValue('io.weight', '500', 'default 300\n8:0 5\n'), 'default 300');
    assert.equal(shownValue('io.max', '8:0 rbps=5', '8:0 rbps=max\n8:16 rbps=1\n'), '8:0 rbps=max');
  });
});
