// Differences of plans: none between a plan and itself, enough to make the second plan from the first, no more than what
// was done to it, and each led back to what was changed in config.json.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactText, parseExact } from '../../../../host/exact.ts';
import type { Action, Plan } from '../../../../host/report/actions.ts';
import { applyDifference, type Difference, diffPlans } from '../../../../host/report/diff.ts';
import { diffValues } from '../../../../host/report/diff-json.ts';
import { PLAIN_DIFF, renderDiff } from '../../../../host/report/diff-text.ts';
import { commonSubsequence } from '../../../../host/report/subsequence.ts';
import { type Config, dockerConfig } from '../../../helpers/config.ts';
import { askPlan } from '../../../helpers/planner.ts';

const RUNS = 300;
const encoder = new TextEncoder();

const bytesOf = (plan: Plan): Uint8Array => encoder.encode(exactText(plan));
const between = (a: Plan, b: Plan): Difference =>
  diffPlans({ plan: bytesOf(a) }, { plan: bytesOf(b) });

function docker(bend: (config: Config) => void = () => {}, facts = 'v2-x86_64') {
  const config = dockerConfig();
  bend(config);
  const { text } = askPlan(config, facts);
  const request = { inputs: { config: { text: JSON.stringify(config) } }, options: {} };
  return { plan: encoder.encode(text), request: encoder.encode(JSON.stringify(request)) };
}

/** `change kind place: causes`, of what is not only another `from`. */
function told({ actions }: Difference): string[] {
  return actions
    .filter(({ change }) => change !== 'recaused')
    .map(({ change, kind, causes }) => `${change} ${kind} ${causes.join(' ')}`.trimEnd());
}

type Edit = { readonly what: 'remove' | 'repeat' | 'swap' | 'change'; readonly at: number };

/** One edit of a list of actions; the first stays, for it is what the plan is of. */
function edit(actions: readonly Action[], { what, at }: Edit): Action[] {
  const index = 1 + (at % (actions.length - 2));
  const action = actions[index] as Action;
  const next = actions[index + 1] as Action;
  if (what === 'remove' && action.child === undefined) return actions.toSpliced(index, 1);
  if (what === 'repeat' && action.child === undefined) return actions.toSpliced(index, 0, action);
  if (what === 'swap') return actions.toSpliced(index, 2, next, action);
  return actions.toSpliced(index, 1, { ...action, note: `${action.note ?? ''}!`, extra: at });
}

describe('the difference of plans', () => {
  const docked = docker();
  const plan = parseExact(new TextDecoder().decode(docked.plan)) as Plan;
  const spawn = plan.actions.findIndex(({ child }) => child !== undefined);
  const edits = fc.array(
    fc.record({
      what: fc.constantFrom('remove', 'repeat', 'swap', 'change'),
      at: fc.nat({ max: 1000 }),
      inChild: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  const edited = (list: readonly (Edit & { readonly inChild: boolean })[]): Plan => {
    let actions: readonly Action[] = plan.actions;
    for (const one of list) {
      if (!one.inChild) actions = edit(actions, one);
      else {
        actions = actions.map((action) =>
          action.child === undefined ? action : { ...action, child: edit(action.child, one) },
        );
      }
    }
    return { ...plan, actions };
  };

  it('is none with itself', () => {
    assert.ok(spawn > 0);
    assert.deepEqual(diffPlans(docked, docked), {
      isEqual: true,
      members: [],
      inputs: [],
      actions: [],
    });
    fc.assert(
      fc.property(edits, (list) => between(edited(list), edited(list)).isEqual),
      { numRuns: 50 },
    );
  });

  it('makes the second plan of the first, to the byte', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [a, b] = [edited(one), edited(other)];
        const difference = between(a, b);
        assert.equal(exactText(applyDifference(a, difference)), exactText(b));
        assert.equal(difference.isEqual, exactText(a) === exactText(b));
      }),
      { numRuns: RUNS },
    );
    // Of another container, command and host too.
    const other = parseExact(askPlan(dockerConfig(), 'cgroup-v1-x86_64', 'run').text) as Plan;
    const whole = between(plan, other);
    assert.ok(whole.members.length > 0 && whole.actions.length > 10);
    assert.equal(exactText(applyDifference(plan, whole)), exactText(other));
  });

  it('is no longer than what was done to the plan', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const { actions } = between(plan, edited(list));
        assert.ok(actions.length <= list.length * 2, told({ actions } as Difference).join('\n'));
      }),
      { numRuns: RUNS },
    );
  });

  it('holds on to a longest common subsequence', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const pairs = commonSubsequence(a, b);
        assert.ok(pairs.every((pair) => a[pair.a] === b[pair.b]));
        assert.ok(
          pairs.every(
            (pair, i) =>
              i === 0 || (pair.a > (pairs[i - 1]?.a ?? 0) && pair.b > (pairs[i - 1]?.b ?? 0)),
          ),
        );
        assert.equal(pairs.length, naiveLength(a, b));
      }),
      { numRuns: RUNS },
    );
  });

  it('leads each change back to what was changed in config.json', () => {
    const changed = docker((config) => {
      config.mounts.splice(3, 0, { destination: '/data', type: 'tmpfs', source: 'tmpfs' });
      config.process.env.push('X=1');
      config.linux.resources = { ...config.linux.resources, pids: { limit: 65 } };
      config.linux.maskedPaths = (config.linux.maskedPaths ?? []).slice(1);
    });
    const difference = diffPlans(docked, changed);
    assert.deepEqual(told(difference), [
      'changed cgroup.write /linux/resources/pids/limit',
      'added mount.fs /mounts/3',
      'removed path.mask /linux/maskedPaths/0',
      'changed exec /process/env/2',
    ]);
    // What stands behind the new mount and the removed path is the same, from other places.
    assert.ok(difference.actions.some(({ change }) => change === 'recaused'));
    assert.deepEqual(
      difference.inputs.map(({ of, pointer }) => `${of} ${pointer}`),
      [
        'config /process/env/2',
        'config /mounts/3',
        'config /linux/resources/pids/limit',
        'config /linux/maskedPaths/0',
      ],
    );
  });

  it('tells what has moved, and what was reordered without any effect', () => {
    const moved = diffPlans(
      docked,
      docker((config) => {
        const [first, ...rest] = config.linux.maskedPaths ?? [];
        config.linux.maskedPaths = [...rest, first ?? ''];
      }),
    );
    assert.deepEqual(
      told(moved).map((line) => line.split(' ').slice(0, 2).join(' ')),
      ['moved path.mask'],
    );
    const shuffled = diffPlans(
      docked,
      docker((config) => {
        const { process, ...rest } = structuredClone(config);
        for (const name of Object.keys(config))
          delete (config as unknown as Record<string, unknown>)[name];
        Object.assign(config, { ...rest, process });
      }),
    );
    assert.equal(shuffled.isEqual, true);
  });

  it('is shown by phase, with marks, and in numbers', () => {
    const changed = docker((config) => {
      config.linux.resources = { ...config.linux.resources, pids: { limit: 65 } };
      config.process.args = ['a\u001b[31mb'];
    });
    const text = renderDiff(diffPlans(docked, changed), {
      paint: PLAIN_DIFF,
      phaseOf: (kind) => (kind.startsWith('cgroup') ? 'cgroup' : 'exec'),
    });
    assert.match(text, /^config\.json\n {2}- \/process\/args/);
    assert.match(
      text,
      /\ncgroup\n {2}~ +\d+ {3}cgroup\.write .*\/linux\/resources\/pids\/limit\n +value: 64 -> 65\n/,
    );
    assert.match(text, /\n0 added, 0 removed, \d changed, 0 moved\n$/);
    assert.ok(!text.includes('\u001b'), 'what a terminal would obey');
  });
});

function naiveLength(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined || b.length === 0) return 0;
  const at = b.indexOf(first);
  const without = naiveLength(rest, b);
  return at === -1 ? without : Math.max(without, 1 + naiveLength(rest, b.slice(at + 1)));
}

describe('the difference of JSON values', () => {
  it('is none between equal values, whatever the order of members', () => {
    assert.deepEqual(diffValues({ a: 1, b: [2] }, { b: [2], a: 1 }), []);
  });

  it('names what was put in, taken out and changed, and nothing behind it', () => {
    assert.deepEqual(diffValues([1, 2, 3], [1, 9, 2, 3]), [{ pointer: '/1', after: 9 }]);
    assert.deepEqual(diffValues({ 'a/b': 1 }, {}), [{ pointer: '/a~1b', before: 1 }]);
    assert.deepEqual(
      diffValues(
        [{ destination: '/x', type: 'tmpfs' }, { destination: '/y' }],
        [{ destination: '/z' }, { destination: '/x', type: 'bind' }, { destination: '/y' }],
      ),
      [
        { pointer: '/1/type', pointerBefore: '/0/type', before: 'tmpfs', after: 'bind' },
        { pointer: '/0', after: { destination: '/z' } },
      ],
    );
  });
});
