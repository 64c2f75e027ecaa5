// What one write into a cgroup's file sets. Some files hold many settings, of which a write changes those that it names:
// by device or by name, and some by both (cgroup-v2.rst, "Format" and "Conventions").
import { isList } from './lists.ts';

export type Setting = {
  /** The file has one value for each; empty: it has one. */
  readonly key: string;
  readonly value: string;
};

export function settingsOf(file: string, value: string): readonly Setting[] {
  const words = spelledOut(file, value).trim().split(/\s+/);
  const [first = '', ...rest] = words;
  if (file === 'cgroup.subtree_control') {
    return words.map((word) => ({ key: word.replace(/^[+-]/, ''), value: word }));
  }
  if (isWhole(file) || rest.length === 0) return [{ key: '', value }];
  if (!rest.every((word) => word.includes('='))) return [{ key: first, value }];
  return rest.map((word) => ({
    key: `${first} ${word.split('=')[0]}`,
    value: `${first} ${word}`,
  }));
}

/** Spaces or not, its words belong together. */
export function isWhole(file: string): boolean {
  return file === 'cpu.max' || file === 'cgroup.subtree_control' || isList(file);
}

const HAS_DEFAULT = /^io\.(bfq\.)?weight$/;

/** `500` alone is `default 500`: what holds for all devices without a weight of their own. */
export function spelledOut(file: string, value: string): string {
  return HAS_DEFAULT.test(file) && /^\S+$/.test(value.trim()) ? `default ${value.trim()}` : value;
}
