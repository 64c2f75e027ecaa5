import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { FORMS, judgeForm } from '../../../../host/record/forms.ts';

type Definition = {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
};

const schema = JSON.parse(
  readFileSync(new URL('../../../../host/schema/journal.schema.json', import.meta.url), 'utf8'),
) as { readonly $defs: Readonly<Record<string, Definition>> };

describe('the form of a line', () => {
  it('has the members of the published schema', () => {
    for (const [event, form] of FORMS) {
      const name = event === 'undo-failed' ? 'undone' : (event ?? 'head');
      const { properties, required } = schema.$defs[`${name}`] ?? assert.fail(`${name}`);
      // One definition has both ends of an undo: that with an errno, and that without.
      const known = Object.keys(properties).filter((one) => one !== 'errno' || event !== 'undone');
      assert.deepEqual([...form.keys()].sort(), known.sort(), `${event}`);
      const always = [...form].filter(([, { isOptional }]) => !isOptional).map(([one]) => one);
      const isMore = (one: string): boolean => event === 'undo-failed' && one === 'errno';
      assert.deepEqual(always.filter((one) => !isMore(one)).sort(), [...required].sort());
    }
  });

  it('is told by what is missing, too many, or of another kind', () => {
    const done = { action: 1, event: 'done', ns: 5, prev: '0'.repeat(64) };
    const judge = (more: object): string | undefined => judgeForm({ ...done, ...more }, 'done');
    assert.equal(judge({}), undefined);
    assert.equal(judge({ by: 'child', result: {} }), undefined);
    // Of a clock that is behind, in another time namespace.
    assert.equal(judge({ ns: 2 ** 64 }), undefined);
    assert.equal(judge({ by: 'helper' }), '`by` is "helper"');
    assert.equal(judge({ errno: 'EPERM' }), 'a member `errno` too many');
    assert.equal(judge({ ns: -1 }), '`ns` is -1');
    assert.equal(judgeForm({ action: 1, event: 'done', prev: done.prev }, 'done'), 'no `ns`');
    assert.equal(judgeForm(done, 'constructor'), 'no such event: "constructor"');
  });
});
