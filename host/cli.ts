// The command: argv -> program -> exit status. The only file that ends the process.
import process from 'node:process';
import manifest from '../package.json' with { type: 'json' };
import type { CommandLine, Values } from './command-line.ts';
import { EXIT_FAILURE, LadingError } from './errors.ts';
import { appendLine, LOG_UNWRITABLE, writeAll } from './output.ts';
import { type Log, openLog } from './report/log.ts';

const VERSION_TEXT = `lading version ${manifest.version}\nspec: 1.3.0\n`;

async function main(argv: readonly string[]): Promise<number> {
  // Not even the parser is loaded for the shortest question.
  if (argv.length === 1 && argv[0] === '--version') return print(VERSION_TEXT);
  const { parseCommandLine } = await import('./command-line.ts');
  const line = await parseCommandLine(argv);
  if (line.kind === 'version') return print(VERSION_TEXT);
  if (line.kind === 'help') return print(line.text);
  const log = openLog(
    {
      destination: text(line.globals.log),
      format: text(line.globals.logFormat),
      level: line.globals.debug === true ? 'debug' : text(line.globals.logLevel),
    },
    { toStderr: (message) => writeAll(2, `${message}\n`), toFile: appendLine },
  );
  return runLogged(line, log);
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
  writeAll(1, output);
  return 0;
}

async function hasColours(): Promise<boolean> {
  const { isatty } = await import('node:tty'); // loads a good part of node's networking
  return isatty(1) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

function text(value: Values[string]): string | undefined {
  return value === undefined ? undefined : `${value}`;
}

/** Errors made on purpose need no stack; anything else is a bug, and its stack is the report. */
function messageOf(error: unknown, command?: string): string {
  if (error instanceof LadingError) {
    return command === undefined
      ? `lading: ${error.message}`
      : `lading: ${command}: ${error.message}`;
  }
  return `lading: unexpected error (a bug): ${error instanceof Error ? error.stack : String(error)}`;
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    writeAll(2, `${messageOf(error)}\n`);
    return error instanceof LadingError ? error.exitCode : EXIT_FAILURE;
  })
  .then((status) => process.exit(status));
