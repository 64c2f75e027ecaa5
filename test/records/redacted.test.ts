// --redact where records are made and kept: no byte of them has a secret in it, they are what the host makes of whole
// ones, and an audit with the originals at hand finds them intact.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../host/gather/reader.ts';
import type { Audit } from '../../host/record/audit.ts';
import type { RecordFiles } from '../../host/record/bundle.ts';
import { readRecords } from '../../host/record/files.ts';
import { redactRecords } from '../../host/record/redact.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { withCriu } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, keptRecords, rechain, recordPlace, sha256 } from '../helpers/records.ts';
import { type Outcome, type Runtime, run, runtime, waysIn } from '../helpers/runtime.ts';

const SECRETS = ['s3cr3t', 'an-argument', 'hook-secret', '/sbin:/bin:/x'];
const CRIU_MS = 60_000;
const EXEC_SECRETS = ['exec-secret', 'exec-argument', 'more-secret'];

function secretive(way: Runtime): Container {
  const container = new Container({ config: dockerConfig(), runtime: way });
  const { config } = container;
  config.process.args = ['sh', '-c', 'sleep 100 # an-argument "quoted" \u001f ü 🚢'];
  config.process.env = ['PATH=/sbin:/bin:/x', 'TOKEN=s3cr3t\n"\\', 's3cr3t', 'Ü=s3cr3t'];
  const hook = { path: '/bin/true', args: ['true', 'hook-secret'], env: ['A=hook-secret'] };
  config.hooks = { poststart: [hook], poststop: [hook] };
  config.annotations = { image: `x@sha256:${'a'.repeat(64)}` };
  // As it may be written: escapes where none is needed, in a name too.
  const text = JSON.stringify(config)
    .replaceAll('s3cr3t', '\\u0073\\u0033cr3t')
    .replace('"env"', '"\\u0065nv"');
  container.writeConfig(text.replace('🚢', '\\ud83d\\udea2'));
  return container;
}

/** The file, or the files below a directory, in which a secret stands, however it is escaped. */
function leaks(place: string, secrets: readonly string[]): string[] {
  const found: string[] = [];
  const isFile = statSync(place).isFile();
  for (const name of isFile ? [''] : readdirSync(place, { recursive: true }).map(String)) {
    const path = join(place, name);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, 'utf8').replace(/\\+u00(7|3)3/g, (_, digit) =>
      digit === '7' ? 's' : '3',
    );
    for (const secret of secrets) if (text.includes(secret)) found.push(`${name}: ${secret}`);
  }
  return found;
}

async function audited(place: string, ...originals: string[]): Promise<Audit> {
  const words = originals.flatMap((file) => ['--originals', file]);
  const line = [...runtime('lading').command, 'audit', place, '--format', 'json', ...words];
  return JSON.parse((await run(line)).stdout) as Audit;
}

function give(container: Container, ...args: string[]): Promise<Outcome> {
  return run(container.command(...args));
}

/** What the exec was given, which is nowhere else. */
function own(): string {
  const file = join(testDirectory(), 'own.json');
  writeFileSync(file, JSON.stringify(['X=exec-secret', 'exec-argument', 'more-secret \t"']));
  return file;
}

for (const [name, way] of waysIn) {
  describe(`--redact, through ${name}`, () => {
    leavesNothingBehind();
    const kept = keptRecords();
    it('of exec leaves no secret in its record, and what is kept of a delete has none at all', async () => {
      const container = secretive(way);
      assert.equal((await container.runDetached()).exitCode, 0);
      const { id } = container;
      const config = join(container.bundle, 'config.json');
      const exec = ['exec', '--redact', '--env', 'X=exec-secret', id];
      const program = ['sh', '-c', 'exec-argument', 'more-secret \t"'];
      await give(container, ...exec, ...program);
      await give(container, 'kill', id, '0');
      const records = join(container.stateDirectory, 'record');
      assert.deepEqual(leaks(join(records, '2'), [...SECRETS, ...EXEC_SECRETS]), []);
      assert.deepEqual(leaks(records, EXEC_SECRETS), []);
      // Until the container is gone: exec and delete read it.
      assert.notDeepEqual(leaks(join(records, '1'), SECRETS), []);
      const alone = await audited(container.stateDirectory);
      assert.deepEqual(
        alone.findings.map(({ code, record }) => [code, record]),
        [['record-redacted', 2]],
      );
      assert.deepEqual(
        [alone.verdict, alone.isIntact, alone.records.map(({ verdict }) => verdict)],
        ['redacted', false, ['intact', 'redacted', 'intact']],
      );
      assert.deepEqual((await audited(container.stateDirectory, config, own())).findings, []);

      const whole = readRecords(container.stateDirectory, thisMachine);
      const deleted = await give(
        container,
        ...['delete', '--force', '--keep-record', kept, '--redact', id],
      );
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.deepEqual(leaks(kept, [...SECRETS, ...EXEC_SECRETS]), []);
      const place = join(kept, id);
      const found = readRecords(place, thisMachine);
      assert.equal(found.length, 4);
      // The delete's own is not among those that were read before it.
      const texts = (records: readonly RecordFiles[]): string[][] =>
        records.map(({ inputs, plan }) =>
          [inputs, plan].map((one) => new TextDecoder().decode(one)),
        );
      assert.deepEqual(texts(found.slice(0, 3)), texts(redactRecords(whole, sha256)));
      const told = await audited(place);
      assert.deepEqual(
        told.findings.map(({ code, record }) => [code, record]),
        [1, 2, 3, 4].map((record) => ['record-redacted', record]),
      );
      assert.match(
        told.findings[0]?.message ?? '',
        /cannot be checked: \d+ values are redacted \(--originals\)/,
      );
      assert.deepEqual((await audited(place, config, own())).findings, []);
    });

    it('of run redacts what it keeps', async () => {
      const container = secretive(way);
      container.writeConfig(
        readFileSync(join(container.bundle, 'config.json'), 'utf8').replace('sleep 100', 'exit 3'),
      );
      const outcome = await container.run({ args: ['--keep-record', kept, '--redact'] });
      assert.equal(outcome.exitCode, 3, outcome.stderr);
      assert.deepEqual(leaks(kept, SECRETS), []);
      const place = join(kept, container.id);
      assert.deepEqual(
        (await audited(place)).findings.map(({ code }) => code),
        ['record-redacted'],
      );
      const config = join(container.bundle, 'config.json');
      assert.deepEqual((await audited(place, config)).findings, []);
    });

    it('of run leaves what can be checked without the originals, and tampering with it is found', async () => {
      const container = secretive(way);
      container.writeConfig(
        readFileSync(join(container.bundle, 'config.json'), 'utf8').replace('sleep 100', 'exit 0'),
      );
      await container.run({ args: ['--keep-record', kept, '--redact'] });
      const place = join(kept, container.id);
      const told = await run([...runtime('lading').command, 'audit', place]);
      assert.match(told.stdout, /^\S+: CANNOT BE CHECKED: redacted, 1 record$/m);
      assert.doesNotMatch(told.stdout, /NOT INTACT|divergence/);
      assert.equal(told.exitCode, 1);
      const [record] = readRecords(place, thisMachine);
      assert.ok(record !== undefined);
      const decoder = new TextDecoder();
      const bent = (file: 'inputs' | 'plan' | 'journal', bend: (text: string) => string): Audit =>
        audit([
          { ...record, [file]: new TextEncoder().encode(bend(decoder.decode(record[file]))) },
        ]);
      const code = (found: Audit): unknown[] => [found.verdict, found.findings[0]?.code];
      assert.equal(audit([record]).verdict, 'redacted');
      const moved = (text: string): string => text.replace('/dev/shm', '/dev/shn');
      const fewer = (text: string): string => text.replace('"done"', '"gone"');
      const whole = (text: string): string => text.replaceAll(/sha256:[0-9a-f]{64}/g, 'x');
      assert.deepEqual(
        [
          code(bent('plan', moved)),
          code(bent('inputs', moved)),
          code(bent('inputs', () => '{}')),
          code(bent('inputs', whole)),
          code(bent('plan', whole)),
          code(bent('journal', fewer)),
          code(bent('journal', (text) => rechain(fewer(text).trimEnd().split('\n')))),
        ],
        [
          ['divergent', 'plan-not-from-inputs'],
          ['divergent', 'plan-not-from-inputs'],
          ['divergent', 'inputs-changed'],
          ['divergent', 'inputs-changed'],
          ['divergent', 'plan-changed'],
          ['divergent', 'journal-changed'],
          ['divergent', 'journal-course'],
        ],
      );
    });

    it('of run is no difference to its configuration, and hides none in what it redacts', async () => {
      const container = secretive(way);
      const config = join(container.bundle, 'config.json');
      const text = readFileSync(config, 'utf8').replace('sleep 100', 'exit 0');
      container.writeConfig(text);
      await container.run({ args: ['--keep-record', kept, '--redact'] });
      const place = join(kept, container.id);
      const diff = () => run([...runtime('lading').command, 'diff', place, container.bundle]);
      assert.deepEqual(await diff(), { exitCode: 0, stdout: 'no differences\n', stderr: '' });
      writeFileSync(config, text.replace('exit 0', 'exit 1'));
      const { exitCode, stdout } = await diff();
      assert.equal(exitCode, 1);
      assert.match(stdout, /\/process\/args\/2/);
    });

    it('of create holds for all that is recorded later, without being asked for again', async () => {
      const container = secretive(way);
      assert.equal((await container.create({ args: ['--redact'] })).exitCode, 0);
      const { id } = container;
      const mounts = join(container.bundle, 'mounts.json');
      writeFileSync(mounts, '[{"destination":"/srv","type":"tmpfs","source":"x"}]');
      const words = [
        ['start', id],
        ['exec', '--env', 'X=exec-secret', id, 'true', 'exec-argument'],
        ['update', '--pids-limit', '100', id],
        ['mounts', 'add', id, mounts],
        ['mounts', 'remove', id, mounts],
        ['pause', id],
        ['resume', id],
        ['kill', id, '0'],
        ['kill', '--all', id, 'URG'],
      ];
      for (const line of words) {
        const { exitCode, stderr } = await give(container, ...line);
        assert.deepEqual([exitCode, stderr], [0, ''], line.join(' '));
      }
      const records = readRecords(container.stateDirectory, thisMachine);
      for (const [at, line] of words.entries()) {
        assert.equal(records[at + 1]?.redacted, true, line[0]);
        const place = recordPlace(join(container.stateDirectory, 'record'), at + 2);
        assert.deepEqual(leaks(place, [...SECRETS, ...EXEC_SECRETS]), [], line[0]);
      }
      const deleted = await give(container, 'delete', '--force', '--keep-record', kept, id);
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.deepEqual(leaks(kept, [...SECRETS, ...EXEC_SECRETS]), []);
      const config = join(container.bundle, 'config.json');
      const told = await audited(join(kept, id), config, own());
      assert.deepEqual(told.findings, []);
      const commands = told.records.map(({ command }) => command);
      assert.deepEqual(commands, ['create', ...words.map(([command]) => command), 'delete']);
    });

    it('of delete is refused where nothing is kept', async () => {
      const container = secretive(way);
      await container.create();
      const deleted = await give(container, 'delete', '--force', '--redact', container.id);
      assert.match(deleted.stderr, /--redact needs --keep-record/);
      assert.equal(deleted.exitCode, 1);
      await container.delete({ force: true });
    });
  });

  describe(`--redact of what criu does, through ${name}`, function () {
    this.timeout(CRIU_MS);
    withCriu({ onlyLading: true });
    leavesNothingBehind();
    const kept = keptRecords();

    it('holds for a checkpoint, and of restore for all that is recorded later', async () => {
      const counter = new Counter({
        runtime: way,
        bend: (config) => {
          config.process.args = [...config.process.args, 'an-argument'];
          config.process.env = ['PATH=/bin', 'TOKEN=s3cr3t'];
          config.hooks = { poststop: [{ path: '/bin/true', args: ['true', 'hook-secret'] }] };
        },
      });
      const { id, bundle } = counter;
      const config = join(bundle, 'config.json');
      const copy = join(bundle, 'copy');
      assert.equal(await counter.detached('run', '--redact'), 0);
      await counter.counts();
      assert.equal((await counter.checkpoint('--leave-running')).exitCode, 0);
      // What ends the container takes its record along.
      cpSync(counter.stateDirectory, copy, { recursive: true });
      assert.deepEqual(leaks(recordPlace(join(copy, 'record'), 2), SECRETS), []);
      assert.deepEqual((await audited(copy, config)).findings, []);
      await counter.end();

      assert.equal((await counter.restore('--redact')).exitCode, 0);
      const words = [
        ['exec', '--env', 'X=exec-secret', id, 'true', 'exec-argument'],
        ['update', '--pids-limit', '100', id],
        ['kill', id, '0'],
      ];
      for (const line of words) assert.equal((await give(counter, ...line)).exitCode, 0, line[0]);
      for (const record of [2, 3, 4]) {
        const place = recordPlace(join(counter.stateDirectory, 'record'), record);
        assert.deepEqual(leaks(place, [...SECRETS, ...EXEC_SECRETS]), [], `${record}`);
      }
      const deleted = await give(counter, 'delete', '--force', '--keep-record', kept, id);
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.deepEqual(leaks(kept, [...SECRETS, ...EXEC_SECRETS]), []);
      const told = await audited(join(kept, id), config, own());
      assert.deepEqual(told.findings, []);
      const commands = told.records.map(({ command }) => command);
      assert.deepEqual(commands, ['restore', 'exec', 'update', 'kill', 'delete']);
    });
  });
}
