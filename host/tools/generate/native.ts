// host/program.ts and response.schema.json -> the native entry's tables: its command line is the host's own declaration,
// and a kind of need that it does not gather does not compile.
import { readFile } from 'node:fs/promises';
import { parseCommandLine } from '../../command-line.ts';
import {
  COMMANDS,
  type CommandSpec,
  ENGINE_COMMANDS,
  GLOBAL_OPTIONS,
  type OperandSpec,
  type OptionKind,
  type OptionSpec,
  takesWord,
} from '../../program.ts';
import { parseFlags } from '../../report/flags.ts';

const RESPONSE = new URL('../../schema/response.schema.json', import.meta.url);

/** Stands for the refused value in a complaint; no complaint has it otherwise. */
const VALUE_MARK = '\u0001';

const KINDS: Readonly<Record<OptionKind, string>> = {
  flag: 'OPTION_FLAG',
  switch: 'OPTION_SWITCH',
  text: 'OPTION_TEXT',
  path: 'OPTION_PATH',
  input: 'OPTION_INPUT',
  count: 'OPTION_COUNT',
  list: 'OPTION_LIST',
};

/** What a command is to the native entry; all that is not named here only the host can do. */
const ANSWERED: ReadonlyMap<string, string> = new Map([
  ...ENGINE_COMMANDS.map((name) => [name, 'ANSWERED_BY_ENGINE'] as const),
  ['facts', 'ANSWERED_FACTS'],
  ['spec', 'ANSWERED_SPEC'],
]);

export async function generate(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ...(await generateNeeds()),
    ['c/program.h', PROGRAM_HEADER],
    ['c/program.c', await renderProgram()],
  ]);
}

async function generateNeeds(): Promise<ReadonlyMap<string, string>> {
  const schema = JSON.parse(await readFile(RESPONSE, 'utf8')) as {
    readonly $defs: {
      readonly need: { readonly properties: { readonly kind: { readonly enum: string[] } } };
    };
  };
  const kinds = schema.$defs.need.properties.kind.enum;
  const head =
    '/* Written by `npm run generate` from host/schema/response.schema.json. Do not edit. */';
  const name = (kind: string): string => `NEED_KIND_${kind.toUpperCase().replaceAll(/\W/g, '_')}`;
  const header = [
    head,
    '#ifndef GENERATED_NEEDS_H',
    '#define GENERATED_NEEDS_H',
    '',
    'enum need_kind {',
    ...kinds.map((kind, index) => `\t${name(kind)} = ${index},`),
    `\tNEED_KIND_COUNT = ${kinds.length},`,
    '};',
    '',
    'extern const char *const need_kind_words[NEED_KIND_COUNT];',
    '',
    '#endif',
    '',
  ];
  const body = [
    head,
    '#include "needs.h"',
    '',
    'const char *const need_kind_words[NEED_KIND_COUNT] = {',
    ...kinds.map((kind) => `\t${quote(kind)},`),
    '};',
    '',
  ];
  return new Map([
    ['c/needs.h', header.join('\n')],
    ['c/needs.c', body.join('\n')],
  ]);
}

const HEAD = '/* Written by `npm run generate` from host/program.ts. Do not edit. */';

const PROGRAM_HEADER = `${HEAD}
#ifndef GENERATED_PROGRAM_H
#define GENERATED_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#define PROGRAM_OPTIONS_MAX ${Math.max(GLOBAL_OPTIONS.length, ...COMMANDS.map(({ options }) => options.length))}

enum option_kind {
${Object.values(KINDS)
  .map((name) => `\t${name},`)
  .join('\n')}
};

struct option_spec {
	/* Of the engine's option, and of the value. */
	const char *name;
	/* As help shows them. */
	const char *flags;
	/* With its dashes; NULL when there is none. */
	const char *long_flag;
	/* 0 when there is none. */
	char letter;
	enum option_kind kind;
	/* Ended by NULL; NULL when any value will do. */
	const char *const *choices;
	/* NULL when there is none. */
	const char *fallback;
	/* Of a flag: the name of another option, which is given with that value; NULL: of none. */
	const char *other;
	const char *other_value;
	/* About another choice, or a count that is none; \\1 stands for what was given. */
	const char *complaint;
};

struct operand_spec {
	const char *name;
	bool is_optional;
	/* All that is left of the line. */
	bool is_rest;
	/* A path, made absolute, or \`-\`. */
	bool is_input;
	/* Ended by NULL; NULL when any word will do. */
	const char *const *choices;
	/* About another word; \\1 stands for what was given. */
	const char *complaint;
};

enum answered {
	ANSWERED_BY_HOST,
	ANSWERED_BY_ENGINE,
	ANSWERED_FACTS,
	ANSWERED_SPEC,
};

struct command_spec {
	const char *name;
	enum answered answered;
	/* It starts a process that becomes a container's. */
	bool starts_process;
	/* What the engine asks first is known: the facts, and the config.json of its option bundle,
	 * or its option config. */
	bool reads_bundle;
	const struct option_spec *options;
	size_t option_count;
	const struct operand_spec *operands;
	size_t operand_count;
	const char *help;
};

/* What stands before the command; its help tells of all commands. */
extern const struct command_spec program_root;
extern const struct command_spec program_commands[];
extern const size_t program_command_count;

#endif
`;

async function renderProgram(): Promise<string> {
  const parts = await Promise.all(COMMANDS.map((command) => renderTables(command)));
  const rows = await Promise.all(COMMANDS.map((command) => renderRow(command)));
  const root = { name: '', operands: [], options: GLOBAL_OPTIONS };
  return [
    HEAD,
    '#include "program.h"',
    '',
    ...renderTables(root),
    `const struct command_spec program_root = {${await renderRow(root)}};`,
    '',
    ...parts.flat(),
    'const struct command_spec program_commands[] = {',
    ...rows.map((row) => `\t{${row}},`),
    '};',
    '',
    `const size_t program_command_count = ${COMMANDS.length};`,
    '',
  ].join('\n');
}

type Spec = Pick<CommandSpec, 'name' | 'operands' | 'options' | 'startsProcess' | 'readsBundle'>;

function renderTables({ name, operands, options }: Spec): string[] {
  const lines = [...options, ...operands].flatMap((one) => renderChoices(name, one));
  if (options.length > 0) {
    lines.push(
      `static const struct option_spec ${tableOf(name, 'options')}[] = {`,
      ...options.map((option) => `\t{${renderOption(name, option)}},`),
      '};',
      '',
    );
  }
  if (operands.length > 0) {
    lines.push(
      `static const struct operand_spec ${tableOf(name, 'operands')}[] = {`,
      ...operands.map((operand) => `\t{${renderOperand(name, operand)}},`),
      '};',
      '',
    );
  }
  return lines;
}

function renderOperand(command: string, operand: OperandSpec): string {
  const { name, choices, complaint } = operand;
  return [
    quote(name),
    `${operand.optional === true}`,
    `${operand.isRest === true}`,
    `${operand.isInput === true}`,
    choices === undefined ? 'NULL' : tableOf(command, `${name}_choices`),
    complaint === undefined ? 'NULL' : quote(complaint(VALUE_MARK)),
  ].join(', ');
}

type Choosing = Pick<OptionSpec, 'name' | 'choices'> | Pick<OperandSpec, 'name' | 'choices'>;

function renderChoices(command: string, { name, choices }: Choosing): string[] {
  if (choices === undefined) return [];
  const table = tableOf(command, `${name}_choices`);
  return [`static const char *const ${table}[] = {${choices.map(quote).join(', ')}, NULL};`, ''];
}

function renderOption(command: string, option: OptionSpec): string {
  const { flags, name, kind, choices, fallback, isFor, complaint } = option;
  const { letter, long, value } = parseFlags(flags);
  if (takesWord(kind) === (value === undefined)) {
    throw new Error(
      `${command}: ${flags}: expected a value of every option but flags and switches`,
    );
  }
  const told = complaint ?? ((value) => `invalid value \`${value}\` of ${flags}`);
  return [
    quote(name),
    quote(flags),
    long === undefined ? 'NULL' : quote(long),
    letter === undefined ? '0' : `'${letter}'`,
    KINDS[kind],
    choices === undefined ? 'NULL' : tableOf(command, `${name}_choices`),
    fallback === undefined ? 'NULL' : quote(fallback),
    isFor === undefined ? 'NULL' : quote(isFor.name),
    isFor === undefined ? 'NULL' : quote(isFor.value),
    quote(told(VALUE_MARK)),
  ].join(', ');
}

async function renderRow({
  name,
  operands,
  options,
  startsProcess,
  readsBundle,
}: Spec): Promise<string> {
  const words = name === '' ? ['--help'] : [name, '--help'];
  const line = await parseCommandLine(words);
  if (line.kind !== 'help') throw new Error(`${name} --help: expected help, found ${line.kind}`);
  return [
    quote(name),
    ANSWERED.get(name) ?? 'ANSWERED_BY_HOST',
    `${startsProcess === true}`,
    `${readsBundle === true}`,
    options.length === 0 ? 'NULL' : tableOf(name, 'options'),
    `${options.length}`,
    operands.length === 0 ? 'NULL' : tableOf(name, 'operands'),
    `${operands.length}`,
    `\n\t\t${line.text
      .split(/(?<=\n)/)
      .map(quote)
      .join('\n\t\t')}`,
  ].join(', ');
}

function tableOf(command: string, what: string): string {
  return `${command === '' ? 'root' : command.replaceAll('-', '_')}_${what}`;
}

/** A C string; octal escapes, because hexadecimal ones have no end of their own. */
function quote(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    const letter = String.fromCharCode(byte);
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    if (letter === '\n') return '\\n';
    return byte >= 0x20 && byte < 0x7f ? letter : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}
