// One machine: qemu in software emulation, with the host's root shared read-only by virtiofsd. Its first serial line is
// the kernel's console and kept in a file, its second is what the job says. Nothing of it outlives `runMachine`.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guestDirectory, type Kernel } from './kernel.ts';

export interface Job {
  readonly kernel: Kernel;
  readonly init: 'plain' | 'systemd';
  readonly cgroup: 'v1' | 'v2';
  /** More words of the kernel's command line. */
  readonly words?: readonly string[];
  /** A shell script, run as root. */
  readonly script: string;
  readonly timeoutMs: number;
  /** How long it may say nothing. */
  readonly silenceMs: number;
  readonly memoryMiB?: number;
}

export interface Ended {
  /** The script's; undefined when the machine ended, or was ended, before the script did. */
  readonly exitCode: number | undefined;
  /** Why it was ended before: its time was over, or it had said nothing for too long. */
  readonly cut: 'late' | 'silent' | undefined;
  readonly output: string;
  readonly console: string;
}

const virtiofsd = '/usr/lib/qemu/virtiofsd';
/** Of a disk of its own, which holds nothing: what it reads and writes can be limited. */
const DISK_BYTES = 64 << 20;
const endMark = /^lading: the job ended with (\d+)$/m;

/** Boots, runs the job's script, hands over each line of it, and ends. */
export async function runMachine(job: Job, onLine: (line: string) => void): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'lading-vm-'));
  const children: ChildProcess[] = [];
  const stop = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  const ended = (signal: NodeJS.Signals) => {
    stop();
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', ended).once('SIGTERM', ended);
  try {
    const socket = join(folder, 'fs.sock');
    children.push(await share(socket, join(folder, 'virtiofsd')));
    const script = join(folder, 'job');
    writeFileSync(script, job.script);
    writeFileSync(join(folder, 'disk'), '');
    truncateSync(join(folder, 'disk'), DISK_BYTES);
    const machine = spawn('qemu-system-x86_64', arguments_(job, folder, socket, script), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(machine);
    return await follow(machine, job, join(folder, 'console'), onLine);
  } finally {
    process.removeListener('SIGINT', ended).removeListener('SIGTERM', ended);
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The host's root for the guest: never written to, because the guest mounts it read-only below a layer of its own. */
async function share(socket: string, log: string): Promise<ChildProcess> {
  const file = openSync(log, 'w');
  const child = spawn(
    virtiofsd,
    [`--socket-path=${socket}`, '-o', 'source=/', '-o', 'cache=always', '-o', 'sandbox=chroot'],
    { stdio: ['ignore', file, file] },
  );
  closeSync(file);
  const deadline = Date.now() + 10_000;
  while (!existsSync(socket)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${virtiofsd} does not start: ${readFileSync(log, 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return child;
}

function arguments_(job: Job, folder: string, socket: string, script: string): string[] {
  const disk = join(folder, 'disk');
  const memory = `${job.memoryMiB ?? 2048}M`;
  const words = [
    'console=ttyS0',
    'quiet',
    'loglevel=4',
    'panic=-1',
    // On a busy host the emulated timer comes too late for the kernel's test of it, which ends in a panic.
    'no_timer_check',
    `lading.init=${job.init}`,
    `lading.cgroup=${job.cgroup}`,
    `lading.guest=${guestDirectory}`,
    `lading.modules=${job.kernel.modules}`,
    `lading.job=${script}`,
    ...(job.words ?? []),
  ];
  return [
    ['-accel', 'tcg'],
    ['-cpu', 'max'],
    // With two, emulated at once, the kernel's patching of its own code goes wrong now and then (qemu 7.2).
    ['-smp', '1'],
    ['-m', memory],
    ['-object', `memory-backend-memfd,id=memory,size=${memory},share=on`],
    ['-numa', 'node,memdev=memory'],
    ['-nodefaults', '-no-reboot', '-display', 'none'],
    ['-kernel', job.kernel.image],
    ['-initrd', job.kernel.initramfs],
    ['-append', words.join(' ')],
    ['-serial', `file:${join(folder, 'console')}`],
    ['-serial', 'stdio'],
    ['-chardev', `socket,id=fs,path=${socket}`],
    ['-device', 'vhost-user-fs-pci,chardev=fs,tag=host'],
    ['-drive', `file=${disk},format=raw,if=virtio`],
    ['-device', 'virtio-rng-pci'],
  ].flat();
}

async function follow(
  machine: ChildProcess,
  { timeoutMs, silenceMs }: Job,
  console: string,
  onLine: (line: string) => void,
): Promise<Ended> {
  let output = '';
  let rest = '';
  let cut: Ended['cut'];
  const end = (why: Ended['cut']) => () => {
    cut = why;
    machine.kill('SIGKILL');
  };
  const whole = setTimeout(end('late'), timeoutMs);
  const quiet = setTimeout(end('silent'), silenceMs);
  machine.stdout?.setEncoding('utf8').on('data', (text: string) => {
    quiet.refresh();
    const plain = text.replaceAll('\r', '');
    output += plain;
    const lines = (rest + plain).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!endMark.test(line)) onLine(line);
  });
  let complaints = '';
  machine.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  await new Promise((resolve, reject) => machine.on('error', reject).on('close', resolve));
  for (const timer of [whole, quiet]) clearTimeout(timer);
  const code = endMark.exec(output)?.[1];
  return {
    exitCode: code === undefined ? undefined : Number(code),
    cut,
    output: output.replace(endMark, ''),
    console: complaints + (existsSync(console) ? readFileSync(console, 'latin1') : ''),
  };
}
