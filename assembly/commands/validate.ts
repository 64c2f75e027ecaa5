// validate: every problem of a config.json at once, and advice about what is legal but dangerous or of no use.

import { ADVICE_ERRORS, ADVICE_WARNINGS } from '../config/advice/advice';
import { Config } from '../config/read';
import { Plan } from '../plan/actions';
import { FAIL_UNKNOWN_SYSCALL, isAnnotationOn } from '../plan/annotations';
import { checkSeccomp } from '../plan/seccomp';
import { Context } from './command';

const NO_CONFIG: string = 'LD2601';

export function validate(context: Context): void {
  const path = context.option('config');
  if (path === null) {
    context.error(NO_CONFIG, 'no config to validate');
    return;
  }
  const config = context.config(path, context.flag('strict') ? ADVICE_ERRORS : ADVICE_WARNINGS);
  if (config === null) return;
  checkFilter(config, context);
  context.output('', 0);
}

/** The compiler sees what rules do beside each other. */
function checkFilter(config: Config, context: Context): void {
  const linux = config.spec.linux;
  if (linux === null || linux.seccomp === null) return;
  const failUnknown = isAnnotationOn(config.doc, config.spec.annotations, FAIL_UNKNOWN_SYSCALL);
  const out = new Plan(config.doc, context.diagnostics, context.flag('strict'));
  checkSeccomp(linux.seccomp!, failUnknown, out);
}
