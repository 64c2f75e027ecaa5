// Asks the helper what a process's namespaces look like from inside.
import { LadingError } from '../errors.ts';
import { helperPath } from './run.ts';

export type Seen = {
  readonly hostname: string;
  readonly domainname: string;
  readonly sysctls: { readonly [key: string]: string | null };
};

export async function lookInside(
  pid: number,
  keys: readonly string[],
  helper: string = helperPath(),
): Promise<Seen> {
  const { execa } = await import('execa');
  const { stdout, stderr, exitCode } = await execa(helper, ['look', `${pid}`, ...keys], {
    cwd: '/',
    reject: false,
    stdin: 'ignore',
  });
  if (exitCode === 0) return JSON.parse(stdout) as Seen;
  throw new LadingError({
    code: 'look-failed',
    message: `the namespaces of process ${pid} cannot be joined: ${stderr.trim() || 'no reason given'}`,
  });
}
