// The longest common subsequence of two lists: what stays as it is when one becomes the other.

/** Places of equal elements. */
export type Pair = { readonly a: number; readonly b: number };

type Link = Pair & { readonly before: Link | undefined };

/** So many places where an equal element stands are looked at; no plan or config of ours repeats one as often. */
const CANDIDATES = 64;

/**
 * Hunt and Szymanski, "A fast algorithm for computing longest common subsequences" (1977): a longest increasing run
 * through the places in `b` where each element of `a` stands.
 */
export function commonSubsequence(a: readonly string[], b: readonly string[]): Pair[] {
  const places = new Map<string, number[]>();
  for (const [at, text] of b.entries()) places.set(text, [...(places.get(text) ?? []), at]);
  const ends: Link[] = [];
  for (const [at, text] of a.entries()) {
    const candidates = (places.get(text) ?? []).slice(0, CANDIDATES);
    // Descending, so that one element of `a` is used once.
    for (const place of candidates.reverse()) {
      const length = firstNotBelow(ends, place);
      ends[length] = { a: at, b: place, before: ends[length - 1] };
    }
  }
  const pairs: Pair[] = [];
  let link: Link | undefined = ends.at(-1);
  while (link !== undefined) {
    pairs.push({ a: link.a, b: link.b });
    link = link.before;
  }
  return pairs.reverse();
}

/** The first end whose place is not below this one; they ascend. */
function firstNotBelow(ends: readonly Pair[], place: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.b ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
