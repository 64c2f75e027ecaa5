// mounts: what it plans for a container that lives, and what it refuses with its place in the file.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import {
  boot,
  caller,
  give,
  inputsOf,
  lock,
  problems,
  type Status,
} from '../../../helpers/existing.ts';
import {
  type Answer,
  ask,
  flatten,
  type Inputs,
  namedFacts,
  renderAction,
} from '../../../helpers/planner.ts';

const facts = namedFacts('v2-x86_64') as { readonly [name: string]: Json };
const mapped = [{ containerID: 0, hostID: 100000, size: 65536 }];
const types = (...names: string[]) => names.map((type) => ({ type }));

function config(linux: object = {}): object {
  return {
    ociVersion: '1.2.0',
    process: { user: { uid: 5, gid: 6 }, args: ['init'], cwd: '/' },
    root: { path: 'rootfs' },
    linux: { namespaces: types('mount', 'pid', 'network', 'ipc'), ...linux },
  };
}

const withUser = config({
  namespaces: types('mount', 'pid', 'user'),
  uidMappings: mapped,
  gidMappings: mapped,
});

function mounts(
  verb: string,
  list: unknown,
  made: object = config(),
  more: Inputs = {},
  status: Status = 'running',
): Answer {
  const recorded = { text: JSON.stringify({ inputs: { config: { text: JSON.stringify(made) } } }) };
  const text = typeof list === 'string' ? list : JSON.stringify(list);
  const inputs = { facts, recorded, mounts: { text }, ...more };
  return give('mounts', status, { verb, file: '/m.json' }, inputs);
}

/** One a line, those of the visitor below it. */
function all(answer: Answer): string[] {
  assert.equal(answer.kind, 'plan', answer.text);
  return flatten(answer.actions).map(renderAction);
}

const tmpfs = (destination: string, ...options: string[]) => ({
  destination,
  type: 'tmpfs',
  source: 'x',
  options,
});
const open = `container.open process={"boot":"${boot}","pid":42,"start":7} ← id`;

describe('mounts', () => {
  it('asks for the file, for what the container was made from, and for its state, at once', () => {
    const inputs = { caller } as Inputs;
    const { need } = ask('mounts', { id: 'web', verb: 'add', file: '/m.json' }, inputs);
    assert.deepEqual(
      need.map(({ kind, name, path }) => [kind, name, path]),
      [
        ['facts', 'facts', undefined],
        ['file', 'recorded', '/run/lading/web/record/1/inputs.json'],
        ['file', 'mounts', '/m.json'],
        ['file', 'state/web', '/run/lading/web/state.json'],
        ['stat', 'fifo/web', '/run/lading/web/exec.fifo'],
      ],
    );
    const input = ask('mounts', { id: 'web', verb: 'add', file: '-' }, inputs);
    assert.ok(input.need.some(({ kind, name }) => kind === 'stdin' && name === 'mounts'));
  });

  it('add: sources are opened on the host, and mounted by one who visits the container', () => {
    const list = [
      tmpfs('/srv', 'ro', 'size=1m'),
      { destination: '/data', source: 'volume', options: ['rbind', 'ro', 'nodev'] },
      tmpfs('/srv/below'),
    ];
    assert.deepEqual(all(mounts('add', list)), [
      lock,
      open,
      'source.open recursive=true required=true slot=0 source=/b/volume ← /1',
      'process.visit enters=["mount"] ← /linux/namespaces',
      'root.open path=/ ← /root/path',
      'mount.fs data=["size=1m"] inheritMode=true source=x target=/srv type=tmpfs ← /0',
      'mount.bind recursive=true set=["ro","nodev"] slot=0 source=/b/volume target=/data ← /1',
      'mount.fs inheritMode=true source=x target=/srv/below type=tmpfs ← /2',
      'mount.attributes set=["ro"] target=/srv ← /0',
    ]);
  });

  it('add: only those namespaces are entered that a filesystem shows', () => {
    const enters = (type: string): unknown =>
      mounts('add', [{ destination: '/x', type, source: 'x' }]).actions.find(
        (action) => action.do === 'process.visit',
      )?.enters;
    assert.deepEqual(enters('tmpfs'), ['mount']);
    assert.deepEqual(enters('proc'), ['mount', 'pid']);
    assert.deepEqual(enters('sysfs'), ['mount', 'network']);
    assert.deepEqual(enters('mqueue'), ['ipc', 'mount']);
  });

  it("add: in a user namespace it is the container's root who mounts", () => {
    assert.deepEqual(all(mounts('add', [tmpfs('/srv')], withUser)).slice(2), [
      'process.visit enters=["mount","user"] ← /linux/namespaces',
      'root.open path=/ ← /root/path',
      'user.set gid=0 groups=[] uid=0 ← /linux/uidMappings',
      'mount.fs inheritMode=true source=x target=/srv type=tmpfs ← /0',
    ]);
  });

  it('add: a caller without root clones in a copy of his mounts that the container’s root may', () => {
    const plain = namedFacts('rootless-v2-x86_64') as { readonly [name: string]: Json };
    const list = [{ destination: '/data', source: '/d', options: ['bind'] }];
    const found = all(
      mounts('add', list, withUser, { facts: plain, caller: plain.caller as Json }),
    );
    assert.deepEqual(
      found.slice(2).map((line) => line.replace(/groups=\[\] /, '')),
      [
        'process.visit enters=["user"] ← /linux/namespaces',
        'user.set gid=0 uid=0 ← /linux/uidMappings',
        'namespace.unshare types=["mount"] ← /linux/namespaces',
        'source.open required=true slot=0 source=/d ← /0',
        'container.enter types=["mount"] ← /linux/namespaces',
        'mount.bind slot=0 source=/d target=/data ← /0',
      ],
    );
  });

  it('remove: only destinations count', () => {
    const list = [
      { destination: '/srv//x/' },
      { destination: '/a', source: '/nope', options: ['dest-nofollow'] },
    ];
    assert.deepEqual(all(mounts('remove', list)).slice(2), [
      'process.visit enters=["mount"] ← /linux/namespaces',
      'root.open path=/ ← /root/path',
      'mount.remove target=/srv/x ← /0',
      'mount.remove nofollow=true target=/a ← /1',
    ]);
  });

  it('does nothing for an empty list', () => {
    const { kind, output, exit } = mounts('add', []);
    assert.deepEqual([kind, output, exit], ['output', '', 0]);
  });

  const refusals: readonly [what: string, verb: string, list: unknown, told: string][] = [
    ['no list', 'add', '{"a": 1}', 'LD2731 mounts must be an array'],
    ['no JSON', 'remove', '[', 'LD1002 '],
    ['a mount without a place', 'remove', [{}], 'LD1103 required, but absent'],
    ['one above the root', 'remove', [tmpfs('/a/../../b')], 'LD2101 '],
    ['one of no type', 'add', [{ destination: '/a' }], 'LD2103 '],
    ['the root', 'remove', [tmpfs('/.')], 'LD2626 the root of a container that lives'],
    ['a remount', 'add', [tmpfs('/a', 'remount')], 'LD2626 remount changes a mount'],
    ['cgroups', 'add', [{ destination: '/a', type: 'cgroup2', source: 'x' }], 'LD2624 '],
    ['sharing', 'add', [tmpfs('/a', 'shared')], 'LD2626 shared would let the container mount'],
    ['too many', 'add', Array.from({ length: 257 }, () => tmpfs('/a')), 'LD2626 more than 256'],
  ];
  for (const [what, verb, list, told] of refusals) {
    it(`${verb} refuses ${what}`, () => {
      const answer = mounts(verb, list);
      assert.equal(answer.kind, 'diagnostics', answer.text);
      assert.equal(answer.diagnostics[0]?.line, 1);
      assert.ok(problems(answer)[0]?.startsWith(told), problems(answer).join());
    });
  }

  it('refuses a container without mounts of its own', () => {
    const made = config({ namespaces: types('pid') });
    assert.deepEqual(problems(mounts('add', [tmpfs('/a')], made)), [
      'LD2626 the container `web` has no mounts of its own',
    ]);
  });

  it('is for containers that are created or run', () => {
    const said = (status: Status): string =>
      problems(mounts('add', [], config(), {}, status)).join();
    assert.equal(said('created'), '');
    assert.match(said('paused'), /is paused/);
    assert.match(said('stopped'), /is not running/);
    assert.match(said('missing'), /does not exist/);
    const { kind } = give(
      'mounts',
      'running',
      { verb: 'list', file: '/m.json' },
      inputsOf('running'),
    );
    assert.equal(kind, 'diagnostics');
  });
});
