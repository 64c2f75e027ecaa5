// The engine's writers of actions.
import { pascal, upperFirst } from './names.ts';
import { type Field, isScalar, type Model, type Shape } from './plan-model.ts';

export function renderAssembly(model: Model, banner: string): string {
  const out: string[] = [
    `// ${banner}`,
    '// `W` is a canonical JSON writer: beginObject, endObject, beginArray, endArray, key, text, signed, unsigned, flag, raw.',
    '',
    "import { ByteBuffer } from '../../assembly/base/bytes';",
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
      return 'ByteBuffer';
  }
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
  if (field.type === 'actions') return [`  ${field.name}: ByteBuffer = new ByteBuffer(0);`];
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
      return ['out.beginArray();', `out.raw(${value});`, 'out.endArray();'];
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
