// The file that node is given as the command: it starts the program beside it, with what V8 made of it when it was built,
// so that nothing is compiled again. Another node than the one that built it takes the source alone.
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

type Program = (require: NodeJS.Require, directory: string) => void;

const directory = import.meta.dirname;
const filename = `${directory}/lib/host.cjs`;

const cachedData = readIfThere(`${directory}/host.cache`);
// The bundler writes ASCII alone, and as that it is read the soonest.
const script = new Script(readFileSync(filename, 'latin1'), {
  filename,
  ...(cachedData === undefined ? {} : { cachedData }),
});
(script.runInThisContext() as Program)(require as NodeJS.Require, directory);

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
