// Manual pages, as roff for man(1), from the same declaration that command lines are read by.
import {
  ABOUT,
  COMMANDS,
  type CommandSpec,
  type Example,
  GLOBAL_OPTIONS,
  NAME,
  type OperandSpec,
  type OptionSpec,
} from '../program.ts';

const SECTION = '8';

const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ['0', 'it is done; of run without --detach: as the container ended'],
  ['1', 'it could not be done; standard error, and the log, say why and where in config.json'],
  ['64', 'the command line cannot be read'],
  ['128 + N', 'of run without --detach: signal N has ended the container'],
];

const FILES: readonly (readonly [string, string])[] = [
  ['/run/lading/ID/state.json', 'what engines read of a container'],
  [
    '/run/lading/ID/record/N',
    'of its N-th command, if that starts a process: inputs.json, plan.json, and journal.ndjson, what came of each action',
  ],
  [
    '/run/lading/ID/record/N.ndjson',
    'of any other the same in one file: inputs and plan, a line each, and the journal',
  ],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['XDG_RUNTIME_DIR', 'where the state of containers is kept, of a caller who is not root'],
  ['NO_COLOR', 'set to anything: no colours, on terminals neither'],
];

export function renderProgramPage(): string {
  return page(NAME, ABOUT, [
    ...section('SYNOPSIS', [
      `.B ${NAME}`,
      `[\\fIoptions\\fR] \\fIcommand\\fR [\\fIoptions\\fR] [\\fIoperands\\fR]`,
    ]),
    ...section(
      'COMMANDS',
      COMMANDS.flatMap(({ name, about }) => item(bold(name), about)),
    ),
    ...section('OPTIONS', GLOBAL_OPTIONS.flatMap(renderOption)),
    ...section(
      'EXIT STATUS',
      EXIT_STATUS.flatMap(([term, about]) => item(bold(term), about)),
    ),
    ...section(
      'ENVIRONMENT',
      ENVIRONMENT.flatMap(([term, about]) => item(bold(term), about)),
    ),
    ...section(
      'FILES',
      FILES.flatMap(([term, about]) => item(italic(term), about)),
    ),
    ...section(
      'EXAMPLES',
      COMMANDS.flatMap(({ examples }) => examples.slice(0, 1).flatMap(renderExample)),
    ),
    ...section('SEE ALSO', [
      COMMANDS.map(({ name }) => `.BR ${NAME}\\-${roff(name)} (${SECTION})`).join(',\n'),
    ]),
  ]);
}

export function renderCommandPage({
  name,
  about,
  operands,
  options,
  examples,
}: CommandSpec): string {
  const synopsis = [
    `.B ${NAME} ${roff(name)}`,
    ...(options.length > 0 ? ['[\\fIoptions\\fR]'] : []),
    ...operands.map((operand) =>
      operand.optional ? `[${italic(operand.name)}]` : italic(operand.name),
    ),
  ];
  return page(`${NAME}-${name}`, about, [
    ...section('SYNOPSIS', synopsis),
    ...(operands.length > 0 ? section('OPERANDS', operands.flatMap(renderOperand)) : []),
    ...(options.length > 0 ? section('OPTIONS', options.flatMap(renderOption)) : []),
    ...section('EXAMPLES', examples.flatMap(renderExample)),
    ...section('SEE ALSO', [`.BR ${NAME} (${SECTION})`]),
  ]);
}

/** Without a date: the same program prints the same page. */
function page(name: string, about: string, sections: readonly string[]): string {
  return [
    `.TH ${roff(name.toUpperCase())} ${SECTION} "" ${NAME}`,
    ...section('NAME', [`${roff(name)} \\- ${roff(about.replace(/\.$/, ''))}`]),
    ...sections,
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return [`.SH ${title.includes(' ') ? `"${title}"` : title}`, ...lines];
}

function item(term: string, text: string): string[] {
  return ['.TP', term, roff(text)];
}

function renderOption({ flags, about, choices }: OptionSpec): string[] {
  const term = flags
    .split(' ')
    .map((word) => (word.startsWith('<') ? italic(word.slice(1, -1)) : bold(word)))
    .join(' ');
  const isTold = choices === undefined || choices.every((choice) => about.includes(choice));
  return item(term, isTold ? about : `${about}: ${choices.join(', ')}`);
}

function renderOperand({ name, about }: OperandSpec): string[] {
  return item(italic(name), about);
}

function renderExample({ line, about }: Example): string[] {
  return ['.TP', bold(line), roff(about)];
}

function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`;
}

/** groff_man(7): a dash that may be copied, a backslash, and no request at the beginning of a line. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replace(/^\./, '\\&.');
}
