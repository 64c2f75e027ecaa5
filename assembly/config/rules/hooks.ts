// Rules of /hooks (config.md#posix-platform-hooks). Types, absolute paths and timeouts are the schema's.

import { Hook, Hooks } from '../../../generated/assembly/config';
import { Rules } from './rules';

const DEPRECATED: string = 'LD2501';
const ARGS: string = 'LD2502';

export function validateHooks(hooks: Hooks, rules: Rules): void {
  validatePoint(hooks.prestart, rules);
  validatePoint(hooks.createRuntime, rules);
  validatePoint(hooks.createContainer, rules);
  validatePoint(hooks.startContainer, rules);
  validatePoint(hooks.poststart, rules);
  validatePoint(hooks.poststop, rules);
  const prestart = hooks.prestart;
  if (rules.strict && prestart !== null && prestart.length > 0) {
    const node = rules.member(hooks.node, 'prestart');
    rules.doubt(
      node,
      DEPRECATED,
      'prestart is deprecated: use createRuntime, createContainer or startContainer',
    );
  }
}

function validatePoint(hooks: Hook[] | null, rules: Rules): void {
  if (hooks === null) return;
  for (let i = 0; i < hooks.length; i++) {
    const args = hooks[i].args;
    if (args === null || args.length > 0) continue;
    rules.doubt(rules.member(hooks[i].node, 'args'), ARGS, 'empty: taken as the path alone');
  }
}
