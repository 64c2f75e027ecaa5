// spec: the text of a new config.json; the host writes it.

import { Context } from './command';
import { specTemplate } from './spec-template';

export function spec(context: Context): void {
  const caller = context.caller();
  const facts = context.facts();
  if (caller === null || facts === null) return;
  const rootless = context.flag('rootless');
  const uid = caller.unsigned('uid');
  const gid = caller.unsigned('gid');
  // On v2 a container sees its own part of the hierarchy alone; on v1 peers do without.
  context.output(specTemplate(rootless, uid, gid, facts.cgroups!.mode == 'unified'), 0);
}
