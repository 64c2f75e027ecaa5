// What makes shells complete lading's command lines, from the same declaration that they are read by.
import {
  COMMANDS,
  type CommandSpec,
  GLOBAL_OPTIONS,
  NAME,
  type OperandSpec,
  type OptionSpec,
  takesWord,
} from '../program.ts';
import { parseFlags, wordsOf } from './flags.ts';

export const COMPLETIONS: ReadonlyMap<string, () => string> = new Map([
  ['bash', renderBash],
  ['zsh', renderZsh],
  ['fish', renderFish],
]);

const HELP: OptionSpec = { name: 'help', flags: '-h, --help', kind: 'flag', about: 'print help' };
const VERSION: OptionSpec = {
  name: 'version',
  flags: '-v, --version',
  kind: 'flag',
  about: 'print the version',
};

/** What may stand before the command, which is the command without a name, and after each. */
const PLACES: readonly Pick<CommandSpec, 'name' | 'options' | 'operands'>[] = [
  {
    name: '',
    options: [...GLOBAL_OPTIONS, VERSION, HELP],
    operands: [{ name: 'command', about: 'what to do', offers: 'commands' }],
  },
  ...COMMANDS.map((command) => ({ ...command, options: [...command.options, HELP] })),
];

const COMMAND_NAMES = COMMANDS.map(({ name }) => name);

/** Bash: which words to offer is found by two tables, of options' values and of operands. */
function renderBash(): string {
  const valued: string[] = [];
  const values: string[] = [];
  const operands: string[] = [];
  const words: string[] = [];
  for (const place of PLACES) {
    for (const option of place.options.filter(({ kind }) => takesWord(kind))) {
      const patterns = wordsOf(option.flags).map((word) => `${place.name}/${word}`);
      valued.push(...patterns);
      const offer = bashOfValue(option);
      if (offer !== undefined) values.push(`    (${patterns.join('|')}) ${offer} ;;`);
    }
    for (const [index, operand] of place.operands.entries()) {
      const offer = bashOf(operand.offers);
      if (offer !== undefined) operands.push(`    (${place.name}/${index}) ${offer} ;;`);
    }
    const flags = place.options.flatMap(({ flags }) => wordsOf(flags));
    words.push(`      (${quote(place.name)}) _lading_offer ${quote(flags.join(' '))} ;;`);
  }
  return `# ${NAME}: completion for bash, as \`${NAME} completion bash\` prints it.
_lading_offer() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }

_lading_paths() {
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
  compopt -o filenames 2> /dev/null
}

_lading_containers() { _lading_offer "$("\${COMP_WORDS[0]}" "\${root[@]}" list --quiet 2> /dev/null)"; }

_lading() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command= operand=0 at=1 word root=()
  COMPREPLY=()
  # Bash takes --option=value apart: three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  while ((at < COMP_CWORD)); do
    word=\${COMP_WORDS[at++]}
    case $command/$word in
    (${valued.join('|')})
      [[ \${COMP_WORDS[at]} == = ]] && ((at++))
      [[ $word == --root ]] && root=(--root "\${COMP_WORDS[at]}")
      ((at++)) ;;
    (*/-*) ;;
    (/*) command=$word operand=0 ;;
    (*) ((operand++)) ;;
    esac
  done
  case $command/$previous in
${values.join('\n')}
    (${valued.join('|')}) ;;
    (*)
      if [[ $current == -* ]]; then
        case $command in
${words.join('\n')}
        esac
        return
      fi
      case $command/$operand in
${operands.map((line) => `  ${line}`).join('\n')}
      esac ;;
  esac
}

complete -F _lading ${NAME}
`;
}

function bashOfValue({ choices, kind, flags }: OptionSpec): string | undefined {
  if (choices !== undefined) return bashOf(choices);
  if (!isPath(kind)) return undefined;
  return parseFlags(flags).value === 'dir' ? '_lading_paths -d' : '_lading_paths -f';
}

function bashOf(offers: OperandSpec['offers']): string | undefined {
  if (offers === undefined) return undefined;
  if (offers === 'containers') return '_lading_containers';
  if (offers === 'files') return '_lading_paths -f';
  return `_lading_offer ${quote((offers === 'commands' ? COMMAND_NAMES : offers).join(' '))}`;
}

/** Zsh: its own _arguments(1) does the work. */
function renderZsh(): string {
  const cases = PLACES.slice(1).map(
    ({ name, options, operands }) =>
      `    (${name}) _arguments -S ${[...options.map(zshOption), ...operands.map(zshOperand)].join(' \\\n      ')} ;;`,
  );
  const commands = COMMANDS.map(({ name, about }) =>
    quote(`${name}:${about.replaceAll(':', '\\:')}`),
  );
  return `#compdef ${NAME}
# ${NAME}: completion for zsh, as \`${NAME} completion zsh\` prints it.
_lading_commands() {
  local -a commands=(
    ${commands.join('\n    ')}
  )
  _describe command commands
}

_lading_containers() {
  local -a containers
  containers=(\${(f)"$(_call_program containers $service $root list --quiet 2> /dev/null)"})
  compadd -a containers
}

_lading() {
  local context state line
  local -A opt_args
  _arguments -S ${[...GLOBAL_OPTIONS, VERSION, HELP].map(zshOption).join(' \\\n    ')} \\
    ': :_lading_commands' '*:: :->command'
  [[ $state == command ]] || return
  local -a root=()
  (( $+opt_args[--root] )) && root=(--root "$opt_args[--root]")
  # $words are the command's own from here on.
  case $words[1] in
${cases.join('\n')}
  esac
}

if [[ $funcstack[1] == _lading ]]; then _lading "$@"; else compdef _lading ${NAME}; fi
`;
}

function zshOption({ flags, about, ...option }: OptionSpec): string {
  const words = wordsOf(flags);
  const { value } = parseFlags(flags);
  const text = about.replaceAll(/[[\]:\\]/g, '\\$&');
  const action = zshOf(option.choices ?? (isPath(option.kind) ? 'files' : undefined), value);
  const rest = value === undefined ? '' : `:${value}:${action}`;
  const spec = (word: string): string =>
    value === undefined ? word : `${word}${word.startsWith('--') ? '=' : '+'}`;
  if (words.length === 1) return quote(`${spec(words[0] ?? '')}[${text}]${rest}`);
  return `${quote(`(${words.join(' ')})`)}{${words.map(spec).join(',')}}${quote(`[${text}]${rest}`)}`;
}

function zshOperand({ name, offers }: OperandSpec, index: number): string {
  return quote(`${index + 1}:${name}:${zshOf(offers, undefined)}`);
}

function zshOf(offers: OperandSpec['offers'], value: string | undefined): string {
  if (offers === undefined) return ' ';
  if (offers === 'containers' || offers === 'commands') return `_lading_${offers}`;
  if (offers === 'files') return value === 'dir' ? '_files -/' : '_files';
  return `(${offers.join(' ')})`;
}

/** Fish: one line for each option, with the condition under which it is offered. */
function renderFish(): string {
  const lines = PLACES.flatMap(({ name, options, operands }) => [
    ...options.map((option) => fishOption(name, option)),
    ...(name === '' ? [] : operands.flatMap((operand, index) => fishOperand(name, operand, index))),
  ]);
  const commands = COMMANDS.map(
    ({ name, about }) =>
      `complete -c ${NAME} -n '__lading_is ""' -a ${name} -d ${fishQuote(about)}`,
  );
  const valued = PLACES.flatMap(({ name, options }) =>
    options
      .filter(({ kind }) => takesWord(kind))
      .flatMap(({ flags }) => wordsOf(flags))
      .map((word) => quote(`${name}/${word}`)),
  );
  return `# ${NAME}: completion for fish, as \`${NAME} completion fish\` prints it.

# The command of the line, and how many operands of it stand before the cursor.
function __lading_place
    set -l valued ${valued.join(' ')}
    set -l place
    set -l operands 0
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
        else if contains -- "$place/$word" $valued
            set skip yes
        else if string match -q -- '-*' $word
            continue
        else if test -z "$place"
            set place $word
        else
            set operands (math $operands + 1)
        end
    end
    echo "$place"
    echo $operands
end

function __lading_is
    set -l place (__lading_place)
    test "$place[1]" = "$argv[1]"; and begin
        test (count $argv) -lt 2; or test "$place[2]" = "$argv[2]"
    end
end

function __lading_containers
    set -l line (commandline -opc)
    set -l at (contains -i -- --root $line); and set -l root --root $line[(math $at + 1)]
    $line[1] $root list --quiet 2> /dev/null
end

complete -c ${NAME} -f
${[...commands, ...lines].join('\n')}
`;
}

function fishOption(command: string, { flags, about, kind, choices }: OptionSpec): string {
  const { letter, long } = parseFlags(flags);
  const offer = choices === undefined ? '' : ` -a ${quote(choices.join(' '))}`;
  return [
    `complete -c ${NAME} -n '__lading_is "${command}"'`,
    ...(letter === undefined ? [] : [`-s ${letter}`]),
    ...(long === undefined ? [] : [`-l ${long.slice(2)}`]),
    ...(!takesWord(kind) ? [] : [isPath(kind) ? '-r -F' : `-x${offer}`]),
    `-d ${fishQuote(about)}`,
  ].join(' ');
}

function fishOperand(command: string, { offers }: OperandSpec, index: number): string[] {
  if (offers === undefined) return [];
  const condition = `complete -c ${NAME} -n '__lading_is "${command}" ${index}'`;
  if (offers === 'files') return [`${condition} -F`];
  if (offers === 'containers') return [`${condition} -a '(__lading_containers)'`];
  const words = offers === 'commands' ? COMMAND_NAMES : offers;
  return [`${condition} -a ${quote(words.join(' '))}`];
}

/** For bash and zsh; fish reads the same where there is no quote in the text. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fishQuote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function isPath(kind: OptionSpec['kind']): boolean {
  return kind === 'path' || kind === 'input';
}
