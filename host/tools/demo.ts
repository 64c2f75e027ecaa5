// `npm run demo`: builds lading, makes a small root filesystem and a config as Docker writes it, runs
// it, and prints what the container sees of itself next to the plan that made it. Leaves nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import colours from 'picocolors';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const lading = join(repository, 'build', 'lading');
const MEBIBYTE = 1024 * 1024;
const limits = { memory: 64 * MEBIBYTE, quota: 50_000, period: 100_000, pids: 64 };

// One `name=value` a line, in the container's own words: no tool of ours inside.
const script = `
echo "pid=$$"
echo "hostname=$(hostname)"
echo "user=$(id -u):$(id -g)"
grep -E "^(Cap(Prm|Eff|Bnd|Inh)|Seccomp|Seccomp_filters):" /proc/self/status | tr -d "\\t " | tr : =
echo "mounts=$(wc -l < /proc/self/mountinfo)"
echo "readonly=$(grep -c " ro," /proc/self/mountinfo)"
memory=/sys/fs/cgroup/memory/memory.limit_in_bytes
[ -e $memory ] || memory=/sys/fs/cgroup/memory.max
echo "memory=$(cat $memory)"
if [ -e /sys/fs/cgroup/cpu/cpu.cfs_quota_us ]; then
  echo "cpu=$(cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.cfs_period_us | tr "\\n" " ")"
else
  echo "cpu=$(cat /sys/fs/cgroup/cpu.max)"
fi
pids=/sys/fs/cgroup/pids/pids.max
[ -e $pids ] || pids=/sys/fs/cgroup/pids.max
echo "pids=$(cat $pids)"
echo "interfaces=$(ls /sys/class/net | tr "\\n" " ")"
echo "processes=$(ls /proc | grep -c "^[0-9]")"
echo "masked=$(head -c 1 /proc/keys | wc -c) bytes of /proc/keys"
(echo x > /proc/sys/kernel/hostname) 2> /dev/null && echo "proc=writable" || echo "proc=refused"
exit 42
`;

interface Plan {
  readonly actions: readonly Action[];
}
interface Action {
  readonly do: string;
  readonly from?: string;
  readonly program?: string;
  readonly child?: readonly Action[];
}

function main(): number {
  if (process.getuid?.() !== 0) {
    process.stderr.write('demo: needs root: the container gets namespaces, mounts and cgroups\n');
    return 1;
  }
  step('building (npm run build)');
  command('npm', ['run', '--silent', 'build']);
  const folder = mkdtempSync(join(tmpdir(), 'lading-demo-'));
  try {
    return demonstrate(folder);
  } finally {
    const state = join(folder, 'state');
    // There is nothing to delete unless the run went wrong.
    spawnSync(lading, ['--root', state, 'delete', '--force', basename(folder)]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function demonstrate(folder: string): number {
  const id = basename(folder);
  const bundle = join(folder, 'bundle');
  const root = ['--root', join(folder, 'state')];
  step(`making a root filesystem of busybox and Docker's config in ${bundle}`);
  makeRootfs(join(bundle, 'rootfs'));
  const config = makeConfig();
  writeFileSync(join(bundle, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
  step('planning: lading plan --command run --format json');
  const planned = command(lading, [
    ...root,
    ...['plan', '--command', 'run', '--format', 'json', '--bundle', bundle, id],
  ]);
  step('running: lading run\n');
  const begin = performance.now();
  const run = spawnSync(lading, [...root, 'run', '--bundle', bundle, id], { encoding: 'utf8' });
  const lastedMs = performance.now() - begin;
  if (run.status !== 42) {
    process.stderr.write(`${run.stdout}${run.stderr}demo: expected exit 42, found ${run.status}\n`);
    return 1;
  }
  const seen = Object.fromEntries(
    run.stdout
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]),
  );
  const isGood = printContainer(seen);
  printPlan(planned);
  const ended = `exit code 42 came back as ${run.status}, after ${lastedMs.toFixed(0)} ms`;
  process.stdout.write(`\n  ${colours.dim(`${ended}; nothing is left on this machine`)}\n\n`);
  return isGood ? 0 : 1;
}

/** Docker's own config, with what belongs to that engine's run replaced and the limits of this demo. */
function makeConfig(): Record<string, unknown> {
  const file = join(repository, 'test', 'fixtures', 'configs', 'docker-20.10.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  config.process.args = ['sh', '-c', script];
  config.process.env = ['PATH=/bin', 'HOME=/root'];
  config.root = { path: 'rootfs' };
  config.hostname = 'demo';
  config.mounts = config.mounts.filter(
    (mount: { source: string }) => !mount.source.startsWith('/srv/engine/'),
  );
  delete config.hooks;
  delete config.linux.cgroupsPath;
  Object.assign(config.linux.resources, {
    memory: { limit: limits.memory, swap: 2 * limits.memory },
    cpu: { shares: 512, quota: limits.quota, period: limits.period },
    pids: { limit: limits.pids },
  });
  return config;
}

function makeRootfs(rootfs: string): void {
  for (const name of ['bin', 'dev', 'etc', 'proc', 'root', 'sys', 'tmp']) {
    mkdirSync(join(rootfs, name), { recursive: true });
  }
  copyFileSync('/bin/busybox', join(rootfs, 'bin', 'busybox'));
  for (const name of 'cat grep head hostname id ls sh tr wc'.split(' ')) {
    symlinkSync('busybox', join(rootfs, 'bin', name));
  }
}

type Row = readonly [what: string, found: string | undefined, expected: string, meaning: string];

/** What the container said of itself, and whether that is what was asked for. */
function printContainer(seen: Record<string, string>): boolean {
  const capabilities = '00000000a80425fb';
  const rows: readonly Row[] = [
    ['process id', seen.pid, '1', 'a pid namespace of its own'],
    ['processes in /proc', seen.processes, '', 'the shell and its helpers only'],
    ['host name', seen.hostname, 'demo', 'a uts namespace'],
    ['network', seen.interfaces, 'lo', 'a network namespace, with loopback up'],
    ['user', seen.user, '0:0', ''],
    ['capabilities, effective', seen.CapEff, capabilities, "Docker's 14"],
    ['capabilities, bounding', seen.CapBnd, capabilities, 'nothing can add to them'],
    ['capabilities, inheritable', seen.CapInh, '0'.repeat(16), 'none pass on by exec'],
    ['seccomp mode', seen.Seccomp, '2', `filtered, by ${seen.Seccomp_filters} filter`],
    ['memory limit', seen.memory, String(limits.memory), '64 MiB'],
    ['cpu quota, period', seen.cpu, `${limits.quota} ${limits.period}`, 'half a processor'],
    ['process limit', seen.pids, String(limits.pids), ''],
    ['mounts', seen.mounts, '', `${seen.readonly} of them read-only`],
    ['masked', seen.masked, '0 bytes of /proc/keys', ''],
    ['write to /proc/sys', seen.proc, 'refused', ''],
  ];
  title('What the container sees of itself');
  for (const [what, found = '(nothing)', expected, meaning] of rows) {
    const isRight = expected === '' || found === expected;
    const mark = isRight ? colours.green('✔') : colours.red('✘');
    const wanted = isRight ? '' : colours.red(`  expected ${expected}`);
    const line = `  ${mark} ${what.padEnd(26)} ${colours.bold(found.padEnd(22))}`;
    process.stdout.write(`${line} ${colours.dim(meaning)}${wanted}\n`);
  }
  return rows.every(([, found, expected]) => expected === '' || found === expected);
}

/** The plan's headline figures: its digest, its actions by phase, its seccomp program. */
function printPlan(bytes: string): void {
  const plan = JSON.parse(bytes) as Plan;
  const actions = flatten(plan.actions);
  const phases = readPhases();
  const counts = new Map<string, Action[]>();
  for (const action of actions) {
    const phase = phases.get(action.do) ?? 'other';
    counts.set(phase, [...(counts.get(phase) ?? []), action]);
  }
  title('The plan that made it');
  const digest = createHash('sha256').update(bytes.trimEnd()).digest('hex');
  row('sha256', digest);
  row('size', `${bytes.trimEnd().length} bytes of canonical JSON`);
  row('actions', `${actions.length}, of ${new Set(actions.map((action) => action.do)).size} kinds`);
  for (const [phase, members] of counts) {
    const bar = colours.cyan('▇'.repeat(members.length));
    const kinds = [...new Set(members.map((action) => action.do))].join(' ');
    row(`  ${phase}`, `${String(members.length).padStart(3)} ${bar}\n${indent(kinds)}`);
  }
  const program = actions.find((action) => action.do === 'seccomp.load')?.program ?? '';
  const instructions = Buffer.from(program, 'base64').length / 8;
  row('seccomp', `${instructions} instructions of classic BPF, made by the engine itself`);
  const mount = actions.find((action) => action.from === '/mounts/6');
  if (mount !== undefined) row('one of them', JSON.stringify(mount));
}

function flatten(actions: readonly Action[]): Action[] {
  return actions.flatMap((action) => [action, ...flatten(action.child ?? [])]);
}

function readPhases(): Map<string, string> {
  const file = join(repository, 'host', 'schema', 'plan.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly $defs: Record<string, { readonly 'x-phase'?: string }>;
  };
  return new Map(
    Object.entries(schema.$defs).flatMap(([kind, definition]) => {
      const phase = definition['x-phase'];
      return phase === undefined ? [] : [[kind, phase] as const];
    }),
  );
}

function indent(words: string): string {
  const width = 70;
  const lines = [''];
  for (const word of words.split(' ')) {
    const last = lines.length - 1;
    if (`${lines[last]} ${word}`.length > width) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trim();
  }
  return lines.map((line) => `${' '.repeat(22)}${colours.dim(line)}`).join('\n');
}

function title(text: string): void {
  process.stdout.write(`\n${colours.bold(colours.underline(text))}\n\n`);
}

function row(what: string, value: string): void {
  process.stdout.write(`  ${what.padEnd(16)} ${value}\n`);
}

function step(text: string): void {
  process.stdout.write(`${colours.cyan('▸')} ${text}\n`);
}

function command(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * MEBIBYTE,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}demo: ${program} ${args.join(' ')} failed\n`);
    process.exit(1);
  }
  return result.stdout;
}

process.exitCode = main();
