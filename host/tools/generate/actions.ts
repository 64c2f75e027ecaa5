// plan.schema.json -> the engine's action writers and the helper's action tables. One source, so that a field's name,
// type and limits exist once; both sides list an object's members in the order of their names, as canonical JSON does.
import { readFile } from 'node:fs/promises';

type Schema = {
  readonly $ref?: string;
  readonly const?: string | number;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly uniqueItems?: boolean;
  readonly contentEncoding?: string;
  readonly description?: string;
  readonly oneOf?: readonly Schema[];
  readonly 'x-text'?: string;
  readonly 'x-side'?: string;
  readonly 'x-phase'?: string;
  readonly 'x-undo'?: string;
  readonly 'x-result'?: Results;
};

/** Members of the result in the journal's `done` line. */
type Results = Readonly<Record<string, unknown>>;

type FieldType =
  | 'string'
  | 'bytes'
  | 'int'
  | 'uint'
  | 'bool'
  | 'enum'
  | 'set'
  | 'strings'
  | 'integers'
  | 'struct'
  | 'structs'
  | 'actions';

type Field = {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly text: string;
  readonly min: string;
  readonly max: string;
  /** The enumeration's or the struct's name, when the type has one. */
  readonly of: string;
  readonly doc: string;
};

type Shape = { readonly name: string; readonly doc: string; readonly fields: readonly Field[] };
type Enumeration = { readonly name: string; readonly words: readonly string[] };
type Kind = Shape & {
  readonly side: string;
  readonly phase: string;
  readonly undo: string;
  readonly result: Results;
};
type Model = {
  readonly enumerations: readonly Enumeration[];
  readonly structs: readonly Shape[];
  readonly kinds: readonly Kind[];
  readonly limits: Readonly<Record<string, number>>;
};

const SOURCE = new URL('../../schema/plan.schema.json', import.meta.url);
const BANNER = 'Written by `npm run generate` from host/schema/plan.schema.json. Do not edit.';

export async function generate(): Promise<Map<string, string>> {
  const model = readModel(await readFile(SOURCE, 'utf8'));
  return new Map([
    ['assembly/actions.ts', renderAssembly(model)],
    ['c/actions.h', renderHeader(model)],
    ['c/actions.c', renderTables(model)],
    ['host/action-kinds.ts', renderKinds(model)],
  ]);
}

function readModel(text: string): Model {
  // JSON.parse rounds 2^63-1 and 2^64-1; those limits are written as text from here on.
  const exact = JSON.parse(text.replace(/"(minimum|maximum)": (-?\d{16,})/g, '"$1": "$2"')) as {
    $defs: Record<string, Schema>;
    'x-limits': Record<string, number>;
  };
  const defs = exact.$defs;
  const enumerations: Enumeration[] = [];
  const structs: Shape[] = [];
  const kinds: Kind[] = [];
  for (const [name, def] of Object.entries(defs)) {
    if (def.enum !== undefined) enumerations.push({ name, words: def.enum });
  }
  for (const [name, def] of Object.entries(defs)) {
    if (def.type !== 'object') continue;
    const fields = readFields(name, def, defs, enumerations);
    const shape = { name, doc: def.description ?? '', fields };
    if (def['x-side'] === undefined) structs.push(shape);
    else {
      kinds.push({
        ...shape,
        side: def['x-side'],
        phase: def['x-phase'] ?? '',
        undo: def['x-undo'] ?? '',
        result: def['x-result'] ?? {},
      });
    }
  }
  return { enumerations, structs, kinds, limits: exact['x-limits'] };
}

function readFields(
  owner: string,
  def: Schema,
  defs: Readonly<Record<string, Schema>>,
  enumerations: Enumeration[],
): readonly Field[] {
  const required = new Set(def.required ?? []);
  return Object.entries(def.properties ?? {})
    .filter(([name]) => name !== 'do')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => {
      const target = schema.$ref === undefined ? schema : resolve(schema.$ref, defs);
      if (target.enum !== undefined && schema.$ref === undefined) {
        enumerations.push({ name: `${owner}.${name}`, words: target.enum });
      }
      return {
        name,
        required: required.has(name),
        doc: schema.description ?? target.description ?? '',
        text: target['x-text'] ?? '',
        min: String(target.minimum ?? target.items?.minimum ?? 0),
        max: String(target.maximum ?? target.items?.maximum ?? 0),
        ...fieldType(owner, name, schema, target, defs),
      };
    });
}

function fieldType(
  owner: string,
  name: string,
  schema: Schema,
  target: Schema,
  defs: Readonly<Record<string, Schema>>,
): { type: FieldType; of: string } {
  const refName = schema.$ref?.replace('#/$defs/', '') ?? '';
  if (target.enum !== undefined) return { type: 'enum', of: refName || `${owner}.${name}` };
  if (target.contentEncoding === 'base64') return { type: 'bytes', of: '' };
  if (target.type === 'string') return { type: 'string', of: '' };
  if (target.type === 'boolean') return { type: 'bool', of: '' };
  if (target.type === 'integer') return { type: isNegative(target) ? 'int' : 'uint', of: '' };
  if (target.type === 'object') return { type: 'struct', of: refName };
  if (target.type === 'array' && target.items !== undefined) {
    const items = target.items;
    const itemName = items.$ref?.replace('#/$defs/', '') ?? '';
    if (itemName === 'action') return { type: 'actions', of: '' };
    const item = items.$ref === undefined ? items : resolve(items.$ref, defs);
    if (item.enum !== undefined) return { type: 'set', of: itemName };
    if (item.type === 'object') return { type: 'structs', of: itemName };
    if (item.type === 'string') return { type: 'strings', of: '' };
    if (item.type === 'integer') return { type: 'integers', of: '' };
  }
  throw new Error(`plan.schema.json: ${owner}/${name}: no type of ours`);
}

function isNegative(schema: Schema): boolean {
  return String(schema.minimum).startsWith('-');
}

function resolve(ref: string, defs: Readonly<Record<string, Schema>>): Schema {
  const found = defs[ref.replace('#/$defs/', '')];
  if (found === undefined) throw new Error(`plan.schema.json: ${ref} is not there`);
  return found;
}

// ---------------------------------------------------------------- AssemblyScript

function renderAssembly(model: Model): string {
  const out: string[] = [
    `// ${BANNER}`,
    '// `W` is a canonical JSON writer: beginObject, endObject, beginArray, endArray, key, text, signed, unsigned, flag, raw.',
    '',
  ];
  for (const shape of model.structs) out.push(...renderClass(shape, ''));
  for (const kind of model.kinds) out.push(...renderClass(kind, kind.name));
  return `${out.join('\n').trimEnd()}\n`;
}

function renderClass(shape: Shape, kind: string): string[] {
  const out = ['@final', `export class ${pascal(shape.name)} {`];
  for (const field of shape.fields) out.push(...declareField(field));
  out.push('', '  write<W>(out: W): void {', '    out.beginObject();');
  const members: { readonly name: string; readonly lines: readonly string[] }[] = shape.fields.map(
    (field) => ({ name: field.name, lines: writeField(field) }),
  );
  if (kind !== '') members.push({ name: 'do', lines: ["out.key('do');", `out.text('${kind}');`] });
  members.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const member of members) out.push(...member.lines.map((line) => `    ${line}`));
  out.push('    out.endObject();', '  }', '}', '');
  return out;
}

function assemblyType(field: Field): string {
  switch (field.type) {
    case 'string':
    case 'bytes':
    case 'enum':
      return 'string';
    case 'int':
      return 'i64';
    case 'uint':
      return 'u64';
    case 'bool':
      return 'bool';
    case 'set':
    case 'strings':
      return 'Array<string>';
    case 'integers':
      return 'Array<u64>';
    case 'struct':
      return pascal(field.of);
    case 'structs':
      return `Array<${pascal(field.of)}>`;
    case 'actions':
      return 'ArrayBuffer';
  }
}

function isScalar(field: Field): boolean {
  return field.type === 'int' || field.type === 'uint' || field.type === 'bool';
}

function declareField(field: Field): string[] {
  const type = assemblyType(field);
  if (isScalar(field)) {
    const zero = field.type === 'bool' ? 'false' : '0';
    if (field.required) return [`  ${field.name}: ${type} = ${zero};`];
    return [
      `  has${upperFirst(field.name)}: bool = false;`,
      `  ${field.name}: ${type} = ${zero};`,
      '',
      `  set${upperFirst(field.name)}(value: ${type}): void {`,
      `    this.has${upperFirst(field.name)} = true;`,
      `    this.${field.name} = value;`,
      '  }',
      '',
    ];
  }
  if (!field.required) return [`  ${field.name}: ${type} | null = null;`];
  if (type === 'string') return [`  ${field.name}: string = '';`];
  if (field.type === 'actions') return [`  ${field.name}: ArrayBuffer = new ArrayBuffer(0);`];
  if (field.type === 'struct') return [`  ${field.name}: ${type} = new ${type}();`];
  return [`  ${field.name}: ${type} = [];`];
}

function writeField(field: Field): string[] {
  const key = `out.key('${field.name}');`;
  if (isScalar(field)) {
    const write = `out.${scalarWriter(field)}(this.${field.name});`;
    if (field.required) return [key, write];
    return [`if (this.has${upperFirst(field.name)}) {`, `  ${key}`, `  ${write}`, '}'];
  }
  const local = `${field.name}Value`;
  const lines = [key, ...writeValue(field, local)];
  if (field.required) return [`const ${local} = this.${field.name};`, ...lines];
  return [
    `const ${local} = this.${field.name};`,
    `if (${local} !== null) {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ];
}

function scalarWriter(field: Field): string {
  if (field.type === 'bool') return 'flag';
  return field.type === 'int' ? 'signed' : 'unsigned';
}

function writeValue(field: Field, value: string): string[] {
  switch (field.type) {
    case 'struct':
      return [`${value}.write<W>(out);`];
    case 'actions':
      return [`out.raw(${value});`];
    case 'structs':
      return writeItems(value, (item) => `${item}.write<W>(out);`);
    case 'integers':
      return writeItems(value, (item) => `out.unsigned(${item});`);
    case 'set':
    case 'strings':
      return writeItems(value, (item) => `out.text(${item});`);
    default:
      return [`out.text(${value});`];
  }
}

function writeItems(value: string, write: (item: string) => string): string[] {
  return [
    'out.beginArray();',
    `for (let i = 0; i < ${value}.length; i++) {`,
    `  ${write(`unchecked(${value}[i])`)}`,
    '}',
    'out.endArray();',
  ];
}

// ---------------------------------------------------------------- C

function renderHeader(model: Model): string {
  const out: string[] = [
    `/* ${BANNER} */`,
    '#ifndef GENERATED_ACTIONS_H',
    '#define GENERATED_ACTIONS_H',
    '',
    '#include <stdbool.h>',
    '#include <stddef.h>',
    '#include <stdint.h>',
    '',
    ...Object.entries(model.limits).map(
      ([name, value]) => `#define PLAN_LIMIT_${snake(name).toUpperCase()} ${value}`,
    ),
    '',
    'struct bytes {',
    '\tconst uint8_t *data;',
    '\tsize_t length;',
    '};',
    '',
    'struct strings {',
    '\tconst char **items;',
    '\tsize_t count;',
    '};',
    '',
    'struct integers {',
    '\tuint64_t *items;',
    '\tsize_t count;',
    '};',
    '',
    'struct action;',
    '',
    'struct actions {',
    '\tstruct action *items;',
    '\tsize_t count;',
    '};',
    '',
  ];
  for (const enumeration of model.enumerations) {
    out.push(`enum ${enumName(enumeration.name)} {`);
    enumeration.words.forEach((word, index) => {
      out.push(`\t${enumMember(enumeration.name, word)} = ${index},`);
    });
    out.push(`\t${enumName(enumeration.name).toUpperCase()}_COUNT = ${enumeration.words.length},`);
    out.push('};', '');
  }
  for (const shape of model.structs) {
    out.push(...renderStruct(shape, snake(shape.name)));
    out.push(
      `struct ${snake(shape.name)}_list {`,
      `\tstruct ${snake(shape.name)} *items;`,
      '\tsize_t count;',
      '};',
      '',
    );
  }
  for (const kind of model.kinds) out.push(...renderStruct(kind, `act_${snake(kind.name)}`));
  out.push('enum action_kind {');
  model.kinds.forEach((kind, index) => {
    out.push(`\tACTION_${snake(kind.name).toUpperCase()} = ${index},`);
  });
  out.push(`\tACTION_KIND_COUNT = ${model.kinds.length},`, '};', '', HEADER_TAIL);
  return `${out.join('\n').trimEnd()}\n`;
}

const HEADER_TAIL = `struct action {
	enum action_kind kind;
	/* Place in the plan's text, from 0. */
	uint32_t number;
	/* The struct act_… of the kind. */
	const void *args;
};

enum field_type {
	FIELD_STRING,
	FIELD_BYTES,
	FIELD_INT,
	FIELD_UINT,
	FIELD_BOOL,
	FIELD_ENUM,
	FIELD_SET,
	FIELD_STRINGS,
	FIELD_INTEGERS,
	FIELD_STRUCT,
	FIELD_STRUCTS,
	FIELD_ACTIONS,
};

enum text_class {
	TEXT_ANY,
	TEXT_ABSOLUTE_PATH,
	TEXT_RELATIVE_PATH,
	TEXT_FILE_NAME,
	TEXT_CONTAINER_ID,
};

enum action_side { SIDE_PARENT, SIDE_CHILD, SIDE_BOTH };

struct enumeration {
	const char *const *words;
	size_t count;
};

struct shape;

/* One member of an action or struct; fields are sorted by name, as they stand in canonical JSON. */
struct field {
	const char *name;
	enum field_type type;
	enum text_class text;
	bool required;
	uint8_t bit;
	uint16_t offset;
	int64_t min;
	uint64_t max;
	const struct enumeration *enumeration;
	const struct shape *shape;
};

struct shape {
	const char *name;
	const struct field *fields;
	size_t field_count;
	size_t size;
};

struct action_description {
	struct shape shape;
	enum action_side side;
	bool has_undo;
};

/* Indexed by enum action_kind. */
extern const struct action_description action_descriptions[ACTION_KIND_COUNT];

#endif
`;

function renderStruct(shape: Shape, name: string): string[] {
  const out = [`struct ${name} {`, '\tuint64_t present;'];
  for (const field of shape.fields) out.push(`\t${cType(field)}${snake(field.name)};`);
  out.push('};', '');
  shape.fields.forEach((field, index) => {
    if (field.required) return;
    const bit = `${name.replace(/^act_/, '')}_has_${snake(field.name)}`.toUpperCase();
    out.push(`#define ${bit} (UINT64_C(1) << ${index})`);
  });
  out.push('');
  return out;
}

function cType(field: Field): string {
  switch (field.type) {
    case 'string':
      return 'const char *';
    case 'bytes':
      return 'struct bytes ';
    case 'int':
      return 'int64_t ';
    case 'uint':
    case 'set':
      return 'uint64_t ';
    case 'bool':
      return 'bool ';
    case 'enum':
      return 'int ';
    case 'strings':
      return 'struct strings ';
    case 'integers':
      return 'struct integers ';
    case 'struct':
      return `struct ${snake(field.of)} *`;
    case 'structs':
      return `struct ${snake(field.of)}_list `;
    case 'actions':
      return 'struct actions ';
  }
}

function renderTables(model: Model): string {
  const out: string[] = [`/* ${BANNER} */`, '#include "actions.h"', ''];
  for (const enumeration of model.enumerations) {
    const name = enumName(enumeration.name);
    out.push(`static const char *const ${name}_words[] = {`);
    for (const word of enumeration.words) out.push(`\t"${word}",`);
    out.push('};', '');
    out.push(`static const struct enumeration ${name}_enumeration = {`);
    out.push(`\t${name}_words,`, `\t${enumeration.words.length},`, '};', '');
  }
  for (const shape of model.structs) {
    out.push(...renderFieldTable(shape, snake(shape.name)));
    out.push(`static const struct shape ${snake(shape.name)}_shape = {`);
    out.push(`\t"${shape.name}",`, `\t${snake(shape.name)}_fields,`);
    out.push(`\t${shape.fields.length},`, `\tsizeof(struct ${snake(shape.name)}),`, '};', '');
  }
  for (const kind of model.kinds) out.push(...renderFieldTable(kind, `act_${snake(kind.name)}`));
  out.push('const struct action_description action_descriptions[ACTION_KIND_COUNT] = {');
  for (const kind of model.kinds) {
    const name = `act_${snake(kind.name)}`;
    out.push(
      `\t[ACTION_${snake(kind.name).toUpperCase()}] = {`,
      `\t\t{"${kind.name}", ${name}_fields, ${kind.fields.length}, sizeof(struct ${name})},`,
      `\t\tSIDE_${kind.side.toUpperCase()},`,
      `\t\t${!kind.undo.startsWith('none')},`,
      '\t},',
    );
  }
  out.push('};', '');
  return out.join('\n');
}

function renderFieldTable(shape: Shape, name: string): string[] {
  const out = [`static const struct field ${name}_fields[] = {`];
  shape.fields.forEach((field, index) => {
    const text = field.text === '' ? 'ANY' : snake(field.text).toUpperCase();
    const hasShape = field.type === 'struct' || field.type === 'structs';
    const hasEnumeration = field.type === 'enum' || field.type === 'set';
    out.push(
      '\t{',
      `\t\t.name = "${field.name}",`,
      `\t\t.type = FIELD_${field.type.toUpperCase()},`,
      `\t\t.text = TEXT_${text},`,
      `\t\t.required = ${field.required},`,
      `\t\t.bit = ${index},`,
      `\t\t.offset = offsetof(struct ${name}, ${snake(field.name)}),`,
    );
    if (isScalar(field) || field.type === 'integers') {
      const min = field.min === '-9223372036854775808' ? 'INT64_MIN' : `INT64_C(${field.min})`;
      out.push(`\t\t.min = ${min},`, `\t\t.max = UINT64_C(${field.max}),`);
    }
    if (hasEnumeration) out.push(`\t\t.enumeration = &${enumName(field.of)}_enumeration,`);
    if (hasShape) out.push(`\t\t.shape = &${snake(field.of)}_shape,`);
    out.push('\t},');
  });
  out.push('};', '');
  return out;
}

// ---------------------------------------------------------------- TypeScript

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

// ---------------------------------------------------------------- names

function enumName(name: string): string {
  return snake(name);
}

function enumMember(name: string, word: string): string {
  const prefix = name === 'capability' ? '' : `${snake(name)}_`;
  return `${prefix}${snake(word)}`.toUpperCase();
}

function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.\- ]/g, '_')
    .toLowerCase();
}

function pascal(name: string): string {
  return name
    .split(/[._-]/)
    .map((part) => upperFirst(part))
    .join('');
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
