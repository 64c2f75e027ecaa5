// Device rules: the v2 program, interpreted, and the v1 writes decide alike, and as the rules say.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askPlan, flatten } from '../../../../helpers/planner.ts';

type Rule = {
  readonly allow: boolean;
  readonly type?: string;
  readonly major?: number;
  readonly minor?: number;
  readonly access?: string;
};
type Request = {
  readonly type: 'b' | 'c';
  readonly major: number;
  readonly minor: number;
  readonly access: string;
};

// What every container may use, whatever its rules (crun's list, which engines rely on).
const builtIn: Rule[] = [
  { allow: true, type: 'c', access: 'm' },
  { allow: true, type: 'b', access: 'm' },
  ...[[1, 3], [1, 5], [1, 7], [1, 8], [1, 9], [5, 0], [5, 1], [5, 2], [136], [10, 200]].map(
    ([major, minor]) => ({
      allow: true,
      type: 'c',
      major: major as number,
      ...(minor === undefined ? {} : { minor }),
    }),
  ),
];

const access = fc.constantFrom('r', 'w', 'm', 'rw', 'rm', 'wm', 'rwm');
const major = fc.constantFrom(1, 5, 8);
const minor = fc.constantFrom(0, 1, 3);
const rule = fc.record(
  { allow: fc.boolean(), type: fc.constantFrom('a', 'b', 'c'), major, minor, access },
  { requiredKeys: ['allow'] },
);
const request = fc.record({
  type: fc.constantFrom('b' as const, 'c' as const),
  major,
  minor,
  access,
});

describe('device rules', () => {
  it('are a program in which the last rule about a device and an access decides', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 8 }),
        fc.array(request, { minLength: 20 }),
        (rules, requests) => {
          const program = programOf(rules);
          for (const one of requests) {
            const text = JSON.stringify({ rules, one });
            assert.equal(run(program, one), isAllowed([...rules, ...builtIn], one), text);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('allow everything with one short program when the last rule does', () => {
    assert.equal(
      programOf([
        { allow: false, type: 'c', major: 9 },
        { allow: true, access: 'rwm' },
      ]).length,
      8,
    );
  });
});

function isAllowed(rules: readonly Rule[], request: Request): boolean {
  return [...request.access].every((letter) => {
    const last = rules.findLast((one) =>
      (one.type ?? 'a') !== 'a'
        ? one.type === request.type && matches(one, request, letter)
        : matches(one, request, letter),
    );
    return last?.allow ?? false;
  });
}

function matches(rule: Rule, request: Request, letter: string): boolean {
  return (
    (rule.major ?? request.major) === request.major &&
    (rule.minor ?? request.minor) === request.minor &&
    (rule.access ?? 'rwm').includes(letter)
  );
}

function programOf(devices: readonly Rule[]): bigint[] {
  const config = {
    ociVersion: '1.2.0',
    process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
    root: { path: 'rootfs' },
    linux: { namespaces: [{ type: 'mount' }], resources: { devices } },
  };
  const action = flatten(askPlan(config, 'v2-x86_64').actions).find(
    ({ do: kind }) => kind === 'cgroup.devices',
  );
  const bytes = Buffer.from(String(action?.program), 'base64');
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readBigUInt64LE(index * 8));
}

/** The few instructions that device programs are made of (Documentation/bpf/standardization/instruction-set.rst). */
function run(program: readonly bigint[], { type, major, minor, access }: Request): boolean {
  const bits = [...access].reduce((sum, letter) => sum | { m: 1, r: 2, w: 4 }[letter as 'm'], 0);
  const context = [(bits << 16) | (type === 'b' ? 1 : 2), major, minor];
  const registers = new Array<number>(11).fill(0);
  for (let at = 0, steps = 0; steps < 1000; at++, steps++) {
    const word = program[at];
    if (word === undefined) throw new Error(`ran out of the program at ${at}`);
    const code = Number(word & 0xffn);
    const dst = Number((word >> 8n) & 15n);
    const src = Number((word >> 12n) & 15n);
    const offset = Number(BigInt.asIntN(16, word >> 16n));
    const immediate = Number(BigInt.asIntN(32, word >> 32n));
    const value = registers[dst] ?? 0;
    if (code === 0x61) registers[dst] = context[offset / 4] ?? Number.NaN;
    else if (code === 0xbc) registers[dst] = registers[src] ?? 0;
    else if (code === 0x54) registers[dst] = value & immediate;
    else if (code === 0x74) registers[dst] = value >>> immediate;
    else if (code === 0xb7) registers[dst] = immediate;
    else if (code === 0x05) at += offset;
    else if (code === 0x55) at += value === immediate ? 0 : offset;
    else if (code === 0x45) at += (value & immediate) === 0 ? 0 : offset;
    else if (code === 0x95) return registers[0] === 1;
    else throw new Error(`unknown instruction ${code.toString(16)}`);
  }
  throw new Error('does not end');
}
