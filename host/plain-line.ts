// Most lines are plain: a command, options by their whole names, operands. These are read here, in a tenth of the time that
// loading commander takes. Whatever is not plain, or may be wrong, is commander's: what this reads, it would read the same.
import { LadingError } from './errors.ts';
import {
  checkOperands,
  type Given,
  operandOf,
  parseValue,
  type Values,
  withFallbacks,
} from './line-values.ts';
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec } from './program.ts';

export type PlainLine = {
  readonly globals: Values;
  readonly options: Values;
  readonly operands: readonly string[];
};

/** Undefined: not plain. `words`: their abbreviations are expanded already. */
export function readPlainLine(
  words: readonly string[],
  command: CommandSpec | undefined,
): PlainLine | undefined {
  if (command === undefined) return undefined;
  try {
    const before = readOptions(words, 0, GLOBAL_OPTIONS);
    if (before === undefined || words[before.end] !== command.name) return undefined;
    const line = readCommand(words, before.end + 1, command);
    return line && { globals: withFallbacks(before.given, GLOBAL_OPTIONS), ...line };
  } catch (error) {
    if (error instanceof LadingError) return undefined;
    throw error;
  }
}

function readCommand(
  words: readonly string[],
  start: number,
  spec: CommandSpec,
): Pick<PlainLine, 'options' | 'operands'> | undefined {
  const given: Given = {};
  const operands: string[] = [];
  const hasRest = spec.operands.some(({ isRest }) => isRest);
  let at = start;
  while (at < words.length) {
    const read = readOptions(words, at, spec.options, given);
    if (read === undefined) return undefined;
    at = read.end;
    // All that follows the first is the container's program, dashes or not.
    const end = hasRest ? words.length : at + 1;
    operands.push(...words.slice(at, end));
    at = end;
  }
  const least = spec.operands.filter(({ optional }) => optional !== true).length;
  const most = spec.operands.some(({ isRest, isList }) => isRest || isList)
    ? words.length
    : spec.operands.length;
  const isPlain = !operands.includes('--') && !operands.includes('');
  if (!isPlain || operands.length < least || operands.length > most) return undefined;
  checkOperands(spec, operands);
  return {
    options: withFallbacks(given, spec.options),
    operands: operands.map((word, index) => operandOf(spec.operands[index], word)),
  };
}

/** From `start` to the first word that is no option. */
function readOptions(
  words: readonly string[],
  start: number,
  specs: readonly OptionSpec[],
  given: Given = {},
): { readonly end: number; readonly given: Given } | undefined {
  let at = start;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (!word.startsWith('-')) break;
    const [name = word, ...parts] = word.startsWith('--') ? word.split('=') : [word];
    const spec = specs.find(({ flags }) => flags.split(/,? /).includes(name));
    if (spec === undefined) return undefined;
    if (spec.kind === 'switch') {
      given[spec.name] = parts.join('=');
      continue;
    }
    if (spec.kind === 'flag') {
      if (parts.length > 0) return undefined;
      const { name, value } = spec.isFor ?? { name: spec.name, value: true };
      given[name] = value;
      continue;
    }
    const value = parts.length > 0 ? parts.join('=') : words[++at];
    if (value === undefined || value === '' || value.startsWith('-')) return undefined;
    given[spec.name] =
      spec.kind === 'list' ? [...list(given[spec.name]), value] : parseValue(spec, value);
  }
  return { end: at, given };
}

function list(value: Given[string]): readonly string[] {
  return Array.isArray(value) ? value : [];
}
