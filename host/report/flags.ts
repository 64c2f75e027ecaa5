// `-b, --bundle <dir>`, taken apart.

export type Flags = {
  /** Without its dash. */
  readonly letter?: string;
  /** With its dashes. */
  readonly long?: string;
  /** What help calls the value; absent when the option takes none. */
  readonly value?: string;
};

const FLAGS = /^(?:-(?<letter>\w)(?:, )?)?(?<long>--[\w-]+)?(?: <(?<value>[^>]+)>)?$/;

export function parseFlags(flags: string): Flags {
  const parts = FLAGS.exec(flags);
  if (parts === null) throw new TypeError(`${flags}: expected -x, --long <value>`);
  return parts.groups as Flags;
}

/** `-b` and `--bundle`, those that there are. */
export function wordsOf(flags: string): string[] {
  const { letter, long } = parseFlags(flags);
  return [letter && `-${letter}`, long].filter((word) => word !== undefined);
}
