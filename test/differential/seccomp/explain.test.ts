// `explain` against the other readings of a profile: the test's own BPF machine on the planned program, and the naive
// reading of the rules without BPF.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Instruction, readProgram, run, wordsOf } from '../../helpers/bpf-machine.ts';
import { diagnostics, respond } from '../../helpers/engine.ts';
import { type Action, ask, askPlan, flatten, namedFacts } from '../../helpers/planner.ts';
import { NUMBERS, TOKEN } from './naive.ts';
import { actionOf, Random } from './profiles.ts';

const CASES = 1500;
const FACTS = 'v2-x86_64';
const CONFIGS = ['docker-20.10', 'podman-4.3', 'containerd-1.6'];
const ARCHITECTURES = ['x86_64', 'x86', 'x32', 'aarch64', 'arm'];

type Config = { readonly linux: { readonly seccomp: { readonly syscalls: readonly Rule[] } } };
type Rule = {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
};
type Answer = {
  readonly action: string;
  readonly decided: { readonly at: string; readonly by: string };
  readonly number: number;
  readonly path: readonly number[];
  readonly program?: readonly { readonly text: string; readonly label?: string }[];
  readonly size: number;
};

function readConfig(name: string): Config {
  const path = new URL(`../../fixtures/configs/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Config;
}

function programOf(config: object): readonly Instruction[] {
  const answer = askPlan(config, FACTS);
  const load = flatten(answer.actions as readonly Action[]).find(
    (action) => action.do === 'seccomp.load',
  );
  return readProgram(Buffer.from(`${load?.program}`, 'base64'));
}

function explain(
  config: object,
  options: { readonly [name: string]: string | boolean | readonly string[] },
): Answer {
  const facts = namedFacts(FACTS);
  const answer = ask(
    'explain',
    { config: '/b/config.json', ...options },
    { caller: facts.caller ?? null, facts, config: { text: JSON.stringify(config) } },
  );
  assert.equal(answer.kind, 'output', JSON.stringify(answer.diagnostics));
  return JSON.parse(answer.output) as Answer;
}

/** `SCMP_ACT_ERRNO 1` as a filter's return value. */
function returnValueOf(action: string): number {
  const [name = '', data = '0'] = action.split(' ');
  return actionOf(name, Number(data)) >>> 0;
}

describe('explain', () => {
  for (const name of CONFIGS) {
    it(`runs the program of ${name} as the kernel would, and the rule that it names is why`, () => {
      const config = readConfig(name);
      const program = programOf(config);
      const random = new Random(7);
      const names = [...(NUMBERS.x86_64?.keys() ?? [])];
      let ruled = 0;
      for (let count = 0; count < CASES; count++) {
        const arch = random.pick(ARCHITECTURES);
        const call = random.pick(names);
        if (NUMBERS[arch]?.get(call) === undefined) continue;
        const args = Array.from({ length: 6 }, () =>
          BigInt(random.pick([0, 1, 8, 16, 40, 0x7e020000])),
        );
        const answer = explain(config, {
          syscall: call,
          arch,
          args: args.map((value, index) => `${index}=${value}`),
        });
        const data = { number: answer.number, architecture: TOKEN[arch] ?? 0, args };
        const expected = run(program, wordsOf(data));
        const shown = `${call} on ${arch} (${args}): ${JSON.stringify(answer)}`;
        assert.equal(returnValueOf(answer.action), expected.action >>> 0, shown);
        assert.equal(answer.path.length, expected.steps, shown);
        if (answer.decided.by !== 'rule') continue;
        ruled += 1;
        const rule = config.linux.seccomp.syscalls[Number(answer.decided.at.split('/').at(-1))];
        assert.ok(rule, shown);
        assert.ok(rule.names.includes(call), shown);
        assert.equal(actionOf(rule.action, rule.errnoRet) >>> 0, expected.action >>> 0, shown);
      }
      assert.ok(ruled > CASES / 4, `${ruled}`);
    });
  }

  it('disassembles every instruction, and each label is where a jump leads', () => {
    const config = readConfig('docker-20.10');
    const program = programOf(config);
    const { program: lines = [], size } = explain(config, { bpf: true });
    assert.equal(lines.length, program.length);
    assert.equal(size, program.length);
    const labels = new Set(lines.flatMap(({ label }) => (label === undefined ? [] : [label])));
    const wanted = new Set(lines.flatMap(({ text }) => text.match(/\bL\d+/g) ?? []));
    assert.deepEqual([...labels].sort(), [...wanted].sort());
    for (const [at, { code, yes, no, value }] of program.entries()) {
      const text = lines[at]?.text ?? '';
      if (code === 0x20) assert.equal(text, `ld [${value}]`);
      if (code === 0x06) assert.equal(returnValueOf(text.slice('ret '.length)), value);
      if (code !== 0x15) continue;
      const targets = no === 0 ? `L${at + 1 + yes}` : `L${at + 1 + yes}, L${at + 1 + no}`;
      assert.equal(text, `jeq #0x${value.toString(16)}, ${targets}`);
    }
  });

  it('says what it cannot answer', () => {
    const config = readConfig('docker-20.10');
    const facts = namedFacts(FACTS);
    const told = (options: { readonly [name: string]: string | readonly string[] }): string =>
      diagnostics(
        respond({
          command: 'explain',
          inputs: { caller: facts.caller ?? null, facts, config: { text: JSON.stringify(config) } },
          options: { config: '/b/config.json', ...options },
        }),
      )
        .map(({ message }) => message)
        .join('\n');
    assert.equal(
      told({ syscall: 'epoll_create', arch: 'arm64' }),
      'aarch64 has no system call `epoll_create`',
    );
    assert.match(
      told({ syscall: 'read', arch: 'vax' }),
      /no table of system calls for the architecture `vax`/,
    );
    for (const arg of ['6=0', 'x', '0=', '0=0x', '0=18446744073709551616', '=1', '1=--2'])
      assert.match(told({ syscall: 'read', args: [arg] }), /^expected N=V with N from 0 to 5/, arg);
    assert.equal(told({ syscall: 'read', args: ['5=-1', '0=0xffffffffffffffff'] }), '');
  });
});
