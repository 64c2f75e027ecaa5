// create, run and spec: options, ids, and what is true of every plan.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Json } from '../../../../host/engine/canonical.ts';
import { COMMANDS } from '../../../../host/program.ts';
import {
  type Answer,
  ask,
  askPlan,
  flatten,
  namedFacts,
  type Options,
} from '../../../helpers/planner.ts';

const host = namedFacts('v2-x86_64');
const smallest = {
  ociVersion: '1.2.0',
  process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
  root: { path: 'rootfs' },
  linux: { namespaces: [{ type: 'mount' }] },
};

function messages(answer: Answer): string[] {
  return answer.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('container ids', () => {
  for (const id of ['a', 'A_b-c+d.e', '-a', 'a..b', '+', 'x'.repeat(255)]) {
    it(`may be ${id.slice(0, 20)}`, () => {
      assert.equal(askPlan(smallest, 'v2-x86_64', 'create', { id }).kind, 'plan');
    });
  }

  const bad: [string, string][] = [
    ['', 'empty container ID'],
    ['.', 'invalid character `.` in the container ID `.`'],
    ['..', 'invalid character `.` in the container ID `..`'],
    ['.hidden', 'invalid character `.` in the container ID `.hidden`'],
    ['a/b', 'invalid character `/` in the container ID `a/b`'],
    ['a b', 'invalid character ` ` in the container ID `a b`'],
    ['é', 'invalid character `é` in the container ID `é`'],
    ['a\nb', 'invalid character `\\n` in the container ID `a\\nb`'],
    ['x'.repeat(256), `invalid container ID \`${'x'.repeat(32)}…\`: 256 bytes, maximum 255`],
  ];
  for (const [id, message] of bad) {
    it(`may not be ${JSON.stringify(id).slice(0, 20)}, in any command`, () => {
      for (const command of ['create', 'run', 'start', 'state', 'kill', 'delete']) {
        const options = command === 'create' || command === 'run' ? { id, bundle: '/b' } : { id };
        const answer = ask(command, { root: '/r', ...options }, {});
        assert.deepEqual(messages(answer), [`LD2713 ${message}`], command);
      }
    });
  }

  it('are needed', () => {
    assert.deepEqual(messages(ask('state', { root: '/r' }, {})), ['LD2710 no container id given']);
  });
});

describe('create', () => {
  it('asks for facts and config at once', () => {
    const { need } = ask('create', { id: 'web', bundle: '/b', root: '/r' }, {});
    assert.deepEqual(need, [
      { kind: 'facts', name: 'facts' },
      { kind: 'file', limit: 16777216, name: 'config', path: '/b/config.json' },
    ]);
  });

  it('asks for no more and no less than what the native entry is told to know (readsBundle)', () => {
    const knowing = COMMANDS.filter(({ readsBundle }) => readsBundle === true);
    assert.deepEqual(
      knowing.map(({ name }) => name),
      ['run', 'create'],
    );
    for (const { name } of knowing) {
      for (const options of [{}, { config: '/other/c.json' }, { preserveFds: 2 }]) {
        const given = { id: 'web', bundle: '/b', root: '/r', ...options };
        const path = options.config ?? '/b/config.json';
        assert.deepEqual(ask(name, given, {}).need, [
          { kind: 'facts', name: 'facts' },
          { kind: 'file', limit: 16 * 2 ** 20, name: 'config', path },
        ]);
      }
    }
  });

  it('needs a bundle', () => {
    assert.deepEqual(messages(ask('create', { id: 'web', root: '/r' }, {})), [
      'LD2710 no bundle given',
    ]);
  });

  it('needs a process', () => {
    const { process: _, ...without } = smallest;
    assert.deepEqual(messages(askPlan(without, 'v2-x86_64')), ['LD2644 block `process` not found']);
  });

  it('wants a console socket for a terminal that nobody would hold', () => {
    const config = { ...smallest, process: { ...smallest.process, terminal: true } };
    for (const [command, options, complaint] of [
      ['create', {}, /^LD2648 use --console-socket with create when a terminal is used$/],
      ['run', { detach: true }, /^LD2648 use --console-socket with --detach when a terminal is/],
    ] as const) {
      assert.match(messages(askPlan(config, 'v2-x86_64', command, options))[0] ?? '', complaint);
      const given = { ...options, consoleSocket: '/s' };
      assert.deepEqual(messages(askPlan(config, 'v2-x86_64', command, given)), []);
    }
    assert.deepEqual(messages(askPlan(config, 'v2-x86_64', 'run')), []);
  });

  it('keeps records only of a container whose state it takes away', () => {
    const run = (options: Options) =>
      askPlan(smallest, 'v2-x86_64', 'run', { keepRecord: '/kept', ...options });
    const kinds = run({}).actions.map((action) => action.do);
    assert.deepEqual(kinds.slice(-2), ['record.keep', 'state.remove']);
    for (const stays of ['keep', 'detach']) {
      assert.deepEqual(messages(run({ [stays]: true })), [
        'LD2712 the state stays, and the record with it: --keep-record is for when it goes',
      ]);
    }
  });

  it('keeps limits of 64 bits to the last digit', () => {
    const text = JSON.stringify(smallest).replace(
      '"cwd":"/"',
      '"cwd":"/","rlimits":[{"type":"RLIMIT_CORE","soft":18446744073709551614,"hard":18446744073709551615}]',
    );
    const inputs = { caller: host.caller ?? null, facts: host, config: { text } };
    const answer = ask('create', { id: 'web', bundle: '/b', root: '/r' }, inputs);
    assert.match(
      answer.text,
      /"hard":18446744073709551615,"resource":"CORE","soft":18446744073709551614/,
    );
  });

  const engines = ['docker-20.10', 'podman-4.3', 'containerd-1.6'];
  const hosts = ['cgroup-v1-x86_64', 'hybrid-x86_64', 'v2-x86_64', 'v2-aarch64'];
  for (const engine of engines) {
    const file = new URL(`../../../fixtures/configs/${engine}.json`, import.meta.url);
    const config = JSON.parse(readFileSync(file, 'utf8')) as object;
    for (const facts of hosts) {
      for (const command of ['create', 'run']) {
        it(`plans ${command} of ${engine}'s config for ${facts}, the same bytes each time`, () => {
          const answer = askPlan(config, facts, command);
          assert.equal(answer.kind, 'plan', answer.text);
          assert.equal(askPlan(config, facts, command).text, answer.text);
        });
      }
    }
    it(`gives a cause for every action of ${engine}'s plan but for handing over the turn`, () => {
      for (const action of flatten(askPlan(config, 'hybrid-x86_64', 'run').actions)) {
        if (action.do !== 'sync') assert.ok(action.from, JSON.stringify(action));
      }
    });
  }
});

describe('spec', () => {
  const spec = (facts: string, options = {}, uid = 0): Answer => {
    const caller: Json = { gid: uid, groups: [], runtimeDir: null, uid };
    return ask('spec', options, { caller, facts: namedFacts(facts) });
  };

  it('writes a config that is planned without a warning but for its terminal', () => {
    for (const facts of ['v2-x86_64', 'hybrid-x86_64', 'cgroup-v1-x86_64']) {
      const config = JSON.parse(spec(facts).output);
      assert.equal(config.hostname, 'lading');
      config.process.terminal = false;
      const answer = askPlan(config, facts, 'run');
      assert.equal(answer.kind, 'plan', answer.text);
      assert.deepEqual(answer.warnings, []);
    }
  });

  it('has a cgroup namespace on v2 hosts alone', () => {
    const types = (text: string) =>
      JSON.parse(text).linux.namespaces.map(({ type }: { type: string }) => type);
    assert.deepEqual(types(spec('v2-x86_64').output), [
      'pid',
      'network',
      'ipc',
      'uts',
      'mount',
      'cgroup',
    ]);
    assert.deepEqual(types(spec('hybrid-x86_64').output), [
      'pid',
      'network',
      'ipc',
      'uts',
      'mount',
    ]);
  });

  it('--rootless leaves the mappings of a plain user to /etc/subuid, and is planned', () => {
    const config = JSON.parse(spec('rootless-v2-x86_64', { rootless: true }, 1000).output);
    assert.equal('uidMappings' in config.linux, false);
    config.process.terminal = false;
    const answer = askPlan(config, 'rootless-v2-x86_64', 'run');
    assert.deepEqual(
      answer.need.map(({ kind, path }) => `${kind} ${path}`),
      ['file /etc/passwd', 'file /etc/subuid', 'file /etc/subgid'],
    );
  });

  it("--rootless maps root's own id", () => {
    const config = JSON.parse(spec('v2-x86_64', { rootless: true }, 0).output);
    assert.deepEqual(config.linux.uidMappings, [{ containerID: 0, hostID: 0, size: 1 }]);
  });
});

describe('the mappings of a plain user who gives none', () => {
  const config = {
    ...smallest,
    process: { ...smallest.process, user: { uid: 3, gid: 0 } },
    linux: { namespaces: [{ type: 'mount' }, { type: 'user' }] },
  };
  const caller = namedFacts('rootless-v2-x86_64');

  function maps(files: { readonly [name: string]: Json }): unknown[] {
    const accounts = { passwd: { text: 'root:x:0:0::/:\neve:x:1000:1000::/:\n' }, ...files };
    const answer = ask(
      'create',
      { id: 'web', bundle: '/b', root: '/r' },
      {
        caller: caller.caller ?? null,
        facts: caller,
        config: { text: JSON.stringify(config) },
        ...accounts,
      },
    );
    assert.equal(answer.kind, 'plan', answer.text);
    const actions = flatten(answer.actions).filter(({ do: kind }) => /idmap|setgroups/.test(kind));
    return actions.map(({ do: kind, map, ranges, tool, alone }) => [
      kind,
      map,
      ranges,
      tool,
      alone,
    ]);
  }
  const range = (container: number, host: number, size: number) => ({ container, host, size });

  it('are the own id alone without ranges', () => {
    const alone = [
      ['setgroups.deny', undefined, undefined, undefined, undefined],
      ['idmap.write', 'uid', [range(3, 1000, 1)], undefined, undefined],
      ['idmap.write', 'gid', [range(0, 1000, 1)], undefined, undefined],
    ];
    const none = { error: 'ENOENT' };
    const some = { text: 'eve:100000:65536\n' };
    assert.deepEqual(maps({ subuid: none, subgid: none }), alone);
    assert.deepEqual(maps({ subuid: some, subgid: none }), alone);
    for (const text of [
      'evelyn:1:9\n',
      'eve:x:9\n',
      'eve:1\n',
      'eve:1:0\n',
      'eve:4294967290:6\n',
    ]) {
      assert.deepEqual(maps({ subuid: { text }, subgid: some }), alone, text);
    }
  });

  it('are the first range of each, around the own id', () => {
    const subuid = { text: 'bob:1:1\n# a remark\neve:100000:65536\neve:300000:10\n' };
    const subgid = { text: '1000:200000:50' };
    assert.deepEqual(maps({ subuid, subgid }), [
      [
        'idmap.write',
        'uid',
        [range(0, 100000, 3), range(3, 1000, 1), range(4, 100003, 65533)],
        true,
        range(3, 1000, 1),
      ],
      ['idmap.write', 'gid', [range(0, 1000, 1), range(1, 200000, 50)], true, range(0, 1000, 1)],
    ]);
  });

  it('have no more ids below the own one than there are', () => {
    const few = { text: 'eve:100000:2\n' };
    assert.deepEqual(maps({ subuid: few, subgid: few })[0], [
      'idmap.write',
      'uid',
      [range(0, 100000, 2), range(3, 1000, 1)],
      true,
      range(3, 1000, 1),
    ]);
  });
});
