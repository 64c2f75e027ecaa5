// argv -> which command, with which values. Options come before operands or among them; global ones before the command.
// Exit statuses and words of complaint follow crun: an option that cannot be read is 64, a wrong operand 1.
import type { Command, CommanderError, Option } from 'commander';
import { expandAbbreviations } from './abbreviations.ts';
import { LadingError, usageError } from './errors.ts';
import {
  checkOperands,
  failure,
  type Given,
  operandOf,
  parseValue,
  type Values,
  withFallbacks,
} from './line-values.ts';
import { readPlainLine } from './plain-line.ts';
import {
  ABOUT,
  COMMANDS,
  type CommandSpec,
  GLOBAL_OPTIONS,
  NAME,
  type OptionSpec,
} from './program.ts';

export type { Values } from './line-values.ts';

export type CommandLine =
  | { readonly kind: 'version'; readonly globals: Values }
  | { readonly kind: 'help'; readonly text: string }
  /** What cannot be read; of the options before the command, those that were read until then. */
  | { readonly kind: 'refused'; readonly error: LadingError; readonly globals: Values }
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly globals: Values;
      readonly options: Values;
      readonly operands: readonly string[];
    };

export async function parseCommandLine(argv: readonly string[]): Promise<CommandLine> {
  if (argv.length === 0) {
    return { kind: 'refused', error: failure('please specify a command'), globals: {} };
  }
  const { words, command } = expandAbbreviations(argv);
  const plain = readPlainLine(words, command);
  return plain === undefined
    ? parseWhole(words, command)
    : { kind: 'command', command: command?.name ?? '', ...plain };
}

/** Any line, of words whose abbreviations are expanded: with what is wrong with it, and with its help. */
export async function parseWhole(
  words: readonly string[],
  command: CommandSpec | undefined,
): Promise<CommandLine> {
  const commander = await import('commander');
  // Building what parses all commands takes longer than parsing: one is enough when it is known which.
  return new Parser(commander, command === undefined ? COMMANDS : [command]).parse(words);
}

/** Holds what commander's callbacks find out during one parse. */
class Parser {
  private found: CommandLine | undefined;
  private wantsVersion = false;
  private help = '';
  private readonly root: Command;

  constructor(
    private readonly commander: typeof import('commander'),
    commands: readonly CommandSpec[],
  ) {
    this.root = this.build(commands);
  }

  parse(argv: readonly string[]): CommandLine {
    try {
      this.root.parse(argv, { from: 'user' });
    } catch (error) {
      if (error instanceof this.commander.CommanderError && HELP_CODES.includes(error.code)) {
        return { kind: 'help', text: this.help };
      }
      if (error instanceof LadingError) return this.refuse(error);
      throw error;
    }
    if (this.wantsVersion) return { kind: 'version', globals: valuesOf(this.root, GLOBAL_OPTIONS) };
    return this.found ?? this.refuse(failure('please specify a command'));
  }

  private refuse(error: LadingError): CommandLine {
    return { kind: 'refused', error, globals: valuesOf(this.root, GLOBAL_OPTIONS) };
  }

  private build(commands: readonly CommandSpec[]): Command {
    const root = this.prepare(new this.commander.Command(NAME), GLOBAL_OPTIONS)
      .description(ABOUT)
      .usage('[options] <command> [options] [operands]')
      .enablePositionalOptions()
      .helpCommand(false)
      .argument('[command...]')
      .addHelpText('after', rootHelpTail());
    // `[command]` above catches what is no command; help must not list it.
    root.configureHelp({ visibleArguments: () => [] });
    root.option('-v, --version', 'print the version');
    // Where a digit is an option, commander takes no number for an operand: `kill -9 ID` is wrong, as crun has it.
    root.addOption(new this.commander.Option('-0').hideHelp());
    root.on('option:0', () => {
      throw usageError(withHint("unknown option '-0'"));
    });
    root.on('option:version', () => {
      this.wantsVersion = true;
    });
    root.action(([name]: readonly string[]) => {
      if (!this.wantsVersion && name !== undefined) throw failure(`unknown command ${name}`);
    });
    for (const spec of commands) root.addCommand(this.buildCommand(spec, root));
    return root;
  }

  private buildCommand(spec: CommandSpec, root: Command): Command {
    const command = this.prepare(new this.commander.Command(spec.name), spec.options, spec)
      .description(spec.about)
      .addHelpText('after', commandHelpTail(spec));
    for (const operand of spec.operands) {
      const name = operand.isRest || operand.isList ? `${operand.name}...` : operand.name;
      command.argument(operand.optional ? `[${name}]` : `<${name}>`, operand.about);
      if (operand.isRest) command.passThroughOptions();
    }
    return command.action(() => {
      checkOperands(spec, command.args);
      this.found ??= {
        kind: 'command',
        command: spec.name,
        globals: valuesOf(root, GLOBAL_OPTIONS),
        options: valuesOf(command, spec.options),
        operands: command.args.map((word, at) => operandOf(spec.operands[at], word)),
      };
    });
  }

  private prepare(command: Command, options: readonly OptionSpec[], spec?: CommandSpec): Command {
    command
      .exitOverride((error) => {
        if (/Argument/.test(error.code)) checkOperands(spec, command.args);
        throw HELP_CODES.includes(error.code) ? error : translate(error, options, spec);
      })
      .allowExcessArguments(false)
      .helpOption('-h, --help', 'print this')
      .configureOutput({
        writeOut: (text) => {
          this.help += text;
        },
        // The same text everywhere: the native entry carries it ready-made.
        getOutHelpWidth: () => HELP_WIDTH,
        // What went wrong reaches people once, through the thrown error.
        writeErr: () => undefined,
      });
    for (const spec of options) {
      const { isFor } = spec;
      const option = this.buildOption(spec);
      command.addOption(option);
      if (isFor === undefined) continue;
      // In the line's order: the last one of both that are given holds.
      command.on(`option:${option.name()}`, () => command.setOptionValue(isFor.name, isFor.value));
    }
    return command;
  }

  private buildOption(spec: OptionSpec): Option {
    const option = new this.commander.Option(spec.flags, spec.about);
    option.attributeName = () => spec.name;
    // `--no-pivot` is a name of its own here, not the denial of a `--pivot`.
    option.negate = false;
    if (spec.kind === 'flag') return option;
    if (spec.kind === 'switch') return withWord(option);
    if (spec.kind !== 'list') return option.argParser((value) => parseValue(spec, value));
    return option.argParser((value, before: readonly string[] = []) => [...before, value]);
  }
}

/** An optional value of commander's own would take the next word for its value, too. */
function withWord(option: Option & { is?: (given: string) => boolean }): Option {
  let word = '';
  // Asked about each word of the line, and last about the one that is then taken for this option.
  option.is = (given) => {
    const [flag, ...words] = given.split('=');
    word = words.join('=');
    return given === option.short || flag === option.long;
  };
  return option.argParser(() => word);
}

const HELP_WIDTH = 80;
const HELP_CODES: readonly string[] = ['commander.helpDisplayed', 'commander.help'];

function valuesOf(command: Command, specs: readonly OptionSpec[]): Values {
  return withFallbacks(command.opts<Given>(), specs);
}

function translate(
  error: CommanderError,
  options: readonly OptionSpec[],
  spec: CommandSpec | undefined,
): LadingError {
  const whole = error.message.replace(/^error: /, '');
  const message = complainOfValue(whole, options) ?? whole;
  if (/option/i.test(error.code)) {
    return usageError(withHint(message));
  }
  const operands = spec?.operands ?? [];
  if (error.code === 'commander.missingArgument') {
    const least = operands.filter(({ optional }) => optional !== true).length;
    return failure(`\`${spec?.name}\` requires a minimum of ${least} arguments`);
  }
  if (error.code === 'commander.excessArguments') {
    return failure(`\`${spec?.name}\` requires a maximum of ${operands.length} arguments`);
  }
  return failure(message);
}

function withHint(message: string): string {
  return `${message}\nTry \`${NAME} --help' for more information.`;
}

/** `--detach=true`; of `-d=true` commander is left with `-=true`. */
function complainOfValue(message: string, options: readonly OptionSpec[]): string | undefined {
  const [, name = '', value] = /^unknown option '(-[^=]*)=(.*)'/s.exec(message) ?? [];
  if (value === undefined) return undefined;
  const spec = options.find(({ flags }) => flags.split(', ').includes(name));
  if (name === '-') return `an option without a value is given one: '${value}'`;
  return spec === undefined ? undefined : `option '${spec.flags}' takes no value, found '${value}'`;
}

function rootHelpTail(): string {
  return `\nExamples:\n${COMMANDS.flatMap(({ examples }) => examples.slice(0, 1))
    .map(({ line, about }) => `  ${line.padEnd(52)} ${about}`)
    .join('\n')}`;
}

function commandHelpTail(spec: CommandSpec): string {
  return `\nExamples:\n${spec.examples.map(({ line, about }) => `  ${line}\n      ${about}`).join('\n')}`;
}

/** The names of a command's own options. */
export function optionNames(command: string): readonly string[] {
  return COMMANDS.find(({ name }) => name === command)?.options.map(({ name }) => name) ?? [];
}
