// T24 (CVE-2026-84042), T31 (CVE-2020-15257) and T36 (CVE-2019-12439): what a container's whole life does on the host, as the
// kernel was asked for it: which programs are run, which sockets are made, which files are opened under /tmp.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  buildDirectory,
  isSanitized,
  type Running,
  run,
  start,
  waysIn,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const HOOK = '/usr/bin/true';
/** A program by its path, or by a descriptor: the sealed copy of the one that is named. */
const RUN = /execve\("([^"]*)"|execveat\(\d+, "", \["([^"]*)".*AT_EMPTY_PATH/;

/** Of strace(1), which follows the container's process until that ends: the calls that succeeded. */
async function traceLife(container: Container, calls: string, notify = false): Promise<string[]> {
  const { bundle, id } = container;
  const logs: string[] = [];
  const traced = (...words: string[]): Running => {
    const log = join(bundle, `trace-${logs.push('')}`);
    logs[logs.length - 1] = log;
    const trace = ['strace', '-f', '-qq', '-z', '-s', '4096', '-o', log, '-e', `trace=${calls}`];
    const env = notify ? { NOTIFY_SOCKET: '@lading-test-traces' } : {};
    return start([...trace, ...container.command(...words)], { env });
  };
  const create = traced('create', '--bundle', bundle, id);
  await until('the container', () => existsSync(join(container.stateDirectory, 'state.json')));
  await container.reach('created');
  const started = await traced('start', id).outcome;
  const entered = await traced('exec', id, '/bin/echo', 'x').outcome;
  const deleted = await traced('delete', '--force', id).outcome;
  const outcomes = [await create.outcome, started, entered, deleted];
  for (const { exitCode, stderr } of outcomes) assert.equal(exitCode, 0, stderr);
  return logs.flatMap((log) => readFileSync(log, 'utf8').split('\n').filter(Boolean));
}

describe('attack: what is done on the host for a container', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (isSanitized()) skip(this, 'sanitizers'); // leaks cannot be looked for under ptrace(2)
  });

  for (const [way, runtime] of waysIn) {
    const living = (args = ['/bin/sleep', '1000']): Container =>
      new Container({
        runtime,
        programs: ['notifier'],
        bend: (config) => {
          config.process.args = args;
          config.hooks = { createRuntime: [{ path: HOOK }], poststop: [{ path: HOOK }] };
        },
      });

    it(`${way} runs itself, hooks and the container's programs, and no other`, async () => {
      const lines = await traceLife(living(), 'execve,execveat');
      const ran = new Set(
        lines
          .filter((line) => /execve(at)?\(/.test(line))
          .map((line) => RUN.exec(line)?.slice(1).join('') ?? line),
      );
      const own =
        way === 'lading'
          ? [...runtime.command, `${buildDirectory}lading-helper`, process.execPath]
          : runtime.command;
      const known = new Set([...own, HOOK, '/bin/sleep', '/bin/echo'].flatMap(allNames));
      assert.deepEqual(
        [...ran].filter((path) => !known.has(path)),
        [],
      );
      for (const path of [HOOK, '/bin/sleep', '/bin/echo']) assert.ok(ran.has(path), path);
    });

    it(`${way} opens, makes and mounts nothing under /tmp that is not the container's own`, async () => {
      const lines = await traceLife(living(), '%file,mount,fsconfig,move_mount,open_tree');
      assert.ok(lines.length > 50, `${lines.length} calls`);
      const own = testDirectory();
      const strange = lines.filter((line) =>
        [...line.matchAll(/"((?:\/var)?\/tmp[^"]*)"/g)].some(
          ([, path = '']) => path !== own && !path.startsWith(`${own}/`) && !own.startsWith(path),
        ),
      );
      assert.deepEqual(strange, []);
    });

    it(`${way} listens nowhere, and has no abstract socket`, async () => {
      const ready = living(['/bin/notifier', 'send', 'READY=1', 'stay']);
      const lines = await traceLife(ready, 'bind,listen,accept,accept4', true);
      const bound = lines.filter((line) => /AF_UNIX|listen|accept/.test(line));
      assert.equal(bound.length, 1, bound.join('\n'));
      // Where start hears that the program is ready: a name in the state directory.
      assert.match(
        bound[0] ?? '',
        /bind\(\d+, \{sa_family=AF_UNIX, sun_path="\/proc\/self\/fd\/\d+\/notify"\}/,
      );
    });

    it(`${way} leaves no socket that others can find while a container runs`, async () => {
      const container = living();
      const script = join(container.bundle, 'life.sh');
      const command = container
        .command()
        .map((word) => `'${word}'`)
        .join(' ');
      const steps = [
        `${command} create --bundle ${container.bundle} ${container.id} >/dev/null 2>&1`,
        'echo created; cat /proc/net/unix',
        `${command} start ${container.id}`,
        `${command} exec --detach ${container.id} sleep 1000 >/dev/null 2>&1`,
        'echo running; cat /proc/net/unix',
        `${command} delete --force ${container.id}`,
        'echo deleted; cat /proc/net/unix',
      ];
      writeFileSync(script, `set -e\n${steps.join('\n')}\n`);
      // Sockets are listed by network namespace: in one of their own there are no others.
      const { exitCode, stdout, stderr } = await run(['unshare', '--net', 'sh', script]);
      assert.equal(exitCode, 0, stderr);
      const parts = stdout.split(/^Num .*\n/m);
      assert.equal(parts.length, 4, stdout);
      // proc_net(5): a name comes last; 00010000 in the flags is that it listens.
      const findable = /^[0-9a-f]+: \S+ \S+ (00010000 |\S+ \S+ \S+ +\d+ \S)/;
      assert.deepEqual(
        stdout.split('\n').filter((line) => findable.test(line)),
        [],
      );
    });
  }
});

function allNames(path: string): string[] {
  try {
    return [path, realpathSync(path)];
  } catch {
    return [path];
  }
}
