// Words of the command line as values of options and operands.
import { absolutePath } from './absolute.ts';
import { LadingError } from './errors.ts';
import type { CommandSpec, OperandSpec, OptionSpec } from './program.ts';

export type OptionValue = string | number | boolean | readonly string[];
export type Values = { readonly [name: string]: OptionValue | undefined };
/** By name, in any order, and without what stands for those that are not given. */
export type Given = Record<string, OptionValue | undefined>;

export function failure(message: string): LadingError {
  return new LadingError({ code: 'usage', message });
}

export function withFallbacks(given: Given, specs: readonly OptionSpec[]): Values {
  return Object.fromEntries(
    specs
      .filter(({ isFor }) => isFor === undefined)
      .map((spec) => {
        const { name, fallback } = spec;
        return [name, given[name] ?? (fallback && parseValue(spec, fallback))];
      })
      .filter(([, value]) => value !== undefined),
  );
}

/** Which one it is to be comes before how many there are. */
export function checkOperands(spec: CommandSpec | undefined, words: readonly string[]): void {
  for (const [at, { choices, complaint }] of (spec?.operands ?? []).entries()) {
    const word = words[at];
    if (choices === undefined || word === undefined || choices.includes(word)) continue;
    throw failure(complaint?.(word) ?? `expected ${choices.join(' or ')}, found ${word}`);
  }
}

export function operandOf(spec: OperandSpec | undefined, word: string): string {
  return spec?.isInput === true && word !== '-' ? absolutePath(word) : word;
}

export function parseValue(spec: OptionSpec, value: string): OptionValue {
  const complain = (): LadingError =>
    failure(spec.complaint?.(value) ?? `invalid value \`${value}\` of ${spec.flags}`);
  if (spec.choices !== undefined && !spec.choices.includes(value)) throw complain();
  if (spec.kind === 'input' && value === '-') return value;
  if (spec.kind === 'path' || spec.kind === 'input') {
    if (value === '') throw failure(`expected a path after ${spec.flags}, found nothing`);
    return absolutePath(value);
  }
  if (spec.kind !== 'count') return value;
  if (!/^\d{1,9}$/.test(value) || Number(value) > (spec.limit ?? Infinity)) throw complain();
  return Number(value);
}
