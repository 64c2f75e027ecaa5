// What an action may have learnt: the result in its journal line against `x-result` of its kind in the plan's schema.
import { ACTION_KINDS, type ResultRule } from '../../generated/host/action-kinds.ts';
import type { Action } from '../report/actions.ts';

/** Why such a result cannot be; undefined: it can. */
export function judgeResult(action: Action, result: unknown): string | undefined {
  const rules = new Map(Object.entries(ACTION_KINDS.get(action.do)?.result ?? {}));
  if (result !== undefined && !isObject(result)) return 'the result is no object';
  const members = new Map(Object.entries(result ?? {}));
  for (const [name, value] of members) {
    const rule = rules.get(name);
    if (rule === undefined) return `${action.do} learns no \`${name}\``;
    const problem = judgeMember(action, rule, value);
    if (problem !== undefined) return `${name}: ${problem}`;
  }
  const missing = [...rules].find(([name, rule]) => rule.always === true && !members.has(name));
  return missing === undefined ? undefined : `\`${missing[0]}\` is missing`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function judgeMember(action: Action, rule: ResultRule, value: unknown): string | undefined {
  if (!meets(action, rule.when ?? [])) return `not with ${rule.when?.join(' or ')}`;
  if (rule.words !== undefined) {
    const words = new Map(Object.entries(rule.words));
    const conditions = typeof value === 'string' ? words.get(value) : undefined;
    if (conditions === undefined) return `no such word: ${JSON.stringify(value)}`;
    return meets(action, conditions) ? undefined : `${value} only with ${conditions.join(' or ')}`;
  }
  const isGood =
    rule.type === 'integer'
      ? Number.isSafeInteger(value) && (value as number) >= 0
      : typeof value === 'string';
  return isGood ? undefined : `expected ${rule.type}`;
}

/** `name`, `!name`, `name=value`, `name!=value`; without conditions always. */
function meets(action: Action, conditions: readonly string[]): boolean {
  return conditions.length === 0 || conditions.some((condition) => holds(action, condition));
}

function holds(action: Action, condition: string): boolean {
  const [, not, name = '', unequal, value] = /^(!?)(\w+)(?:(!?)=(\w+))?$/.exec(condition) ?? [];
  const field = action[name];
  if (value === undefined) return (field !== undefined && field !== false) !== (not === '!');
  return (`${field}` === value) !== (unequal === '!');
}
