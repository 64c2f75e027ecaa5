// events: what a container uses, now and then, and when the kernel ends one of its processes for
// want of memory: runc's command and its JSON, one object a line. The engine has no clock: it says
// when to ask again, and what it wants to know then of what it told.

import { mainCgroup } from '../plan/cgroup/end';
import { LIMITS_WITHOUT_CGROUP, OPTION_VALUE } from '../plan/codes';
import { Context } from './command';
import { loadContainer } from './container';
import { refuseCommand } from './missing';
import { readDuration } from './numbers';
import { quote } from './pretty';
import { readId, readRoot } from './request';
import { renderStats } from './stats';
import { CgroupFiles } from './stats-files';
import { STOPPED } from './status';

const DEFAULT_INTERVAL_MS: i64 = 5000;
/** How soon an end for want of memory is told. */
const STEP_MS: i64 = 250;

export function events(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  const interval = readInterval(context);
  if (id == '' || root === null || interval < 0) return;
  const container = loadContainer(root, id, context);
  if (container === null) return;
  const since = context.option('since');
  if (since !== null && container.isMissing) {
    context.output('', 0); // the counters went with it
    return;
  }
  if (since !== null && container.status == STOPPED) {
    tellLast(id, since, new CgroupFiles(container.record.cgroups, context), context);
    return;
  }
  if (refuseCommand('events', container, context)) return;
  if (mainCgroup(container.record.cgroups) === null) {
    context.error(LIMITS_WITHOUT_CGROUP, 'the container is not using cgroups');
    return;
  }
  const files = new CgroupFiles(container.record.cgroups, context);
  if (context.flag('stats')) {
    const stats = renderStats(files);
    if (!context.isAsking) context.output(line('stats', id, stats), 0);
    return;
  }
  watch(id, since, interval, files, context);
}

/** `since`: how many were ended that were told of, and the milliseconds until the next figures. */
function watch(
  id: string,
  since: string | null,
  interval: i64,
  files: CgroupFiles,
  context: Context,
): void {
  const killed = files.outOfMemoryKills();
  let told = killed;
  let left = interval;
  if (since !== null) {
    const words = since.split(' ');
    told = U64.parseInt(words[0]);
    left = words.length > 1 ? I64.parseInt(words[1]) : 0;
  }
  const isDue = since !== null && left <= 0;
  const stats = isDue ? renderStats(files) : '';
  if (context.isAsking) return;
  let text = ends(id, told, killed);
  if (isDue) {
    text += line('stats', id, stats);
    left = interval;
  }
  const step = min(STEP_MS, left);
  context.outputAndAgain(text, step, 'since', `${killed} ${left - step}`);
}

/** The end for want of memory may have been the container's own. */
function tellLast(id: string, since: string, files: CgroupFiles, context: Context): void {
  const killed = files.outOfMemoryKills();
  if (context.isAsking) return;
  context.output(ends(id, U64.parseInt(since.split(' ')[0]), killed), 0);
}

/** Of processes, for want of memory: those that have not been told of. */
function ends(id: string, told: u64, killed: u64): string {
  let text = '';
  for (; told < killed; told++) text += line('oom', id, '');
  return text;
}

function line(type: string, id: string, data: string): string {
  const rest = data == '' ? '' : ',"data":' + data;
  return `{"type":${quote(type)},"id":${quote(id)}${rest}}\n`;
}

/** -1: it is none, which is told. */
function readInterval(context: Context): i64 {
  const text = context.option('interval');
  if (text === null) return DEFAULT_INTERVAL_MS;
  const interval = readDuration(text);
  if (interval > 0) return interval;
  context.error(
    OPTION_VALUE,
    `invalid interval \`${text}\`: expected a duration above 0, such as 5s or 500ms`,
  );
  return -1;
}
