// plan.schema.json -> the engine's action writers and the helper's action tables. One source, so that a field's name,
// type and limits exist once; both sides list an object's members in the order of their names, as canonical JSON does.
import { readFile } from 'node:fs/promises';
import { renderAssembly } from './actions-assembly.ts';
import { renderHeader, renderTables } from './actions-c.ts';
import { type Model, readModel } from './plan-model.ts';

const SOURCE = new URL('../../schema/plan.schema.json', import.meta.url);
const BANNER = 'Written by `npm run generate` from host/schema/plan.schema.json. Do not edit.';

export async function generate(): Promise<Map<string, string>> {
  const model = readModel(await readFile(SOURCE, 'utf8'));
  return new Map([
    ['assembly/actions.ts', renderAssembly(model, BANNER)],
    ['c/actions.h', renderHeader(model, BANNER)],
    ['c/actions.c', renderTables(model, BANNER)],
    ['host/action-kinds.ts', renderKinds(model)],
  ]);
}

function renderKinds(model: Model): string {
  const side = "'parent' | 'child' | 'both'";
  const out = [
    `// ${BANNER}`,
    '/** What a member of a result may be. Conditions name a field of the action: `name`, `!name`, `name=value`, `name!=value`; one must hold. */',
    'export type ResultRule = {',
    '  readonly always?: true;',
    "  readonly type?: 'integer' | 'string';",
    '  readonly when?: readonly string[];',
    '  readonly words?: Readonly<Record<string, readonly string[]>>;',
    '};',
    '',
    `export type ActionKind = { readonly side: ${side}; readonly phase: string; readonly undo: string; readonly result: Readonly<Record<string, ResultRule>> };`,
    '',
    'export const ACTION_KINDS: ReadonlyMap<string, ActionKind> = new Map<string, ActionKind>([',
    ...model.kinds.map(({ name, side, phase, undo, result }) => {
      const text = (value: unknown): string => JSON.stringify(value);
      return `  ['${name}', { side: '${side}', phase: '${phase}', undo: ${text(undo)}, result: ${text(result)} }],`;
    }),
    ']);',
  ];
  return `${out.join('\n')}\n`;
}
