// config.schema.json and facts.schema.json -> what the engine knows of them: a compact table that one interpreter
// walks to check types and ranges, and plain classes with decoders for what has passed that check.
import { readFile } from 'node:fs/promises';

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly minimum?: string | number;
  readonly maximum?: string | number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly description?: string;
  readonly 'x-text'?: string;
  readonly 'x-max-bytes'?: number;
};
type Defs = Readonly<Record<string, Schema>>;

const TEXT_CLASSES = [
  '',
  'any',
  'absolute-path',
  'file-name',
  'file-name-or-slash',
  'device-access',
] as const;

const INT64_MAX = 2n ** 63n - 1n;

export async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of ['config', 'facts'] as const) {
    const defs = await readDefs(name);
    const banner = `// Written by \`npm run generate\` from host/schema/${name}.schema.json. Do not edit.`;
    files.set(`assembly/${name}.ts`, [banner, renderClasses(defs)].join('\n'));
    files.set(`assembly/${name}-schema.ts`, [banner, new Tables(defs).render()].join('\n'));
  }
  return files;
}

async function readDefs(name: string): Promise<Defs> {
  const url = new URL(`../../schema/${name}.schema.json`, import.meta.url);
  const text = await readFile(url, 'utf8');
  // JSON.parse would round the limits of 64 bits.
  const exact = text.replace(/"(minimum|maximum)": (-?\d+)/g, '"$1": "$2"');
  return (JSON.parse(exact) as { $defs: Defs }).$defs;
}

// ---------------------------------------------------------------- classes

function renderClasses(defs: Defs): string {
  // `generated` knows nobody: the document is handed in as a type parameter.
  const out: string[] = [];
  for (const [name, schema] of Object.entries(defs)) out.push(...renderClass(name, schema, defs));
  return `${out.join('\n').trimEnd()}\n`;
}

function renderClass(name: string, schema: Schema, defs: Defs): string[] {
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? []);
  const out = ['@final', `export class ${name} {`];
  out.push('  /** The value this was read from. */', '  node: i32 = -1;');
  for (const [key, property] of properties) {
    out.push(...declare(key, property, required.has(key), defs));
  }
  out.push('}', '', `export function decode${name}<D>(doc: D, node: i32): ${name} {`);
  out.push(`  const result = new ${name}();`, '  result.node = node;');
  if (properties.length > 0) {
    out.push('  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {');
    out.push('    if (doc.isNull(at)) continue;');
    properties.forEach(([key, property], index) => {
      const test = `if (doc.keyIs(at, '${key}')) {`;
      out.push(`    ${index === 0 ? '' : '} else '}${test}`);
      out.push(...decode(key, property, required.has(key), defs).map((line) => `      ${line}`));
    });
    out.push('    }', '  }');
  }
  out.push('  return result;', '}', '');
  return out;
}

type Shape =
  | { readonly kind: 'text' | 'flag' | 'signed' | 'unsigned' | 'texts' | 'integers' | 'node' }
  | { readonly kind: 'object' | 'objects'; readonly of: string };

function shapeOf(schema: Schema, defs: Defs): Shape {
  if (schema.$ref !== undefined) return { kind: 'object', of: refName(schema.$ref) };
  if (schema.type === 'string') return { kind: 'text' };
  if (schema.type === 'boolean') return { kind: 'flag' };
  if (schema.type === 'integer') return { kind: isNegative(schema) ? 'signed' : 'unsigned' };
  if (schema.type === 'array') {
    const item = shapeOf(schema.items ?? {}, defs);
    if (item.kind === 'object') return { kind: 'objects', of: item.of };
    return { kind: item.kind === 'text' ? 'texts' : 'integers' };
  }
  return { kind: 'node' }; // a map: walked where it is used
}

function isNegative(schema: Schema): boolean {
  return String(schema.minimum ?? 0).startsWith('-');
}

function declare(key: string, schema: Schema, required: boolean, defs: Defs): string[] {
  const shape = shapeOf(schema, defs);
  const has = `  has${upperFirst(key)}: bool = false;`;
  switch (shape.kind) {
    case 'flag':
      return [...(required ? [] : [has]), `  ${key}: bool = false;`];
    case 'signed':
      return [...(required ? [] : [has]), `  ${key}: i64 = 0;`];
    case 'unsigned':
      return [...(required ? [] : [has]), `  ${key}: u64 = 0;`];
    case 'text':
      return [required ? `  ${key}: string = '';` : `  ${key}: string | null = null;`];
    case 'texts':
      return [required ? `  ${key}: string[] = [];` : `  ${key}: string[] | null = null;`];
    case 'integers':
      return [`  ${key}: u64[] | null = null;`];
    case 'object':
      return [`  ${key}: ${shape.of} | null = null;`];
    case 'objects':
      return [
        required ? `  ${key}: ${shape.of}[] = [];` : `  ${key}: ${shape.of}[] | null = null;`,
      ];
    case 'node':
      return ['  /** An object by free names; -1 when absent. */', `  ${key}: i32 = -1;`];
  }
}

function decode(key: string, schema: Schema, required: boolean, defs: Defs): string[] {
  const shape = shapeOf(schema, defs);
  const has = required ? [] : [`result.has${upperFirst(key)} = true;`];
  switch (shape.kind) {
    case 'flag':
      return [...has, `result.${key} = doc.isTrue(at);`];
    case 'signed':
      return [...has, `result.${key} = doc.signed(at);`];
    case 'unsigned':
      return [...has, `result.${key} = doc.unsigned(at);`];
    case 'text':
      return [`result.${key} = doc.text(at);`];
    case 'texts':
      return [`result.${key} = doc.texts(at);`];
    case 'integers':
      return [`result.${key} = doc.integers(at);`];
    case 'object':
      return [`result.${key} = decode${shape.of}<D>(doc, at);`];
    case 'objects':
      return [
        `const items: ${shape.of}[] = [];`,
        'for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {',
        `  items.push(decode${shape.of}<D>(doc, item));`,
        '}',
        `result.${key} = items;`,
      ];
    case 'node':
      return [`result.${key} = at;`];
  }
}

// ---------------------------------------------------------------- tables

/** Kinds of the table's types; the engine's interpreter has the same numbers. */
const KIND = { object: 0, map: 1, array: 2, string: 3, integer: 4, boolean: 5, word: 6 } as const;

/**
 * TYPES holds five numbers a type: kind, a, b, c, d.
 *   object   first field, number of fields
 *   map      type of the values
 *   array    type of the items, fewest items
 *   string   text class, fewest characters, most bytes (0: any)
 *   integer  place in LIMITS (minimum, maximum)
 *   word     first in WORDS, how many
 */
class Tables {
  private readonly types: number[][] = [];
  private readonly fields: { name: string; type: number; required: boolean }[] = [];
  private readonly limits: string[] = [];
  private readonly words: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly defs: Defs;

  constructor(defs: Defs) {
    this.defs = defs;
    const root = Object.keys(defs)[0];
    if (root === undefined) throw new Error('a schema needs $defs');
    this.object(root);
  }

  render(): string {
    const numbers = this.types.map((type) => `  ${pad(type).join(', ')},`);
    const fieldNames = this.fields.map((field) => `  '${field.name}',`);
    const fieldTypes = this.fields.map((field) => field.type);
    const required = this.fields.map((field) => (field.required ? 1 : 0));
    return [
      '',
      '/** kind, a, b, c, d of each type; type 0 is the root. */',
      'export const TYPES: StaticArray<u16> = [',
      ...numbers,
      '];',
      '',
      'export const FIELD_NAMES: StaticArray<string> = [',
      ...fieldNames,
      '];',
      '',
      `export const FIELD_TYPES: StaticArray<u16> = [\n  ${fieldTypes.join(', ')},\n];`,
      '',
      `export const FIELD_REQUIRED: StaticArray<u8> = [\n  ${required.join(', ')},\n];`,
      '',
      '/** Minimum (signed) and maximum (unsigned when the minimum is not negative) by turns. */',
      'export const LIMITS: StaticArray<u64> = [',
      ...this.limits.map((limit) => `  ${limit},`),
      '];',
      '',
      'export const WORDS: StaticArray<string> = [',
      ...this.words.map((word) => `  '${word}',`),
      '];',
      '',
    ].join('\n');
  }

  private object(name: string): number {
    const found = this.known.get(name);
    if (found !== undefined) return found;
    const schema = this.defs[name];
    if (schema === undefined) throw new Error(`#/$defs/${name} is not there`);
    const index = this.types.push([]) - 1;
    this.known.set(name, index);
    const required = new Set(schema.required ?? []);
    // The types first: an object's own fields must stand together.
    const fields = Object.entries(schema.properties ?? {}).map(([key, property]) => ({
      name: key,
      type: this.type(property),
      required: required.has(key),
    }));
    this.types[index] = [KIND.object, this.fields.length, fields.length];
    this.fields.push(...fields);
    return index;
  }

  private type(schema: Schema): number {
    if (schema.$ref !== undefined) return this.object(refName(schema.$ref));
    const { description: _, ...bare } = schema;
    const key = JSON.stringify(bare);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const type = this.describe(schema);
    const index = this.types.push(type) - 1;
    this.known.set(key, index);
    return index;
  }

  private describe(schema: Schema): number[] {
    if (schema.type === 'object') return [KIND.map, this.type(schema.additionalProperties ?? {})];
    if (schema.type === 'array')
      return [KIND.array, this.type(schema.items ?? {}), schema.minItems ?? 0];
    if (schema.type === 'boolean') return [KIND.boolean];
    if (schema.type === 'integer') {
      const at = this.limits.length;
      const minimum = BigInt(schema.minimum ?? 0);
      const maximum = BigInt(schema.maximum ?? INT64_MAX);
      this.limits.push(BigInt.asUintN(64, minimum).toString(), maximum.toString());
      return [KIND.integer, at, minimum < 0n ? 1 : 0];
    }
    if (schema.enum !== undefined) {
      this.words.push(...schema.enum);
      return [KIND.word, this.words.length - schema.enum.length, schema.enum.length];
    }
    const text = TEXT_CLASSES.indexOf((schema['x-text'] ?? '') as (typeof TEXT_CLASSES)[number]);
    if (text < 0) throw new Error(`no text class ${schema['x-text']}`);
    return [KIND.string, text, schema.minLength ?? 0, schema['x-max-bytes'] ?? 0];
  }
}

function pad(numbers: readonly number[]): number[] {
  return [0, 1, 2, 3, 4].map((index) => numbers[index] ?? 0);
}

function refName(ref: string): string {
  return ref.replace('#/$defs/', '');
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
