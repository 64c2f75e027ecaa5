// Runs the bundled program once, and keeps what V8 has compiled of it until its end: node host/tools/code-cache.mjs
// BUNDLE CACHE ARG… Plain JavaScript, in a node without options: what options change, V8 would refuse to take.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';

const [filename, cache, ...args] = process.argv.slice(2);
const directory = dirname(dirname(filename));
const script = new Script(readFileSync(filename, 'utf8'), { filename });
process.argv = [process.execPath, filename, ...args];
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
script.runInThisContext()(createRequire(`${directory}/`), directory);
