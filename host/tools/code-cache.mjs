// Runs the bundled program, once for each of the command lines, and keeps what V8 has compiled of it until the end:
// node host/tools/code-cache.mjs BUNDLE CACHE -- ARG… -- ARG… Plain JavaScript, in a node without options: what options
// change, V8 would refuse to take.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';

const [filename, cache, ...rest] = process.argv.slice(2);
const directory = dirname(dirname(filename));
const script = new Script(readFileSync(filename, 'utf8'), { filename });
const program = script.runInThisContext();
const exit = process.exit;

function run(args) {
  return new Promise((resolve) => {
    process.argv = [process.execPath, filename, ...args];
    process.exit = resolve;
    program(createRequire(`${directory}/`), directory);
  });
}

const lines = [];
for (const word of rest) {
  if (word === '--') lines.push([]);
  else lines.at(-1).push(word);
}
// Of one that fails, such as on a host that cannot be looked at, that much is kept as was run; but not of the first.
for (const [index, args] of lines.entries()) {
  const status = await run(args);
  if (status !== 0 && index === 0) exit(status);
}
writeFileSync(cache, script.createCachedData());
exit(0);
