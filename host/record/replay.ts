// Makes a record's plan again from its inputs, and compares both with the digests that its journal's head names.
import { splitStrings } from '../exact.ts';
import { firstDifference, type TextDifference } from './plan-text.ts';
import { countDigests, countRedacted, isWhole, maskSecrets } from './redact.ts';
import { type AuditTools, type Finding, placeOf, REDACTED, type Scene } from './scene.ts';

export type Replay = {
  /** What was carried out, as far as it can be told. */
  readonly plan: Uint8Array;
  readonly findings: readonly Finding[];
};

export function replayPlan(scene: Scene): Replay {
  const { files, tools } = scene;
  const isRedacted = files.redacted === true && !isWhole(files, tools.sha256);
  return isRedacted ? compareRedacted(scene) : compare(scene);
}

function engineOther({ record, head }: Scene, engine: string, more = ''): Finding {
  return {
    code: 'engine-other',
    record,
    file: 'engine.wasm',
    message: `planned by another engine than the one at hand${more}`,
    expected: `${head.engine ?? 'a digest'}`,
    found: engine,
  };
}

/**
 * Without what was redacted, inputs and plan are not those that the journal's head names. All the same they are of one
 * another, but for that.
 */
function compareRedacted(scene: Scene): Replay {
  const { record, files, tools, digests, head } = scene;
  const findings: Finding[] = [];
  const engine = tools.engine.digest();
  if (head.engine !== engine) findings.push(engineOther(scene, engine));
  for (const file of ['inputs', 'plan'] as const) {
    if (digests[file] === head[file] || countDigests(files[file]) > 0) continue;
    findings.push({
      code: `${file}-changed`,
      record,
      file: `${file}.json`,
      message: `${file}.json has been changed: nothing in it is redacted`,
      expected: `${head[file] ?? 'a digest'}`,
      found: digests[file],
    });
  }
  const made = findings.length === 0 ? planOf(tools.engine, files.inputs) : undefined;
  const difference = made === undefined ? NO_PLAN : differenceBehindDigests(made, files.plan);
  if (findings.length === 0 && difference !== undefined) {
    findings.push({
      code: 'plan-not-from-inputs',
      record,
      file: 'plan.json',
      ...placeOf(difference.action),
      message:
        'the plan is not what the engine makes of the inputs, whatever it is that is redacted',
      expected: difference.expected,
      found: difference.found,
    });
  }
  const message = `inputs and plan cannot be checked: ${countRedacted(files)} values are redacted (--originals)`;
  findings.push({ code: REDACTED, record, file: 'record', message });
  return { plan: files.plan, findings };
}

const NO_PLAN = { action: undefined, expected: 'a plan', found: 'inputs that give none' };
const MASKED = `"sha256:${'0'.repeat(64)}"`;

/** `plan` may be anything, and then has no texts in which something could be redacted. */
function differenceBehindDigests(made: Uint8Array, plan: Uint8Array): TextDifference | undefined {
  try {
    return firstDifference(comparable(made), comparable(plan));
  } catch {
    return { action: undefined, expected: 'a plan', found: 'no JSON' };
  }
}

/**
 * Without what follows from what is redacted. The state that a command locks has a digest of its own, which is of the
 * whole one. The engine drops a variable without a name, and a name that is no identifier is redacted with its value.
 */
function comparable(plan: Uint8Array): string {
  const text = maskSecrets(plan).replace(
    /("do":"state\.lock"[^{}]*"state":")[0-9a-f]{64}"/,
    (_, before: string) => `${before}"`,
  );
  const parts = splitStrings(text);
  const left: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    left.push(parts[at] ?? '');
    if (parts[at] !== '"env"' || parts[at + 1] !== ':[') continue;
    const words: string[] = [];
    for (at += 2; parts[at]?.startsWith('"'); at += parts[at + 1] === ',' ? 2 : 1)
      words.push(parts[at] ?? '');
    left.push(':[', words.filter((word) => word !== MASKED).join(','));
    at--;
  }
  return left.join('');
}

/** The digests that the journal's head names, and the plan that the inputs give. */
function compare(scene: Scene): Replay {
  const { record, files, tools, digests, head } = scene;
  const findings: Finding[] = [];
  const engine = tools.engine.digest();
  const isSameEngine = head.engine === engine;
  const made = planOf(tools.engine, files.inputs);
  const isSamePlan = made !== undefined && tools.sha256(made) === digests.plan;
  if (!isSameEngine) {
    const plan = isSamePlan ? 'the same' : 'another';
    findings.push(engineOther(scene, engine, `, which makes ${plan} plan of these inputs`));
  }
  const difference = made === undefined || isSamePlan ? undefined : differenceOf(made, files.plan);
  const place = difference === undefined ? {} : placeOf(difference.action);
  if (head.inputs !== digests.inputs) {
    const message =
      difference === undefined
        ? 'inputs.json has been changed'
        : 'inputs.json has been changed: what it asks for differs first here';
    findings.push({
      code: 'inputs-changed',
      record,
      file: 'inputs.json',
      ...place,
      message: made === undefined ? 'inputs.json has been changed: it gives no plan' : message,
      expected: `${head.inputs ?? 'a digest'}`,
      found: digests.inputs,
    });
  }
  const isPlanNamed = head.plan === digests.plan;
  if (!isPlanNamed || (!isSamePlan && isSameEngine && head.inputs === digests.inputs)) {
    findings.push({
      code: isPlanNamed ? 'plan-not-from-inputs' : 'plan-changed',
      record,
      file: 'plan.json',
      ...place,
      message: isPlanNamed
        ? 'the plan is not what the engine makes of the inputs'
        : 'plan.json has been changed',
      expected: difference?.expected ?? `${head.plan ?? 'a digest'}`,
      found: difference?.found ?? digests.plan,
    });
  }
  // With another engine or other inputs what was made again is not what was carried out.
  return {
    plan: made !== undefined && tools.sha256(made) === head.plan ? made : files.plan,
    findings,
  };
}

/** Undefined: none can be made of them. They may be anything, and the engine may even trap. */
function planOf(engine: AuditTools['engine'], inputs: Uint8Array): Uint8Array | undefined {
  try {
    const answer = engine.respond(inputs);
    return answer.kind === 'plan' ? answer.bytes : undefined;
  } catch {
    return undefined;
  }
}

function differenceOf(made: Uint8Array, plan: Uint8Array): TextDifference | undefined {
  const decoder = new TextDecoder();
  return firstDifference(decoder.decode(made), decoder.decode(plan));
}
