// What a command and an option are: the forms of the tables beside this file.

/**
 * What an option's value is: a `path` is made absolute before anything else sees it; an `input` is a path, or `-`; a
 * `list` may be given often; a `switch` is a flag that may be given a word, after an equals sign only.
 */
export type OptionKind = 'flag' | 'switch' | 'text' | 'path' | 'input' | 'count' | 'list';

/** Whether the next word of the line is its value. */
export function takesWord(kind: OptionKind): boolean {
  return kind !== 'flag' && kind !== 'switch';
}

export type OptionSpec = {
  /** Key among the values, and of the engine's option where there is one. */
  readonly name: string;
  /** `-b, --bundle <dir>` */
  readonly flags: string;
  readonly kind: OptionKind;
  readonly about: string;
  readonly choices?: readonly string[];
  /** Of a count: the largest. */
  readonly limit?: number;
  /** The value when none is given, as if it had been. */
  readonly fallback?: string;
  /** Of a flag: another option, given with that value. */
  readonly isFor?: { readonly name: string; readonly value: string };
  /** The complaint about another choice (or, of a count, another text); engines and people grep for crun's words. */
  readonly complaint?: (value: string) => string;
};

export type OperandSpec = {
  readonly name: string;
  readonly about: string;
  readonly optional?: true;
  /** All that is left of the line, dashes or not: the options end before the first operand then. */
  readonly isRest?: true;
  /** Any number of words. */
  readonly isList?: true;
  /** A path, made absolute before anything else sees it, or `-`. */
  readonly isInput?: true;
  /** The only words it may be, and the complaint about another. */
  readonly choices?: readonly string[];
  readonly complaint?: (value: string) => string;
  /** What a shell offers for it: words, or what it finds out when asked; absent: nothing. */
  readonly offers?: 'containers' | 'commands' | 'files' | readonly string[];
};

export type Example = { readonly line: string; readonly about: string };

export type CommandSpec = {
  readonly name: string;
  readonly about: string;
  readonly operands: readonly OperandSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** It starts a process that becomes a container's: such a one runs from a copy of the program. */
  readonly startsProcess?: true;
  /** What the engine asks first is known: the facts, and the config.json of its option `bundle`, or its option `config`. */
  readonly readsBundle?: true;
};

/** Engines and people look for its first words, which are crun's. */
export function oneOf(choices: readonly string[]): Pick<OptionSpec, 'choices' | 'complaint'> {
  const expected = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return { choices, complaint: (value) => `invalid format \`${value}\`: expected ${expected}` };
}

/** The first of each name. */
export function eachOnce(options: readonly OptionSpec[]): readonly OptionSpec[] {
  return options.filter(
    ({ name }, index) => options.findIndex((other) => other.name === name) === index,
  );
}
