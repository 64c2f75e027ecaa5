// The library's plan, of every command, against the bytes of `lading plan` for the same: of a bundle, from texts alone, and
// of a container that lives.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleCommand, LivingOptions, PlanOptions } from '../../host/index.ts';
import { PLANNED_COMMANDS } from '../../host/program.ts';
import { smallConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { ENGINE_FILE } from '../helpers/engine.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { buildDirectory, run, runtime } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const { plan } = (await import(
  `${buildDirectory}index.mjs`
)) as typeof import('../../host/index.ts');
const { openLading } = (await import(
  `${buildDirectory}browser.mjs`
)) as typeof import('../../host/browser.ts');

const MOUNTS = [{ destination: '/data', type: 'tmpfs', source: 'data', options: ['nosuid'] }];
const RESOURCES = { memory: { limit: 64 * 1024 * 1024 }, pids: { limit: 20 } };
const PROCESS = {
  args: ['id', '-u'] as [string, string],
  cwd: '/tmp',
  user: { uid: 7, gid: 8 },
};

type Case = {
  readonly what: string;
  readonly asked: BundleCommand<never>;
  /** The same, as words of a command line; FILE stands for a file of `contents`. */
  readonly words: readonly string[];
  readonly contents?: unknown;
};

const ID = 'web';
const FILE = join(testDirectory(), 'contents.json');

const LATER: readonly Case[] = [
  { what: 'start', asked: { command: 'start' }, words: [ID] },
  { what: 'pause', asked: { command: 'pause' }, words: [ID] },
  { what: 'resume', asked: { command: 'resume' }, words: [ID] },
  { what: 'kill', asked: { command: 'kill' }, words: [ID] },
  {
    what: 'kill --all',
    asked: { command: 'kill', signal: 'HUP', all: true },
    words: ['--all', '--signal', 'HUP', ID],
  },
  { what: 'kill 9', asked: { command: 'kill', signal: 9 }, words: [ID, '9'] },
  { what: 'delete', asked: { command: 'delete' }, words: [ID] },
  {
    what: 'delete --force',
    asked: { command: 'delete', force: true, keepRecord: '/var/records', redact: true },
    words: ['--force', '--keep-record', '/var/records', '--redact', ID],
  },
  {
    what: 'exec',
    asked: { command: 'exec', args: ['ls', '-l'] },
    words: [ID, '--', 'ls', '-l'],
  },
  {
    what: 'exec, with all of its options',
    asked: {
      command: 'exec',
      args: ['sh'],
      detach: true,
      user: '1:2',
      additionalGids: [3, 4],
      cwd: '/tmp',
      env: ['A=1', 'B=2'],
      cap: ['CAP_CHOWN', 'CAP_KILL'],
      noNewPrivs: true,
      cgroup: 'below',
      tty: true,
      consoleSocket: '/run/console.sock',
      preserveFds: 2,
      ignorePaused: true,
      redact: true,
    },
    words: [
      ...['-d', '-u', '1:2', '-g', '3', '-g', '4', '--cwd', '/tmp', '-e', 'A=1', '-e', 'B=2'],
      ...['-c', 'CAP_CHOWN', '-c', 'CAP_KILL', '--no-new-privs', '--cgroup', 'below', '--tty'],
      ...[
        '--console-socket',
        '/run/console.sock',
        '--preserve-fds',
        '2',
        '--ignore-paused',
        '--redact',
      ],
      ...[ID, 'sh'],
    ],
  },
  {
    what: 'exec of a process',
    asked: { command: 'exec', process: PROCESS, detach: true },
    words: ['-d', '--process', FILE, ID],
    contents: PROCESS,
  },
  {
    what: 'update',
    asked: { command: 'update', memory: '256m', pidsLimit: 100, cpuShare: 512 },
    words: ['--memory', '256m', '--pids-limit', '100', '--cpu-share', '512', ID],
  },
  {
    what: 'update of resources',
    asked: { command: 'update', resources: RESOURCES },
    words: ['--resources', FILE, ID],
    contents: RESOURCES,
  },
  {
    what: 'mounts add',
    asked: { command: 'mounts', verb: 'add', mounts: MOUNTS },
    words: ['add', ID, FILE],
    contents: MOUNTS,
  },
  {
    what: 'mounts remove',
    asked: { command: 'mounts', verb: 'remove', mounts: [{ destination: '/data' }] },
    words: ['remove', ID, FILE],
    contents: [{ destination: '/data' }],
  },
  {
    what: 'checkpoint',
    asked: { command: 'checkpoint', imagePath: '/images', leaveRunning: true, fileLocks: true },
    words: ['--image-path', '/images', '--leave-running', '--file-locks', ID],
  },
];

const MAKING: readonly Case[] = [
  { what: 'create', asked: {}, words: [ID] },
  {
    what: 'create, with options',
    asked: {
      command: 'create',
      noPivot: true,
      noNewKeyring: true,
      pidFile: '/run/web.pid',
      redact: true,
    },
    words: ['--no-pivot', '--no-new-keyring', '--pid-file', '/run/web.pid', '--redact', ID],
  },
  {
    what: 'run',
    asked: { command: 'run', keepRecord: '/var/records', redact: true },
    words: ['--keep-record', '/var/records', '--redact', ID],
  },
  {
    what: 'run, in the background',
    asked: { command: 'run', detach: true },
    words: ['--detach', ID],
  },
  {
    what: 'restore',
    asked: {
      command: 'restore',
      imagePath: '/images',
      detach: true,
      tcpClose: true,
      redact: true,
    },
    words: ['--image-path', '/images', '--detach', '--tcp-close', '--redact', ID],
  },
];

const commandOf = ({ asked: { command = 'create' } }: Case): string => command;

async function shown(args: readonly string[], one: Case): Promise<string> {
  if (one.contents !== undefined) writeFileSync(FILE, JSON.stringify(one.contents));
  const planned = ['plan', '--format', 'json', '--command', commandOf(one)];
  const outcome = await run([...runtime('lading').command, ...planned, ...args, ...one.words]);
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return outcome.stdout;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('the library’s plan of each command', () => {
  leavesNothingBehind();
  const bundle = join(testDirectory(), 'commands');
  const config = JSON.stringify(smallConfig());
  before(() => {
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, 'config.json'), config);
  });

  it('is tried of every command that has a plan', () => {
    const tried = new Set([...MAKING, ...LATER].map(commandOf));
    assert.deepEqual([...tried].sort(), [...PLANNED_COMMANDS].sort());
  });

  for (const facts of ['v2-x86_64', 'cgroup-v1-x86_64']) {
    for (const one of [...MAKING, ...LATER]) {
      it(`is what the command line shows, from a bundle and from texts: ${one.what}, ${facts}`, async () => {
        const expected = await shown(['--bundle', bundle, '--facts', facts], one);
        const found = await plan(bundle, { ...one.asked, id: ID, facts });
        assert.equal(text(found.bytes), expected);
        const lading = openLading(readFileSync(ENGINE_FILE));
        const there = lading.plan(config, { ...one.asked, id: ID, bundle, facts });
        assert.equal(text(there.bytes), expected);
        assert.equal(there.digest, found.digest);
      });
    }
  }

  for (const one of LATER.filter(({ contents }) => contents !== undefined)) {
    it(`takes a path for what a file holds: ${one.what}`, async () => {
      const facts = 'v2-x86_64';
      const expected = await shown(['--bundle', bundle, '--facts', facts], one);
      const { process, resources, mounts } = one.asked as Record<string, unknown>;
      const asked = {
        ...one.asked,
        ...(process === undefined ? {} : { process: FILE }),
        ...(resources === undefined ? {} : { resources: FILE }),
        ...(mounts === undefined ? {} : { mounts: FILE }),
      } as PlanOptions;
      const found = await plan(bundle, { ...asked, id: ID, facts });
      assert.equal(text(found.bytes), expected);
    });
  }

  it('is of this host when no facts are given, and of the container that the bundle would make', async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    for (const one of LATER) {
      const expected = await shown(['--planned', '--bundle', bundle], one);
      const found = await plan(bundle, { ...one.asked, id: ID });
      assert.equal(text(found.bytes), expected, one.what);
    }
  });

  it('is of the container that lives when no bundle is named', async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    const container = new Container();
    container.config.process.args = ['sleep', '1000'];
    container.writeConfig();
    await container.runDetached();
    try {
      for (const one of LATER) {
        const words = one.words.map((word) => (word === ID ? container.id : word));
        const lived = [...runtime('lading').command, '--root', container.stateRoot, 'plan'];
        if (one.contents !== undefined) writeFileSync(FILE, JSON.stringify(one.contents));
        const outcome = await run([
          ...lived,
          '--format',
          'json',
          '--command',
          commandOf(one),
          ...words,
        ]);
        const given = { ...one.asked, id: container.id, root: container.stateRoot };
        if (outcome.exitCode !== 0) {
          await assert.rejects(plan(given as LivingOptions), one.what);
          continue;
        }
        assert.equal(text((await plan(given as LivingOptions)).bytes), outcome.stdout, one.what);
      }
    } finally {
      await container.delete({ force: true });
    }
  });

  it('is refused with the reason when there is none', async () => {
    const facts = 'v2-x86_64';
    await assert.rejects(plan(bundle, { command: 'kill', signal: 'NONE', facts }), {
      name: 'LadingError',
      message: /^kill: unknown signal `NONE`/,
    });
    await assert.rejects(plan(bundle, { command: 'exec', facts }), /please specify a command/);
    await assert.rejects(plan(bundle, { command: 'mounts', verb: 'add', mounts: [], facts }), {
      message: 'mounts: there is nothing to carry out',
    });
    await assert.rejects(plan('/nowhere', { command: 'start', facts }), /^LadingError: create: /);
  });
});
