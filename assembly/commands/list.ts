// list: every container below the state root, as crun's table, its JSON, or ids alone.

import { DIRECTORY_UNREADABLE, OPTION_VALUE } from '../plan/codes';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { ownerName, readPasswd } from './owner';
import { PrettyObject, quote } from './pretty';
import { readRoot } from './request';
import { CORRUPTED, CREATING, statusName } from './status';

const INDENT: string = '    ';

// Widths of crun's columns, the space between them included; the first is as wide as it must be.
const NAME_LEAST: i32 = 4;
const PID_WIDTH: i32 = 10;
const STATUS_WIDTH: i32 = 9;
const BUNDLE_WIDTH: i32 = 40;
const CREATED_WIDTH: i32 = 31;

export function list(context: Context): void {
  const format = context.option('format');
  if (format !== null && format != 'table' && format != 'json') {
    context.error(OPTION_VALUE, `invalid format \`${format}\``);
    return;
  }
  const root = readRoot(context);
  if (root === null) return;
  const ids = readIds(root, context);
  if (ids === null) return;
  if (context.flag('quiet')) {
    context.output(ids.length == 0 ? '' : ids.join('\n') + '\n', 0);
    return;
  }
  const passwd = readPasswd(context);
  const containers: Container[] = [];
  for (let i = 0; i < ids.length; i++) {
    const container = loadContainer(root, ids[i], context);
    if (container !== null) containers.push(container);
  }
  if (passwd === null || containers.length < ids.length) return;
  context.output(
    format == 'json' ? renderJson(containers, passwd) : renderTable(containers, passwd),
    0,
  );
}

/** Null: asked for, or not to be read. */
function readIds(root: string, context: Context): string[] | null {
  const directory = context.directory('directory', root);
  if (directory === null) return null;
  const error = directory.error;
  if (error !== null) {
    if (error == 'ENOENT') return []; // nothing was ever made here
    context.error(DIRECTORY_UNREADABLE, `cannot open directory \`${root}\`: ${error}`);
    return null;
  }
  const entries = directory.texts('entries');
  const ids: string[] = [];
  for (let i = 0; i < entries.length; i++) {
    if (!entries[i].startsWith('.')) ids.push(entries[i]); // our own, and half-removed ones
  }
  return ids;
}

function renderTable(containers: Container[], passwd: string): string {
  let width = NAME_LEAST;
  for (let i = 0; i < containers.length; i++) width = max(width, containers[i].id.length);
  width++;
  const owners = new Owners(passwd);
  // Joined at the end: a text that grew by each row would be copied as often.
  const rows: string[] = [row('NAME', 'PID', 'STATUS', 'BUNDLE PATH', 'CREATED', 'OWNER', width)];
  for (let i = 0; i < containers.length; i++) {
    const c = containers[i];
    const status = statusName(c.status);
    rows.push(row(c.id, pidOf(c), status, c.record.state.bundle, c.created, owners.of(c), width));
  }
  return rows.join('');
}

function row(
  name: string,
  pid: string,
  status: string,
  bundle: string,
  created: string,
  owner: string,
  width: i32,
): string {
  return (
    name.padEnd(width) +
    pid.padEnd(PID_WIDTH) +
    (status.padEnd(STATUS_WIDTH - 1) + ' ') +
    (bundle.padEnd(BUNDLE_WIDTH - 1) + ' ') +
    (created.padEnd(CREATED_WIDTH - 1) + ' ') +
    owner +
    '\n'
  );
}

function renderJson(containers: Container[], passwd: string): string {
  const owners = new Owners(passwd);
  const objects: string[] = [];
  for (let i = 0; i < containers.length; i++) {
    const c = containers[i];
    const out = new PrettyObject(INDENT);
    out.member('id', quote(c.id));
    out.member('pid', pidOf(c));
    out.member('status', quote(statusName(c.status)));
    out.member('bundle', quote(c.record.state.bundle));
    out.member('created', quote(c.created));
    out.member('owner', quote(owners.of(c)));
    objects.push(INDENT + out.end());
  }
  return '[\n' + objects.join(',\n') + '\n]\n';
}

function pidOf(container: Container): string {
  return container.isAlive ? container.process.pid.toString() : '0';
}

/** Names of owners, each looked up once. */
@final
class Owners {
  private readonly names: Map<u64, string> = new Map<u64, string>();

  constructor(private readonly passwd: string) {}

  /** Nobody is known to have made what has no state that could be read. */
  of(container: Container): string {
    if (container.status == CREATING || container.status == CORRUPTED) return '';
    const uid = container.record.owner;
    if (!this.names.has(uid)) this.names.set(uid, ownerName(uid, this.passwd));
    return this.names.get(uid);
  }
}
