// Bad input: one line that names the place in config.json, what was expected and what was found;
// exit 1; and nothing on the machine changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import { buildDirectory, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

type Case = readonly [what: string, change: Change, line: RegExp];
type Change = ((text: string) => string | Buffer) | { readonly bend: (config: Config) => void };

const place = String.raw`config\.json:\d+:\d+: `;
const at = (pointer: string, rest = ''): RegExp => new RegExp(`${place}${pointer}: .*${rest}`);

const bend = (change: (config: Config) => void): Change => ({ bend: change });

/** Puts raw text in place of a value that JavaScript's own writer could not produce. */
const instead = (from: string, to: string): Change => {
  return (text) => {
    assert.ok(text.includes(from), `no ${from} in the config`);
    return text.replace(from, to);
  };
};

const syntax: readonly Case[] = [
  ['an empty file', () => '', /config\.json:1:1: .*(empty|end)/],
  ['a truncated file', (text) => text.slice(0, text.length / 2), new RegExp(place)],
  ['a byte order mark', (text) => `\ufeff${text}`, /config\.json:1:1: .*byte order mark/i],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le'), new RegExp(place)],
  ['a second document', (text) => `${text}{}`, new RegExp(place)],
  ['NUL bytes after the document', (text) => `${text}\0\0`, new RegExp(place)],
  ['a comment', instead('{', '{ // no\n'), new RegExp(place)],
  ['a trailing comma', instead('"cwd": "/"', '"cwd": "/",'), new RegExp(place)],
  ['a leading zero', instead('"uid": 0', '"uid": 00'), new RegExp(place)],
  ['an array at the top', () => '[]', /config\.json:1:1: .*object.*array/],
  ['null at the top', () => 'null', /config\.json:1:1: .*object.*null/],
  [
    'a key twice',
    instead('"hostname": "test-host"', '"hostname": "a", "hostname": "b"'),
    /hostname.*(twice|duplicate)|(twice|duplicate).*hostname/i,
  ],
  [
    'nesting of 100,000',
    instead('"hostname"', `"deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "hostname"`),
    /nest|deep|depth/i,
  ],
  [
    'invalid UTF-8',
    (text) => Buffer.from(text.replace('test-host', 'test-h\xff'), 'latin1'),
    /UTF-8/,
  ],
  ['a lone surrogate', instead('test-host', String.raw`\ud800`), /surrogate/],
  [
    'NUL in an argument',
    instead('"true"', String.raw`"true\u0000x"`),
    at('/process/args/0', 'NUL'),
  ],
];

const values: readonly Case[] = [
  [
    'a uid of 2^32',
    instead('"uid": 0', '"uid": 4294967296'),
    at('/process/user/uid', '4294967296'),
  ],
  ['a uid of 2^32 - 1', instead('"uid": 0', '"uid": 4294967295'), at('/process/user/uid')],
  ['a uid of -1', instead('"uid": 0', '"uid": -1'), at('/process/user/uid', '-1')],
  ['a uid of 1.5', instead('"uid": 0', '"uid": 1.5'), at('/process/user/uid', '1\\.5')],
  ['a uid of 1e0', instead('"uid": 0', '"uid": 1e0'), at('/process/user/uid', '1e0')],
  ['a uid in quotes', instead('"uid": 0', '"uid": "0"'), at('/process/user/uid', 'string')],
  ['a uid of null', instead('"uid": 0', '"uid": null'), at('/process/user/uid', 'null')],
  ['a number among args', instead('"true"', '"true", 1'), at('/process/args/1', 'string.*1')],
  ['mounts that are an object', instead('"mounts": [', '"mounts": {"a": ['), new RegExp(place)],
  [
    'an oomScoreAdj of 5000',
    bend((config) => {
      config.process.oomScoreAdj = 5000;
    }),
    at('/process/oomScoreAdj', '5000'),
  ],
  [
    'a umask of 4095',
    bend((config) => {
      config.process.user.umask = 4095;
    }),
    at('/process/user/umask', '4095'),
  ],
];

const names: readonly Case[] = [
  [
    'no root',
    bend((config) => {
      delete (config as Partial<Config>).root;
    }),
    new RegExp(`${place}.*root`),
  ],
  [
    'a rootfs that is not there',
    bend((config) => {
      config.root.path = 'no-such-rootfs';
    }),
    /no-such-rootfs/,
  ],
  [
    'a rootfs that is a file',
    bend((config) => {
      config.root.path = 'config.json';
    }),
    /config\.json: (ENOTDIR|.*director)/,
  ],
  [
    'an empty destination',
    bend((config) => {
      config.mounts.push({ destination: '', type: 'tmpfs', source: 'x' });
    }),
    at('/mounts/6/destination'),
  ],
  [
    'a destination that climbs out of the root',
    bend((config) => {
      config.mounts.push({ destination: '/../../x', type: 'tmpfs', source: 'x' });
    }),
    at('/mounts/6/destination'),
  ],
  [
    'a mount on /proc/self/attr',
    bend((config) => {
      config.mounts.push({ destination: '/proc/self/attr', type: 'tmpfs', source: 'x' });
    }),
    at('/mounts/6/destination'),
  ],
  [
    'a cwd that is relative',
    bend((config) => {
      config.process.cwd = 'tmp';
    }),
    at('/process/cwd', 'tmp'),
  ],
  [
    'a cgroupsPath that climbs out',
    bend((config) => {
      config.linux.cgroupsPath = '/../../../../tmp/x';
    }),
    at('/linux/cgroupsPath'),
  ],
  [
    'a device of type z',
    bend((config) => {
      config.linux.devices = [{ path: '/dev/x', type: 'z', major: 1, minor: 3 }];
    }),
    at('/linux/devices/0/type', 'z'),
  ],
  [
    'a sysctl with ..',
    bend((config) => {
      config.linux.sysctl = { 'net.../../kernel/hostname': 'x' };
    }),
    new RegExp(`${place}/linux/sysctl`),
  ],
  [
    'a sysctl that is not namespaced',
    bend((config) => {
      config.linux.sysctl = { 'kernel.panic': '1' };
    }),
    new RegExp(`${place}/linux/sysctl.*namespace`),
  ],
  [
    'an unknown namespace',
    bend((config) => {
      config.linux.namespaces.push({ type: 'nosuch' });
    }),
    at('/linux/namespaces/5/type', 'nosuch'),
  ],
  [
    'a namespace twice',
    bend((config) => {
      config.linux.namespaces.push({ type: 'pid' });
    }),
    at('/linux/namespaces/5/type', 'pid'),
  ],
  [
    'an unknown rootfsPropagation',
    bend((config) => {
      config.linux.rootfsPropagation = 'nosuch';
    }),
    at('/linux/rootfsPropagation', 'nosuch'),
  ],
  [
    'a seccomp profile without default action',
    bend((config) => {
      config.linux.seccomp = {} as NonNullable<Config['linux']['seccomp']>;
    }),
    at('/linux/seccomp/defaultAction'),
  ],
  [
    'a hostname of 65 bytes',
    bend((config) => {
      config.hostname = 'h'.repeat(65);
    }),
    at('/hostname', '6[45]'),
  ],
  [
    'a hostname without a uts namespace',
    bend((config) => {
      config.linux.namespaces = config.linux.namespaces.filter(({ type }) => type !== 'uts');
    }),
    at('/hostname', 'uts'),
  ],
  [
    'a terminal where the caller has none',
    bend((config) => {
      config.process.terminal = true;
    }),
    /terminal\.take at \/process\/terminal \(config\.json:\d+\): tcgetattr standard input: ENOTTY/,
  ],
  [
    'a hook with a relative path',
    bend((config) => {
      config.hooks = { createRuntime: [{ path: 'bin/true' }] };
    }),
    at('/hooks/createRuntime/0/path', 'bin/true'),
  ],
  [
    'an effective capability that is not permitted',
    bend((config) => {
      config.process.capabilities = { bounding: ['CAP_KILL'], effective: ['CAP_KILL'] };
    }),
    new RegExp(`${place}/process/capabilities.*CAP_KILL`),
  ],
];

describe('a config that is wrong', () => {
  leavesNothingBehind();
  before(function () {
    // The peers have messages of their own.
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const [what, change, line] of [...syntax, ...values, ...names]) {
    it(`${what}: is told by place, exits 1 and changes nothing`, async () => {
      const container = new Container();
      if (typeof change === 'function') {
        container.writeConfig(change(`${JSON.stringify(container.config, null, 2)}\n`));
      } else {
        change.bend(container.config);
        container.writeConfig();
      }
      const before = readdirSync(container.rootfs);
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1, outcome.stderr);
      assert.equal(outcome.stdout, '');
      const lines = outcome.stderr.trimEnd().split('\n');
      assert.ok(
        lines.some((text) => line.test(text)),
        outcome.stderr,
      );
      for (const text of lines) {
        assert.match(text, /^lading: run: /);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
        assert.doesNotMatch(text, /[\x00-\x08\x0b-\x1f]/);
        assert.ok(text.length < 1000, text);
      }
      assert.deepEqual(readdirSync(container.rootfs), before);
      assert.equal(existsSync(container.stateDirectory), false);
    });
  }

  it('has all its problems told at once, in the order of the file', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.user.uid = -1;
        config.process.cwd = 'relative';
        config.linux.namespaces.push({ type: 'nosuch' });
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    const pointers = [
      ...outcome.stderr.matchAll(/^lading: run: config\.json:\d+:\d+: (\S+): /gm),
    ].map((match) => match[1]);
    assert.deepEqual(pointers, ['/process/user/uid', '/process/cwd', '/linux/namespaces/5/type']);
  });
});

describe('a config file that is none', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const [what, make, line] of [
    ['missing', () => {}, /config\.json.*ENOENT/],
    ['a directory', (path: string) => mkdirSync(path), /config\.json.*directory/],
    ['a fifo', (path: string) => spawnSync('mkfifo', [path]), /config\.json.*fifo/],
    [
      '/dev/zero',
      (path: string) => symlinkSync('/dev/zero', path),
      /config\.json.*character device/,
    ],
    [
      'larger than 16 MiB',
      (path: string) => writeFileSync(path, Buffer.alloc(16 * 1024 * 1024 + 1, 0x20)),
      /config\.json.*16777216/,
    ],
  ] as const) {
    it(`${what}: is told, at once`, async () => {
      const container = new Container();
      const path = join(container.bundle, 'config.json');
      rmSync(path);
      make(path);
      const begin = Date.now();
      const outcome = await container.run({ timeoutMs: 8000 });
      assert.equal(outcome.exitCode, 1, outcome.stderr);
      assert.match(outcome.stderr, line);
      assert.ok(Date.now() - begin < 5000 * patience);
    });
  }
});

describe('an id that is wrong', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const id of [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a b',
    'é',
    'a%s%n',
    'a:b',
    'a\nb',
    '.hidden',
    'x'.repeat(256),
  ]) {
    it(`${JSON.stringify(id.slice(0, 40))} is refused, and nothing is touched`, async () => {
      const container = new Container();
      const command = ['run', '--bundle', container.bundle, '--', id];
      const outcome = await run(container.command(...command));
      assert.notEqual(outcome.exitCode, 0);
      assert.match(outcome.stderr, /container id/i);
      assert.equal(outcome.stderr.trimEnd().split('\n').length, 1, outcome.stderr);
      assert.equal(existsSync(join(testDirectory(), 'x')), false);
    });
  }

  for (const command of ['state', 'start', 'kill', 'delete'] as const) {
    it(`../x is refused by ${command} too`, async () => {
      const container = new Container();
      const outcome = await run(container.command(command, '../x'));
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /container id/i);
    });
  }
});

describe('a program that cannot be started', () => {
  leavesNothingBehind();

  for (const [what, args, line] of [
    [
      'is not in PATH',
      ['no-such-program'],
      /executable file .?no-such-program.? not found in \$PATH/,
    ],
    ['is not there', ['/no/such/program'], /\/no\/such\/program/],
    ['is a directory', ['/etc'], /\/etc/],
    ['is not executable', ['/etc/passwd'], /\/etc\/passwd/],
  ] as const) {
    it(`because it ${what} is named, and nothing is left`, async () => {
      const container = new Container({
        bend: (config) => {
          config.process.args = [...args];
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, runtimeUnderTest().name === 'runc' ? /exec/ : line);
    });
  }
});

describe('a caller who is not root', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('is told what is missing, and nothing is made', async () => {
    const container = new Container();
    // The caller has to be able to read the program and the bundle.
    const copy = join(testDirectory(), 'copy');
    mkdirSync(copy, { recursive: true });
    for (const name of ['lading', 'engine.wasm', 'lading-helper']) {
      copyFileSync(join(buildDirectory, name), join(copy, name));
    }
    cpSync(join(buildDirectory, 'lib'), join(copy, 'lib'), { recursive: true });
    const root = join(container.bundle, 'state');
    spawnSync('chmod', ['-R', 'a+rX', testDirectory()]);
    const user = ['setpriv', '--reuid', '1000', '--regid', '1000', '--clear-groups', '--'];
    const lading = [...user, join(copy, 'lading'), '--root', root];
    const outcome = await run([...lading, 'run', '--bundle', container.bundle, container.id]);
    assert.equal(outcome.exitCode, 1, outcome.stderr);
    assert.match(outcome.stderr, /root|user namespace|permission|EACCES|EPERM/i);
    assert.doesNotMatch(outcome.stderr, /\n {4}at /);
    // What changes nothing works for everybody.
    const plan = await run([
      ...lading,
      ...['plan', '--digest', '--facts', 'v2-x86_64', '--bundle', container.bundle, container.id],
    ]);
    assert.match(plan.stdout, /^[0-9a-f]{64}\n$/, plan.stderr);
  });
});
