// Where messages go: errors always to stderr as plain text, and everything of the wanted level to the log, in the form
// that container engines read ({msg, level, time}, one object a line).
import { LadingError } from '../errors.ts';

export type LogLevel = 'error' | 'warning' | 'debug';

export type Log = {
  readonly error: (message: string) => void;
  readonly warning: (message: string) => void;
  readonly debug: (message: string) => void;
};

export type LogSettings = {
  readonly destination: string | undefined;
  readonly format: string | undefined;
  readonly level: string | undefined;
};

/** The ways out, given by the caller: this file itself touches nothing. */
export type LogSinks = {
  readonly toStderr: (line: string) => void;
  readonly toFile: (path: string, line: string) => void;
};

const RANK: Readonly<Record<LogLevel, number>> = { error: 0, warning: 1, debug: 2 };

export function openLog(settings: LogSettings, sinks: LogSinks): Log {
  const file = parseDestination(settings.destination);
  const wanted = RANK[(settings.level ?? 'error') as LogLevel];
  const write = (level: LogLevel, message: string): void => {
    const isWanted = RANK[level] <= wanted;
    // Warnings are for the log; without one, only those who ask for them see them.
    if (level === 'error' || (isWanted && file === undefined)) sinks.toStderr(message);
    if (file !== undefined && isWanted) {
      sinks.toFile(file, settings.format === 'json' ? renderRecord(level, message) : message);
    }
  };
  return {
    error: (message) => write('error', message),
    warning: (message) => write('warning', message),
    debug: (message) => write('debug', message),
  };
}

/** `file:PATH`, or a PATH without a colon. */
function parseDestination(destination: string | undefined): string | undefined {
  if (destination === undefined) return undefined;
  const colon = destination.indexOf(':');
  if (colon === -1) return destination;
  const type = destination.slice(0, colon);
  if (type === 'file') return destination.slice(colon + 1);
  throw new LadingError({
    code: 'log-type',
    message:
      type === 'journald' || type === 'syslog'
        ? `log type \`${type}\` is not there yet: use file:PATH`
        : `unknown log type \`${type}\`: Invalid argument`,
  });
}

/** Keys in this order, and microseconds: what engines were written against. */
function renderRecord(level: LogLevel, message: string): string {
  return JSON.stringify({ msg: message, level, time: microsecondTime() });
}

function microsecondTime(): string {
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1000);
  const seconds = new Date(Math.floor(microseconds / 1_000_000) * 1000);
  const fraction = `${microseconds % 1_000_000}`.padStart(6, '0');
  return seconds.toISOString().replace(/\.\d+Z$/, `.${fraction}Z`);
}
