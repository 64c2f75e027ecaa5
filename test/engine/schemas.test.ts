// What is written conforms to the published schemas: plans, answers, facts, journals.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { renderCanonical } from '../../host/engine/canonical.ts';
import { KIND, respond, validateRequest } from '../helpers/engine.ts';

const SCHEMAS = new URL('../../host/schema/', import.meta.url);
const FACTS = new URL('../../host/facts/', import.meta.url);
const CONFIGS = new URL('../fixtures/configs/', import.meta.url);

type Check = (value: unknown) => string;

/** Returns what is wrong with a value, '' when nothing is. Our own keywords (x-…) are notes to the generator. */
function checker(name: string): Check {
  const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
  const schema = JSON.parse(
    readFileSync(new URL(`${name}.schema.json`, SCHEMAS), 'utf8'),
  ) as object;
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? '' : ajv.errorsText(validate.errors));
}

const read = (url: URL): string => readFileSync(url, 'utf8');

/** null stands for a member that is absent, in facts as in configs. */
const withoutNull = (_: string, value: unknown): unknown => value ?? undefined;

describe('schemas', () => {
  it('are valid, each of them', () => {
    for (const file of readdirSync(SCHEMAS).filter((name) => name.endsWith('.schema.json'))) {
      assert.doesNotThrow(() => checker(file.replace('.schema.json', '')), file);
    }
  });

  it('hold for every facts file that ships', () => {
    const check = checker('facts');
    for (const file of readdirSync(FACTS)) {
      assert.equal(check(JSON.parse(read(new URL(file, FACTS)), withoutNull)), '', file);
    }
  });

  it('hold for requests, plans and needs of every fixture under every facts file', () => {
    const checkPlan = checker('plan');
    const checkRequest = checker('request');
    const checkResponse = checker('response');
    let plans = 0;
    for (const factsFile of readdirSync(FACTS)) {
      const facts = JSON.parse(read(new URL(factsFile, FACTS))) as { caller: object };
      for (const file of readdirSync(CONFIGS).filter((name) => name.endsWith('.json'))) {
        const options = { bundle: '/b', config: '/b/config.json', id: 'web' };
        const request = {
          command: 'run',
          inputs: { caller: facts.caller, config: { text: read(new URL(file, CONFIGS)) }, facts },
          options,
        };
        const bytes = Buffer.from(renderCanonical(request as never));
        assert.equal(checkRequest(JSON.parse(bytes.toString())), '');
        const answer = respond(bytes);
        const value: unknown = JSON.parse(answer.stdout.toString());
        if (answer.kind === KIND.plan) {
          plans++;
          assert.equal(checkPlan(value), '', `${file} under ${factsFile}`);
        } else {
          assert.equal(checkResponse(value), '', `${file} under ${factsFile}`);
        }
        const first = respond({
          command: 'run',
          inputs: { caller: facts.caller as never },
          options,
        });
        assert.equal(first.kind, KIND.need);
        assert.equal(checkResponse(JSON.parse(first.stdout.toString())), '');
      }
    }
    assert.ok(plans >= 9, `only ${plans} plans`);
  });

  it('hold for diagnostics', () => {
    const answer = respond(validateRequest({ text: '{"root":{"path":""}}' }));
    assert.equal(answer.kind, KIND.diagnostics);
    assert.equal(checker('response')(JSON.parse(answer.stdout.toString())), '');
  });

  it('accept the real configs, and refuse one with a wrong type', () => {
    const check = checker('config');
    for (const file of readdirSync(CONFIGS).filter((name) => name.endsWith('.json'))) {
      assert.equal(check(JSON.parse(read(new URL(file, CONFIGS)))), '', file);
    }
    assert.notEqual(check({ ociVersion: '1.0.0', root: { path: 3 } }), '');
  });
});
