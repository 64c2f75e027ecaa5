// Options before the command, and of the commands that make containers and end them.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../helpers/container.ts';
import { cgroupFile, type OptionCase, type Side } from './case.ts';

const NO_LEVELS = 'it has --debug alone';

async function logged(side: Side, ...options: string[]): Promise<unknown> {
  const container = side.container();
  const log = join(container.bundle, 'log');
  const outcome = await side.give(container, [
    ...options.map((word) => word.replace('LOG', log)),
    'start',
    'nobody',
  ]);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return [outcome.exitCode, outcome.stdout, lines];
}

export const containerCases: readonly OptionCase[] = [
  {
    command: '',
    options: ['root'],
    title: 'keeps the state of containers in that directory',
    see: async (side) => {
      const container = await side.running();
      return existsSync(container.stateDirectory);
    },
    answer: true,
  },
  {
    command: '',
    options: ['log', 'logFormat'],
    title: 'logs errors as JSON, one object a line',
    see: async (side) => {
      const [exitCode, stdout, lines] = (await logged(
        side,
        '--log',
        'LOG',
        '--log-format',
        'json',
      )) as [number, string, string[]];
      const records = lines.map((line) => Object.keys(JSON.parse(line) as object).sort());
      return [exitCode, stdout, records];
    },
    answer: [1, '', [['level', 'msg', 'time']]],
  },
  {
    command: '',
    options: ['logLevel', 'debug'],
    title: 'refuses a level that there is none of, and takes --debug',
    see: async (side) => {
      const container = side.container();
      const wrong = await side.give(container, ['--log-level', 'loud', 'list']);
      return [wrong.exitCode, (await side.give(container, ['--debug', 'list', '-q'])).stdout];
    },
    answer: [1, ''],
    unlike: { crun: 'Debian’s crun has no --log-level', runc: NO_LEVELS },
  },
  {
    command: '',
    options: ['cgroupManager'],
    title: 'makes no cgroup when that is disabled',
    see: async (side) => {
      const container = side.container('cat /proc/self/cgroup');
      const args = ['--cgroup-manager', 'disabled', 'run', '-b', container.bundle, container.id];
      const { exitCode, stdout } = await side.give(container, args);
      const wrong = await side.give(container, ['--cgroup-manager', 'mine', 'list']);
      return [exitCode, stdout.includes(container.id), wrong.exitCode];
    },
    answer: [0, false, 1],
    unlike: { runc: 'it has no such option' },
  },
  {
    command: '',
    options: ['systemdCgroup'],
    title: 'fails where there is no systemd',
    see: async (side) => {
      const container = side.container();
      const args = ['--systemd-cgroup', 'run', '-b', container.bundle, container.id];
      return (await side.give(container, args)).exitCode !== 0;
    },
    answer: true,
  },
  {
    command: '',
    options: ['rootless'],
    title: 'is taken',
    see: async (side) => side.ask(side.container(), ['--rootless', 'false', 'list', '-q']),
    answer: '',
  },
  {
    command: '',
    options: ['strict'],
    title: 'takes warnings for errors',
    see: async (side) => {
      const container = side.container('true', (config) => {
        config.linux.resources = { cpu: { shares: 1 } };
      });
      const args = ['run', '-b', container.bundle, container.id];
      const strict = await side.give(container, ['--strict', ...args]);
      return [strict.exitCode, (await side.give(container, args)).exitCode];
    },
    answer: [1, 0],
    unlike: { crun: 'lading’s own', runc: 'lading’s own' },
  },
  {
    command: 'create',
    options: ['bundle', 'pidFile', 'noNewKeyring', 'noSubreaper'],
    title: 'makes a container of the bundle, ready to be started, and writes its pid',
    see: async (side) => {
      const container = side.container('echo up; sleep 1000');
      const file = join(container.bundle, 'pid');
      const args = [
        '--pid-file',
        file,
        '--no-new-keyring',
        ...(side.runtime.name === 'runc' ? [] : ['--no-subreaper']),
      ];
      const { exitCode } = await container.create({ args });
      const { status, pid } = await container.state();
      const written = readFileSync(file, 'utf8');
      const before = container.output();
      await container.start();
      await until('it says so', () => container.output() !== '');
      return [exitCode, status, written === `${pid}`, before, container.output()];
    },
    answer: [0, 'created', true, '', 'up\n'],
  },
  {
    command: 'create',
    options: ['config'],
    title: 'reads another file than config.json',
    see: async (side) => {
      const container = side.container();
      renameSync(join(container.bundle, 'config.json'), join(container.bundle, 'other.json'));
      const { exitCode } = await container.create({
        args: ['--config', join(container.bundle, 'other.json')],
      });
      return exitCode;
    },
    answer: 0,
    unlike: { runc: 'it has no such option' },
  },
  {
    command: 'create',
    options: ['noPivot'],
    title: 'gives the container its root all the same',
    see: async (side) => {
      const container = side.container(
        'ls / | head -2; cat /proc/self/mountinfo | wc -l >/dev/null',
      );
      const { stdout, exitCode } = await container.run({ args: ['--no-pivot'] });
      return [exitCode, stdout];
    },
    answer: [0, 'bin\ndev\n'],
  },
  {
    command: 'run',
    options: ['detach'],
    title: 'returns while the container runs',
    see: async (side) => (await (await side.running()).state()).status,
    answer: 'running',
  },
  {
    command: 'run',
    options: ['keep'],
    title: 'keeps the state of a container that has ended',
    see: async (side) => {
      const container = side.container('exit 3');
      const { exitCode } = await container.run({ args: ['--keep'] });
      const { status, pid } = await container.state();
      return [exitCode, status, pid];
    },
    answer: [3, 'stopped', 0],
    unlike: { crun: 'Debian’s has no such option' },
  },
  {
    command: 'run',
    options: ['bundle', 'config', 'pidFile', 'noPivot', 'noSubreaper', 'noNewKeyring'],
    title: 'takes what create takes, and exits as the container does',
    see: async (side) => {
      const container = side.container('exit 7');
      const pid = join(container.bundle, 'pid');
      const config =
        side.runtime.name === 'runc' ? [] : ['-f', join(container.bundle, 'config.json')];
      const { exitCode } = await container.run({
        args: [...config, '--pid-file', pid, '--no-pivot', '--no-subreaper', '--no-new-keyring'],
      });
      return [exitCode, /^\d+$/.test(readFileSync(pid, 'utf8'))];
    },
    answer: [7, true],
  },
  {
    command: 'kill',
    options: ['all'],
    title: 'signals every process of the container',
    see: async (side) => {
      const container = await side.running('sleep 1000 & sleep 1000 & wait');
      const { pid } = await container.state();
      await side.ask(container, ['kill', '--all', container.id, 'KILL']);
      await container.reach('stopped');
      return existsSync(`/proc/${pid}/exe`);
    },
    answer: false,
  },
  {
    command: 'kill',
    options: ['regex'],
    title: 'signals the containers whose names match',
    see: async (side) => {
      const container = await side.running();
      await side.ask(container, ['kill', '--regex', `^${container.id}$`, 'KILL']);
      return (await container.reach('stopped')).status;
    },
    answer: 'stopped',
    unlike: { runc: 'it has no such option' },
  },
  {
    command: 'delete',
    options: ['force'],
    title: 'kills what runs, and takes a missing container for none',
    see: async (side) => {
      const container = await side.running();
      const plain = await side.give(container, ['delete', container.id]);
      await side.ask(container, ['delete', '--force', container.id]);
      const again = await side.give(container, ['delete', '-f', container.id]);
      return [plain.exitCode, existsSync(container.stateDirectory), again.exitCode, again.stderr];
    },
    answer: [1, false, 0, ''],
  },
  {
    command: 'delete',
    options: ['regex'],
    title: 'deletes the containers whose names match',
    see: async (side) => {
      const container = await side.running('true');
      await container.reach('stopped');
      await side.ask(container, ['delete', '--regex', `^${container.id}$`]);
      return existsSync(container.stateDirectory);
    },
    answer: false,
    unlike: { runc: 'it has no such option' },
  },
  {
    command: 'spec',
    options: ['bundle', 'file', 'rootless'],
    title: 'writes a config.json, and over none that is there',
    see: async (side) => {
      const container = side.container();
      const folder = join(container.bundle, 'new');
      mkdirSync(folder);
      await side.ask(container, ['spec', '--bundle', folder, '--rootless']);
      const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as {
        process: { args: string[] };
        linux: { uidMappings: { containerID: number }[] };
      };
      const again = await side.give(container, ['spec', '--bundle', folder]);
      return [config.process.args, config.linux.uidMappings[0]?.containerID, again.exitCode];
    },
    answer: [['sh'], 0, 1],
    unlike: { crun: 'Debian’s leaves the mappings out' },
  },
  {
    command: 'spec',
    options: ['file'],
    title: 'writes to a file that is named, over what is there',
    see: async (side) => {
      const container = side.container();
      const file = join(container.bundle, 'mine.json');
      writeFileSync(file, 'x'.repeat(100_000));
      await side.ask(container, ['spec', '--file', file]);
      return typeof (JSON.parse(readFileSync(file, 'utf8')) as { ociVersion: string }).ociVersion;
    },
    answer: 'string',
    unlike: { runc: 'it has no such option', crun: 'Debian’s has no such option' },
  },
  {
    command: 'list',
    options: ['quiet', 'format'],
    title: 'prints names, or objects with these members',
    see: async (side) => {
      const container = await side.running();
      const names = (await side.ask(container, ['list', '--quiet'])).split('\n');
      const listed = JSON.parse(await side.ask(container, ['list', '--format', 'json'])) as {
        id: string;
        status: string;
      }[];
      const own = listed.find(({ id }) => id === container.id);
      const members = ['bundle', 'created', 'id', 'owner', 'pid', 'status'];
      const wrong = await side.give(container, ['list', '-f', 'xml']);
      return [
        names.includes(container.id),
        own?.status,
        members.every((name) => name in (own ?? {})),
        wrong.exitCode,
      ];
    },
    answer: [true, 'running', true, 1],
  },
  {
    command: 'ps',
    options: ['format'],
    title: 'prints the processes as a list',
    see: async (side) => {
      const container = await side.running();
      const { pid } = await container.state();
      const pids = JSON.parse(
        await side.ask(container, ['ps', '--format', 'json', container.id]),
      ) as number[];
      return pids.includes(pid);
    },
    answer: true,
  },
  {
    command: 'update',
    options: ['memory', 'memorySwap', 'memoryReservation'],
    title: 'limits memory, up and down',
    see: async (side) => {
      const container = await side.running();
      const seen: string[] = [];
      for (const [memory, swap] of [
        ['67108864', '100663296'],
        ['134217728', '134217728'],
      ] as const) {
        const args = [
          '--memory',
          memory,
          '--memory-swap',
          swap,
          '--memory-reservation',
          '33554432',
        ];
        await side.ask(container, ['update', ...args, container.id]);
        for (const file of ['limit_in_bytes', 'memsw.limit_in_bytes', 'soft_limit_in_bytes']) {
          seen.push(await cgroupFile(container, `memory.${file}`));
        }
      }
      return seen;
    },
    answer: ['67108864', '100663296', '33554432', '134217728', '134217728', '33554432'],
  },
  {
    command: 'update',
    options: ['cpuPeriod', 'cpuQuota', 'cpuShare', 'cpusetCpus', 'cpusetMems'],
    title: 'limits CPU time, and says which CPUs',
    see: async (side) => {
      const container = await side.running();
      const args = [
        '--cpu-period',
        '50000',
        '--cpu-quota',
        '25000',
        '--cpu-share',
        '77',
        '--cpuset-cpus',
        '0',
        '--cpuset-mems',
        '0',
      ];
      await side.ask(container, ['update', ...args, container.id]);
      const files = [
        'cpu.cfs_period_us',
        'cpu.cfs_quota_us',
        'cpu.shares',
        'cpuset.cpus',
        'cpuset.mems',
      ];
      return Promise.all(files.map((file) => cgroupFile(container, file)));
    },
    answer: ['50000', '25000', '77', '0', '0'],
  },
  {
    command: 'update',
    options: ['pidsLimit'],
    title: 'limits processes',
    see: async (side) => {
      const container = await side.running();
      await side.ask(container, ['update', '--pids-limit', '44', container.id]);
      return cgroupFile(container, 'pids.max');
    },
    answer: '44',
  },
  {
    command: 'update',
    options: ['resources'],
    title: 'takes resources from a file',
    see: async (side) => {
      const container = await side.running();
      const file = join(container.bundle, 'resources.json');
      writeFileSync(file, '{"pids": {"limit": 33}, "cpu": {"shares": 55}}');
      await side.ask(container, ['update', '--resources', file, container.id]);
      return [await cgroupFile(container, 'pids.max'), await cgroupFile(container, 'cpu.shares')];
    },
    answer: ['33', '55'],
  },
  {
    command: 'update',
    options: ['resources'],
    title: 'takes resources from standard input',
    see: async (side) => {
      const container = await side.running();
      const input = '{"pids": {"limit": 32}}';
      await side.ask(container, ['update', '-r', '-', container.id], { input });
      return cgroupFile(container, 'pids.max');
    },
    answer: '32',
    unlike: { crun: 'Debian’s looks for a file of that name' },
  },
  {
    command: 'update',
    options: ['cpuBurst', 'cpuIdle'],
    title: 'lets quota be saved up, and CPU time be what is left over',
    see: async (side) => {
      const container = await side.running();
      await side.ask(container, [
        'update',
        '--cpu-quota',
        '20000',
        '--cpu-burst',
        '5000',
        container.id,
      ]);
      const burst = await cgroupFile(container, 'cpu.cfs_burst_us');
      await side.ask(container, ['update', '--cpu-idle', '1', container.id]);
      return [burst, await cgroupFile(container, 'cpu.idle')];
    },
    answer: ['5000', '1'],
    unlike: { crun: 'it has no such options', runc: 'Debian’s has no such options' },
  },
  {
    command: 'update',
    options: ['blkioWeight'],
    title: 'refuses a weight that the kernel has no place for',
    see: async (side) => {
      const container = await side.running();
      return (await side.give(container, ['update', '--blkio-weight', '5', container.id])).exitCode;
    },
    answer: 1,
    unlike: { crun: 'it hands 5 to the kernel', runc: 'it hands 5 to the kernel' },
  },
  {
    command: 'update',
    options: ['cpuRtPeriod', 'cpuRtRuntime', 'kernelMemory', 'kernelMemoryTcp'],
    title: 'has the kernel’s word on what few kernels have',
    see: async (side) => {
      const container = await side.running();
      const outcomes: number[] = [];
      for (const args of [
        ['--cpu-rt-period', '0'],
        ['--kernel-memory', '0'],
      ]) {
        outcomes.push((await side.give(container, ['update', ...args, container.id])).exitCode);
      }
      const args = ['--cpu-rt-runtime', '0', '--kernel-memory-tcp', '0'];
      outcomes.push((await side.give(container, ['update', ...args, container.id])).exitCode);
      return outcomes;
    },
    answer: [0, 0, 0],
    unlike: { runc: 'it has lost some of these options', crun: 'Debian’s writes zeros' },
  },
  {
    command: 'update',
    options: ['l3CacheSchema', 'memBwSchema'],
    title: 'says that there is no resctrl to write to',
    see: async (side) => {
      const container = await side.running();
      const args = ['--l3-cache-schema', 'L3:0=f', '--mem-bw-schema', 'MB:0=20'];
      const { exitCode, stderr } = await side.give(container, ['update', ...args, container.id]);
      return [exitCode, /the resctl file system is not mounted/.test(stderr)];
    },
    answer: [1, true],
    unlike: { crun: 'Debian’s has no such options', runc: 'it ignores them without resctrl' },
  },
  {
    command: 'events',
    options: ['stats'],
    title: 'prints what a container uses, with these members',
    see: async (side) => {
      const container = await side.running('sleep 1000', (config) => {
        config.linux.resources = { pids: { limit: 99 } };
      });
      const text = await side.ask(container, ['events', '--stats', container.id]);
      const { type, id, data } = JSON.parse(text) as {
        type: string;
        id: string;
        data: Record<string, object>;
      };
      const members = Object.entries(data).map(([name, value]) => [
        name,
        Object.keys(value ?? {})
          .filter((key) => key !== 'cache') // 0 is left out
          .sort(),
      ]);
      const own = members.filter(([name]) => name !== 'blkio' && name !== 'hugetlb');
      return [type, id === container.id, Object.fromEntries(own)];
    },
    answer: [
      'stats',
      true,
      {
        cpu: ['throttling', 'usage'],
        cpuset: [
          'cpu_exclusive',
          'cpus',
          'mem_exclusive',
          'mem_hardwall',
          'memory_migrate',
          'memory_pressure',
          'memory_spread_page',
          'memory_spread_slab',
          'mems',
          'sched_load_balance',
          'sched_relax_domain_level',
        ],
        memory: ['kernel', 'kernelTCP', 'raw', 'swap', 'usage'],
        pids: ['current', 'limit'],
        intel_rdt: [],
        network_interfaces: [],
      },
    ],
    unlike: { crun: 'it has no such command' },
  },
];
