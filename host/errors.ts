// The errors this program makes on purpose. Whatever else is thrown is a bug and keeps its stack.

/** Exit statuses as crun has them: EX_USAGE of sysexits.h for a command line that cannot be read, 1 for the rest. */
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 64;

export type ErrorDetails = {
  readonly code: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly pointer?: string;
  readonly line?: number;
  /** Whatever a program may want to read instead of the message. */
  readonly data?: unknown;
  readonly cause?: unknown;
};

export class LadingError extends Error {
  readonly code: string;
  readonly exitCode: number;
  readonly pointer: string | undefined;
  readonly line: number | undefined;
  readonly data: unknown;

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'LadingError';
    this.code = details.code;
    this.exitCode = details.exitCode ?? EXIT_FAILURE;
    this.pointer = details.pointer;
    this.line = details.line;
    this.data = details.data;
  }

  toJSON(): Record<string, unknown> {
    return {
      code: this.code,
      message: this.message,
      ...(this.pointer === undefined ? {} : { pointer: this.pointer }),
      ...(this.line === undefined ? {} : { line: this.line }),
      ...(this.data === undefined ? {} : { data: this.data }),
    };
  }
}

export function usageError(message: string): LadingError {
  return new LadingError({ code: 'usage', message, exitCode: EXIT_USAGE });
}

/** What a reader says of a file that it did not read (gather/reader.ts), for people. */
export function whyUnread(error: string): string {
  const [, form, detail] = /^(NOT_REGULAR|TOO_LARGE):(.*)$/.exec(error) ?? [];
  if (form === 'NOT_REGULAR') return `expected a regular file, found a ${detail}`;
  return form === 'TOO_LARGE' ? `too large: ${detail} bytes` : error;
}

/** Of a function of the library that was called with something else: types are not there for all callers. */
export function argumentError(what: string, expected: string): LadingError {
  return new LadingError({ code: 'argument', message: `${what}: expected ${expected}` });
}

/** The errno name of a failed system call (`ENOENT`), or undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}
