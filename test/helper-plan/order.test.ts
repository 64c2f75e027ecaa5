// helper-c/plan_check_order.c: a process goes into its root, gives up its rights, closes its descriptors and becomes its
// program, in this order; a plan that has it otherwise is refused before anything is done.
import assert from 'node:assert/strict';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { boot, give } from '../helpers/existing.ts';
import { askGolden, goldenCases } from '../helpers/golden.ts';
import { namedFacts } from '../helpers/planner.ts';
import { buildJudge, type Judge } from './judge.ts';

type Step = { readonly do: string } & { readonly [field: string]: Json };
/** Steps that are added before the first of this kind, or behind the last one. */
type Change = { readonly before?: string; readonly after?: string; readonly steps: Step[] };

const NO_RIGHTS = { ambient: [], effective: [], inheritable: [], permitted: [] };
const step = (kind: string, fields: Record<string, Json> = {}): Step => ({ do: kind, ...fields });
const mask = step('path.mask', { path: '/proc/keys' });
const pivot = step('root.pivot', { method: 'pivot' });
const lookup = step('exec.lookup', { name: 'sh', path: '/bin' });
const join = step('cgroup.join', { mount: '/sys/fs/cgroup/pids', path: 'web' });
const user = step('user.set', { gid: 0, groups: [], uid: 0 });
const rights = step('capabilities.set', NO_RIGHTS);
const close = step('fds.close', { keep: 0 });
const exec = step('exec', { argv: ['sh'], env: [] });
const cwd = step('cwd.enter', { path: '/' });
const enter = step('container.enter', { types: ['mount', 'uts'] });
const open = step('root.open', { path: '/' });
const terminal = step('terminal.create', { uid: 0 });
const process = { boot, pid: 42, start: 7 };

const MADE: readonly Step[] = [
  join,
  step('mounts.isolate', { propagation: 'private' }),
  step('root.bind', { path: '/b/rootfs' }),
  mask,
  pivot,
  terminal,
  cwd,
  lookup,
  user,
  rights,
  close,
  exec,
];
const ENTERED: readonly Step[] = [join, enter, terminal, cwd, lookup, user, rights, close, exec];

function made(child: readonly Step[]): Buffer {
  return planOf('run', [
    step('state.reserve', { id: 'web', root: '/r' }),
    step('console.connect', { path: '/s' }),
    step('process.spawn', { child: [...child], namespaces: ['mount', 'uts'] }),
    step('sync', { point: 'start' }),
  ]);
}

function entered(child: readonly Step[], more: readonly Step[] = [], enters?: Json): Buffer {
  return planOf('exec', [
    step('state.lock', { id: 'web', root: '/r' }),
    step('console.connect', { path: '/s' }),
    step('container.open', { process }),
    ...more,
    step('process.spawn', {
      child: [...child],
      ...(enters === undefined ? {} : { enters }),
      namespaces: [],
    }),
    step('sync', { point: 'start' }),
  ]);
}

function planOf(command: string, actions: Step[]): Buffer {
  return Buffer.from(renderCanonical({ actions, command, container: 'web', format: 1 }));
}

function changed(child: readonly Step[], { before, after, steps }: Change): Step[] {
  const kinds = child.map((one) => one.do);
  const at = before === undefined ? kinds.lastIndexOf(after ?? '') + 1 : kinds.indexOf(before);
  return [...child.slice(0, at), ...steps, ...child.slice(at)];
}

const without = (child: readonly Step[], ...gone: Step[]): Step[] =>
  child.filter((one) => !gone.includes(one));

function enteringPlan(uid: number, types: readonly string[]): string {
  const host = namedFacts('v2-x86_64');
  const facts = { ...host, caller: { ...(host.caller as object), gid: uid, uid } };
  const config = {
    ociVersion: '1.2.0',
    process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/', env: ['PATH=/bin'] },
    root: { path: 'rootfs' },
    linux: {
      namespaces: types.map((type) => ({ type })),
      uidMappings: [{ containerID: 0, hostID: uid, size: 1 }],
      gidMappings: [{ containerID: 0, hostID: uid, size: 1 }],
    },
  };
  const recorded = {
    text: JSON.stringify({ inputs: { config: { text: JSON.stringify(config) } } }),
  };
  const options = { args: ['sh'], consoleSocket: '/s', detach: true, tty: true };
  const answer = give('exec', 'running', options, { facts: facts as Json, recorded });
  assert.equal(answer.kind, 'plan', answer.text);
  return answer.text;
}

/** What the process is to do, and what is said of it. */
const WRONG: ReadonlyMap<string, readonly [plan: Buffer, why: RegExp]> = new Map([
  ...(
    [
      mask,
      step('path.readonly', { path: '/proc/sys' }),
      step('mount.fs', { source: 'proc', target: '/proc', type: 'proc' }),
      step('mount.bind', { source: '/a', target: '/b' }),
      step('device.create', { path: '/n', type: 'p' }),
      step('device.bind', { path: '/n', source: '/dev/null' }),
      step('symlink.create', { path: '/l', target: 't' }),
      step('root.bind', { path: '/b/rootfs' }),
      open,
      step('mounts.isolate', { propagation: 'private' }),
      step('namespace.unshare', { types: ['uts'] }),
      join,
    ] satisfies Step[]
  ).map(
    (late) =>
      [
        `${late.do} after root.pivot`,
        [made(changed(MADE, { after: 'root.pivot', steps: [late] })), /after root\.pivot/],
      ] as const,
  ),
  [
    'a second root.pivot',
    [made(changed(MADE, { after: 'root.pivot', steps: [pivot] })), /a second time/],
  ],
  [
    'a program that is looked up outside of the root',
    [
      made([...changed(without(MADE, lookup), { before: 'root.pivot', steps: [lookup] })]),
      /outside of the container/,
    ],
  ],
  [
    'a working directory outside of the root',
    [made(changed(MADE, { before: 'root.pivot', steps: [cwd] })), /outside of the container/],
  ],
  [
    'a terminal of another root',
    [
      made(changed(without(MADE, terminal), { before: 'root.pivot', steps: [terminal] })),
      /outside of the container/,
    ],
  ],
  [
    'a console before the root is entered',
    [
      made(
        changed(without(MADE, terminal), {
          before: 'root.pivot',
          steps: [terminal, step('console.bind')],
        }),
      ),
      /outside of the container/,
    ],
  ],
  [
    'a root that is never entered',
    [made(without(MADE, pivot, terminal, cwd)), /outside of the container/],
  ],
  ['no root at all', [made([lookup, close, exec]), /outside of the container/]],
  [
    'a root of its own in a container that is entered',
    [
      entered(
        changed(ENTERED, {
          after: 'container.enter',
          steps: [step('root.open', { path: '/tmp' })],
        }),
      ),
      /outside of the container/,
    ],
  ],
  [
    'a container entered after its program is looked up',
    [
      entered(
        changed(ENTERED, {
          after: 'exec.lookup',
          steps: [step('container.enter', { types: ['uts'] })],
        }),
      ),
      /after exec\.lookup/,
    ],
  ],
  [
    'a program looked up twice',
    [made(changed(MADE, { after: 'exec.lookup', steps: [lookup] })), /after exec\.lookup/],
  ],
  [
    'a cgroup joined from inside',
    [
      entered(changed(without(ENTERED, join), { after: 'container.enter', steps: [join] })),
      /after container\.enter/,
    ],
  ],
  ...(
    [
      user,
      rights,
      step('bounding.drop', { keep: [] }),
      step('rlimit.set', { hard: 1, resource: 'CORE', soft: 1 }),
      step('label.set', { label: 'x', lsm: 'apparmor' }),
      step('umask.set', { mask: 0 }),
      step('stdio.own', { gid: 0, uid: 0 }),
      step('root.readonly'),
      step('sysctl.write', { key: 'kernel/domainname', value: 'x' }),
    ] satisfies Step[]
  ).map(
    (late) =>
      [
        `${late.do} after capabilities.set`,
        [
          made(changed(MADE, { after: 'capabilities.set', steps: [late] })),
          /after capabilities\.set/,
        ],
      ] as const,
  ),
  ['exec with all descriptors open', [made(without(MADE, close)), /before fds\.close/]],
  [
    'exec into a container with all descriptors open',
    [entered(without(ENTERED, close)), /before fds\.close/],
  ],
  [
    'descriptors closed twice',
    [made(changed(MADE, { after: 'fds.close', steps: [close] })), /after fds\.close/],
  ],
  [
    'a working directory after fds.close',
    [made(changed(MADE, { after: 'fds.close', steps: [cwd] })), /after fds\.close/],
  ],
  [
    'a wait after fds.close',
    [made(changed(MADE, { after: 'fds.close', steps: [step('fifo.wait')] })), /after fds\.close/],
  ],
  [
    'descriptors closed before the root is entered',
    [
      made(changed(without(MADE, close), { before: 'root.pivot', steps: [close] })),
      /after fds\.close/,
    ],
  ],
]);

describe('the order of what a process does', () => {
  let judge: Judge = () => [];

  before(function () {
    this.timeout(120_000);
    judge = buildJudge();
  });

  it('is right in all golden plans', () => {
    const texts = goldenCases()
      .map(askGolden)
      .filter(({ kind }) => kind === 'plan')
      .map(({ text }) => Buffer.from(text));
    assert.ok(texts.length > 90, `${texts.length} plans`);
    for (const line of judge(texts)) assert.match(line, /^plan \d+$/);
  });

  for (const caller of [0, 1000]) {
    for (const namespaces of [['mount', 'pid'], ['pid'], ['user', 'mount', 'cgroup'], ['user']]) {
      it(`is right for a process that uid ${caller} has enter ${namespaces.join(', ')}`, () => {
        const [line = ''] = judge([Buffer.from(enteringPlan(caller, namespaces))]);
        assert.match(line, /^plan \d+$/);
      });
    }
  }

  it('is right in the plans that are bent here', () => {
    const outside = without(ENTERED, enter, terminal);
    const root = step('container.root', { process });
    const texts = [
      made(MADE),
      entered(ENTERED),
      entered(
        changed(without(ENTERED, enter), { before: 'terminal.create', steps: [open] }),
        [],
        ['mount'],
      ),
      entered(changed(outside, { before: 'cwd.enter', steps: [pivot] }), [root]),
      made(changed(MADE, { after: 'fds.close', steps: [step('no_new_privs.set')] })),
      made(
        changed(MADE, {
          after: 'capabilities.set',
          steps: [{ ...cwd, again: true }, step('fifo.wait')],
        }),
      ),
    ];
    for (const line of judge(texts)) assert.match(line, /^plan \d+$/);
  });

  for (const [name, [plan, why]] of WRONG) {
    it(`is refused with ${name}`, () => {
      const [line = ''] = judge([plan]);
      assert.match(line, /^refused \d+: action \d+ /);
      assert.match(line, why);
    });
  }
});
