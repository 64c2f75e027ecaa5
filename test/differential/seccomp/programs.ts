// The two C programs of these tests: libseccomp as the peers use it, and the kernel itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Instruction, readProgram } from '../../helpers/bpf-machine.ts';
import { type Profile, textOf } from '../../unit/assembly/bpf/compiler.ts';

const BUILT = fileURLToPath(new URL('../../../build/test-programs/', import.meta.url));

function build(name: string, libraries: readonly string[]): string {
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  const executable = `${BUILT}seccomp-${name}`;
  const made = statSync(executable, { throwIfNoEntry: false });
  if (made !== undefined && made.mtimeMs >= statSync(source).mtimeMs) return executable;
  mkdirSync(BUILT, { recursive: true });
  const aside = `${executable}.${process.pid}`;
  execFileSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', aside, source, ...libraries]);
  renameSync(aside, executable);
  return executable;
}

/** libseccomp's program, or the errno it gave. */
export type Answer = readonly Instruction[] | number;

export function askLibseccomp(profiles: readonly Profile[]): Answer[] {
  const input = profiles.map((profile) => `${textOf(profile)}\nend\n`).join('');
  const output = execFileSync(build('oracle', ['-lseccomp']), {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [word, errno] = line.split(' ');
      return word === 'error' ? Number(errno) : readProgram(Buffer.from(line, 'hex'));
    });
}

export type Call = { readonly number: number; readonly args: readonly bigint[] };

/** What the kernel does about each call under the filter: "errno N" or "signal N". */
export function askKernel(program: Buffer, calls: readonly Call[]): string[] {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(program.length / 8);
  const tail = Buffer.alloc(4 + calls.length * 56);
  tail.writeUInt32LE(calls.length);
  calls.forEach(({ number, args }, index) => {
    tail.writeBigInt64LE(BigInt(number), 4 + index * 56);
    for (let arg = 0; arg < 6; arg++) {
      tail.writeBigUInt64LE(args[arg] ?? 0n, 12 + index * 56 + arg * 8);
    }
  });
  const result = spawnSync(build('live', ['-static']), [], {
    input: Buffer.concat([head, program, tail]),
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`live: ${result.status} ${result.stderr}`);
  return result.stdout.trimEnd().split('\n');
}
