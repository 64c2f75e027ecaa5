// Options of exec: what the process that comes in is, as it sees itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Container, until } from '../../helpers/container.ts';
import type { OptionCase, Side } from './case.ts';

/** What a script inside prints, and how it ends. */
async function inside(
  side: Side,
  container: Container,
  options: readonly string[],
  script: string,
): Promise<unknown> {
  const args = ['exec', ...options, container.id, 'sh', '-c', script];
  const { exitCode, stdout } = await side.give(container, args);
  return [exitCode, stdout];
}

export const execCases: readonly OptionCase[] = [
  {
    command: 'exec',
    options: ['user', 'cwd', 'env'],
    title: 'runs as that user, there, with that variable',
    see: async (side) => {
      const options = [
        '--user',
        '1000:1001',
        '--cwd',
        '/tmp',
        '--env',
        'A=b c',
        '--env',
        'D=',
        '--env',
        'PATH=/bin',
      ];
      return inside(
        side,
        await side.running(),
        options,
        'id -u; id -g; pwd; echo "$A|$D|"; exit 9',
      );
    },
    answer: [9, '1000\n1001\n/tmp\nb c||\n'],
  },
  {
    command: 'exec',
    options: ['additionalGids'],
    title: 'is in those groups too',
    see: async (side) =>
      inside(side, await side.running(), ['-g', '5', '-g', '7'], 'grep ^Groups: /proc/self/status'),
    answer: [0, 'Groups:\t5 7 \n'],
    unlike: { crun: 'it has no such option' },
  },
  {
    command: 'exec',
    options: ['cap', 'noNewPrivs'],
    title: 'has that capability and no other, and can gain none',
    see: async (side) => {
      const script = 'grep -E "^(CapPrm|CapEff|CapBnd|CapInh|NoNewPrivs)" /proc/self/status';
      return inside(side, await side.running(), ['--cap', 'CAP_KILL', '--no-new-privs'], script);
    },
    answer: [
      0,
      'CapInh:\t0000000000000000\nCapPrm:\t0000000000000020\nCapEff:\t0000000000000020\nCapBnd:\t0000000000000020\nNoNewPrivs:\t1\n',
    ],
    unlike: { runc: 'it adds the capability to the container’s' },
  },
  {
    command: 'exec',
    options: ['process'],
    title: 'takes the process from a file',
    see: async (side) => {
      const container = await side.running();
      const file = join(container.bundle, 'process.json');
      const process = {
        args: ['sh', '-c', 'pwd; echo $X'],
        cwd: '/srv',
        env: ['PATH=/bin', 'X=y'],
        user: { uid: 0, gid: 0 },
      };
      writeFileSync(file, JSON.stringify(process));
      return side.ask(container, ['exec', '--process', file, container.id]);
    },
    answer: '/srv\ny\n',
  },
  {
    command: 'exec',
    options: ['detach', 'pidFile'],
    title: 'returns at once, and writes its pid',
    see: async (side) => {
      const container = await side.running();
      const file = join(container.bundle, 'exec.pid');
      const { exitCode } = await container.execDetached(['--pid-file', file], ['sleep', '77']);
      const pid = readFileSync(file, 'utf8');
      const program = (): string =>
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      await until('it is that program', () => program().startsWith('sleep'));
      return [exitCode, program()];
    },
    answer: [0, 'sleep 77 '],
  },
  {
    command: 'exec',
    options: ['apparmor', 'processLabel'],
    title: 'takes labels, and does without where there is no module for them',
    see: async (side) => {
      const container = await side.running();
      return inside(side, container, ['--process-label', 'a:b:c:d'], 'echo in');
    },
    answer: [0, 'in\n'],
    unlike: { runc: 'it fails without SELinux', crun: 'Debian’s has no --process-label' },
  },
  {
    command: 'exec',
    options: ['cgroup'],
    title: 'refuses a cgroup that is not below the container’s',
    see: async (side) =>
      ((await inside(side, await side.running(), ['--cgroup', '../x'], 'true')) as [number])[0] !==
      0,
    answer: true,
    unlike: { crun: 'Debian’s has no such option', runc: 'it has another option of that name' },
  },
];
