// list: every container below the state root, as crun's table, its JSON, or ids alone.

import { ProcessIdentity } from '../../generated/assembly/actions';
import { DIRECTORY_UNREADABLE, OPTION_VALUE } from '../plan/codes';
import { Context } from './command';
import { statusOf } from './container';
import { Input } from './input';
import { ownerName, readPasswd } from './owner';
import { PrettyObject, quote } from './pretty';
import { readRoot } from './request';
import { CORRUPTED, CREATING, STOPPED, statusName } from './status';

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
    context.error(OPTION_VALUE, `invalid format \`${format}\`: expected table or json`);
    return;
  }
  const root = readRoot(context);
  if (root === null) return;
  if (context.flag('quiet') && format != 'json') {
    const found = context.states('states', root);
    if (found === null || !isReadable(found, root, context)) return;
    context.output(renderIds(found.items('entries')), 0);
    return;
  }
  const passwd = readPasswd(context);
  const states = context.states('states', root);
  if (passwd === null || states === null || !isReadable(states, root, context)) return;
  const rows = readRows(states.items('entries'), new Owners(passwd));
  context.output(format == 'json' ? renderJson(rows) : renderTable(rows), 0);
}

/** A root that is not there is one where nothing was ever made. */
function isReadable(found: Input, root: string, context: Context): bool {
  const error = found.error;
  if (error === null || error == 'ENOENT') return true;
  context.error(DIRECTORY_UNREADABLE, `cannot open directory \`${root}\`: ${error}`);
  return false;
}

/** Null: our own (`.`), half removed, or nothing that a create of ours has begun. */
function idOf(entry: Input): string | null {
  const id = entry.text('id');
  if (id === null || id.startsWith('.')) return null;
  const error = entry.error;
  const isWithoutState = error !== null && (error == 'ENOENT' || error == 'ENOTDIR');
  return isWithoutState && !entry.flag('record') ? null : id;
}

function renderIds(entries: Input[]): string {
  const lines: string[] = [];
  for (let i = 0; i < entries.length; i++) {
    const id = idOf(entries[i]);
    if (id !== null) lines.push(id + '\n');
  }
  return lines.join('');
}

/** One container, as it is shown. */
@final
class Row {
  pid: string = '0';
  status: i32 = CREATING;
  bundle: string = '';
  created: string = '';
  owner: string = '';

  constructor(readonly id: string) {}
}

function readRows(entries: Input[], owners: Owners): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < entries.length; i++) {
    const id = idOf(entries[i]);
    if (id !== null) rows.push(readRow(id, entries[i], owners));
  }
  return rows;
}

function readRow(id: string, entry: Input, owners: Owners): Row {
  const row = new Row(id);
  const error = entry.error;
  if (error !== null) {
    row.status = error == 'ENOENT' ? CREATING : CORRUPTED;
    return row;
  }
  const state = entry.member('state');
  const then = new ProcessIdentity();
  then.boot = textOf(state, 'boot');
  then.pid = state.unsigned('pid');
  then.start = state.unsigned('start');
  const waits = state.flag('fifo') && entry.flag('fifo');
  row.status = statusOf(then, entry.member('process'), entry.flag('frozen'), waits);
  if (row.status != STOPPED) row.pid = then.pid.toString();
  row.bundle = textOf(state, 'bundle');
  row.created = textOf(state, 'created');
  row.owner = owners.of(state.unsigned('owner'));
  return row;
}

function textOf(input: Input, name: string): string {
  const text = input.text(name);
  return text === null ? '' : text;
}

function renderTable(rows: Row[]): string {
  let width = NAME_LEAST;
  for (let i = 0; i < rows.length; i++) width = max(width, rows[i].id.length);
  width++;
  // Joined at the end: a text that grew by each line would be copied as often.
  const lines: string[] = [line('NAME', 'PID', 'STATUS', 'BUNDLE PATH', 'CREATED', 'OWNER', width)];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const status = statusName(row.status);
    lines.push(line(row.id, row.pid, status, row.bundle, row.created, row.owner, width));
  }
  return lines.join('');
}

function line(
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

function renderJson(rows: Row[]): string {
  const objects: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const out = new PrettyObject(INDENT);
    out.member('id', quote(row.id));
    out.member('pid', row.pid);
    out.member('status', quote(statusName(row.status)));
    out.member('bundle', quote(row.bundle));
    out.member('created', quote(row.created));
    out.member('owner', quote(row.owner));
    objects.push(INDENT + out.end());
  }
  return '[\n' + objects.join(',\n') + '\n]\n';
}

/** Names of owners, each looked up once. */
@final
class Owners {
  private readonly names: Map<u64, string> = new Map<u64, string>();

  constructor(private readonly passwd: string) {}

  of(uid: u64): string {
    if (!this.names.has(uid)) this.names.set(uid, ownerName(uid, this.passwd));
    return this.names.get(uid);
  }
}
