// Records as the helper writes them, of plans that nobody carries out: for audits of what their files say.
import assert from 'node:assert/strict';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { exactText } from '../../host/exact.ts';
import type { RecordFiles } from '../../host/record/bundle.ts';
import { type NumberedAction, numberActions, readPlan } from '../../host/report/actions.ts';
import { type Config, dockerConfig } from './config.ts';
import { inputsOf } from './existing.ts';
import { namedFacts } from './planner.ts';
import { rechain, sha256, testEngine } from './records.ts';

export type MadeLine = { [name: string]: Json };

export type Making = {
  readonly number?: number;
  /** Changes the journal, whose digests all fit afterwards. */
  readonly bend?: (lines: MadeLine[]) => readonly MadeLine[];
};

const NONE = '0'.repeat(64);

/** Of a create whose container waits for its start. */
export function madeByCreate({
  bendConfig,
  ...making
}: Making & { readonly bendConfig?: (config: Config) => void } = {}): RecordFiles {
  const config = dockerConfig();
  bendConfig?.(config);
  const facts = namedFacts('v2-x86_64');
  const caller = facts.caller ?? null;
  const options = { bundle: '/b', config: '/b/config.json', id: 'web', root: '/run/lading' };
  const inputs = { caller, config: { text: JSON.stringify(config) }, facts };
  return made({ command: 'create', inputs, options }, making);
}

/** Two of them are two commands: no two begin in the same nanosecond. */
export function madeByKill(making: Making = {}): RecordFiles {
  const options = { id: 'web', root: '/run/lading', signal: 'KILL' };
  return made({ command: 'kill', inputs: inputsOf('running'), options }, making);
}

function made(request: Json, { number = 1, bend = (lines) => lines }: Making): RecordFiles {
  const inputs = new TextEncoder().encode(renderCanonical(request));
  const answer = testEngine().respond(inputs);
  assert.equal(answer.kind, 'plan', new TextDecoder().decode(answer.bytes));
  const plan = answer.bytes;
  const lines = bend([headOf(inputs, plan), ...linesOf(plan, number)]);
  const journal = new TextEncoder().encode(rechain(lines.map(exactText)));
  return { number, inputs, plan, journal };
}

function headOf(inputs: Uint8Array, plan: Uint8Array): MadeLine {
  const { command, container } = readPlan(plan);
  const digests = { engine: testEngine().digest(), inputs: sha256(inputs), plan: sha256(plan) };
  return { command, container, ...digests, format: 1, prev: NONE, time: '2026-11-27T12:00:00Z' };
}

/** The helper's lines, and in its syncs those of the container's process. */
function linesOf(plan: Uint8Array, number: number): MadeLine[] {
  const numbered = numberActions(readPlan(plan));
  const children = numbered.filter(({ isChild }) => isChild);
  const lines: MadeLine[] = [];
  let isResting = false;
  const write = (one: NumberedAction, event: string, more: MadeLine = {}): void => {
    const ns = number * 1000 + lines.length;
    const by = one.isChild ? { by: 'child' } : {};
    lines.push({ action: one.number, ...by, event, ns, prev: NONE, ...more });
  };
  const begin = (one: NumberedAction): void => {
    const { do: kind } = one.action;
    write(one, 'begin', { do: kind, ...(kind === 'exec' ? { sum: NONE } : {}) });
  };
  const done = (one: NumberedAction): void => write(one, 'done', resultOf(one));
  const takeTurn = (): void => {
    for (let one = children.shift(); one !== undefined; one = children.shift()) {
      if (!isResting) begin(one);
      isResting = !isResting && one.action.do === 'sync';
      if (isResting) children.unshift(one);
      if (isResting || ['fifo.wait', 'exec'].includes(one.action.do)) return;
      done(one);
    }
  };
  for (const one of numbered.filter(({ isChild }) => !isChild)) {
    begin(one);
    if (one.action.do === 'sync') takeTurn();
    done(one);
  }
  return [...lines, { event: 'end', exit: 0, outcome: 'done', prev: NONE, sum: NONE }];
}

/** What is always learnt. */
function resultOf({ action }: NumberedAction): MadeLine {
  const rules = Object.entries(ACTION_KINDS.get(action.do)?.result ?? {});
  const members = rules
    .filter(([, rule]) => rule.always === true)
    .map(([name, { type, words = {} }]) => {
      const [word = 'x'] = Object.keys(words);
      return [name, type === 'integer' ? 1 : word];
    });
  return members.length === 0 ? {} : { result: Object.fromEntries(members) as MadeLine };
}
