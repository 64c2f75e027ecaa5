// Words of the command line as getopt_long(3) and argp take them, in the form that commander does: the beginning of a
// long option's name stands for the whole, when there is no other that begins so; `-?` and `--usage` ask for help.
import { COMMANDS, type CommandSpec, GLOBAL_OPTIONS, type OptionSpec } from './program.ts';

type Place = {
  readonly options: readonly OptionSpec[];
  /** Of a command; absent before there is one. */
  readonly command?: CommandSpec;
};

export type Expanded = {
  readonly words: readonly string[];
  /** The command among them, if any. */
  readonly command: CommandSpec | undefined;
};

export function expandAbbreviations(argv: readonly string[]): Expanded {
  const words: string[] = [];
  let place: Place = { options: GLOBAL_OPTIONS };
  let command: CommandSpec | undefined;
  let at = 0;
  for (; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word === '--') break;
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      const next = afterOperand(place, word);
      command ??= next?.command;
      if (next === undefined) {
        at++;
        break;
      }
      place = next;
      continue;
    }
    words.push(expand(word, place));
    const takesNext = word.startsWith('--')
      ? longTakesNext(words.at(-1) ?? '', place)
      : shortTakesNext(word, place);
    const next = argv[at + 1];
    if (!takesNext || next === undefined) continue;
    words.push(next);
    at++;
  }
  return { words: [...words, ...argv.slice(at)], command };
}

/** Undefined: what follows is no option. */
function afterOperand(place: Place, word: string): Place | undefined {
  if (place.command !== undefined) {
    return place.command.operands.some(({ isRest }) => isRest) ? undefined : place;
  }
  const command = COMMANDS.find(({ name }) => name === word);
  return command && { options: command.options, command };
}

function expand(word: string, { options, command }: Place): string {
  if (word === '-?' || word === '--usage') return '--help';
  if (word === '-V' && command === undefined) return '--version';
  if (!word.startsWith('--')) return word;
  const [name = '', ...value] = word.split('=');
  const known = [
    ...options.flatMap(({ flags }) => longOf(flags) ?? []),
    '--help',
    ...(command === undefined ? ['--version'] : []),
  ];
  if (known.includes(name)) return word;
  const [only, ...others] = known.filter((one) => one.startsWith(name));
  return only === undefined || others.length > 0 ? word : [only, ...value].join('=');
}

function longTakesNext(word: string, { options }: Place): boolean {
  return options.some(({ flags }) => longOf(flags) === word && takesValue(flags));
}

/** `-abc`: flags, up to the first that has a value, which is the next word when nothing is left of this one. */
function shortTakesNext(word: string, { options }: Place): boolean {
  for (let at = 1; at < word.length; at++) {
    const option = options.find(({ flags }) => flags.startsWith(`-${word[at]},`));
    if (option === undefined) return false;
    if (takesValue(option.flags)) return at === word.length - 1;
  }
  return false;
}

function longOf(flags: string): string | undefined {
  return /--[a-z0-9-]+/.exec(flags)?.[0];
}

function takesValue(flags: string): boolean {
  return flags.endsWith('>');
}
