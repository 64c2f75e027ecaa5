// `[:alpha:]` and the like: which bytes each name stands for.

import { ByteSet } from './program';

/** The members of a class in the C locale (isalpha(3)); false: there is none of that name. */
export function addClass(name: string, set: ByteSet): bool {
  const isAlpha = name == 'alpha' || name == 'alnum';
  if (isAlpha || name == 'upper') set.addRange(0x41, 0x5a);
  if (isAlpha || name == 'lower') set.addRange(0x61, 0x7a);
  if (name == 'digit' || name == 'alnum' || name == 'xdigit') set.addRange(0x30, 0x39);
  if (name == 'xdigit') {
    set.addRange(0x41, 0x46);
    set.addRange(0x61, 0x66);
  }
  if (name == 'space') set.addRange(0x09, 0x0d);
  if (name == 'blank') set.add(0x09);
  if (name == 'space' || name == 'blank' || name == 'print') set.add(0x20);
  if (name == 'print' || name == 'graph') set.addRange(0x21, 0x7e);
  if (name == 'cntrl') {
    set.addRange(0x00, 0x1f);
    set.add(0x7f);
  }
  if (name == 'punct') {
    set.addRange(0x21, 0x2f);
    set.addRange(0x3a, 0x40);
    set.addRange(0x5b, 0x60);
    set.addRange(0x7b, 0x7e);
  }
  return CLASSES.includes(name);
}

const CLASSES: string[] = [
  'alnum',
  'alpha',
  'blank',
  'cntrl',
  'digit',
  'graph',
  'lower',
  'print',
  'punct',
  'space',
  'upper',
  'xdigit',
];
