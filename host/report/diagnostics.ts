// Diagnostics as people read them: one line each, and on request the line of the source with a caret under the place.
import type { Diagnostic } from '../../generated/host/response.ts';
import { blanked, printable } from './printable.ts';

/** How much of a very long source line is shown, so that the caret stays in sight. */
const EXCERPT_CHARACTERS = 96;

/** `config.json:31:11: /process/user/uid: expected integer 0…4294967294, found 4294967296` */
export function renderDiagnostic(diagnostic: Diagnostic, nameOf = baseName): string {
  const place = [
    diagnostic.file === undefined ? undefined : nameOf(diagnostic.file),
    diagnostic.line,
    diagnostic.column,
  ].filter((part) => part !== undefined);
  const parts = [
    place.join(':'),
    diagnostic.severity === 'warning' ? 'warning' : '',
    diagnostic.pointer ?? '',
    diagnostic.message,
  ];
  return printable(parts.filter((part) => part !== '').join(': '));
}

/** With the source line below it, when the place is known, and what to do about it. */
export function renderWithSource(
  diagnostic: Diagnostic,
  source: string | undefined,
  nameOf = baseName,
): string {
  const lines = renderExcerpt(diagnostic, source, renderDiagnostic(diagnostic, nameOf));
  return diagnostic.fix === undefined ? lines : `${lines}\n  ${renderFix(diagnostic)}`;
}

/** `fix (LD3001): set noNewPrivileges to true` */
export function renderFix({ code, fix }: Diagnostic): string {
  return `fix (${code}): ${fix}`;
}

function renderExcerpt(diagnostic: Diagnostic, source: string | undefined, line: string): string {
  if (source === undefined || diagnostic.line === undefined) return line;
  const text = source.split('\n')[diagnostic.line - 1]?.replace(/\r$/, '');
  if (text === undefined || text.trim() === '') return line;
  const column = charactersBefore(text, diagnostic.column ?? 1);
  const start = Math.max(0, column - EXCERPT_CHARACTERS / 2);
  const excerpt = blanked(text.slice(start, start + EXCERPT_CHARACTERS));
  const gutter = `${diagnostic.line}`;
  const margin = ' '.repeat(gutter.length);
  return `${line}\n  ${gutter} | ${excerpt}\n  ${margin} | ${' '.repeat(column - start)}^`;
}

/** Columns count bytes, as editors' compilers do; the excerpt counts characters. */
export function charactersBefore(text: string, column: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, column - 1)).length;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
