// ps: the processes of a container, by their numbers out here, in crun's forms.

import { mainCgroup } from '../plan/cgroup/end';
import { DIRECTORY_UNREADABLE, LIMITS_WITHOUT_CGROUP, OPTION_VALUE } from '../plan/codes';
import { Context } from './command';
import { loadNamed } from './container';
import { refuseCommand } from './missing';

export function ps(context: Context): void {
  const format = context.option('format');
  if (format !== null && format != 'table' && format != 'json') {
    context.error(OPTION_VALUE, `invalid format \`${format}\`: expected table or json`);
    return;
  }
  const container = loadNamed(context);
  if (container === null || refuseCommand('ps', container, context)) return;
  const cgroup = mainCgroup(container.record.cgroups);
  if (cgroup === null) {
    context.error(LIMITS_WITHOUT_CGROUP, 'the container is not using cgroups');
    return;
  }
  const path = `${cgroup.mount}/${cgroup.path}`;
  const processes = context.processes('processes', path);
  if (processes === null) return;
  const error = processes.error;
  if (error !== null && error != 'ENOENT') {
    context.error(
      DIRECTORY_UNREADABLE,
      `cannot read the processes of cgroup \`${path}\`: ${error}`,
    );
    return;
  }
  const pids = processes.numbers('pids');
  context.output(format == 'json' ? renderJson(pids) : renderTable(pids), 0);
}

function renderTable(pids: u64[]): string {
  let text = 'PID\n';
  for (let i = 0; i < pids.length; i++) text += pids[i].toString() + '\n';
  return text;
}

function renderJson(pids: u64[]): string {
  let text = '[\n';
  for (let i = 0; i < pids.length; i++) {
    text += '  ' + pids[i].toString() + (i + 1 < pids.length ? ',\n' : '\n');
  }
  return text + ']\n';
}
