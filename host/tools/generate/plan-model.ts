// plan.schema.json as what is generated from it sees it: kinds of actions, structs and enumerations, each with its fields.
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

export type Field = {
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

export type Shape = {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
};
type Enumeration = { readonly name: string; readonly words: readonly string[] };
type Kind = Shape & {
  readonly side: string;
  readonly phase: string;
  readonly undo: string;
  readonly result: Results;
};
export type Model = {
  readonly enumerations: readonly Enumeration[];
  readonly structs: readonly Shape[];
  readonly kinds: readonly Kind[];
  readonly limits: Readonly<Record<string, number>>;
};

export function readModel(text: string): Model {
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

/** Is one machine word, which has no value of its own for "not there". */
export function isScalar(field: Field): boolean {
  return field.type === 'int' || field.type === 'uint' || field.type === 'bool';
}
