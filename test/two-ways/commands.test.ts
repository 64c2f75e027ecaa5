// The native entry and the host: the same command lines are understood, refused and answered in the same words, and
// what one makes of a container is what the other would have made.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parseCommandLine } from '../../host/command-line.ts';
import { COMMANDS, GLOBAL_OPTIONS } from '../../host/program.ts';
import { type Config, dockerConfig, smallConfig } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { recordTexts } from '../helpers/records.ts';
import {
  nativeEntry,
  type Outcome,
  type RunOptions,
  type Runtime,
  run,
  runtime,
  start,
  waysIn,
} from '../helpers/runtime.ts';

const LINES = 1000;
const TEST_MS = 120_000;
const WAYS: readonly Runtime[] = [runtime('lading'), nativeEntry];
/** Every character that a terminal obeys, or shows nothing for. */
const HIDDEN = Array.from({ length: 0xe0080 }, (_, code) => String.fromCodePoint(code))
  .join('')
  .replace(/[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');

async function bothWays(
  args: readonly string[],
  options: Pick<RunOptions, 'cwd' | 'env'> = {},
): Promise<readonly [Outcome, Outcome]> {
  const [host, native] = WAYS.map(({ command }) => run([...command, ...args], options));
  return [await (host as Promise<Outcome>), await (native as Promise<Outcome>)];
}

describe('a command line', () => {
  const words = [...GLOBAL_OPTIONS, ...COMMANDS.flatMap(({ options }) => options)]
    .flatMap(({ flags }) => flags.split(/[ ,]+/).filter((word) => word.startsWith('-')))
    .flatMap((word) => [word, `${word}=x`, `${word}7`, word.slice(0, -1), `${word}x`]);
  const word = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...COMMANDS.map(({ name }) => name)),
    fc.constantFrom('', '-', '--', '-9', '-1.5e3', 'web', 'json', '-qf', '-h', '--help', '-v', 'é'),
  );

  it('that is wrong is refused in the words of the host, by the native entry too', async function () {
    this.timeout(TEST_MS);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (argv) => {
        const [expected, status] = await complaint(argv);
        if (expected === undefined) return;
        refused += 1;
        // Some name a log, which is told of the refusal.
        const found = await run([...nativeEntry.command, ...argv], { cwd: testDirectory() });
        const told = found.stderr.replace(/lading: open log file .*\n$/, '');
        const ended = told === found.stderr ? status : 1;
        assert.deepEqual([told, found.exitCode], [expected, ended], argv.join(' '));
      }),
      { numRuns: LINES },
    );
    assert.ok(refused > LINES / 4, `${refused} were wrong`);
  });

  it('that asks for help gets the same', async () => {
    for (const name of ['', ...COMMANDS.map((command) => command.name)]) {
      const argv = name === '' ? ['--help'] : [name, '-h'];
      const line = await parseCommandLine(argv);
      const found = await run([...nativeEntry.command, ...argv]);
      assert.equal(found.stdout, line.kind === 'help' ? line.text : undefined);
      assert.equal(found.exitCode, 0);
    }
  });

  const refused = [
    [['frob'], 1],
    [['list', '--nope'], 64],
    [['list', '--format'], 64],
    [['list', 'a'], 1],
    [['state', 'a', 'b'], 1],
    [['validate', 'a', 'b'], 1],
    [['state'], 1],
  ] as const;
  for (const [argv, status] of refused) {
    it(`that is wrong ends with ${status}, as crun does: ${argv.join(' ')}`, async () => {
      for (const { exitCode } of await bothWays(argv)) assert.equal(exitCode, status);
    });
  }

  it('that gives an option twice, once by another name, means the last', async () => {
    const bundle = join(testDirectory(), 'two-ways-last');
    mkdirSync(bundle, { recursive: true });
    const config = { ...smallConfig(), annotations: { 'run.oci.handler': 'krun' } };
    Object.assign(config.root, { path: 'nonexistent' });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
    const told = async (...globals: string[]): Promise<string> => {
      const args = ['--root', `${bundle}/state`, ...globals, 'create', '-b', bundle, 'none'];
      const [host, native] = await bothWays(args);
      assert.deepEqual(native, host);
      return host.stderr;
    };
    const warning = /warning: .*no handler `krun`/;
    assert.doesNotMatch(await told('--debug', '--log-level', 'error'), warning);
    assert.match(await told('--log-level', 'error', '--debug'), warning);
    const systemd = /expected `slice:prefix:name`|needs systemd/;
    Object.assign(config.linux, { cgroupsPath: '/x' });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
    assert.doesNotMatch(await told('--systemd-cgroup', '--cgroup-manager=disabled'), systemd);
    assert.match(await told('--cgroup-manager', 'disabled', '--systemd-cgroup'), systemd);
  });

  it('with a word that is not UTF-8 is refused, and the word shown byte by byte', async () => {
    for (const [name, { command }] of waysIn) {
      const line = '"$@" state "$(printf "a\\377\\303\\251")"';
      const { stderr, exitCode } = await run(['sh', '-c', line, 'sh', ...command]);
      const expected = 'lading: expected UTF-8 on the command line, found `a\\xff\\xc3\\xa9`\n';
      assert.deepEqual([stderr, exitCode], [expected, 1], name);
    }
    const [host, native] = await bothWays(['state', 'a\ufffd']);
    assert.deepEqual(native, host);
    assert.doesNotMatch(host.stderr, /UTF-8/);
  });

  it('in a directory that is gone is refused where it needs that', async () => {
    const gone = join(testDirectory(), 'two-ways-gone');
    mkdirSync(gone);
    const inGone = async (...words: string[]): Promise<Outcome> => {
      const [host, native] = await Promise.all(
        WAYS.map(({ command }) => {
          mkdirSync(gone, { recursive: true });
          const line = 'cd "$0" && d=$(mktemp -d -p "$0") && cd "$d" && rmdir "$d" && exec "$@"';
          return run(['sh', '-c', line, gone, ...command, ...words]);
        }),
      );
      assert.deepEqual(native, host, words.join(' '));
      return host as Outcome;
    };
    const why = 'lading: cannot find the current directory: ENOENT\n';
    for (const words of [
      ['spec'],
      ['run', 'x'],
      ['run', '--bundle', 'b', 'x'],
      ['--root', 'r', 'list'],
      ['--log', 'log', 'list'],
      ['--log', 'file:log', 'list', '--nope'],
      ['mounts', 'add', 'x', 'file'],
    ]) {
      const { exitCode, stderr } = await inGone(...words);
      assert.deepEqual([exitCode, stderr], [1, why], words.join(' '));
    }
    for (const words of [['state', 'none'], ['--root', '/nonexistent', 'list'], ['--help']])
      assert.doesNotMatch((await inGone(...words)).stderr, /current directory/);
  });

  it('of what only the host does says so', async () => {
    const log = join(testDirectory(), 'only-host.log');
    for (const words of [
      ['plan', 'web'],
      ['facts', '--list'],
    ]) {
      const args = [...nativeEntry.command, '--log', log, ...words];
      const { stderr, exitCode } = await run(args);
      assert.match(stderr, /^lading: \w+: only the command `lading`, of the same package/);
      assert.equal(exitCode, 1);
      assert.equal(`lading: ${readFileSync(log, 'utf8')}`, stderr);
      writeFileSync(log, '');
    }
  });
});

describe('a list', () => {
  const root = join(testDirectory(), 'two-ways-list');
  const container = { bundle: '/b "é"', cgroups: [], fifo: true, owner: 0, rootfs: '/b' };
  const state = { boot: 'other', container, created: '2026-01-01T00:00:00.0Z', pid: 1, start: 5 };
  const states: Readonly<Record<string, string>> = {
    plain: JSON.stringify(state),
    'no-pid': JSON.stringify({ ...state, pid: 0 }),
    negative: JSON.stringify({ ...state, start: -5 }),
    'no-container': JSON.stringify({ ...state, container: [] }),
    'wrong-fifo': JSON.stringify({ ...state, container: { ...container, fifo: 1 } }),
    cut: JSON.stringify(state).slice(0, -2),
    empty: '',
    '.hidden': JSON.stringify(state),
  };
  before(() => {
    for (const [id, text] of Object.entries(states)) {
      mkdirSync(join(root, id), { recursive: true });
      writeFileSync(join(root, id, 'state.json'), text);
    }
    mkdirSync(join(root, 'half', 'record'), { recursive: true });
    mkdirSync(join(root, 'a-folder'));
    writeFileSync(join(root, 'a-file'), '');
  });

  for (const format of ['table', 'json']) {
    it(`of whole, half made and spoilt containers is the same, as ${format}`, async () => {
      const [host, native] = await bothWays(['--root', root, 'list', '--format', format]);
      assert.deepEqual(native, host);
      assert.equal(host.exitCode, 0);
      for (const word of ['plain', 'half', 'corrupted']) assert.ok(host.stdout.includes(word));
      for (const word of ['hidden', 'a-file', 'a-folder']) assert.ok(!host.stdout.includes(word));
    });
  }
});

describe('a command for each of several containers', () => {
  const root = join(testDirectory(), 'two-ways-each');
  before(() => {
    for (const id of ['a', 'b', 'other']) mkdirSync(join(root, id, 'record'), { recursive: true });
  });

  const kill = (globals: readonly string[], signal: string) =>
    bothWays(['--root', root, ...globals, 'kill', '--regex', '^.$', signal]);

  it('tells what is wrong with each, which is no failure', async () => {
    const [host, native] = await kill([], 'KILL');
    assert.deepEqual(native, host);
    const what = 'is being created, or was left half made: delete --force removes it';
    const told = ['a', 'b'].map((id) => `lading: kill: the container \`${id}\` ${what}\n`);
    assert.deepEqual(host, { exitCode: 0, stdout: '', stderr: told.join('') });
  });

  it('is told of its signal once, before any', async () => {
    const [host, native] = await kill([], 'HURZ');
    assert.deepEqual(native, host);
    const stderr = 'lading: kill: unknown signal `HURZ`\n';
    assert.deepEqual(host, { exitCode: 1, stdout: '', stderr });
  });

  it('ends where the log of all cannot be written', async () => {
    const [host, native] = await kill(['--log', '/dev/full'], 'KILL');
    assert.deepEqual(native, host);
    assert.match(host.stderr, /^lading: kill: .*`a`.*\nlading: write log file .*: ENOSPC\n$/);
    assert.equal(host.exitCode, 1);
  });
});

/** What the host says to stderr, and its exit status; undefined when it understands. */
async function complaint(argv: readonly string[]): Promise<readonly [string?, number?]> {
  const line = await parseCommandLine(argv);
  if (line.kind !== 'refused') return [];
  const { message, exitCode } = line.error;
  return [`${message.replace(/^/gm, 'lading: ')}\n`, exitCode];
}

describe('an answer that needs no container', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['the version', ['--version']],
    ['the version, of a state root', ['--root', '/nonexistent', '-v', 'list']],
    ['what it understands', ['features']],
    ['the facts of this host', ['facts']],
    ['a container that is not there', ['state', 'two-ways-none']],
    ['the deletion of one that is not there', ['delete', 'two-ways-none']],
    ['its forced deletion', ['delete', '--force', 'two-ways-none']],
    ['a signal to one that is not there', ['kill', 'two-ways-none', 'KILL']],
    ['the start of one that is not there', ['start', 'two-ways-none']],
    ['an update of one that is not there', ['update', '--memory', '5', 'two-ways-none']],
    ['an update of one to what is none', ['update', '--memory', '12Q', 'two-ways-none']],
    ['mounts for one that is not there', ['mounts', 'add', 'two-ways-none', '/dev/null']],
    ['mounts without a file', ['mounts', 'add', 'two-ways-none']],
    ['a verb that mounts do not have', ['mounts', 'list', 'two-ways-none', 'x']],
    ['a verb alone that mounts do not have', ['mounts', 'list']],
    ['the events of one that is not there', ['events', '--stats', 'two-ways-none']],
    ['a signal to none of many', ['kill', '--regex', '^two-ways-none$', 'KILL']],
    ['a regular expression that is none', ['delete', '--regex', 'x(']],
    ['a wrong id', ['create', '../x']],
    ['an empty list', ['--root', '/nonexistent', 'list']],
    ['an empty list as JSON', ['--root', '/nonexistent', 'list', '-f', 'json']],
    ['a bundle that is not there', ['run', '--bundle', '/nonexistent', 'two-ways-none']],
    ['a config that is a device', ['run', '--config', '/dev/zero', 'two-ways-none']],
    ['a checkpoint of one that is not there', ['checkpoint', 'two-ways-none']],
    ['a parent by its whole path', ['checkpoint', '--parent-path', '/x', 'two-ways-none']],
    ['a value of what has none', ['run', '--detach=true', 'x']],
    ['a value of what has none, to its letter', ['run', '-d=x=y', 'x']],
    ['a value of what has none, before the command', ['--debug=', 'list']],
    ['a value of what there is not', ['run', '--detack=a=b', 'x']],
    ['an unknown signal', ['kill', 'two-ways-none', 'HURZ']],
    ['a log of an unknown type', ['--log', 'carrier:pigeon', 'list']],
    ['a log without a path', ['--log=', 'list']],
    ['a log that is a file without a path', ['--log', 'file:', 'list']],
    ['a log in a directory with a colon', ['--log', '/nonexistent:x/log', 'state', 'none']],
    ['a log that cannot be written', ['--log', '/nonexistent/log', 'state', 'two-ways-none']],
  ];
  for (const [what, args] of cases) {
    it(`is the same both ways: ${what}`, async () => {
      const [host, native] = await bothWays(args);
      assert.deepEqual(native, host);
    });
  }

  it('is the same both ways: a config as long as it may be, and one a byte longer', async () => {
    const path = join(testDirectory(), 'long.json');
    const longest = 16 * 2 ** 20;
    for (const [size, problem] of [
      [longest, /empty file, expected object/],
      [longest + 1, /16777217 bytes/],
    ] as const) {
      writeFileSync(path, ' '.repeat(size));
      const [host, native] = await bothWays(['run', '--config', path, 'two-ways-none']);
      assert.deepEqual(native, host);
      assert.match(host.stderr, problem);
    }
  });

  it('is the same both ways: that criu is missing', async () => {
    const env = { PATH: `${dirname(process.execPath)}:/nonexistent:bin` };
    const [host, native] = await bothWays(['restore', 'two-ways-none'], { env });
    assert.deepEqual(native, host);
    assert.match(host.stderr, /^lading: restore: no `criu` in PATH/);
    assert.equal(host.exitCode, 1);
  });

  it('is the same both ways: a seccomp agent that the caller names', async () => {
    const syscalls = [{ names: ['mkdir'], action: 'SCMP_ACT_NOTIFY' }];
    const { bundle } = new Container({
      bend: ({ linux }) =>
        Object.assign(linux, { seccomp: { defaultAction: 'SCMP_ACT_ALLOW', syscalls } }),
    });
    const env = { RUN_OCI_SECCOMP_RECEIVER: 'agent' };
    const [host, native] = await bothWays(['run', '--bundle', bundle, 'two-ways-none'], { env });
    assert.deepEqual(native, host);
    assert.match(host.stderr, /the seccomp receiver `agent` is not an absolute path/);
    assert.equal(host.exitCode, 1);
  });

  it('is the same file both ways: a new config.json, and a refusal to replace it', async () => {
    const texts: string[] = [];
    for (const [index, { command }] of WAYS.entries()) {
      const bundle = join(testDirectory(), `spec-${index}`);
      mkdirSync(bundle);
      const made = await run([...command, 'spec', '--bundle', bundle, '--rootless']);
      assert.deepEqual([made.exitCode, made.stdout, made.stderr], [0, '', '']);
      texts.push(readFileSync(join(bundle, 'config.json'), 'utf8'));
      const again = await run([...command, 'spec'], { cwd: bundle });
      texts.push(`${again.exitCode} ${again.stderr}`);
    }
    assert.deepEqual(texts.slice(2), texts.slice(0, 2));
  });

  it('is the same both ways: every kind of bad config', async () => {
    const folder = join(testDirectory(), 'bad');
    mkdirSync(folder);
    const small = JSON.stringify(smallConfig());
    const texts = [
      '',
      '{"a":1,}',
      '\ufeff{}',
      Buffer.from([0x7b, 0xff]),
      small.replace('"cwd":"/"', '"cwd":"tmp"'),
      small.replace('"args":', '"args":[],"argz":'),
      small.replace('"ociVersion":"', '"ociVersion":"9.'),
      `{"ociVersion":"\\u00e9\\n"}`,
      `{${JSON.stringify(HIDDEN)}:1,${JSON.stringify(HIDDEN)}:2}`,
      small.replace('{', '{"annotations":{"\\nlading: ok":5},'),
    ];
    for (const [index, text] of texts.entries()) {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, text);
      const args = ['--log-level', 'warning', 'run', '--bundle', folder, '--config', file, 'x'];
      const [host, native] = await bothWays(args);
      assert.deepEqual(native, host);
      assert.notEqual(host.exitCode, 0);
      assert.match(host.stderr, /^(?:lading: run: [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n)+$/u);
    }
  });

  it('is told as the same JSON both ways, where there is no log', async () => {
    const withoutTime = ({ stderr, ...rest }: Outcome) => {
      const { time, ...record } = JSON.parse(stderr) as Record<string, string>;
      assert.match(time ?? '', /^\d{4}-\d\d-\d\dT[0-9:]{8}\.\d{6}Z$/);
      return { ...rest, record };
    };
    for (const words of [['state', 'two-ways-none'], ['nosuch']]) {
      const [host, native] = await bothWays(['--log-format', 'json', ...words]);
      assert.deepEqual(withoutTime(native), withoutTime(host));
      assert.deepEqual(Object.keys(withoutTime(host).record), ['msg', 'level']);
    }
  });

  it('is the same line both ways: a failure at a path that would forge another', async () => {
    const bundle = join(testDirectory(), 'forged');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(smallConfig()));
    const root = `/proc/none\nlading: ok\u009b2J`;
    const [host, native] = await bothWays(['--root', root, 'create', '--bundle', bundle, 'x']);
    assert.deepEqual(native, host);
    assert.match(
      host.stderr,
      /^lading: create: .*: mkdir \/proc\/none\\nlading: ok\\u009b2J: .*\n$/,
    );
  });

  it('is logged as the same JSON both ways', async () => {
    const lines: unknown[] = [];
    for (const [index, { command }] of WAYS.entries()) {
      const log = join(testDirectory(), `log-${index}.json`);
      const state = ['--log', log, '--log-format', 'json', 'state', 'two-"ways"-none'];
      await run([...command, ...state]);
      const text = readFileSync(log, 'utf8');
      assert.match(
        text,
        /^\{"msg":".*","level":"error","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}\n$/,
      );
      lines.push({ ...(JSON.parse(text) as object), time: '' });
    }
    assert.deepEqual(lines[1], lines[0]);
  });
});

describe('a container', () => {
  leavesNothingBehind();
  const configs: readonly (readonly [string, () => Config])[] = [
    ["of docker's config", dockerConfig],
    ['of the smallest config', smallConfig],
    ['with hooks', withHooks],
  ];

  for (const [what, config] of configs) {
    it(`${what} leaves the same record both ways`, async () => {
      const found: object[] = [];
      const container = new Container({ config: config() });
      container.config.process.args = ['sh', '-c', 'exit 7'];
      container.writeConfig();
      for (const { command } of WAYS) {
        const args = ['--root', container.stateRoot];
        const ran = await run([
          ...command,
          ...args,
          'run',
          '--keep',
          '-b',
          container.bundle,
          container.id,
        ]);
        found.push({ ...ran, ...readRecord(container) });
        // Whoever made it, the other one knows it and takes it away.
        for (const other of WAYS.toReversed()) {
          const state = await run([...other.command, ...args, 'state', container.id]);
          assert.equal((JSON.parse(state.stdout) as { status: string }).status, 'stopped');
        }
        const deleted = await run([...nativeEntry.command, ...args, 'delete', container.id]);
        assert.deepEqual(deleted, { exitCode: 0, stdout: '', stderr: '' });
      }
      assert.deepEqual(found[1], found[0]);
    });
  }

  const failures: readonly (readonly [string, (config: Config) => void])[] = [
    [
      'a program that is not there',
      (config) => {
        config.process.args = ['/nope'];
      },
    ],
    [
      'a mount of an unknown type',
      (config) => {
        config.mounts?.push({ destination: '/srv', type: 'nofs', source: 'x' });
      },
    ],
    [
      'a bind mount of what is not there',
      (config) => {
        config.mounts?.push({ destination: '/srv', source: '/nope', options: ['bind'] });
      },
    ],
    [
      'a hook that fails',
      (config) => {
        config.hooks = { createRuntime: [{ path: '/bin/false' }] };
      },
    ],
    [
      'a poststop hook that fails',
      (config) => {
        config.hooks = { poststop: [{ path: '/bin/false' }] };
      },
    ],
  ];
  for (const [what, bend] of failures) {
    it(`with ${what} fails in the same words both ways`, async () => {
      const container = new Container({ bend: (config) => bend(config) });
      const args = ['--root', container.stateRoot, '--log-level', 'debug', 'run'];
      const [host, native] = [
        await run([...(WAYS[0] as Runtime).command, ...args, '-b', container.bundle, container.id]),
        await run([...nativeEntry.command, ...args, '-b', container.bundle, container.id]),
      ];
      assert.deepEqual(native, host);
      assert.notEqual(host.stderr, '');
    });
  }

  it('is updated by the same plan both ways, and refused in the same words', async () => {
    const container = new Container({
      bend: ({ process }) => process.args.splice(0, 9, 'sleep', '99'),
    });
    await container.runDetached();
    const change = async (native: boolean, args: string[], input = ''): Promise<Outcome> => {
      const { command } = WAYS[native ? 1 : 0] as Runtime;
      return run([...command, '--root', container.stateRoot, 'update', ...args, container.id], {
        input,
      });
    };
    const resources = JSON.stringify({ pids: { limit: 9 }, memory: { limit: 67108864 } });
    for (const [args, input] of [
      [['--pids-limit', '7', '--memory', '64m']],
      [['--resources', '-'], resources],
      [['-r', '-'], '{"pids":{"limit":"x"}}'],
      [['-r', '-'], '{"cpu":{"cpus":"4095"}}'],
      [['-r', '-'], '\u00e9{'],
      [['--memory', 'much']],
    ] as [string[], string?][]) {
      const both = [await change(false, args, input), await change(true, args, input)];
      assert.deepEqual(both[1], both[0], args.join(' '));
    }
    const plan = (number: number): object =>
      (JSON.parse(recordTexts(container, number).plan) as { actions: object[] }).actions.map(
        ({ before: _, ...action }: { before?: string }) => action,
      );
    assert.deepEqual(plan(3), plan(2));
    assert.deepEqual(plan(5), plan(4));
    await container.delete({ force: true });
  });

  it('gets mounts, and loses them, by the same plan both ways', async () => {
    const container = new Container({
      bend: ({ process }) => process.args.splice(0, 9, 'sleep', '99'),
    });
    await container.runDetached();
    const file = join(container.bundle, 'mounts.json');
    const change = async (native: boolean, verb: string, text: string): Promise<Outcome> => {
      const { command } = WAYS[native ? 1 : 0] as Runtime;
      writeFileSync(file, text);
      const args = ['--root', container.stateRoot, 'mounts', verb, container.id, 'mounts.json'];
      return run([...command, ...args], { cwd: container.bundle });
    };
    const list = [
      { destination: '/srv/é', type: 'tmpfs', source: 'x', options: ['size=1m'] },
      { destination: '/tmp', source: '/usr', options: ['rbind', 'ro'] },
    ];
    const texts = [
      JSON.stringify(list),
      JSON.stringify(
        [...list, { destination: '/var', source: '/nope', options: ['bind'] }],
        null,
        1,
      ),
      JSON.stringify([...list, { destination: '/var', source: '/etc/hosts', options: ['bind'] }]),
      '{}',
      '[{"destination":7}]',
    ];
    const outcomes: [number, string][] = [];
    for (const text of texts) {
      const both: Outcome[] = [];
      for (const native of [false, true]) {
        const added = await change(native, 'add', text);
        both.push(added);
        if (added.exitCode === 0) both.push(await change(native, 'remove', text));
      }
      assert.deepEqual(both.slice(both.length / 2), both.slice(0, both.length / 2));
      outcomes.push([both[0]?.exitCode ?? -1, both[0]?.stderr ?? '']);
    }
    assert.deepEqual(
      outcomes.map(([status]) => status),
      [0, 1, 1, 1, 1],
    );
    assert.match(outcomes[1]?.[1] ?? '', /source\.open|mount\.bind at \/2 \(mounts\.json:\d+\)/);
    const plan = (number: number): string => recordTexts(container, number).plan;
    // add and remove of the host's, then of the native entry's.
    assert.deepEqual([plan(4), plan(5)], [plan(2), plan(3)]);
    await container.delete({ force: true });
  });

  /** Of the native entry, in the foreground. */
  async function holdsAtMost(limitKilobytes: number, configBytes: number): Promise<void> {
    const container = new Container();
    container.config.process.args = ['sh', '-c', 'echo up; sleep 100'];
    container.writeConfig(JSON.stringify(container.config).padEnd(configBytes));
    const args = ['--root', container.stateRoot, 'run', '-b', container.bundle, container.id];
    const running = start([...nativeEntry.command, ...args]);
    await running.prints('up');
    await until('it waits', () => residentKilobytes(running.pid) <= limitKilobytes);
    assert.ok(residentKilobytes(running.pid) > 0);
    running.kill('SIGTERM');
    await container.kill('KILL');
    await running.outcome;
  }

  it('in the foreground of the native entry holds at most 768 KiB while it lasts', async () => {
    await holdsAtMost(768, 0);
  });

  it('with a config of 8 MiB holds the request twice, gathered and rendered, and no file besides', async () => {
    await holdsAtMost(20 * 1024, 8 * 1024 * 1024);
  });

  it('of a name that is taken is refused in the same words both ways', async () => {
    const container = new Container();
    await container.create();
    const args = ['--root', container.stateRoot, 'create', '-b', container.bundle, container.id];
    const [host, native] = await bothWays(args);
    assert.deepEqual(native, host);
    assert.equal(host.exitCode, 1);
    await container.delete({ force: true });
  });
});

function residentKilobytes(pid: number): number {
  const [, resident] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(resident);
}

function withHooks(): Config {
  const config = smallConfig();
  const hook = { path: '/bin/true' };
  config.hooks = { createRuntime: [hook], createContainer: [hook], poststart: [hook] };
  return config;
}

/** The record's bytes; of the journal, what does not depend on the moment. */
function readRecord(container: Container): object {
  const { inputs, journal, plan } = recordTexts(container, 1);
  return {
    plan,
    inputs,
    journal: journal
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { ns, prev, sum, time, result, ...rest } = JSON.parse(line) as Record<
          string,
          unknown
        >;
        return { ...rest, result: Object.keys((result ?? {}) as object) };
      }),
  };
}
