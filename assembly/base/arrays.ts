// Arrays that are filled one by one: growing leaves the old items behind, for nothing is freed.

/** An empty array with room for `count` items. */
export function withRoom<T>(count: i32): T[] {
  const result = new Array<T>(count);
  result.length = 0;
  return result;
}
