// The environment of a program, as crun's putenv(3) makes it of the config's list: one entry a name,
// so that no two programs in the container read it differently.

/** The last of a name wins, in the place of the first. What has no `=` sets nothing, and takes back what set it. */
export function readEnvironment(list: string[] | null): string[] {
  const result: string[] = [];
  if (list === null) return result;
  const places = new Map<string, i32>();
  for (let i = 0; i < list.length; i++) {
    const end = list[i].indexOf('=');
    const name = end < 0 ? list[i] : list[i].substring(0, end);
    const isKnown = places.has(name);
    if (end < 0) {
      if (!isKnown) continue;
      result[places.get(name)] = ''; // no entry is: each has its `=`
      places.delete(name);
    } else if (isKnown) {
      result[places.get(name)] = list[i];
    } else {
      places.set(name, result.length);
      result.push(list[i]);
    }
  }
  return result.filter((item) => item != '');
}
