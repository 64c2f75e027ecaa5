// Where messages go: errors always to stderr as plain text, and everything of the wanted level to the log, in the form
// that container engines read ({msg, level, time}, one object a line).
import { LadingError } from '../errors.ts';

export type LogLevel = 'error' | 'warning' | 'debug';

export type Log = {
  readonly error: (message: string) => void;
  readonly warning: (message: string) => void;
  readonly debug: (message: string) => void;
};

/** A file by its path, or a service of the system by the name to log under (empty: the container's). */
export type LogDestination =
  | { readonly service: 'file'; readonly path: string }
  | { readonly service: 'journald' | 'syslog'; readonly identifier: string };

export type LogSettings = {
  readonly destination: LogDestination | undefined;
  readonly format: string | undefined;
  readonly level: string | undefined;
  /** Who logs, for a service whose destination names nobody. */
  readonly identifier: string;
};

export type ServiceMessage = {
  readonly service: 'journald' | 'syslog';
  readonly identifier: string;
  /** As in syslog(3). */
  readonly priority: number;
  readonly message: string;
};

/** The ways out, given by the caller: this file itself touches nothing. */
export type LogSinks = {
  readonly toStderr: (message: string) => void;
  readonly recordToStderr: (line: string) => void;
  readonly toFile: (path: string, line: string) => void;
  readonly toService: (message: ServiceMessage) => void;
};

const RANK: Readonly<Record<LogLevel, number>> = { error: 0, warning: 1, debug: 2 };
/** syslog(3): LOG_ERR, LOG_WARNING, LOG_DEBUG. */
const PRIORITY: Readonly<Record<LogLevel, number>> = { error: 3, warning: 4, debug: 7 };

export function openLog(settings: LogSettings, sinks: LogSinks): Log {
  const { destination } = settings;
  const wanted = RANK[(settings.level ?? 'error') as LogLevel];
  const write = (level: LogLevel, message: string): void => {
    const isWanted = RANK[level] <= wanted;
    const isRecord = settings.format === 'json';
    // Standard error is the log, then: records are asked for, and there is no other place for them.
    if (isWanted && destination === undefined && isRecord)
      sinks.recordToStderr(renderRecord(level, message));
    // Warnings are for the log; without one, only those who ask for them see them.
    else if (level === 'error' || (isWanted && destination === undefined)) sinks.toStderr(message);
    if (destination === undefined || !isWanted) return;
    if (destination.service === 'file') {
      sinks.toFile(destination.path, isRecord ? renderRecord(level, message) : message);
      return;
    }
    const { service } = destination;
    const identifier = destination.identifier || settings.identifier;
    sinks.toService({ service, identifier, priority: PRIORITY[level], message });
  };
  return {
    error: (message) => write('error', message),
    warning: (message) => write('warning', message),
    debug: (message) => write('debug', message),
  };
}

/** `file:PATH`, a PATH that is absolute or without a colon, `journald:NAME` or `syslog:NAME`. */
export function parseDestination(text: string | undefined): LogDestination | undefined {
  if (text === undefined) return undefined;
  const colon = text.startsWith('/') ? -1 : text.indexOf(':');
  if (colon === -1) return fileOf(text);
  const service = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (service === 'file') return fileOf(rest);
  if (service === 'journald' || service === 'syslog') return { service, identifier: rest };
  throw new LadingError({
    code: 'log-type',
    message: `unknown log type \`${service}\`: Invalid argument`,
  });
}

function fileOf(path: string): LogDestination {
  if (path !== '') return { service: 'file', path };
  const message = 'expected a path after --log <destination>, found nothing';
  throw new LadingError({ code: 'usage', message });
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
