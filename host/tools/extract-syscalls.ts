// Debian's kernel headers -> host/schema/syscalls.json. Run by hand when the headers are renewed:
//
//   apt-get download linux-libc-dev linux-libc-dev-{arm64,armhf,riscv64,ppc64el,s390x}-cross
//   tsx host/tools/extract-syscalls.ts DIRECTORY-OF-THE-PACKAGES
//
// The C preprocessor evaluates the headers, because asm-generic/unistd.h chooses names by conditionals.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Target = {
  readonly package: string;
  readonly include: readonly string[];
  readonly defines: readonly string[];
};

const X86_INCLUDE = ['usr/include/x86_64-linux-gnu', 'usr/include'];

const TARGETS: Readonly<Record<string, Target>> = {
  x86_64: { package: 'linux-libc-dev', include: X86_INCLUDE, defines: ['__x86_64__'] },
  x86: { package: 'linux-libc-dev', include: X86_INCLUDE, defines: ['__i386__'] },
  x32: { package: 'linux-libc-dev', include: X86_INCLUDE, defines: ['__x86_64__', '__ILP32__'] },
  aarch64: {
    package: 'linux-libc-dev-arm64-cross',
    include: ['usr/aarch64-linux-gnu/include'],
    defines: ['__aarch64__'],
  },
  arm: {
    package: 'linux-libc-dev-armhf-cross',
    include: ['usr/arm-linux-gnueabihf/include'],
    defines: ['__arm__', '__ARM_EABI__'],
  },
  riscv64: {
    package: 'linux-libc-dev-riscv64-cross',
    include: ['usr/riscv64-linux-gnu/include'],
    defines: ['__riscv', '__riscv_xlen=64', '__LP64__'],
  },
  ppc64le: {
    package: 'linux-libc-dev-ppc64el-cross',
    include: ['usr/powerpc64le-linux-gnu/include'],
    defines: ['__powerpc__', '__powerpc64__'],
  },
  s390x: {
    package: 'linux-libc-dev-s390x-cross',
    include: ['usr/s390x-linux-gnu/include'],
    defines: ['__s390x__'],
  },
};

/** Macros of unistd.h that look like system calls and are bounds or bases. */
const NOT_CALLS = new Set(['syscalls', 'SYSCALL_BASE', 'OABI_SYSCALL_BASE', 'SYSCALL_MASK']);
const X32_BIT = 0x40000000;

function preprocess(root: string, target: Target, flags: readonly string[], text: string): string {
  const includes = target.include.flatMap((folder) => ['-isystem', join(root, folder)]);
  const defines = target.defines.map((name) => `-D${name.includes('=') ? name : `${name}=1`}`);
  return execFileSync(
    'gcc',
    ['-E', '-P', '-undef', '-nostdinc', ...flags, ...defines, ...includes, '-x', 'c', '-'],
    { input: text, encoding: 'utf8' },
  );
}

/** Sums such as "(0x40000000 + 512)" or "((0 +0x0f0000)+1)": nothing else occurs in these headers. */
function evaluate(expression: string): number {
  const terms = expression.replace(/[()\s]/g, '').split('+');
  const numbers = terms.map(Number);
  if (numbers.some((value) => !Number.isInteger(value)))
    throw new Error(`not a sum: ${expression}`);
  return numbers.reduce((sum, value) => sum + value, 0);
}

function extract(root: string, target: Target): Record<string, number> {
  const header = '#include <asm/unistd.h>\n';
  const macros = preprocess(root, target, ['-dM'], header);
  const names: [macro: string, name: string][] = [];
  for (const [, prefix, name] of macros.matchAll(/^#define (__NR_|__ARM_NR_)([A-Za-z0-9_]+) /gm)) {
    if (prefix !== undefined && name !== undefined && !NOT_CALLS.has(name)) {
      names.push([prefix + name, name]);
    }
  }
  names.sort(([, one], [, other]) => (one < other ? -1 : 1));
  const list = names.map(([macro, name]) => `call "${name}" ${macro}`).join('\n');
  const expanded = preprocess(root, target, [], header + list);
  const calls: Record<string, number> = {};
  for (const [, name, value] of expanded.matchAll(/^call "(\w+)" (.+)$/gm)) {
    if (name === undefined || value === undefined) continue;
    if (name === 'BASE' || name.startsWith('arch_specific')) continue;
    const number = evaluate(value);
    calls[name] = target.defines.includes('__ILP32__') ? number - X32_BIT : number;
  }
  return calls;
}

function unpack(packages: string, file: string): { root: string; name: string; version: string } {
  const deb = join(packages, file);
  const root = mkdtempSync(join(tmpdir(), 'headers-'));
  execFileSync('dpkg', ['-x', deb, root]);
  const field = (name: string) =>
    execFileSync('dpkg', ['-f', deb, name], { encoding: 'utf8' }).trim();
  return { root, name: field('Package'), version: field('Version') };
}

const OUT = new URL('../schema/syscalls.json', import.meta.url);
const packages = process.argv[2];
if (packages === undefined) throw new Error('usage: extract-syscalls.ts DIRECTORY-OF-THE-PACKAGES');
const debs = readdirSync(packages).filter((file) => file.endsWith('.deb'));
const unpacked = debs.map((file) => unpack(packages, file));
const architectures: Record<string, Record<string, number>> = {};
const sources: Record<string, string> = {};
for (const [name, target] of Object.entries(TARGETS)) {
  const source = unpacked.find((one) => one.name === target.package);
  if (source === undefined) throw new Error(`${target.package}: no such package in ${packages}`);
  sources[source.name] = source.version;
  architectures[name] = extract(source.root, target);
}
for (const { root } of unpacked) rmSync(root, { recursive: true });
const { later } = JSON.parse(readFileSync(OUT, 'utf8')) as { later: unknown };
writeFileSync(OUT, `${JSON.stringify({ sources, later, architectures }, null, 2)}\n`);
