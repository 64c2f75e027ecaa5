// Closed sets are handled everywhere: each kind of action has a handler, and what undoes it is as the schema
// says; each command is declared once for all its readers.
import assert from 'node:assert/strict';
import { COMMANDS, ENGINE_COMMANDS, PLANNED_COMMANDS } from '../../host/program.ts';
import { EXPLANATIONS } from '../../host/report/kinds.ts';
import { filesBelow, readText } from './graph.ts';

type Kind = {
  readonly description?: string;
  readonly 'x-side'?: string;
  readonly 'x-phase'?: string;
  readonly 'x-undo'?: string;
  readonly 'x-result'?: Readonly<
    Record<string, { readonly words?: Readonly<Record<string, unknown>> }>
  >;
};

const schema = JSON.parse(readText('host/schema/plan.schema.json')) as {
  readonly $defs: Readonly<Record<string, Kind>>;
};
const kinds = Object.entries(schema.$defs).filter(([, kind]) => 'x-side' in kind);
const table = readText('helper-c/act/table.c');
const handlers = filesBelow('helper-c/act', ['.c']).map(readText).join('\n');

/** `mount.fs` -> `mount_fs` */
const cName = (kind: string): string => kind.replaceAll(/[.-]/g, '_');

function rowOf(kind: string): { apply: string; undo: string } {
  const name = cName(kind);
  const row = new RegExp(`\\[ACTION_${name.toUpperCase()}\\] = \\{(\\w+), (\\w+)\\}`).exec(table);
  assert.ok(row, `${kind} has no row in act/table.c`);
  return { apply: row[1] ?? '', undo: row[2] ?? '' };
}

describe('every kind of action', () => {
  it('is one of many', () => {
    assert.ok(kinds.length >= 64);
  });

  for (const [name, kind] of kinds) {
    it(`${name} has a handler, and an undo that is as it says`, () => {
      const { apply, undo } = rowOf(name);
      assert.match(handlers, new RegExp(`^int ${apply}\\(`, 'm'));
      assert.ok(kind.description, 'no description');
      assert.ok(kind['x-phase'], 'no x-phase');
      const isUndone = !/^none\b/.test(kind['x-undo'] ?? '');
      assert.equal(undo !== 'NULL', isUndone, `x-undo says: ${kind['x-undo']}; table: ${undo}`);
    });

    it(`${name} says why it is there, for \`lading explain\``, () => {
      const told = EXPLANATIONS.get(name);
      assert.ok(told, `${name} has no entry in host/report/kinds/: add {why, spec, protects?}`);
      assert.ok(told.why.length > 3 && told.spec.length > 3);
    });
  }

  it('and no other has an explanation', () => {
    const known = new Set(kinds.map(([name]) => name));
    assert.deepEqual(
      [...EXPLANATIONS.keys()].filter((name) => !known.has(name)),
      [],
    );
  });
});

/** Of one C file: what its handlers write into the journal as learnt, `key` or `key=word`. */
function resultsIn(text: string): string[] {
  const noted = /\bchild_note\(/.test(text) ? ['boot', 'pid', 'start'] : [];
  const calls = text.matchAll(/ctx_result_(string|number)\(\s*ctx,\s*"(\w+)",([^;]*)\);/g);
  const written = [...calls].flatMap(([, type, key, value = '']) => {
    // Either of two words may stand there; a warning is a sentence.
    const words = [...value.matchAll(/"([^"]*)"/g)].map(([, word]) => `${key}=${word}`);
    return type === 'string' && words.length > 0 && key !== 'warning' ? words : [`${key}`];
  });
  return [...noted, ...written];
}

describe('what an action may have learnt', () => {
  const files = filesBelow('helper-c/act', ['.c']);
  it('is what its schema says, in each file of handlers', () => {
    for (const file of files) {
      const text = readText(file);
      const own = kinds.filter(([name]) =>
        new RegExp(`^int act_${cName(name)}\\(`, 'm').test(text),
      );
      const declared = own.flatMap(([, kind]) =>
        Object.entries(kind['x-result'] ?? {}).flatMap(([key, { words }]) =>
          words === undefined ? [key] : Object.keys(words).map((word) => `${key}=${word}`),
        ),
      );
      const written = [...new Set(resultsIn(text))].sort();
      assert.deepEqual(written, [...new Set(declared)].sort(), file);
    }
  });
});

describe('every command', () => {
  const engineTable = readText('assembly/commands/table.ts');

  it('that the engine answers is declared with the engine and with the host', () => {
    const engine = [...engineTable.matchAll(/new Command\(\s*'([a-z-]+)'/g)].map(
      ([, name]) => name,
    );
    const hostOnly = ENGINE_COMMANDS.filter((name) => !engine.includes(name));
    assert.deepEqual(hostOnly, []);
    const unknown = PLANNED_COMMANDS.filter((name) => !engine.includes(name));
    assert.deepEqual(unknown, []);
  });

  for (const { name, about, examples } of COMMANDS) {
    it(`${name} says what it is for, and shows it`, () => {
      assert.ok(about.length > 10);
      assert.ok(examples.length > 0);
      for (const { line } of examples) assert.match(line, new RegExp(`^lading .*\\b${name}\\b`));
    });
  }
});
