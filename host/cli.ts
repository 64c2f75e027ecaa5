// The command: argv -> program -> exit status. The only file that ends the process.
import process from 'node:process';
import { absolutePath } from './absolute.ts';
import type { CommandLine, Values } from './command-line.ts';
import { EXIT_FAILURE, LadingError } from './errors.ts';
import {
  appendLine,
  complain,
  LOG_UNWRITABLE,
  leaveHungUpTerminals,
  makeLog,
  mayBeTerminal,
  OUTPUT_UNWRITABLE,
  printAll,
} from './output.ts';
import { findCommand, NAME } from './program.ts';
import { type Log, type LogDestination, openLog, parseDestination } from './report/log.ts';

/** What node makes of what is not UTF-8. */
const REPLACEMENT = '\ufffd';

async function main(argv: readonly string[]): Promise<number> {
  const { parseCommandLine } = await import('./command-line.ts');
  if (argv.some((word) => word.includes(REPLACEMENT)))
    (await import('./words.ts')).refuseNoText(argv);
  const line = await parseCommandLine(argv);
  if (line.kind === 'help') return print(line.text);
  const log = await openLogOf(line);
  if (line.kind === 'version') {
    return runLogged(
      { ...line, kind: 'command', command: 'version', options: {}, operands: [] },
      log,
    );
  }
  if (line.kind === 'command') return runLogged(line, log);
  // An engine reads the log for what went wrong, whatever it was.
  log.error(messageOf(line.error));
  return line.error.exitCode;
}

async function openLogOf(line: CommandLine & { globals: Values }): Promise<Log> {
  const destination = absolute(parseDestination(text(line.globals.log)));
  // What cannot be read is told first.
  if (destination?.service === 'file' && line.kind !== 'refused') makeLog(destination.path);
  const id = line.kind === 'command' ? idOf(line) : undefined;
  return openLog(
    {
      destination,
      format: text(line.globals.logFormat),
      level: text(line.globals.logLevel),
      identifier: id ?? NAME,
    },
    {
      toStderr,
      recordToStderr: (line) => complain(`${line}\n`),
      toFile: appendLine,
      toService:
        destination === undefined || destination.service === 'file'
          ? () => undefined
          : (await import('./helper/log.ts')).openSender(toStderr),
    },
  );
}

function absolute(destination: LogDestination | undefined): LogDestination | undefined {
  if (destination?.service !== 'file') return destination;
  return { ...destination, path: absolutePath(destination.path) };
}

/** Of the container that the line is about: its log is named after it. */
function idOf({ command, operands }: CommandLine & { kind: 'command' }): string | undefined {
  const at = findCommand(command)?.operands.findIndex(({ name }) => name === 'id') ?? -1;
  return operands[at];
}

async function runLogged(line: CommandLine & { kind: 'command' }, log: Log): Promise<number> {
  const { runCommand } = await import('./commands/run.ts');
  try {
    const { optionNames } = await import('./command-line.ts');
    return await runCommand({ ...line, log, print, hasColours, optionNames });
  } catch (error) {
    if (error instanceof LadingError && error.code === LOG_UNWRITABLE) throw error;
    log.error(messageOf(error, line.command));
    return error instanceof LadingError ? error.exitCode : EXIT_FAILURE;
  }
}

function print(output: string | Uint8Array): number {
  printAll(output);
  return 0;
}

async function hasColours(): Promise<boolean> {
  if (process.env.NO_COLOR || process.env.TERM === 'dumb' || !mayBeTerminal(1)) return false;
  const { isatty } = await import('node:tty'); // loads a good part of node's networking
  return isatty(1);
}

function text(value: Values[string]): string | undefined {
  return value === undefined ? undefined : `${value}`;
}

/** Each line says who speaks: engines mix stderr with their own. Their logs have a field for that. */
function toStderr(message: string): void {
  complain(`${message.replace(/^/gm, `${NAME}: `)}\n`);
}

/** Errors made on purpose need no stack; anything else is a bug, and its stack is the report. */
function messageOf(error: unknown, command?: string): string {
  if (error instanceof LadingError) {
    const isOwn = command !== undefined && error.code !== OUTPUT_UNWRITABLE;
    return isOwn ? `${command}: ${error.message}` : error.message;
  }
  return `unexpected error (a bug): ${error instanceof Error ? error.stack : String(error)}`;
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    toStderr(messageOf(error));
    return error instanceof LadingError ? error.exitCode : EXIT_FAILURE;
  })
  .then((status) => {
    leaveHungUpTerminals();
    process.exit(status);
  });
