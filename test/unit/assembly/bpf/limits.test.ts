import assert from 'node:assert/strict';
import { ACTION } from '../../../differential/seccomp/naive.ts';
import { buildModule, Compiler, NOTE, type Profile, type Rule } from './compiler.ts';

const MAX_OF_A_KIND = 100;

function profileOf(rules: readonly Rule[]): Profile {
  return {
    native: 'x86_64',
    architectures: [],
    defaultAction: ACTION.errno | 1,
    stub: false,
    rules,
  };
}

describe('compileSeccomp on profiles of absurd size', function () {
  this.timeout(60_000);
  let compiler: Compiler;

  before(() => {
    compiler = new Compiler(buildModule());
  });

  it('tells of the first hundred unknown names, and compiles the rest', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `call_${index}`);
    const rules = [{ names: [...names, 'read'], action: ACTION.allow, args: [] }];
    const { notes, program } = compiler.compile(profileOf(rules));
    assert.equal(notes.length, MAX_OF_A_KIND);
    assert.equal(notes.at(-1)?.name, 'call_99');
    assert.ok(program.length > 0);
  });

  it('reads no more conditions on one call than a program has room for, and still names the rule', () => {
    const rules = Array.from({ length: 50_000 }, (_, index) => ({
      names: ['read'],
      action: ACTION.allow,
      args: [{ index: index % 6, op: 'EQ' as const, value: BigInt(index), valueTwo: 0n }],
    }));
    const { notes, program } = compiler.compile(profileOf(rules));
    const [note] = notes.filter(({ kind }) => kind === NOTE.tooLarge);
    assert.ok(note !== undefined && note.size > 4096);
    assert.equal(program.length, 0);
    const fitting = compiler.compile(profileOf(rules.slice(0, note.rule)));
    assert.ok(fitting.program.length > 4000);
    assert.equal(compiler.compile(profileOf(rules.slice(0, note.rule + 1))).program.length, 0);
  });
});
