// The seccomp compiler as a function, for the tests: builds entry.ts once and talks to it in its line format.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Instruction, readProgram } from '../../../helpers/bpf-machine.ts';

export type Operator = 'NE' | 'LT' | 'LE' | 'EQ' | 'GE' | 'GT' | 'MASKED_EQ';
export type Arg = {
  readonly index: number;
  readonly op: Operator;
  readonly value: bigint;
  readonly valueTwo: bigint;
};
export type Rule = {
  readonly names: readonly string[];
  readonly action: number;
  readonly args: readonly Arg[];
};
export type Profile = {
  readonly native: string;
  readonly architectures: readonly string[];
  readonly defaultAction: number;
  readonly stub: boolean;
  readonly rules: readonly Rule[];
};
export type Note = {
  readonly kind: number;
  readonly rule: number;
  readonly other: number;
  readonly size: number;
  readonly name: string;
};
export type Compiled = {
  readonly bytes: Buffer;
  readonly program: readonly Instruction[];
  readonly notes: readonly Note[];
};

export const NOTE = {
  unknownName: 0,
  dropped: 1,
  shadowed: 2,
  overlap: 3,
  alternatives: 4,
  multiplexed: 5,
  noTable: 6,
  sameNumber: 7,
  conflict: 8,
  tooLarge: 9,
} as const;

type Exports = {
  readonly memory: WebAssembly.Memory;
  allocate(size: number): number;
  compile(text: number, length: number): number;
  repeat(text: number, length: number, times: number): number;
  action(text: number, length: number, errno: number): number;
  encode(data: number, length: number): number;
};

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** The stub runtime never frees: a new instance is cheaper than a large memory. */
const CALLS_PER_INSTANCE = 200;

/** Compiles entry.ts; `root` may be a copy of the sources (the mutation test's). */
export function buildModule(root = ROOT, optimizeLevel = 2): WebAssembly.Module {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'seccomp-'));
  try {
    const out = join(folder, 'bpf.wasm');
    const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
    const here = 'test/unit/assembly/bpf';
    const level = ['--optimizeLevel', String(optimizeLevel)];
    const options = ['--config', `${here}/asconfig.json`, ...level, '-o', out];
    execFileSync(process.execPath, [asc, `${here}/entry.ts`, ...options], {
      cwd: root,
      stdio: 'pipe',
    });
    return new WebAssembly.Module(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function textOf(profile: Profile): string {
  const lines = [
    `native ${profile.native}`,
    ...profile.architectures.map((name) => `arch ${name}`),
    `default ${profile.defaultAction}`,
    `stub ${profile.stub ? 1 : 0}`,
  ];
  for (const { names, action, args } of profile.rules) {
    const list = args.map(
      ({ index, op, value, valueTwo }) => `${index}:${op}:${value}:${valueTwo}`,
    );
    lines.push(['rule', action, names.join(','), ...list].join(' '));
  }
  return lines.join('\n');
}

export class Compiler {
  private instance: Exports;
  private calls = 0;

  constructor(private readonly module: WebAssembly.Module) {
    this.instance = this.start();
  }

  compile(profile: Profile): Compiled {
    const [head = '', ...lines] = this.ask(
      (at, length) => this.instance.compile(at, length),
      textOf(profile),
    ).split('\n');
    const [count, base64 = ''] = head.split(' ');
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== Number(count) * 8)
      throw new Error(`${count} instructions in ${bytes.length} bytes`);
    return { bytes, program: readProgram(bytes), notes: lines.map(readNote) };
  }

  /** Milliseconds for one profile, the mean of `times`. */
  measure(profile: Profile, times: number): number {
    this.instance = this.start();
    const { at, length } = this.put(Buffer.from(textOf(profile)));
    const before = process.hrtime.bigint();
    this.instance.repeat(at, length, times);
    return Number(process.hrtime.bigint() - before) / 1e6 / times;
  }

  action(name: string, errno: number): number {
    const { at, length } = this.put(Buffer.from(name));
    return this.instance.action(at, length, errno) >>> 0;
  }

  base64(bytes: Buffer): string {
    const { at, length } = this.put(bytes);
    return this.take(this.instance.encode(at, length));
  }

  private ask(call: (at: number, length: number) => number, text: string): string {
    if (++this.calls % CALLS_PER_INSTANCE === 0) this.instance = this.start();
    const { at, length } = this.put(Buffer.from(text));
    return this.take(call(at, length));
  }

  private start(): Exports {
    return new WebAssembly.Instance(this.module, {}).exports as unknown as Exports;
  }

  private put(bytes: Buffer): { at: number; length: number } {
    const at = this.instance.allocate(bytes.length);
    new Uint8Array(this.instance.memory.buffer).set(bytes, at);
    return { at, length: bytes.length };
  }

  private take(at: number): string {
    const { buffer } = this.instance.memory;
    const length = new DataView(buffer).getUint32(at - 4, true);
    return Buffer.from(buffer, at, length).toString('utf8');
  }
}

function readNote(line: string): Note {
  const [kind, rule, other, size, name = ''] = line.split(' ');
  return { kind: Number(kind), rule: Number(rule), other: Number(other), size: Number(size), name };
}
