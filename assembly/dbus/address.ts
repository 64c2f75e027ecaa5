// Addresses of buses (D-Bus specification, "Server Addresses"): `unix:path=/run/bus,guid=…;…`. Only
// sockets of this machine can tell the other side who calls.

/** The first socket there is: its path, or `@` and the name of an abstract one. Null: there is none. */
export function socketOf(address: string): string | null {
  const choices = address.split(';');
  for (let i = 0; i < choices.length; i++) {
    if (!choices[i].startsWith('unix:')) continue;
    const pairs = choices[i].substring(5).split(',');
    for (let j = 0; j < pairs.length; j++) {
      if (pairs[j].startsWith('path=/')) return unescape(pairs[j].substring(5));
      if (pairs[j].startsWith('abstract=')) return '@' + unescape(pairs[j].substring(9));
    }
  }
  return null;
}

/** `%2f` is a byte; a `%` without two digits stays. */
function unescape(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = new Uint8Array(String.UTF8.byteLength(text));
  const source = Uint8Array.wrap(String.UTF8.encode(text));
  let length = 0;
  for (let i = 0; i < source.length; i++) {
    let value = source[i];
    if (value == 0x25 && i + 2 < source.length) {
      const high = digit(source[i + 1]);
      const low = digit(source[i + 2]);
      if (high >= 0 && low >= 0) {
        value = <u8>(high * 16 + low);
        i += 2;
      }
    }
    bytes[length++] = value;
  }
  return String.UTF8.decode(bytes.buffer.slice(0, length));
}

function digit(code: u8): i32 {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
