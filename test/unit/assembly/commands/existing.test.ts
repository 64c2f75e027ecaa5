// Commands on an existing container: which inputs they ask for, what they say, what they plan.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import {
  alive,
  boot,
  caller,
  created,
  give,
  inputsOf,
  lines,
  lock,
  missing,
  mount,
  problems,
  record,
  recordBegin,
  type Status,
  stateText,
} from '../../../helpers/existing.ts';
import { ask, askPlan, type Inputs } from '../../../helpers/planner.ts';

const noPath = 'No such file or directory';

describe('inputs of commands', () => {
  it('are asked for in two rounds: files, then the process they name', () => {
    const first = ask('state', { id: 'web' }, { caller });
    assert.deepEqual(
      first.need.map(({ kind, name, path }) => [kind, name, path]),
      [
        ['file', 'state/web', '/run/lading/web/state.json'],
        ['stat', 'fifo/web', '/run/lading/web/exec.fifo'],
        ['file', 'passwd', '/etc/passwd'],
      ],
    );
    const { caller: own, passwd, 'state/web': state, 'fifo/web': fifo } = inputsOf('running');
    const inputs = { caller: own, passwd, 'state/web': state, 'fifo/web': fifo } as Inputs;
    const second = ask('state', { id: 'web' }, inputs);
    assert.deepEqual(second.need, [
      { kind: 'process', name: 'process/web', pid: 42 },
      { kind: 'frozen', name: 'frozen/web', path: `${mount}/a/web` },
    ]);
  });

  it('include the caller only when the state root is not given', () => {
    assert.deepEqual(ask('state', { id: 'web' }, {}).need, [{ kind: 'caller', name: 'caller' }]);
    const { need } = ask('state', { id: 'web', root: '/r' }, {});
    assert.equal(need[0]?.path, '/r/web/state.json');
  });

  it('use the runtime directory of a caller without root', () => {
    const user: Json = { gid: 1, groups: [1], runtimeDir: '/run/user/1', uid: 1 };
    const { need } = ask('state', { id: 'web' }, { caller: user });
    assert.equal(need[0]?.path, '/run/user/1/lading/web/state.json');
  });
});

describe('state', () => {
  it("has crun's form", () => {
    const { output, exit } = give('state', 'created');
    assert.equal(exit, 0);
    assert.equal(
      output,
      `{
    "ociVersion": "1.2.0",
    "id": "web",
    "pid": 42,
    "status": "created",
    "bundle": "/b",
    "rootfs": "/b/rootfs",
    "created": "${created}",
    "systemd-scope": "",
    "owner": "ann",
    "annotations": {
        "a.b": "x \\"y\\"",
        "c": ""
    }
}

`,
    );
  });

  const stopped: [string, Json][] = [
    ['its process is gone', { boot, error: 'ESRCH' }],
    ['its pid belongs to a later process', { boot, start: 8, state: 'S' }],
    ['its pid is of another boot', { boot: 'other', start: 7, state: 'S' }],
    ['its process is a zombie', { boot, start: 7, state: 'Z' }],
  ];
  for (const [why, process] of stopped) {
    it(`is stopped with pid 0 when ${why}`, () => {
      const state = JSON.parse(give('state', 'running', {}, { 'process/web': process }).output);
      assert.deepEqual([state.status, state.pid], ['stopped', 0]);
    });
  }

  it('is created only while the fifo is there', () => {
    assert.equal(JSON.parse(give('state', 'running').output).status, 'running');
  });

  it('is paused when frozen, also before its start', () => {
    const state = JSON.parse(
      give('state', 'created', {}, { 'frozen/web': { frozen: true } }).output,
    );
    assert.equal(state.status, 'paused');
  });

  it('shows an owner without a name by number', () => {
    const state = JSON.parse(give('state', 'running', {}, { passwd: missing }).output);
    assert.equal(state.owner, '1000');
  });
});

describe('the table of status and command', () => {
  const halfMade =
    'LD2716 the container `web` is being created, or was left half made: delete --force removes it';
  const file = '/run/lading/web/state.json';
  const unreadable = `LD2718 the state of container \`web\` cannot be read: delete --force removes it (${file}:1:41: `;
  const notStopped = 'LD2716 the container `web` is not in `created` or `stopped` state';
  const table: [string, Status, string][] = [
    ['start', 'created', ''],
    ['start', 'running', 'LD2716 cannot start container `web`: it is running'],
    ['start', 'paused', 'LD2716 cannot start container `web`: it is paused'],
    ['start', 'stopped', 'LD2716 the container `web` is not running'],
    ['start', 'creating', halfMade],
    ['start', 'corrupted', unreadable],
    ['start', 'missing', `LD2714 container \`web\` does not exist: open \`${file}\`: ${noPath}`],
    ['kill', 'created', ''],
    ['kill', 'running', ''],
    ['kill', 'paused', ''],
    ['kill', 'stopped', 'LD2717 container `web` is not running: kill container: No such process'],
    ['kill', 'creating', halfMade],
    ['kill', 'corrupted', unreadable],
    ['kill', 'missing', `LD2714 container \`web\` does not exist: open \`${file}\`: ${noPath}`],
    ['delete', 'created', ''],
    ['delete', 'running', notStopped],
    ['delete', 'paused', notStopped],
    ['delete', 'stopped', ''],
    ['delete', 'creating', halfMade],
    ['delete', 'corrupted', unreadable],
    [
      'delete',
      'missing',
      `LD2714 container \`web\` does not exist: cannot open directory \`/run/lading/web\`: ${noPath}`,
    ],
    ['state', 'creating', halfMade],
    ['state', 'corrupted', unreadable],
    ['state', 'missing', `LD2714 container \`web\` does not exist: open \`${file}\`: ${noPath}`],
  ];
  for (const [command, status, problem] of table) {
    it(`${command} of a container that is ${status} is ${problem === '' ? 'planned' : 'refused'}`, () => {
      const answer = give(command, status);
      if (problem === '') assert.equal(answer.kind, 'plan', answer.text);
      else
        assert.ok(problems(answer)[0]?.startsWith(problem), `${problems(answer)[0]}\n${problem}`);
    });
  }
});

describe('start', () => {
  it('releases the process under the lock, then runs poststart hooks with its pid', () => {
    assert.deepEqual(lines(give('start', 'created')), [
      lock,
      'fifo.release id=web root=/run/lading ← id',
      'failure.then ← /hooks/poststart',
      'hook.run args=["after","x"] cwd=/b index=0 path=/bin/after pid=42 point=poststart ' +
        'stateHead={"ociVersion":"1.2.0","id":"web","pid": ' +
        'stateTail=,"root":"rootfs","bundle":"/b","status":"running","annotations":{"a.b":"x \\"y\\"","c":""}} ' +
        'timeoutMs=2000 ← /hooks/poststart/0',
    ]);
  });

  it('ends the container, as `delete --force` does, when a poststart hook fails', () => {
    const { actions } = give('start', 'created');
    const end = actions?.find((action) => action.do === 'failure.then')?.actions ?? [];
    const deleted = give('delete', 'created', { force: true }).actions ?? [];
    assert.deepEqual(
      end.map((action) => action.do),
      deleted.map((action) => action.do).filter((kind) => kind !== 'state.lock'),
    );
    assert.equal(end[0]?.do, 'process.kill');
  });
});

describe('what no create has begun', () => {
  const foreign = { 'record/web': missing };

  for (const command of ['kill', 'delete', 'state', 'pause', 'resume']) {
    it(`is no container to ${command}`, () => {
      const [told] = problems(give(command, 'creating', {}, foreign));
      assert.match(told ?? '', /^LD2714 container `web` does not exist/);
    });
  }

  it('is a directory that is there, to delete', () => {
    assert.deepEqual(problems(give('delete', 'creating', {}, foreign)), [
      `LD2714 container \`web\` does not exist: open \`/run/lading/web/state.json\`: ${noPath}`,
    ]);
  });

  it('goes with delete --force', () => {
    const found = lines(give('delete', 'creating', { force: true }, foreign));
    assert.equal(found.at(-1), 'state.remove id=web root=/run/lading ← id');
  });
});

describe('kill', () => {
  const identity = `process={"boot":"${boot}","pid":42,"start":7}`;
  const signals: [string, number][] = [
    ['TERM', 15],
    ['SIGTERM', 15],
    ['15', 15],
    ['0', 0],
    ['64', 64],
    ['IOT', 6],
    ['CLD', 17],
    ['SIGPOLL', 29],
    ['SYS', 31],
    ['RTMIN', 34],
    ['SIGRTMIN+3', 37],
    ['RTMAX', 64],
    ['RTMAX-30', 34],
    ['term', 15],
    ['sigUsr1', 10],
    ['sigrtmin+2', 36],
    ['rtmax-1', 63],
  ];
  for (const [word, number] of signals) {
    it(`takes ${word} for ${number}`, () => {
      assert.deepEqual(lines(give('kill', 'running', { signal: word })), [
        recordBegin,
        `process.signal ${identity} signal=${number} ← signal`,
      ]);
    });
  }

  for (const word of [
    'FOO',
    '',
    'SIG',
    '65',
    '-1',
    'terms',
    'sig',
    'RTMIN+31',
    'RTMAX-31',
    'RTMIN+',
    '1.0',
  ]) {
    it(`refuses the signal ${word || "''"}`, () => {
      assert.deepEqual(problems(give('kill', 'running', { signal: word })), [
        `LD2719 unknown signal \`${word}\``,
      ]);
    });
  }

  it('sends SIGTERM when no signal is given', () => {
    assert.match(lines(give('kill', 'running'))[1] ?? '', /signal=15/);
  });

  it('leaves a record, and waits for no lock', () => {
    const all = lines(give('kill', 'running'));
    assert.equal(all[0], 'record.begin id=web root=/run/lading ← id');
    assert.ok(!all.some((line) => line.startsWith('state.lock ')));
  });

  it('--all reaches every process of the cgroup', () => {
    assert.deepEqual(lines(give('kill', 'running', { all: true, signal: 'HUP' })), [
      recordBegin,
      `cgroup.signal freezer={"mount":"${mount}","path":"a/web"} mount=${mount} path=a/web signal=1 ← all`,
    ]);
    assert.deepEqual(lines(give('kill', 'running', { all: true, signal: 'KILL' })), [
      recordBegin,
      `cgroup.kill method=kill mount=${mount} path=a/web ← all`,
    ]);
  });

  it('thaws the freezer of v1 after SIGKILL, for a paused process to die', () => {
    const cgroups = [{ controllers: ['freezer'], mount, path: 'a/web', unified: false }];
    const text = JSON.stringify({
      ...JSON.parse(stateText),
      container: { ...record, cgroups },
    });
    const kill = (signal: string, status: Status, state = {}): string[] =>
      lines(give('kill', status, { signal }, state)).slice(1);
    const v1 = { 'state/web': { text } };
    const killed = `process.signal ${identity} signal=9 ← signal`;
    assert.deepEqual(kill('KILL', 'paused', v1), [
      killed,
      `cgroup.freeze mount=${mount} path=a/web state=thawed version=v1 ← signal`,
    ]);
    assert.deepEqual(kill('KILL', 'running', v1), [killed]);
    assert.deepEqual(kill('KILL', 'paused'), [killed]);
    assert.equal(kill('TERM', 'paused', v1).length, 1);
  });

  it('--all reaches what a stopped container left behind', () => {
    for (const signal of ['KILL', 'HUP']) {
      const all = { all: true, signal };
      assert.deepEqual(lines(give('kill', 'stopped', all)), lines(give('kill', 'running', all)));
    }
  });

  it('--all finds nobody in a stopped container without a cgroup, which is no error', () => {
    const text = JSON.stringify({
      ...JSON.parse(stateText),
      container: { ...record, cgroups: [] },
    });
    const answer = give('kill', 'stopped', { all: true }, { 'state/web': { text } });
    assert.deepEqual([answer.kind, answer.exit, answer.output], ['output', 0, '']);
  });

  it('--all needs a cgroup', () => {
    const text = JSON.stringify({
      ...JSON.parse(stateText),
      container: { ...record, cgroups: [] },
    });
    const answer = give('kill', 'running', { all: true }, { 'state/web': { text } });
    assert.deepEqual(problems(answer), [
      'LD2631 cannot signal all processes of container `web`: it has no cgroup',
    ]);
  });
});

// A create that was killed somewhere, as its plan and journal tell.
/** Of the helper's actions of this kind, up to the process's: behind it those of the process are counted too. */
function numbersOf(plan: string, kind: string): number[] {
  const { actions } = JSON.parse(plan) as { actions: { do: string }[] };
  return actions.flatMap((action, number) => (action.do === kind ? [number] : []));
}

function halfMade(
  lines: readonly string[],
  facts = 'hybrid-x86_64',
  linux: object = {},
): Record<string, Json> {
  const config = {
    ociVersion: '1.2.0',
    process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
    root: { path: 'rootfs' },
    hooks: {
      poststop: [{ path: '/bin/1', args: ['1'], env: ['A=b'], timeout: 3 }, { path: '/bin/2' }],
    },
    linux: { namespaces: [{ type: 'mount' }], cgroupsPath: '/a/b/web', ...linux },
  };
  const plan = askPlan(config, facts).text;
  return {
    ...inputsOf('creating'),
    'plan/web': { text: plan },
    'journal/web': { text: lines.map((line) => `${line}\n`).join('') },
  };
}

describe('delete', () => {
  const remove = 'state.remove id=web root=/run/lading ← id';
  const hook =
    'hook.run cwd=/b env=["A=1"] fatal=false index=0 path=/bin/gone pid=0 point=poststop ' +
    'stateHead={"ociVersion":"1.2.0","id":"web","pid": ' +
    'stateTail=,"root":"rootfs","bundle":"/b","status":"stopped","annotations":{"a.b":"x \\"y\\"","c":""}} ' +
    '← /hooks/poststop/0';
  const killAll = `cgroup.kill method=kill mount=${mount} path=a/web ← id`;

  it('takes away cgroups, runs poststop hooks, and the state last', () => {
    const gone = `cgroup.remove mount=${mount} path=a/web ← id`;
    assert.deepEqual(lines(give('delete', 'stopped')), [lock, killAll, gone, hook, remove]);
  });

  it('--keep-record keeps the records just before the state goes', () => {
    const keep = 'record.keep id=web path=/kept ← keepRecord';
    const options = { keepRecord: '/kept', force: true };
    for (const status of ['stopped', 'running', 'creating'] as const) {
      assert.deepEqual(lines(give('delete', status, options)).slice(-2), [keep, remove]);
    }
  });

  it('--keep-record keeps no secrets of a container that was made with --redact, even half made', () => {
    const keep = 'record.keep id=web path=/kept redact=true ← keepRecord';
    const options = { keepRecord: '/kept', force: true };
    const redacted = { ...record, redact: true };
    const state = JSON.stringify({ ...JSON.parse(stateText), container: redacted });
    const whole = give('delete', 'stopped', options, { 'state/web': { text: state } });
    assert.equal(lines(whole).at(-2), keep);
    const container = JSON.stringify({ poststop: [], redact: true, root: 'rootfs' });
    const actions = [{ container, do: 'state.commit' }];
    const text = JSON.stringify({ actions });
    const half = give('delete', 'creating', options, { 'plan/web': { text } });
    assert.equal(lines(half).at(-2), keep);
    assert.equal(lines(give('delete', 'stopped', { ...options, redact: true })).at(-2), keep);
  });

  it('takes away the ancestors that the journal says the container made', () => {
    const config = {
      ociVersion: '1.2.0',
      process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
      root: { path: 'rootfs' },
      linux: { namespaces: [{ type: 'mount' }], cgroupsPath: '/a/web' },
    };
    const { text } = askPlan(config, 'v2-x86_64');
    const [made] = numbersOf(text, 'cgroup.create');
    const journal = `{"action":${made},"event":"done","ns":1,"prev":"","result":{"made":2}}\n`;
    const more = { 'plan/web': { text }, 'journal/web': { text: journal } };
    const gone = `cgroup.remove mount=${mount} parents=1 path=a/web ← id`;
    assert.equal(lines(give('delete', 'stopped', {}, more))[2], gone);
  });

  it('leaves a cgroup alone that the journal says was there before', () => {
    const config = {
      ociVersion: '1.2.0',
      process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/' },
      root: { path: 'rootfs' },
      linux: { namespaces: [{ type: 'mount' }], cgroupsPath: '/a/web' },
    };
    const { text } = askPlan(config, 'v2-x86_64');
    const [made] = numbersOf(text, 'cgroup.create');
    const kindsAfter = (result: string, status: Status, force: boolean): string[] => {
      const journal = `{"action":${made},"event":"done","result":${result}}\n`;
      const more = { 'plan/web': { text }, 'journal/web': { text: journal } };
      return lines(give('delete', status, { force }, more)).map((line) => line.split(' ')[0] ?? '');
    };
    for (const [status, force] of [
      ['stopped', false],
      ['running', true],
    ] as const) {
      const kinds = kindsAfter('{"made":0}', status, force);
      assert.ok(!kinds.includes('cgroup.kill') && !kinds.includes('cgroup.remove'), status);
      assert.equal(kinds.includes('process.kill'), force);
      assert.ok(kindsAfter('{"made":1}', status, force).includes('cgroup.kill'));
    }
  });

  it('kills a created container first', () => {
    const kill = `process.kill process={"boot":"${boot}","pid":42,"start":7} ← id`;
    assert.equal(lines(give('delete', 'created'))[1], kill);
  });

  it('--force kills whatever runs', () => {
    const kill = `process.kill process={"boot":"${boot}","pid":42,"start":7} ← force`;
    assert.equal(lines(give('delete', 'paused', { force: true }))[1], kill);
  });

  it('--force has nothing to do for a container that is not there', () => {
    const answer = give('delete', 'missing', { force: true });
    assert.deepEqual([answer.kind, answer.exit, answer.output], ['output', 0, '']);
  });

  it('--force undoes a half-made container by its plan and journal', () => {
    const { text } = halfMade([])['plan/web'] as { text: string };
    const [spawn] = numbersOf(text, 'process.spawn');
    const [made, cut] = numbersOf(text, 'cgroup.create');
    const spawned = `{"action":${spawn},"event":"done","result":{"boot":"${boot}","pid":9,"start":3}}`;
    const inputs = halfMade([
      '{"command":"create","format":1}',
      '{"action":0,"event":"begin"}',
      `{"action":${made},"event":"done","result":{"made":3}}`,
      'not json',
      spawned,
      `{"action":${cut},"event":"do`,
    ]);
    const plan = lines(ask('delete', { id: 'web', force: true }, inputs));
    assert.equal(plan[0], 'state.lock cancel=true id=web root=/run/lading ← id');
    assert.equal(plan[1], `process.kill process={"boot":"${boot}","pid":9,"start":3} ← force`);
    assert.equal(plan.filter((line) => line.startsWith('cgroup.kill')).length, 10);
    assert.equal(plan.filter((line) => line.startsWith('cgroup.remove')).length, 10);
    const withParents = plan.filter((line) => line.includes('parents='));
    assert.deepEqual(withParents, [
      'cgroup.remove mount=/sys/fs/cgroup/blkio parents=2 path=a/b/web ← force',
    ]);
    const hooks = plan
      .filter((line) => line.startsWith('hook.run'))
      .map((line) => line.split(' stateHead')[0]);
    assert.deepEqual(hooks, [
      'hook.run args=["1"] cwd=/b env=["A=b"] fatal=false index=0 path=/bin/1 pid=0 point=poststop',
      'hook.run cwd=/b fatal=false index=1 path=/bin/2 pid=0 point=poststop',
    ]);
    assert.equal(plan.at(-1), remove);
  });

  it('--force kills by cgroup alone when the journal does not name the process', () => {
    const { text } = halfMade([])['plan/web'] as { text: string };
    const begun = numbersOf(text, 'cgroup.create').map((i) => `{"action":${i},"event":"begin"}`);
    const plan = lines(ask('delete', { id: 'web', force: true }, halfMade(begun)));
    assert.equal(
      plan.some((line) => line.startsWith('process.kill')),
      false,
    );
    assert.equal(plan.filter((line) => line.startsWith('cgroup.kill')).length, 10);
  });

  it('--force leaves cgroups alone that were there before, or were never begun', () => {
    const { text } = halfMade([])['plan/web'] as { text: string };
    const [first, second, third] = numbersOf(text, 'cgroup.create');
    const inputs = halfMade([
      `{"action":${first},"event":"begin"}`,
      `{"action":${first},"event":"done","result":{"made":0}}`,
      `{"action":${second},"event":"begin"}`,
      `{"action":${second},"event":"done","result":{"made":1}}`,
      `{"action":${third},"event":"begin"}`,
    ]);
    const plan = lines(ask('delete', { id: 'web', force: true }, inputs));
    for (const kind of ['cgroup.kill', 'cgroup.remove'])
      assert.equal(plan.filter((line) => line.startsWith(kind)).length, 2, kind);
  });

  it('--force removes the groups of resctrl that the journal says were made', () => {
    const linux = { intelRdt: { enableMonitoring: true } };
    const made = (journal: string[]) => halfMade(journal, 'hybrid-x86_64', linux);
    const { text } = made([])['plan/web'] as { text: string };
    const groups = numbersOf(text, 'resctrl.create');
    assert.equal(groups.length, 2);
    const done = groups.map((i) => `{"action":${i},"event":"done","result":{"made":1}}`);
    const removed = (journal: string[]) =>
      lines(ask('delete', { id: 'web', force: true }, made(journal)))
        .filter((line) => line.startsWith('resctrl.'))
        .map((line) => /path=(\S+)/.exec(line)?.[1]);
    assert.deepEqual(removed(done), ['web/mon_groups/web', 'web']);
    assert.deepEqual(removed(done.slice(0, 1)), ['web']);
    assert.deepEqual(removed([]), []);
  });

  it('--force removes a directory in which nothing was begun', () => {
    assert.deepEqual(lines(give('delete', 'creating', { force: true })), [
      'state.lock cancel=true id=web root=/run/lading ← id',
      remove,
    ]);
  });

  it('--force goes by plan and journal when the state cannot be read', () => {
    const inputs = { ...halfMade([]), ...{ 'state/web': { text: '{"pid":"x"}' } } };
    const plan = lines(ask('delete', { id: 'web', force: true }, inputs));
    assert.match(plan[0] ?? '', /^state.lock id=web root=\/run\/lading state=[0-9a-f]{64} ← id$/);
    assert.equal(plan.filter((line) => line.startsWith('cgroup.remove')).length, 10);
  });

  it('--force says what it cannot know when the plan cannot be read', () => {
    for (const text of ['', '{"actions":{}}', '{"actions":[{"do":"cgroup.create"']) {
      const answer = give('delete', 'creating', { force: true }, { 'plan/web': { text } });
      assert.equal(answer.actions.length, 2);
      assert.match(answer.warnings[0]?.message ?? '', /plan.json cannot be read/);
      assert.equal(answer.warnings[0]?.code, 'LD2718');
    }
  });
});

describe('list', () => {
  const inputs = (...ids: [string, Status][]): Inputs => ({
    caller,
    passwd: inputsOf('running').passwd as Json,
    states: { entries: [['.hidden', 'running'] as const, ...ids].map(entryOf) },
  });
  const entryOf = ([id, status]: readonly [string, Status]): Json => {
    if (status === 'creating') return { error: 'ENOENT', id, record: true };
    if (status === 'corrupted') return { error: 'EBADMSG', id };
    return {
      fifo: status === 'created',
      frozen: status === 'paused',
      id,
      process: status === 'stopped' ? { boot, error: 'ESRCH' } : alive,
      state: { boot, bundle: '/b', created, fifo: true, owner: 1000, pid: 42, start: 7 },
    };
  };
  const header =
    'NAME      PID       STATUS   BUNDLE PATH                             CREATED                        OWNER';

  it("is crun's table", () => {
    const { output } = ask(
      'list',
      {},
      inputs(
        ['web', 'running'],
        ['long-name', 'stopped'],
        ['bad', 'corrupted'],
        ['half', 'creating'],
      ),
    );
    assert.deepEqual(output.split('\n'), [
      header,
      `web       42        running  /b                                      ${created}    ann`,
      `long-name 0         stopped  /b                                      ${created}    ann`,
      `bad       0         corrupted                                                                        `,
      `half      0         creating ${' '.repeat(71)}`,
      '',
    ]);
  });

  it("is crun's JSON", () => {
    const { output } = ask(
      'list',
      { format: 'json' },
      inputs(['web', 'running'], ['b', 'stopped']),
    );
    assert.equal(
      output,
      `[
    {
        "id": "web",
        "pid": 42,
        "status": "running",
        "bundle": "/b",
        "created": "${created}",
        "owner": "ann"
    },
    {
        "id": "b",
        "pid": 0,
        "status": "stopped",
        "bundle": "/b",
        "created": "${created}",
        "owner": "ann"
    }
]
`,
    );
  });

  const statuses: Status[] = ['created', 'running', 'paused', 'stopped', 'corrupted', 'creating'];
  for (const status of statuses) {
    it(`shows the status ${status}`, () => {
      const { output } = ask('list', { format: 'json' }, inputs(['web', status]));
      assert.deepEqual(
        JSON.parse(output).map((one: { status: string }) => one.status),
        [status],
      );
    });
  }

  it('asks for the states and the names of users, and once', () => {
    assert.deepEqual(ask('list', {}, { caller }).need, [
      { kind: 'file', limit: 4 * 1024 * 1024, name: 'passwd', path: '/etc/passwd' },
      { kind: 'states', name: 'states', path: '/run/lading' },
    ]);
  });

  it('--quiet is ids, and asks for nothing else', () => {
    const some = inputs(['a', 'running'], ['b', 'creating'], ['c', 'corrupted']);
    assert.equal(ask('list', { quiet: true }, some).output, 'a\nb\nc\n');
    assert.deepEqual(ask('list', { quiet: true }, { caller }).need, [
      { kind: 'states', name: 'states', path: '/run/lading' },
    ]);
  });

  it('--quiet changes nothing about JSON, as with crun', () => {
    const some = inputs(['web', 'running']);
    const { output } = ask('list', { format: 'json' }, some);
    assert.equal(ask('list', { format: 'json', quiet: true }, some).output, output);
  });

  it('leaves out what no create has begun', () => {
    const entries = [
      { error: 'ENOTDIR', id: 'file', record: false },
      { error: 'ENOENT', id: 'folder', record: false },
      { error: 'ENOENT', id: 'half', record: true },
    ];
    const given = { ...inputs(), states: { entries } };
    assert.equal(ask('list', { quiet: true }, given).output, 'half\n');
    const { output } = ask('list', { format: 'json' }, given);
    assert.deepEqual(
      JSON.parse(output).map((one: { id: string }) => one.id),
      ['half'],
    );
  });

  it('is empty without a state root', () => {
    const none = { caller, directory: missing, passwd: missing, states: missing };
    assert.equal(ask('list', { quiet: true }, none).output, '');
    assert.equal(ask('list', { format: 'json' }, none).output, '[\n\n]\n');
    assert.match(ask('list', {}, none).output, /^NAME PID {7}STATUS/);
  });

  it('refuses another format', () => {
    assert.deepEqual(problems(ask('list', { format: 'yaml' }, {})), [
      'LD2712 invalid format `yaml`: expected table or json',
    ]);
  });

  it('says why the state root cannot be read', () => {
    const answer = ask('list', {}, { caller, passwd: missing, states: { error: 'EACCES' } });
    assert.deepEqual(problems(answer), ['LD2720 cannot open directory `/run/lading`: EACCES']);
  });
});
