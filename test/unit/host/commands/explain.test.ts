// `lading explain` as people and programs read it; the facts are another host's, so it is the same everywhere.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCommandLine } from '../../../../host/command-line.ts';
import { runCommand } from '../../../../host/commands/run.ts';
import { thisMachine } from '../../../../host/gather/reader.ts';
import { explain, explainSyscall } from '../../../../host/index.ts';
import { testDirectory } from '../../../helpers/container.ts';

const CONFIG = fileURLToPath(
  new URL('../../../fixtures/configs/docker-20.10.json', import.meta.url),
);
const FACTS = 'v2-x86_64';

async function lading(...words: readonly string[]): Promise<readonly [string, string, number]> {
  const [command = '', ...rest] = words;
  const argv = [command, '--config', CONFIG, '--facts', FACTS, ...rest];
  const line = await parseCommandLine(argv);
  assert.equal(line.kind, 'command', JSON.stringify(line));
  if (line.kind !== 'command') throw new Error('refused');
  const { optionNames } = await import('../../../../host/command-line.ts');
  const ignore = (): void => undefined;
  let printed = '';
  let told = '';
  const status = await runCommand({
    ...line,
    log: {
      error: (text) => {
        told += text;
      },
      warning: ignore,
      debug: ignore,
    },
    print: (text) => {
      printed += text;
    },
    hasColours: async () => false,
    optionNames,
  });
  return [printed, told, status];
}

describe('lading explain', () => {
  it('tells of each kind of action why, where in the specification, against what, and its undo', async () => {
    const [text] = await lading('explain', '--action', 'path.mask');
    const lines = text.split('\n');
    assert.equal(lines[0], 'path.mask');
    assert.match(text, /^ {2}why +the container may not read it: \/linux\/maskedPaths$/m);
    assert.match(text, /^ {2}spec +config-linux\.md#masked-paths$/m);
    assert.match(text, /^ {2}protects +against what the kernel shows of the host/m);
    assert.match(text, /^ {2}undo +none: goes with the namespace$/m);
    assert.match(
      text,
      /^ +\d+ {2}\/proc\/kcore {2}\/linux\/maskedPaths\/2 docker-20\.10\.json:\d+$/m,
    );
  });

  it('tells the same of each action as JSON, and of every action of a plan', async () => {
    const [json] = await lading('explain', '--format', 'json');
    const actions = JSON.parse(json) as {
      action: number;
      why: string;
      spec: string;
      undo: string;
    }[];
    assert.ok(actions.length > 60);
    for (const [index, { action, why, spec, undo }] of actions.entries()) {
      assert.equal(action, index);
      for (const told of [why, spec, undo]) assert.ok(told.length > 3);
    }
    const known = await explain('.', { config: CONFIG, facts: FACTS, id: 'container' });
    assert.deepEqual(JSON.parse(JSON.stringify(known)), actions);
  });

  it('of another host reads the config alone of this one', async () => {
    const files: string[] = [];
    const reader = {
      ...thisMachine,
      readFile: (path: string, limit: number) => {
        files.push(path);
        return thisMachine.readFile(path, limit);
      },
    };
    // Without mappings they are looked for among the host's accounts.
    const { linux, ...rest } = JSON.parse(readFileSync(CONFIG, 'utf8'));
    const namespaces = [...linux.namespaces, { type: 'user' }];
    const config = join(testDirectory(), 'no-mappings.json');
    writeFileSync(config, JSON.stringify({ ...rest, linux: { namespaces } }));
    const facts = 'rootless-v2-x86_64';
    assert.ok((await explain('.', { config, facts, reader })).length > 20);
    assert.deepEqual(files, [config]);
  });

  it('says which actions there are when it is asked for another', async () => {
    await assert.rejects(
      lading('explain', '--action', 'nope'),
      /no action `nope`: expected a number/,
    );
  });

  it('tells what the filter does with a system call, which rule decides, and what it looked at', async () => {
    const [text] = await lading('explain', '--syscall', 'clone', '--arg', '0=0x10000000');
    const squeezed = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  '));
    assert.deepEqual(squeezed, [
      'clone on x86_64: number 56',
      'action  SCMP_ACT_ERRNO 1 (EPERM): the call fails',
      'decided by  /linux/seccomp/defaultAction (line 1)',
      'because  the rules about this call ask for other arguments',
      'looked at  architecture, number, argument 0 = 0x10000000',
      squeezed[5],
      '',
    ]);
    const { decided } = await explainSyscall(CONFIG, 'clone', { facts: FACTS });
    assert.equal(decided?.because, 'argument 0 & 0x7e020000 == 0x0');
  });

  it('marks the instructions that ran', async () => {
    const [text] = await lading('explain', '--syscall', 'getpid', '--bpf');
    const ran = text.split('\n').filter((line) => line.startsWith('>'));
    assert.match(ran[0] ?? '', /^> +0 +ld \[4\] +; architecture$/);
    assert.match(ran.at(-1) ?? '', /^> +\d+ +L\d+: +ret SCMP_ACT_ALLOW$/);
    assert.match(text, new RegExp(`steps +${ran.length} of `));
  });

  it('refuses options of another command than the one that is planned', async () => {
    const complaint = /^--memory belongs to update, not to create$/;
    await assert.rejects(lading('explain', '--memory', '1M'), { message: complaint });
    const filter = ['--bpf', '--memory', '1M'];
    await assert.rejects(lading('explain', ...filter), { message: complaint });
  });

  it('refuses arguments without a system call, with the program or without', async () => {
    const complaint = /--arg and --arch belong to a system call/;
    for (const what of [[], ['--bpf']]) {
      await assert.rejects(lading('explain', ...what, '--arg', '0=1'), complaint);
      await assert.rejects(lading('explain', ...what, '--arch', 'x86'), complaint);
    }
  });

  it('refuses an action of the plan beside a system call or the program', async () => {
    const complaint = /^--action belongs to a plan/;
    for (const what of [['--bpf'], ['--syscall', 'read']]) {
      const refused = lading('explain', '--action', '5', ...what);
      await assert.rejects(refused, ({ message }: Error) => complaint.test(message));
    }
  });
});
