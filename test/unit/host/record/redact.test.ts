import assert from 'node:assert/strict';
import { packRecords, type RecordFiles } from '../../../../host/record/bundle.ts';
import { redactRecords, restoreRecords } from '../../../../host/record/redact.ts';
import { madeByCreate } from '../../../helpers/made-records.ts';
import { audit, sha256 } from '../../../helpers/records.ts';

const MANY = 9_000_000;
const decoder = new TextDecoder();

/** As one with the originals has it who was given what is redacted. */
function roundTrip(record: RecordFiles): RecordFiles[] {
  const { inputs } = JSON.parse(decoder.decode(record.inputs)) as {
    inputs: { config: { text: string } };
  };
  return restoreRecords(redactRecords([record], sha256), [inputs.config.text], sha256);
}

describe('redacted records', () => {
  it('are those that they were with the originals, digests in them too', () => {
    const record = madeByCreate({
      bendConfig: (config) => {
        config.annotations = { 'io.kubernetes.cri-o.ImageRef': `sha256:${'ab'.repeat(32)}` };
        config.process.env = ['PATH=/bin', `IMAGE=sha256:${'cd'.repeat(32)}`];
      },
    });
    const digest = sha256(packRecords([record]));
    assert.deepEqual(roundTrip(record), [record]);
    const { verdict, digest: found } = audit(roundTrip(record), digest);
    assert.deepEqual([verdict, found], ['intact', digest]);
  });

  it('stay redacted where an original is missing', () => {
    const [redacted] = redactRecords([madeByCreate()], sha256);
    assert.ok(redacted !== undefined);
    assert.deepEqual(restoreRecords([redacted], ['{}'], sha256), [redacted]);
  });

  it('may have texts of any length', () => {
    for (const part of ['x', '\n', 'x\n']) {
      const [record, other] = [madeByCreate(), madeByCreate()];
      const text = `{"annotations":{"a":${JSON.stringify(part.repeat(MANY / 3))}},"env":["A=b"]}`;
      const inputs = new TextEncoder().encode(JSON.stringify({ text, env: ['A=b'] }));
      const [redacted] = redactRecords([{ ...record, inputs }], sha256);
      assert.ok(!decoder.decode(redacted?.inputs).includes('A=b'));
      const plan = new TextEncoder().encode(`{"actions":[],"x":${JSON.stringify(text)}}`);
      assert.equal(audit([{ ...other, plan, redacted: true }]).verdict, 'divergent');
      const [restored] = restoreRecords([redacted ?? record], [text], sha256);
      assert.deepEqual(restored?.inputs, inputs);
    }
  });

  it('are none of what cannot be read, and so may have any secret in it', () => {
    const record = madeByCreate();
    for (const bytes of [
      Uint8Array.of(0x7b, 0xff, 0x7d),
      new TextEncoder().encode('{"a":"\\q"}'),
    ]) {
      for (const file of ['inputs', 'plan'] as const) {
        assert.throws(
          () => redactRecords([{ ...record, [file]: bytes }], sha256),
          (error: Error) =>
            error.name === 'LadingError' &&
            error.message.startsWith(`record 1: ${file}.json cannot be redacted: `),
        );
      }
    }
    const nothing = { ...record, plan: new Uint8Array() };
    assert.equal(redactRecords([nothing], sha256)[0]?.plan.length, 0);
  });
});
