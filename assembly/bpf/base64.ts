// RFC 4648 base64 with padding: how a plan carries a program.

const DIGITS: string = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING: i32 = 0x3d;

export function encodeBase64(pointer: usize, length: i32): string {
  const size = ((length + 2) / 3) * 4;
  // Made whole and then filled: appending would copy the text for each character.
  const text = __new(size * 2, idof<string>());
  let to = text;
  for (let i = 0; i < length; i += 3) {
    const left = length - i;
    const second: u32 = left > 1 ? load<u8>(pointer + i + 1) : 0;
    const third: u32 = left > 2 ? load<u8>(pointer + i + 2) : 0;
    const bits: u32 = ((<u32>load<u8>(pointer + i)) << 16) | (second << 8) | third;
    store<u16>(to, DIGITS.charCodeAt(bits >> 18));
    store<u16>(to + 2, DIGITS.charCodeAt((bits >> 12) & 63));
    store<u16>(to + 4, left > 1 ? DIGITS.charCodeAt((bits >> 6) & 63) : PADDING);
    store<u16>(to + 6, left > 2 ? DIGITS.charCodeAt(bits & 63) : PADDING);
    to += 8;
  }
  return changetype<string>(text);
}
