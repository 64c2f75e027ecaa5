// Records as one file: equal bytes, audited as the directory is; without secrets, and made whole again by who has them;
// attested, and signed.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../../host/record/audit.ts';
import { packRecords, unpackRecords } from '../../host/record/bundle.ts';
import { redactRecords, restoreRecords } from '../../host/record/redact.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, recordsOf, sha256 } from '../helpers/records.ts';
import { type Outcome, run, runtime, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const SECRETS = [
  's3cr3t-value',
  'an-argument',
  'exec-secret',
  'exec-argument',
  'hook-secret',
  '/sbin:/bin:/x',
];

async function lading(...args: string[]): Promise<Outcome> {
  return run([...runtime('lading').command, ...args]);
}

describe('records as one file', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const path = (name: string): string => join(testDirectory(), name);

  /** With secrets in its environment, arguments and hooks, and in those of an exec. */
  async function secretive(): Promise<Container> {
    const container = new Container({ config: dockerConfig() });
    Object.assign(container.config.process, {
      args: ['sh', '-c', 'sleep 100 # an-argument'],
      env: ['PATH=/sbin:/bin:/x', 'TOKEN=s3cr3t-value', 'EMPTY=', '\u00e9="\\'],
    });
    container.config.hooks = {
      poststop: [{ path: '/bin/true', args: ['true', 'hook-secret'], env: ['A=hook-secret'] }],
    };
    // Escapes that nobody would choose must come back as they are.
    const text = JSON.stringify(container.config, null, 1).replace('s3cr3t', '\\u00733cr3t');
    container.writeConfig(text);
    assert.equal((await container.runDetached()).exitCode, 0);
    const exec = ['exec', '-e', 'X=exec-secret', container.id, 'echo', 'exec-argument'];
    assert.equal((await run(container.command(...exec))).exitCode, 0);
    return container;
  }

  it('are audited as the directory is, and the digest told is that of the file', async () => {
    const container = await secretive();
    const state = ['--root', container.stateRoot, 'audit', container.id];
    for (const name of ['one.json', 'two.json']) {
      assert.equal((await lading(...state, '--export', path(name))).exitCode, 0);
    }
    const bytes = readFileSync(path('one.json'));
    assert.deepEqual(readFileSync(path('two.json')), bytes);
    const { digest } = JSON.parse((await lading(...state, '--format', 'json')).stdout) as Audit;
    assert.equal(sha256(bytes), digest);
    const { stdout, exitCode } = await lading('audit', '--format', 'json', path('one.json'));
    assert.equal(exitCode, 0, stdout);
    assert.equal((JSON.parse(stdout) as Audit).digest, digest);
    assert.deepEqual(unpackRecords(bytes), recordsOf(container));
    await container.delete({ force: true });
  });

  it('hold no secret with --redact, and all again with the originals', async () => {
    const container = await secretive();
    const records = recordsOf(container);
    const file = path('redacted.json');
    const args = ['--root', container.stateRoot, 'audit', container.id];
    assert.equal((await lading(...args, '--export', file, '--redact')).exitCode, 0);
    const text = readFileSync(file, 'utf8').replaceAll('\\u0073', 's');
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
    assert.match(text, /TOKEN=sha256:/);

    const alone = await lading('audit', file);
    assert.equal(alone.exitCode, 1);
    assert.match(alone.stdout, /inputs and plan cannot be checked: \d+ values are redacted/);
    const config = ['--originals', join(container.bundle, 'config.json')];
    // The exec had secrets of its own.
    const half = await lading('audit', file, ...config, '--format', 'json');
    assert.deepEqual(
      (JSON.parse(half.stdout) as Audit).findings.map(({ code, record }) => [code, record]),
      [['record-redacted', 2]],
    );
    const own = path('own.json');
    writeFileSync(own, JSON.stringify(['X=exec-secret', 'exec-argument']));
    const whole = await lading('audit', file, ...config, '--originals', own, '--format', 'json');
    const told = JSON.parse(whole.stdout) as Audit;
    assert.deepEqual([told.findings, whole.exitCode], [[], 0]);
    assert.equal(told.digest, sha256(packRecords(records)));
    // Tampering is found behind the digests too.
    const [first, ...rest] = redactRecords(records, sha256);
    assert.ok(first !== undefined);
    const plan = new TextEncoder().encode(
      new TextDecoder().decode(first.plan).replace('"target":"/dev/shm"', '"target":"/dev/shn"'),
    );
    const originals = [
      readFileSync(join(container.bundle, 'config.json'), 'utf8'),
      readFileSync(own, 'utf8'),
    ];
    const restored = restoreRecords([{ ...first, plan }, ...rest], originals, sha256);
    const [finding] = audit(restored).findings;
    assert.deepEqual([finding?.code, finding?.kind], ['plan-changed', 'mount.fs']);
    await container.delete({ force: true });
  });

  it('are attested, signed, and held against what was signed', async () => {
    const container = await secretive();
    const file = path('attested.json');
    const state = ['--root', container.stateRoot, 'audit', container.id, '--export', file];
    const keys = generateKeyPairSync('ed25519');
    const other = generateKeyPairSync('ed25519');
    writeFileSync(path('key.pem'), keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(path('key.pub'), keys.publicKey.export({ format: 'pem', type: 'spki' }));
    writeFileSync(path('other.pub'), other.publicKey.export({ format: 'pem', type: 'spki' }));
    const attestation = path('attestation');
    assert.equal((await lading(...state, '--attest', attestation)).exitCode, 0);
    const statement = JSON.parse(readFileSync(attestation, 'utf8')) as {
      _type: string;
      subject: { name: string; digest: { sha256: string } }[];
    };
    assert.equal(statement._type, 'https://in-toto.io/Statement/v1');
    assert.deepEqual(statement.subject[0], {
      name: container.id,
      digest: { sha256: sha256(readFileSync(file)) },
    });

    assert.equal(
      (await lading(...state, '--attest', attestation, '--key', path('key.pem'))).exitCode,
      0,
    );
    const verify = (key: string, place = file) =>
      lading('audit', place, '--attest', attestation, '--verify', path(key));
    assert.equal((await verify('key.pub')).exitCode, 0);
    const wrong = await verify('other.pub');
    assert.match(
      wrong.stderr,
      /the attestation does not hold: no signature in it is that of the key/,
    );
    assert.equal(wrong.exitCode, 1);

    // Of another state of the same container: the signature is good, and about something else.
    await run(container.command('pause', container.id));
    const later = await verify('key.pub', container.stateDirectory);
    assert.match(
      later.stdout,
      /first divergence: the attestation does not hold: it is about other records/,
    );
    assert.equal(later.exitCode, 1);
    await run(container.command('resume', container.id));

    const envelope = JSON.parse(readFileSync(attestation, 'utf8')) as { payload: string };
    const forged = Buffer.from(envelope.payload, 'base64').toString().replace('true', 'fals');
    writeFileSync(
      attestation,
      JSON.stringify({ ...envelope, payload: Buffer.from(forged).toString('base64') }),
    );
    assert.match((await verify('key.pub')).stderr, /does not hold/);
    await container.delete({ force: true });
  });

  it('are not attested unless they are intact, and no option is ignored', async () => {
    const container = await secretive();
    const [first] = recordsOf(container);
    assert.ok(first !== undefined);
    const broken = path('broken.json');
    writeFileSync(broken, packRecords([{ ...first, plan: new TextEncoder().encode('{}') }]));
    const outcome = await lading('audit', broken, '--attest', path('none'));
    assert.match(outcome.stderr, /not attested, because the record is not intact/);
    assert.throws(() => readFileSync(path('none')));
    for (const [options, why] of [
      [['--key', 'x'], /--key needs --attest/],
      [['--verify', 'x'], /--verify needs --attest/],
      [['--redact'], /--redact needs --export/],
    ] as const) {
      assert.match((await lading('audit', broken, ...options)).stderr, why);
    }
    await container.delete({ force: true });
  });
});
