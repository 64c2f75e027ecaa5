// `npm run generate`: schemas -> generated/. With --check it writes nothing, and fails when a byte would change.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate as generateActions } from './generate/actions.ts';
import { generate as generateConfig } from './generate/config.ts';
import { generate as generateNative } from './generate/native.ts';
import { generate as generateProblems } from './generate/problems.ts';
import { generate as generateSyscalls } from './generate/syscalls.ts';
import { generate as generateTypes } from './generate/types.ts';
import { generate as generateVersion } from './generate/version.ts';

const ROOT = fileURLToPath(new URL('../../generated/', import.meta.url));
const GENERATORS = [
  generateActions,
  generateConfig,
  generateNative,
  generateProblems,
  generateSyscalls,
  generateTypes,
  generateVersion,
];

async function main(): Promise<void> {
  const wanted = new Map<string, string>();
  for (const generate of GENERATORS) {
    for (const [path, text] of await generate()) wanted.set(path, text);
  }
  const changed = await differences(wanted);
  if (process.argv.includes('--check')) {
    for (const path of changed) process.stderr.write(`generated/${path}: not as generated\n`);
    if (changed.length > 0) process.exitCode = 1;
    return;
  }
  for (const path of changed) {
    const text = wanted.get(path);
    const file = join(ROOT, path);
    if (text === undefined) {
      await rm(file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Files that are missing, different, or there although nothing generates them. */
async function differences(wanted: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const entries = await readdir(ROOT, { recursive: true, withFileTypes: true });
  const present = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
  const changed = present.filter((path) => !wanted.has(path));
  for (const [path, text] of wanted) {
    const old = present.includes(path) ? await readFile(join(ROOT, path), 'utf8') : undefined;
    if (old !== text) changed.push(path);
  }
  return changed;
}

await main();
