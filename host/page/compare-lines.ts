// Two plans, line against line: the longest common run of actions stays, the rest was added or removed.

export type Line = { readonly mark: '=' | '+' | '-'; readonly text: string };

/** The classical table; plans have a few hundred actions. */
export function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      longest[at] =
        before[i] === after[j]
          ? (longest[at + width + 1] ?? 0) + 1
          : Math.max(longest[at + width] ?? 0, longest[at + 1] ?? 0);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const at = i * width + j;
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ mark: '=', text: before[i] as string });
      i += 1;
      j += 1;
    } else if (
      j >= after.length ||
      (i < before.length && (longest[at + width] ?? 0) >= (longest[at + 1] ?? 0))
    ) {
      lines.push({ mark: '-', text: before[i] as string });
      i += 1;
    } else {
      lines.push({ mark: '+', text: after[j] as string });
      j += 1;
    }
  }
  return lines;
}
