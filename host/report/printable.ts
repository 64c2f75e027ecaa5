// Texts that somebody else may have written, so that a terminal has nothing to obey in them and no line is forged.

/**
 * \\p{Cc}, \\p{Cf}, \\p{Zl} and \\p{Zp} of Unicode 15, spelt out: a class by its name takes longer to be looked up than
 * what it is for, and helper-c/native/printable.c has the same ones.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\x00-\x1f\x7f-\x9f\xad\u{600}-\u{605}\u{61c}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2064}\u{2066}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** Each hidden character as JSON escapes it. */
export function printable(text: string): string {
  return text.replace(HIDDEN, escapeOf);
}

/** Each hidden character a space: what stands behind it keeps its place. */
export function blanked(text: string): string {
  return text.replace(HIDDEN, (found) => ' '.repeat(found.length));
}

/** JSON.stringify leaves most of them as they are. */
function escapeOf(found: string): string {
  const short = JSON.stringify(found).slice(1, -1);
  if (short !== found) return short;
  const units = Array.from({ length: found.length }, (_, index) => found.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
