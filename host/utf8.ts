// Text of bytes that may be none: U+FFFD in the place of what is not UTF-8 would be another text than the bytes are.

type Decoding = {
  /** A byte order mark is none of the text. */
  readonly dropsMark?: boolean;
};

/** Throws where there is no UTF-8. */
export function decodeUtf8(bytes: Uint8Array, { dropsMark = false }: Decoding = {}): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: !dropsMark }).decode(bytes);
}

/** Undefined where there is no UTF-8. */
export function tryDecodeUtf8(bytes: Uint8Array, how?: Decoding): string | undefined {
  try {
    return decodeUtf8(bytes, how);
  } catch {
    return undefined;
  }
}

/** Throws where there is no UTF-8, or no JSON. */
export function parseUtf8(bytes: Uint8Array): unknown {
  return JSON.parse(decodeUtf8(bytes, { dropsMark: true }));
}
