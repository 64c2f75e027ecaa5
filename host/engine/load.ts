// Finds, reads and compiles engine.wasm, once a process.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { builtFile } from '../built.ts';
import { errnoOf, LadingError } from '../errors.ts';
import { type Engine, makeEngine } from './engine.ts';

export type { Engine } from './engine.ts';

let loaded: Engine | undefined;

/** The engine that was built with this program; compiled at the first call only. */
export function loadEngine(): Engine {
  loaded ??= compileEngine(readEngine());
  return loaded;
}

export function compileEngine(bytes: Uint8Array<ArrayBuffer>): Engine {
  return makeEngine(bytes, sha256);
}

/** In hex. Loading node:crypto takes as long as all the rest of the program: only who needs a digest does. */
export function sha256(bytes: Uint8Array): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}

function readEngine(): Uint8Array<ArrayBuffer> {
  const path = builtFile('engine.wasm');
  try {
    return readFileSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  throw new LadingError({
    code: 'engine-missing',
    message: `there is no ${path}: run \`npm run build\`, or install the package again`,
  });
}
