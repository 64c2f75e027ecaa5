// What has changed of a living container, as people read it: by part, what was planned and what is, with the line of
// config.json that says so.
import type { Paint } from './plan.ts';
import { type LineFinder, lineFinder } from './pointer.ts';
import { printable } from './printable.ts';

export type Changed = {
  readonly part: string;
  readonly what: string;
  readonly planned: string;
  readonly found: string;
  readonly from?: string;
  readonly note?: string;
};

export type DriftView = {
  readonly id: string;
  readonly pid: number;
  readonly status: string;
  readonly compared: number;
  readonly differences: readonly Changed[];
  readonly unread: readonly string[];
  readonly config: string | undefined;
};

export function renderDrift(view: DriftView, paint: Paint): string {
  const { id, pid, status, compared, differences, unread, config } = view;
  const lineOf: LineFinder = config === undefined ? () => undefined : lineFinder(config);
  const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`;
  const verdict = differences.length === 0 ? 'as planned' : count;
  const head = `${id} (${status}, process ${pid}): ${verdict}, ${compared} properties compared`;
  const parts = [...new Set(differences.map(({ part }) => part))].map((part) => {
    const members = differences.filter((one) => one.part === part);
    return [paint.heading(part), ...members.map((one) => renderOne(one, lineOf, paint))].join('\n');
  });
  const rest = unread.map((what) => paint.faint(`not compared: ${what}`));
  return `${[paint.strong(head), ...parts, ...(rest.length === 0 ? [] : [rest.join('\n')])].join('\n\n')}\n`;
}

function renderOne(
  { what, planned, found, from, note }: Changed,
  lineOf: LineFinder,
  paint: Paint,
): string {
  const line = from === undefined ? undefined : lineOf(from);
  const place =
    from === undefined ? '' : `  ${printable(from)}${line === undefined ? '' : ` :${line}`}`;
  const remark = note === undefined ? '' : `\n    ${paint.faint(`(${note})`)}`;
  const shown = `  - ${printable(planned)}\n  + ${printable(found)}`;
  return `  ${printable(what)}${paint.faint(place)}\n${shown}${remark}`;
}
