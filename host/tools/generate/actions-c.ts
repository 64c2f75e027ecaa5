// The helper's actions: a struct for each kind, and the tables by which a plan is read into them.
import { enumMember, enumName, snake } from './names.ts';
import { type Field, isScalar, type Model, type Shape } from './plan-model.ts';

export function renderHeader(model: Model, banner: string): string {
  const out: string[] = [
    `/* ${banner} */`,
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

export function renderTables(model: Model, banner: string): string {
  const out: string[] = [`/* ${banner} */`, '#include "actions.h"', ''];
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
