// exec: which inputs it asks for, what it plans, what it says.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import {
  boot,
  give,
  inputsOf,
  lines,
  lock,
  missing,
  problems,
  type Status,
  stateText,
} from '../../../helpers/existing.ts';
import {
  type Answer,
  ask,
  type Inputs,
  namedFacts,
  renderAction,
} from '../../../helpers/planner.ts';

const facts = namedFacts('v2-x86_64') as Json;
const config = {
  ociVersion: '1.2.0',
  process: {
    user: { uid: 5, gid: 6, umask: 7, additionalGids: [8] },
    args: ['init'],
    cwd: '/srv',
    env: ['PATH=/bin', 'A=1'],
    capabilities: { bounding: ['CAP_CHOWN'], effective: ['CAP_CHOWN'], permitted: ['CAP_CHOWN'] },
    noNewPrivileges: true,
    oomScoreAdj: 100,
    rlimits: [{ type: 'RLIMIT_CORE', soft: 1, hard: 2 }],
  },
  root: { path: 'rootfs' },
  linux: { namespaces: [{ type: 'mount' }, { type: 'pid' }, { type: 'network', path: '/n' }] },
};

function recordedAs(made: object): Json {
  return { text: JSON.stringify({ inputs: { config: { text: JSON.stringify(made) } } }) };
}

function exec(options: object, more: Inputs = {}, status: Status = 'running'): Answer {
  return give('exec', status, options, { facts, recorded: recordedAs(config), ...more });
}

function fromFile(process: unknown, options: object = {}): Answer {
  const text = typeof process === 'string' ? process : JSON.stringify(process);
  return exec({ process: '/p.json', ...options }, { process: { text } });
}

/** One a line, those of the new process below process.spawn. */
function all(answer: Answer): string[] {
  const list = lines(answer);
  const spawn = answer.actions.find((action) => action.do === 'process.spawn');
  return [...list, ...(spawn?.child ?? []).map((action) => `  ${renderAction(action)}`)];
}

/** Of a container whose cgroup is one of v1. */
function onV1(): Inputs {
  const state = JSON.parse((inputsOf('running')['state/web'] as { text: string }).text);
  state.container.cgroups[0].unified = false;
  return { 'state/web': { text: JSON.stringify(state) } };
}

const sh = { args: ['sh', '-c', 'x'] };

function withoutIdentity(line: string): string {
  return line.replace(/ process=\S+/, '');
}

describe('exec', () => {
  it('asks for what the container was made from, and for the state, at once', () => {
    const { caller } = inputsOf('running');
    const { need } = ask('exec', { id: 'web', ...sh }, { caller } as Inputs);
    assert.deepEqual(
      need.map(({ name, path }) => [name, path]),
      [
        ['facts', undefined],
        ['recorded', '/run/lading/web/record/1/inputs.json'],
        ['state/web', '/run/lading/web/state.json'],
        ['fifo/web', '/run/lading/web/exec.fifo'],
      ],
    );
    const file = ask('exec', { id: 'web', process: '/p.json' }, { caller } as Inputs);
    assert.ok(file.need.some(({ name, path }) => name === 'process' && path === '/p.json'));
  });

  it('opens the container, enters it, and becomes its user', () => {
    const { start, pid } = { start: 7, pid: 42 };
    assert.deepEqual(all(exec(sh)), [
      lock,
      `container.open process={"boot":"${boot}","pid":${pid},"start":${start}} ← id`,
      'container.enter types=["pid"] ← /linux/namespaces',
      'process.spawn cgroup={"mount":"/sys/fs/cgroup","path":"a/web"} cgroupOtherwise=first namespaces=[] ← /linux/namespaces',
      'sync point=namespaces',
      'sync point=start',
      'process.wait forward=true ← detach',
      '  session.create ← /process',
      '  affinity.set ← /process',
      '  container.enter types=["mount","network"] ← /linux/namespaces',
      '  cwd.enter path=/ ← /process/cwd',
      '  stdio.own gid=6 uid=5 ← /process/user',
      '  umask.set mask=7 ← /process/user/umask',
      '  exec.lookup name=sh path=/bin ← /process/args/0',
      '  bounding.drop keep=["CAP_CHOWN"] ← /process/capabilities/bounding',
      '  user.set gid=6 groups=[8] keepCapabilities=true uid=5 ← /process/user',
      '  capabilities.set ambient=[] effective=["CAP_CHOWN"] inheritable=[] permitted=["CAP_CHOWN"] ← /process/capabilities',
      '  cwd.enter again=true path=/ ← /process/cwd',
      '  sync point=ready',
      '  fds.close keep=0 ← /process',
      '  exec argv=["sh","-c","x"] env=["PATH=/bin","A=1"] homeOf=5 ← /process/args',
    ]);
  });

  it('joins each v1 hierarchy through a descriptor that is opened before', () => {
    const follows = all(exec(sh, onV1()));
    const own = 'mount=/sys/fs/cgroup path=a/web';
    assert.ok(follows.includes(`cgroup.open controller=memory join=tasks ${own} ← cgroup`));
    // One that is named is meant, and no other.
    const found = all(exec({ ...sh, cgroup: './x//y' }, onV1()));
    const path = 'mount=/sys/fs/cgroup path=a/web/x/y';
    assert.ok(found.includes(`cgroup.open join=tasks ${path} ← cgroup`), found.join('\n'));
    assert.ok(found.includes(`  cgroup.join ${path} ← cgroup`));
  });

  it('takes what a file says, and what it does not say from the container', () => {
    const found = all(
      fromFile({
        args: ['a'],
        cwd: '/x',
        noNewPrivileges: true,
        oomScoreAdj: 3,
        rlimits: [{ type: 'RLIMIT_CORE', soft: 3, hard: 4 }],
      }),
    ).join('\n');
    assert.match(found, /oom\.adjust value=3/);
    assert.match(found, /rlimit\.set hard=4 resource=CORE soft=3/);
    assert.match(found, /no_new_privs\.set/);
    assert.match(found, /user\.set gid=6 groups=\[8\] keepCapabilities=true uid=5/);
    assert.match(found, /argv=\["a"\] env=\["PATH=\/bin","A=1"\]/);
  });

  it('runs on the CPUs that the file asks for, or the config: first the helper, then the process', () => {
    const affinity = (answer: Answer): string[] =>
      all(answer).filter((line) => /affinity/.test(line));
    const execCPUAffinity = { initial: '7,0-2,1', final: '3' };
    const file = { args: ['a'], cwd: '/', execCPUAffinity };
    const at = '/process/execCPUAffinity';
    const both = [
      `affinity.set cpus=[0,1,2,7] ← ${at}/initial`,
      `  affinity.set cpus=[3] ← ${at}/final`,
    ];
    assert.deepEqual(affinity(fromFile(file)), both);
    const process = { ...config.process, execCPUAffinity };
    const recorded = recordedAs({ ...config, process });
    assert.deepEqual(affinity(exec(sh, { recorded })), both);
    const first = fromFile({ ...file, execCPUAffinity: { initial: '1' } });
    assert.deepEqual(affinity(first), [`affinity.set cpus=[1] ← ${at}/initial`]);
    const wrong = fromFile({ ...file, execCPUAffinity: { final: '3-' } });
    assert.deepEqual(problems(wrong), ['LD2007 expected CPUs such as 0-3,7, found string "3-"']);
  });

  it('runs on all CPUs of the cgroup when neither asks for any, wherever its caller is kept', () => {
    const affinity = (answer: Answer): string[] =>
      all(answer).filter((line) => /affinity|cgroup\.join/.test(line));
    const whole = ['  affinity.set ← /process'];
    assert.deepEqual(affinity(exec(sh)), whole);
    const empty = { ...config.process, execCPUAffinity: { initial: '', final: '' } };
    const recorded = recordedAs({ ...config, process: empty });
    assert.deepEqual(affinity(exec(sh, { recorded })), whole);
    // A cgroup that is joined first: a cpuset takes the CPUs of the one before.
    const joined = affinity(exec({ ...sh, cgroup: 'x' }, onV1()));
    assert.deepEqual(joined, [
      '  cgroup.join mount=/sys/fs/cgroup path=a/web/x ← cgroup',
      ...whole,
    ]);
  });

  it('is on a terminal when asked to, by an option or by the file', () => {
    const terminal = (answer: Answer): string[] =>
      all(answer).filter((line) => /^ *(terminal|console|stdio)\./.test(line));
    const before = 'terminal.take ← /process/terminal';
    const child = '  terminal.create uid=5 ← /process/terminal';
    const raw = (resize: boolean): string => `terminal.raw resize=${resize} ← /process/terminal`;
    for (const tty of ['', 'yes', 'true']) {
      assert.deepEqual(terminal(exec({ ...sh, tty })), [before, raw(true), child]);
    }
    for (const tty of ['no', 'false']) {
      assert.deepEqual(terminal(exec({ ...sh, tty })), ['  stdio.own gid=6 uid=5 ← /process/user']);
    }
    const file = { args: ['a'], cwd: '/', terminal: true, consoleSize: { height: 1, width: 2 } };
    const sized = '  terminal.create columns=2 rows=1 uid=5 ← /process/terminal';
    assert.deepEqual(terminal(fromFile(file)), [before, raw(false), sized]);
    const without = fromFile({ args: ['a'], cwd: '/' }, { tty: '' });
    assert.deepEqual(terminal(without), ['  stdio.own gid=6 uid=5 ← /process/user']);
    const given = terminal(exec({ ...sh, tty: '', consoleSocket: '/s', detach: true }));
    assert.deepEqual(given, ['console.connect path=/s ← consoleSocket', child]);
  });

  it('goes to the root of a container that has the host’s mounts', () => {
    const found = all(exec(sh, { recorded: recordedAs({ ...config, linux: {} }) }));
    const places = found.filter((line) => /^ *(container|root)\./.test(line)).map(withoutIdentity);
    assert.deepEqual(places, [
      'container.open ← id',
      'container.root ← /linux/namespaces',
      '  root.pivot method=chroot ← /root/path',
    ]);
  });

  it('gives a variable once, the last that is said', () => {
    const found = all(exec({ ...sh, env: ['A=2', 'B=3', 'A=4', 'AB=5'] })).join('\n');
    assert.match(found, /env=\["PATH=\/bin","A=4","B=3","AB=5"\]/);
  });

  it('knows a variable by its whole name, of a config that has a name alone too', () => {
    const env = ['PATH=/bin', 'AB', 'A', 'B=1'];
    const made = recordedAs({ ...config, process: { ...config.process, env } });
    const found = all(exec({ ...sh, env: ['A=2', 'PA=3'] }, { recorded: made })).join('\n');
    assert.match(found, /env=\["PATH=\/bin","A=2","B=1","PA=3"\]/);
  });

  it('has of each variable in a file the last, and none without a value', () => {
    const env = ['A=1', 'B=1', 'BARE', 'A=2', 'C=1', 'C', '=x', 'D=', 'PATH=/a', 'PATH=/b'];
    const answer = fromFile({ args: ['a'], cwd: '/', env });
    const found = all(answer).join('\n');
    assert.match(found, /env=\["A=2","B=1","=x","D=","PATH=\/b"\]/);
    assert.match(found, /exec\.lookup name=a path=\/b /);
    assert.deepEqual(
      answer.warnings.map(({ code, pointer }) => `${code} ${pointer}`),
      ['LD2002 /env/2', 'LD2002 /env/5', 'LD2002 /env/6'],
    );
  });

  it('is what a file says, whatever stands beside it', () => {
    const plain = { args: ['a'], cwd: '/' };
    const options = {
      args: ['b'],
      env: ['A=1'],
      cap: ['x'],
      additionalGids: ['x'],
      cwd: 'x',
      user: 'x',
      apparmor: 'x',
      processLabel: 'x',
      noNewPrivs: true,
      tty: '',
    };
    const answer = fromFile(plain, options);
    assert.deepEqual(all(answer), all(fromFile(plain)));
    assert.deepEqual(
      answer.warnings.map(({ code, message }) => `${code} ${message}`),
      [
        'LD2712 the process is the one in the file: not looked at are --cwd, --user, --apparmor, --process-label, --env, --cap, --additional-gids, --no-new-privs, --tty, the words after the id',
      ],
    );
    assert.deepEqual(fromFile({ ...plain, terminal: true }, { tty: '' }).warnings, []);
  });

  it('keeps of the descriptors to preserve those that are open', () => {
    const kept = (open: number, options: object, caller: object = {}): [string, string[]] => {
      const there = { ...(facts as { caller: object }) };
      const given = { ...there, caller: { ...there.caller, ...caller } } as Json;
      const answer = exec({ ...sh, ...options }, { descriptors: { open }, facts: given });
      const close = all(answer).find((line) => line.startsWith('  fds.close')) ?? '';
      return [close, answer.warnings.map(({ message }) => message)];
    };
    const none = 'descriptor 3 is not open: of 1 to preserve none is passed on';
    assert.deepEqual(kept(0, { preserveFds: 1 }), ['  fds.close keep=0 ← /process', [none]]);
    const some = 'descriptor 5 is not open: of 4 to preserve only those below 5 are passed on';
    assert.deepEqual(kept(2, { preserveFds: 4 }), ['  fds.close keep=2 ← preserveFds', [some]]);
    assert.deepEqual(kept(2, { preserveFds: 3 }, { listenFds: 1 }), [
      '  fds.close keep=2 ← preserveFds',
      [some],
    ]);
    assert.deepEqual(kept(4, { preserveFds: 4 }), ['  fds.close keep=4 ← preserveFds', []]);
  });

  it('gives the lock back and ends when it is detached', () => {
    const found = all(exec({ ...sh, detach: true, pidFile: '/p' }));
    assert.ok(!found.some((line) => line.startsWith('process.wait')));
    assert.ok(found.includes('pidfile.write path=/p ← pidFile'));
  });

  it('goes into a paused container when asked to only', () => {
    assert.deepEqual(problems(exec(sh, {}, 'paused')), ['LD2716 the container `web` is paused']);
    assert.equal(exec({ ...sh, ignorePaused: true }, {}, 'paused').kind, 'plan');
    assert.equal(exec({ ...sh, ignorePaused: true }, {}, 'stopped').kind, 'diagnostics');
  });

  const refused: readonly (readonly [string, Answer | (() => Answer), RegExp])[] = [
    ['no program', () => exec({}), /^LD2710 please specify a command to execute$/],
    ['an empty one', () => exec({ args: [''] }), /^LD2712 expected the name of a program/],
    ['a relative cwd', () => exec({ ...sh, cwd: 'x' }), /^LD2712 cwd must be an absolute path/],
    ['a user by name', () => exec({ ...sh, user: 'ann' }), /^LD2712 invalid UID specified/],
    ['a group by name', () => exec({ ...sh, user: '1:ann' }), /^LD2712 invalid GID specified/],
    ['three ids', () => exec({ ...sh, user: '1:2:3' }), /^LD2712 invalid USERSPEC/],
    ['an id that stands for none', () => exec({ ...sh, user: '4294967295' }), /invalid UID/],
    ['an unknown capability', () => exec({ ...sh, cap: ['x'] }), /unknown capability `x`/],
    ...['PA', '', '=x'].map((text): [string, () => Answer, RegExp] => [
      `a variable \`${text}\``,
      () => exec({ ...sh, env: ['A=1', text] }),
      new RegExp(`^LD2712 invalid environment variable \`${text}\`: expected NAME=VALUE$`),
    ]),
    ['a cgroup elsewhere', () => exec({ ...sh, cgroup: 'a/../..' }), /^LD2723 invalid cgroup path/],
    [
      'a terminal that nobody holds',
      () => exec({ ...sh, tty: '', detach: true }),
      /^LD2648 use --console-socket with --detach/,
    ],
    [
      'a file that is not there',
      () => exec({ process: '/p' }, { process: missing }),
      /^LD2722 .*ENOENT/,
    ],
    ['a file that is no JSON', () => fromFile('{'), /^LD1002/],
    ['a file without cwd', () => fromFile({ args: ['a'] }), /^LD1103/],
    [
      'a file with wrong limits',
      () =>
        fromFile({ args: ['a'], cwd: '/', rlimits: [{ type: 'RLIMIT_CORE', soft: 9, hard: 1 }] }),
      /^LD2003/,
    ],
    ['no record', () => exec(sh, { recorded: missing }), /^LD2721 .*ENOENT/],
    ['a record that is cut', () => exec(sh, { recorded: { text: '{"inputs":' } }), /^LD2721/],
    [
      'a record without a config',
      () => exec(sh, { recorded: { text: '{}' } }),
      /^LD2721 .*no config\.json in it/,
    ],
  ];
  for (const [what, answer, complaint] of refused) {
    it(`refuses ${what}`, () => {
      const found = problems(typeof answer === 'function' ? answer() : answer);
      assert.ok(
        found.some((text) => complaint.test(text)),
        found.join('\n'),
      );
    });
  }

  it('goes where the process of a container with a delegated cgroup is; --cgroup counts from its limits', () => {
    const cgroup = (path: string): object => ({
      controllers: ['pids'],
      mount: '/sys/fs/cgroup',
      path,
      unified: true,
    });
    const state = JSON.parse(stateText) as { container: object };
    const container = {
      ...state.container,
      cgroups: [cgroup('web')],
      delegated: cgroup('web/own'),
    };
    const more = { 'state/web': { text: JSON.stringify({ ...state, container }) } };
    const goes = (options: object): unknown =>
      exec({ ...sh, ...options }, more).actions.find((action) => action.do === 'process.spawn')
        ?.cgroup;
    assert.deepEqual(goes({}), { mount: '/sys/fs/cgroup', path: 'web/own' });
    assert.deepEqual(goes({ cgroup: '/' }), { mount: '/sys/fs/cgroup', path: 'web/own' });
    assert.deepEqual(goes({ cgroup: 'own/x' }), { mount: '/sys/fs/cgroup', path: 'web/own/x' });
  });
});
