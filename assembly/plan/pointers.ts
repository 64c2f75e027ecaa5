// From a JSON pointer back to the node it names: sections know what they plan by pointer, and only
// when something is wrong does its place in the text matter.

import { ARRAY, Document, NONE, OBJECT } from '../json/document';

/** The node, or the last one on the way that exists. */
export function findNode(doc: Document, pointer: string): i32 {
  let node = 0;
  const tokens = pointer.split('/');
  for (let i = 1; i < tokens.length; i++) {
    const next = child(doc, node, tokens[i].replaceAll('~1', '/').replaceAll('~0', '~'));
    if (next == NONE) return node;
    node = next;
  }
  return node;
}

function child(doc: Document, node: i32, token: string): i32 {
  const kind = doc.kind(node);
  if (kind != ARRAY && kind != OBJECT) return NONE;
  let index = 0;
  for (let at = doc.firstChild(node); at != NONE; at = doc.next(at)) {
    if (kind == OBJECT ? doc.key(at) == token : index.toString() == token) return at;
    index++;
  }
  return NONE;
}
