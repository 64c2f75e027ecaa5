// "Did you mean": the nearest of some words, by the number of letters to change.

/** ` (did you mean WORD?)`, or '' when nothing is near. */
export function nearest(word: string, known: string[]): string {
  let best = '';
  let least = word.length / 3 + 2;
  for (let i = 0; i < known.length; i++) {
    const changes = distance(word, known[i]);
    if (changes >= least) continue;
    least = changes;
    best = known[i];
  }
  return best == '' ? '' : ` (did you mean ${best}?)`;
}

/** Levenshtein's distance, one row at a time. */
function distance(a: string, b: string): i32 {
  let row = new StaticArray<i32>(b.length + 1);
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) == b.charCodeAt(j - 1) ? 0 : 1;
      const changed = diagonal + cost;
      diagonal = row[j];
      row[j] = min(changed, min(row[j], row[j - 1]) + 1);
    }
  }
  return row[b.length];
}
