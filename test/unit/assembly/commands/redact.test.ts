// --redact of what made a container: every later command has digests in its record, without being asked.
import assert from 'node:assert/strict';
import { smallConfig } from '../../../helpers/config.ts';
import { give, inputsOf, record, type Status, stateText } from '../../../helpers/existing.ts';
import { type Answer, ask, type Inputs, namedFacts } from '../../../helpers/planner.ts';

const config = JSON.stringify({ ...smallConfig(), process: { args: ['x'], cwd: '/' } });
const criu = { path: '/sbin/criu' };
const facts = namedFacts('v2-x86_64');
const absent = { error: 'ENOENT' };
const inputs: Inputs = {
  criu,
  facts,
  config: { text: config },
  recorded: { text: JSON.stringify({ inputs: { config: { text: config } } }) },
  mounts: { text: '[{"destination":"/more","type":"tmpfs","source":"x"}]' },
  descriptors: { text: '[]' },
  'criu/0': absent,
  'criu/1': absent,
  'now//sys/fs/cgroup/a/web/memory.max': { text: 'max\n' },
};

/** What begins the record, of each command that changes a container. */
const commands: readonly (readonly [string, Status, object])[] = [
  ['exec', 'running', { args: ['x'] }],
  ['start', 'created', {}],
  ['update', 'running', { memory: '7' }],
  ['mounts', 'running', { verb: 'add', file: '/m.json' }],
  ['mounts', 'running', { verb: 'remove', file: '/m.json' }],
  ['pause', 'running', {}],
  ['resume', 'paused', {}],
  ['kill', 'running', {}],
  ['kill', 'running', { all: true }],
  ['checkpoint', 'running', { imagePath: '/i' }],
  ['delete', 'stopped', {}],
  ['delete', 'running', { force: true }],
];

function begin(answer: Answer): { readonly kind: string; readonly redact: unknown } {
  assert.equal(answer.kind, 'plan', answer.text);
  const { do: kind, redact } = answer.actions[0] ?? assert.fail();
  return { kind, redact };
}

describe('a container that was made with --redact', () => {
  for (const [command, status, options] of commands) {
    it(`has no secret in the record of ${command} ${JSON.stringify(options)}`, () => {
      const container = { ...record, redact: true };
      const text = JSON.stringify({ ...JSON.parse(stateText), container });
      const redacted = give(command, status, options, { ...inputs, 'state/web': { text } });
      const whole = give(command, status, options, inputs);
      assert.match(begin(redacted).kind, /^(state\.lock|record\.begin)$/);
      assert.deepEqual([begin(redacted).redact, begin(whole).redact], [true, undefined]);
    });
  }

  for (const command of ['create', 'run', 'restore']) {
    it(`may be made by ${command}`, () => {
      const made = { id: 'web', bundle: '/b', root: '/run/lading' };
      const options = command === 'restore' ? { ...made, imagePath: '/i' } : made;
      const committed = (more: object): string => {
        const all = { ...inputsOf('missing'), ...inputs };
        const answer = ask(command, { ...options, ...more }, all);
        assert.equal(answer.kind, 'plan', answer.text);
        return `${answer.actions.find((action) => action.do === 'state.commit')?.container}`;
      };
      assert.match(committed({ redact: true }), /,"redact":true,/);
      assert.doesNotMatch(committed({}), /redact/);
    });
  }
});
