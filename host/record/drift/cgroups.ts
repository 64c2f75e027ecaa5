// The cgroups that the container's process is in, and what is written in them, against the plan's.
import type { HostReader } from '../../gather/reader.ts';
import { linesOf, readTextIfThere } from '../../gather/text.ts';
import { isWrittenOnly, newPolicy, planPolicy, readPolicy } from './devices.ts';
import { compare, type Findings } from './difference.ts';
import type { Action, Done } from './evidence.ts';
import { isList, withNumbers } from './lists.ts';
import { type Mount, moved, readMounts } from './mountinfo.ts';
import { readPageSizes } from './pages.ts';
import { readProcess } from './process.ts';
import { settingsOf } from './settings.ts';
import { isSameValue, shownValue } from './values.ts';

const WRITES: readonly string[] = ['cgroup.write', 'cgroup.update'];

export function compareCgroups(
  reader: HostReader,
  pid: number,
  made: readonly Done[],
  later: readonly Done[],
  findings: Findings,
): void {
  const created = made.filter(({ action }) => action.do === 'cgroup.create');
  if (created.length > 0) compareMembership(reader, pid, created, findings);
  const writes = [...made, ...later].filter(({ action }) => WRITES.includes(action.do));
  compareDevices(reader, writes, findings);
  const pageSizes = readPageSizes(reader);
  for (const { action, result } of lastWrites(writes)) {
    if (result.as !== 'ignored') compareValue(reader, action, pageSizes, findings);
  }
  const hasProgram = [...made, ...later].some(({ action }) => action.do === 'cgroup.devices');
  if (hasProgram)
    findings.unread.push("device rules: the kernel does not show a cgroup's programs");
}

/** `0::/web`, `4:memory:/web`: a process below its cgroup is in it too. */
function compareMembership(
  reader: HostReader,
  pid: number,
  created: readonly Done[],
  findings: Findings,
): void {
  const mounts = readMounts(reader, 'self');
  const lines = linesOf(readProcess(reader, `${pid}`, 'cgroup'));
  for (const { action } of created) {
    const mount = mounts.findLast(({ target }) => target === action.mount);
    const line = mount === undefined ? undefined : lines.find((one) => isOf(one, mount));
    const found = line?.split(':').slice(2).join(':');
    if (mount === undefined || found === undefined) {
      findings.unread.push(`cgroup membership of ${action.mount}`);
      continue;
    }
    const planned = moved(`/${action.path}`, '/', mount.root);
    compare(findings, {
      part: 'cgroup',
      what: `membership of ${action.mount}`,
      planned,
      found,
      isSame: found === planned || found.startsWith(`${planned}/`),
      ...named(action),
    });
  }
}

function isOf(line: string, mount: Mount): boolean {
  const controllers = line.split(':')[1] ?? '';
  if (mount.type === 'cgroup2') return controllers === '' && line.startsWith('0:');
  return controllers !== '' && controllers.split(',').every((word) => mount.options.includes(word));
}

/** An idle cgroup has the kernel's own weight, whatever was written before, and takes no other. */
const LOST_WHEN_IDLE: readonly string[] = ['cpu.shares', 'cpu.weight', 'cpu.weight.nice'];

/** Only the last one of each setting counts. */
function lastWrites(writes: readonly Done[]): Done[] {
  const last = new Map<string, Done>();
  for (const done of writes) {
    const { mount, path, file, value } = done.action;
    if (isWrittenOnly(`${file}`)) continue;
    for (const setting of settingsOf(`${file}`, `${value}`)) {
      const name = `${mount}/${path}/${file} ${setting.key}`;
      last.delete(name);
      last.set(name, { ...done, action: { ...done.action, value: setting.value } });
    }
    if (file !== 'cpu.idle' || value !== '1') continue;
    for (const lost of LOST_WHEN_IDLE) last.delete(`${mount}/${path}/${lost} `);
  }
  return [...last.values()];
}

const KERNEL_MEMORY = 'memory.kmem.limit_in_bytes';

/** From Linux 5.16 on a write is refused, or later taken without effect (mm/memcontrol.c, mem_cgroup_write()). */
function limitsKernelMemory(reader: HostReader): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(reader.kernel().release) ?? [];
  return Number(major) < 5 || (Number(major) === 5 && Number(minor) < 16);
}

function compareValue(
  reader: HostReader,
  action: Action,
  pageSizes: readonly bigint[],
  findings: Findings,
): void {
  const { mount, path, file, value } = action;
  if (file === KERNEL_MEMORY && !limitsKernelMemory(reader)) {
    findings.unread.push(`${file}: this kernel limits no kernel memory`);
    return;
  }
  const text = readTextIfThere(reader, `${mount}/${path}/${file}`);
  if (typeof text !== 'string') {
    // Some can only be written.
    if (action.missing === 'ignore' || text.error !== 'ENOENT') return;
    const found = 'no such file';
    compare(findings, {
      part: 'cgroup',
      what: `${file}`,
      planned: `${value}`,
      found,
      ...named(action),
    });
    return;
  }
  const planned = `${value}`.trim();
  const wanted = isList(`${file}`) ? withNumbers(reader, `${file}`, planned) : planned;
  if (wanted === undefined) {
    findings.unread.push(`${file}: which one is the last of \`${planned}\``);
    return;
  }
  compare(findings, {
    part: 'cgroup',
    what: `${file}`,
    planned,
    found: shownValue(`${file}`, planned, text),
    isSame: isSameValue(`${file}`, wanted, text, pageSizes),
    ...named(action),
  });
}

/** cgroup v1 shows its list of devices, and the writes that made it are replayed. */
function compareDevices(reader: HostReader, writes: readonly Done[], findings: Findings): void {
  const folders = new Map<string, Done[]>();
  for (const done of writes) {
    const { mount, path, file } = done.action;
    if (!isWrittenOnly(`${file}`)) continue;
    const folder = `${mount}/${path}`;
    folders.set(folder, [...(folders.get(folder) ?? []), done]);
  }
  for (const [folder, rules] of folders) {
    const text = readTextIfThere(reader, `${folder}/devices.list`);
    if (typeof text !== 'string') continue;
    const policy = newPolicy();
    for (const { action, result } of rules)
      if (result.as !== 'ignored') planPolicy(policy, `${action.file}`, `${action.value}`);
    const planned = readPolicy(policy);
    const found = linesOf(text).sort();
    for (const rule of new Set([...planned, ...found])) {
      const cause = rules.findLast(({ action }) => rule.startsWith(`${action.value}`.slice(0, -1)));
      compare(findings, {
        part: 'cgroup',
        what: `device ${rule}`,
        planned: planned.includes(rule) ? 'allowed' : 'denied',
        found: found.includes(rule) ? 'allowed' : 'denied',
        from: cause?.action.from ?? '/linux/resources/devices',
      });
    }
  }
}

function named({ from }: Action): { readonly from?: string } {
  return from === undefined ? {} : { from };
}
