// No field of config.json without a container that has it set: every leaf of the config's schema is
// in a case of the matrix (test/differential/fields), or named with the reason why it cannot be.
import assert from 'node:assert/strict';
import { cases, unshown } from '../differential/fields/index.ts';
import { readText } from './graph.ts';

type Schema = {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

const schema = JSON.parse(readText('host/schema/config.schema.json')) as Schema;

/** The paths of all members that have no members of their own; `*` for a list's items. */
function leaves(at: Schema, path: string): string[] {
  const name = at.$ref?.split('/').at(-1);
  const one = name === undefined ? at : schema.$defs?.[name];
  assert.ok(one, `${path}: ${at.$ref} is not defined`);
  if (one.properties !== undefined) {
    return Object.entries(one.properties).flatMap(([key, value]) =>
      leaves(value, `${path}/${key}`),
    );
  }
  return one.items === undefined ? [path] : leaves(one.items, `${path}/*`);
}

const fields = leaves(schema, '');
const shown = new Set(cases.flatMap((one) => one.fields));

describe('every field of config.json', () => {
  it('is one of many', () => {
    assert.ok(fields.length >= 170);
  });

  for (const field of fields) {
    const reason = unshown[field];
    it(
      reason === undefined ? `${field} is set in a container` : `${field} is not: ${reason}`,
      () => {
        assert.ok(
          shown.has(field) !== (reason !== undefined),
          'in a case, or with a reason, not both',
        );
      },
    );
  }

  it('has a case only if it exists', () => {
    const unknown = [...shown, ...Object.keys(unshown)].filter((field) => !fields.includes(field));
    assert.deepEqual(unknown, []);
  });

  it('has cases with titles of their own', () => {
    const titles = cases.map(({ title }) => title);
    assert.deepEqual([...new Set(titles)], titles);
  });
});
