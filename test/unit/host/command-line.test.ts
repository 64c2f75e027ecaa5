import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { type CommandLine, optionNames, parseCommandLine } from '../../../host/command-line.ts';
import { COMMANDS, GLOBAL_OPTIONS } from '../../../host/program.ts';

async function parse(line: string): Promise<CommandLine> {
  const parsed = await parseCommandLine(line.split(' ').filter((word) => word !== ''));
  if (parsed.kind === 'refused') throw parsed.error;
  return parsed;
}

describe('the command line', () => {
  const readable: readonly [string, object][] = [
    [
      '--root /r --debug run -d -b /b web',
      {
        command: 'run',
        globals: { root: '/r', logLevel: 'debug' },
        options: { detach: true, bundle: '/b' },
        operands: ['web'],
      },
    ],
    [
      'create --bundle=/b --preserve-fds 3 --no-pivot --no-subreaper --no-new-keyring web',
      {
        command: 'create',
        globals: {},
        options: {
          bundle: '/b',
          preserveFds: 3,
          noPivot: true,
          noSubreaper: true,
          noNewKeyring: true,
        },
        operands: ['web'],
      },
    ],
    [
      'kill --all web KILL',
      { command: 'kill', globals: {}, options: { all: true }, operands: ['web', 'KILL'] },
    ],
    [
      '--systemd-cgroup --rootless true list -q',
      {
        command: 'list',
        globals: { cgroupManager: 'systemd', rootless: 'true' },
        options: { quiet: true },
        operands: [],
      },
    ],
    [
      '--systemd-cgroup --debug --cgroup-manager cgroupfs --log-level error list',
      {
        command: 'list',
        globals: { cgroupManager: 'cgroupfs', logLevel: 'error' },
        options: {},
        operands: [],
      },
    ],
    [
      '--cgroup-manager=disabled --log-level=error --debug --systemd-cgroup list',
      {
        command: 'list',
        globals: { cgroupManager: 'systemd', logLevel: 'debug' },
        options: {},
        operands: [],
      },
    ],
    [
      'spec --rootless -b /b',
      { command: 'spec', globals: {}, options: { bundle: '/b', rootless: true }, operands: [] },
    ],
  ];
  for (const [line, expected] of readable) {
    it(`reads: ${line}`, async () => {
      assert.deepEqual(await parse(line), { kind: 'command', ...expected });
    });
  }

  const shortened: readonly [string, string][] = [
    ['--cg=disabled --deb kill --al web', '--cgroup-manager=disabled --debug kill --all web'],
    ['--log-f json list --form json', '--log-format json list --format json'],
    ['--root --debug delete -fr --reg', '--root --debug delete -fr --regex'],
    ['exec --cap --x --us 0 web ls --he -?', 'exec --cap --x --user 0 web ls --he -?'],
    ['run -b --pid web -- --det', 'run -b --pid web -- --det'],
    ['update --memory-s 1 --cpuset-c 0 web', 'update --memory-swap 1 --cpuset-cpus 0 web'],
    ['kill -?', 'kill --help'],
    ['--usage', '--help'],
    ['-V', '--version'],
  ];
  for (const [short, whole] of shortened) {
    it(`takes the beginning of a name for the whole: ${short}`, async () => {
      const words = (line: string): string[] => line.split(' ');
      const read = await parseCommandLine(words(short));
      assert.deepEqual(read, await parseCommandLine(words(whole)));
    });
  }

  it('refuses a beginning that several names have', async () => {
    await assert.rejects(parse('update --cpu 1 web'), { exitCode: 64, message: /'--cpu'/ });
    await assert.rejects(parse('--lo x list'), { exitCode: 64 });
  });

  it('makes paths absolute, and takes the current directory for the bundle', async () => {
    const line = await parse('run -f some.json web');
    assert.ok(line.kind === 'command');
    assert.deepEqual(line.options, { config: resolve('some.json'), bundle: resolve('.') });
  });

  const unreadable: readonly [string, number, RegExp][] = [
    ['', 1, /^please specify a command$/],
    ['frob web', 1, /^unknown command frob$/],
    ['--frob run web', 64, /^unknown option '--frob'\nTry `lading --help' for more information\.$/],
    ['run --frob web', 64, /^unknown option '--frob'/],
    ['run --detach=true web', 64, /^option '-d, --detach' takes no value, found 'true'\nTry/],
    ['run -d=true web', 64, /^an option without a value is given one: 'true'\nTry/],
    ['run --detack=true web', 64, /^unknown option '--detack=true'/],
    ['--debug= list', 64, /^option '--debug' takes no value, found ''/],
    ['kill -9 web', 64, /^unknown option '-9'\nTry/],
    ['kill web -9', 64, /^unknown option '-9'/],
    ['-0 list', 64, /^unknown option '-0'\nTry/],
    ['kill -0 web', 64, /^unknown option '-0'/],
    ['run -b', 64, /argument missing/],
    ['run', 1, /^`run` requires a minimum of 1 arguments$/],
    ['run a b', 1, /^`run` requires a maximum of 1 arguments$/],
    ['list a', 1, /^`list` requires a maximum of 0 arguments$/],
    ['list -f yaml', 1, /^invalid format `yaml`: expected table or json$/],
    ['ps -f x web', 1, /^invalid format `x`: expected table or json$/],
    ['plan --format yaml', 1, /^invalid format `yaml`: expected text or json$/],
    ['validate --format sarfi c', 1, /^invalid format `sarfi`: expected text, json or sarif$/],
    ['run --preserve-fds x web', 1, /^invalid preserve-fds specified$/],
    ['run --preserve-fds -1 web', 1, /^invalid preserve-fds specified$/],
    ['--log-level loud list', 1, /^unknown verbosity `loud` specified$/],
    ['--log-format xml list', 1, /^unknown log format type `xml`$/],
    ['--cgroup-manager mine list', 1, /^unknown cgroup manager specified$/],
    ['plan --command frob', 1, /^unknown command frob: expected one of create, /],
  ];
  for (const [line, exitCode, message] of unreadable) {
    it(`exits ${exitCode} for: ${line || '(nothing)'}`, async () => {
      await assert.rejects(parse(line), { exitCode, message });
    });
  }

  it('keeps what it read before the mistake: where to log it', async () => {
    const line = await parseCommandLine(['--log', '/l', '--debug', 'run', '--frob', 'web']);
    assert.ok(line.kind === 'refused');
    assert.deepEqual(line.globals, { log: '/l', logLevel: 'debug' });
  });

  for (const line of ['--version', '-v', '--version list']) {
    it(`tells its version for: ${line}`, async () => {
      assert.equal((await parse(line)).kind, 'version');
    });
  }

  it('explains every command and every global option', async () => {
    const help = await parse('--help');
    assert.ok(help.kind === 'help');
    for (const { name } of COMMANDS) assert.match(help.text, new RegExp(`^  ${name}\\b`, 'm'));
    for (const { flags } of GLOBAL_OPTIONS) assert.ok(help.text.includes(flags), flags);
  });

  for (const { name, options, examples } of COMMANDS) {
    it(`explains every option of ${name}, with an example that can be read`, async () => {
      const help = await parse(`${name} --help`);
      assert.ok(help.kind === 'help' && examples.length > 0);
      for (const { flags } of options) assert.ok(help.text.includes(flags), flags);
      for (const { line } of examples) {
        assert.ok(help.text.includes(line), line);
        const read = await parse(line.replace(/^lading /, '').replace(/ [<>|] .*/, ''));
        assert.ok(read.kind === 'command' && read.command === name);
      }
    });

    it(`knows each option of ${name} by one name`, () => {
      assert.deepEqual(optionNames(name), [...new Set(options.map((option) => option.name))]);
    });
  }
});
