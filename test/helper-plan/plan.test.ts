// helper-c/plan_read.c and plan_check.c by themselves, under sanitizers: plans that are canonical to the byte are read,
// and all else is refused before anything is done.
import assert from 'node:assert/strict';
import { renderCanonical } from '../../host/engine/canonical.ts';
import { requestAt } from '../determinism/corpus.ts';
import { KIND, respond } from '../helpers/engine.ts';
import { generatedConfigs } from '../helpers/generated-configs.ts';
import { namedFacts } from '../helpers/planner.ts';
import { buildJudge, type Judge } from './judge.ts';

const CONFIGS = 400;
const FLIPS = 4000;
const SEED = 20_240_611;

const SMALL =
  '{"actions":[{"do":"state.lock","id":"web","root":"/r"}],"command":"delete","container":"web","format":1}';

/** Each a small plan with one thing wrong, and what is said of it. */
const WRONG: ReadonlyMap<string, readonly [find: string | RegExp, put: string, why: RegExp]> =
  new Map([
    ['white space', [',"command"', ', "command"', /expected/]],
    [
      'a member too many',
      ['"id":"web",', '"id":"web","il":1,', /expected|unknown or out of order/],
    ],
    [
      'a member twice',
      ['"id":"web",', '"id":"web","id":"web",', /expected|unknown or out of order/],
    ],
    [
      'members out of order',
      ['"do":"state.lock","id":"web"', '"id":"web","do":"state.lock"', /expected/],
    ],
    ['a required member missing', ['"id":"web",', '', /expected id/]],
    ['an action without do', ['"do":"state.lock",', '', /without "do"/]],
    ['an unknown action', ['state.lock', 'state.pick', /unknown action/]],
    ['do that is not text', ['"do":"state.lock"', '"do":1', /without "do"/]],
    ['an id with a slash', ['"id":"web"', '"id":"../web"', /not the text it must be/]],
    ['a relative root', ['"/r"', '"r"', /not the text it must be/]],
    ['an escape that is not the shortest', ['"/r"', '"/\\u0072"', /escape/]],
    ['an escaped slash', ['"/r"', '"\\/r"', /escape/]],
    ['NUL as an escape', ['"/r"', '"/\\u0000"', /NUL/]],
    ['a control character', ['"/r"', '"/\u0001"', /control/]],
    ['bytes that are not UTF-8', ['"/r"', '"/\u00ff"', /UTF-8/]],
    ['a string without an end', [/"format".*/, '"format', /expected|no end/]],
    ['another format', ['"format":1', '"format":2', /expected/]],
    ['something behind it', [/$/, ' ', /follows/]],
    ['a container that is none', ['"container":"web"', '"container":".web"', /container id/]],
    ['nothing', [/.*/, '', /expected/]],
    ['brackets that nest without end', [/.*/, `{"actions":${'['.repeat(100_000)}`, /./]],
    ['a null', ['"id":"web"', '"id":null', /expected/]],
  ]);

describe('the helper reads plans', () => {
  let judge: Judge = () => [];
  let plans: readonly Buffer[] = [];

  before(function () {
    this.timeout(120_000);
    judge = buildJudge();
    const facts = namedFacts('v2-x86_64');
    const host = { facts: renderCanonical(facts), caller: renderCanonical(facts.caller ?? null) };
    const corpus = { configs: generatedConfigs(CONFIGS, SEED), facts: [host] };
    plans = corpus.configs
      .map((_, index) => respond(requestAt(corpus, index)))
      .filter(({ kind }) => kind === KIND.plan)
      .map(({ stdout }) => stdout);
    assert.ok(plans.length > CONFIGS / 3, `${plans.length} plans`);
  });

  it('as the engine makes them, whatever the config', () => {
    for (const line of judge(plans)) assert.match(line, /^plan \d+$/);
    assert.deepEqual(judge([Buffer.from(SMALL)]), ['plan 1']);
  });

  for (const [name, [find, put, why]] of WRONG) {
    it(`and refuses ${name}`, () => {
      const text = SMALL.replace(find, put);
      assert.notEqual(text, SMALL);
      const [line = ''] = judge([Buffer.from(text, 'latin1')]);
      assert.match(line, /^refused \d+: /);
      assert.match(line, why);
    });
  }

  it('and refuses each that is cut, at every place', () => {
    const [first = Buffer.alloc(0)] = plans;
    const cut = Array.from({ length: first.length }, (_, length) => first.subarray(0, length));
    for (const line of judge(cut)) assert.match(line, /^refused/);
  });

  it(`and never touches what is not its own, with ${FLIPS} bytes changed`, () => {
    let seed = SEED;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const special = Buffer.from('{}[]",:\\0-9u\u0000');
    const changed = Array.from({ length: FLIPS }, () => {
      const text = Buffer.from(plans[random(plans.length)] ?? '');
      text[random(text.length)] = special[random(special.length)] ?? 0;
      return text;
    });
    const refused = judge(changed).filter((line) => line.startsWith('refused'));
    assert.ok(refused.length > FLIPS / 3, `${refused.length} refused`);
  });
});
