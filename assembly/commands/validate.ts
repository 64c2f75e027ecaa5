// validate: every problem of a config.json at once, and advice about what is legal but dangerous or of no use.

import { ADVICE_ERRORS, ADVICE_WARNINGS } from '../config/advice/advice';
import { Config } from '../config/read';
import { Plan } from '../plan/actions';
import {
  annotation,
  FAIL_UNKNOWN_SYSCALL,
  isAnnotationOn,
  SECCOMP_DATA,
} from '../plan/annotations';
import { checkForAnyHost } from '../plan/any-host';
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
  const out = new Plan(config.doc, context.diagnostics, context.flag('strict'));
  checkForAnyHost(config.spec, config.doc, out);
  checkFilter(config, out);
  context.output('', 0);
}

/** The compiler sees what rules do beside each other, where they are used. */
function checkFilter(config: Config, out: Plan): void {
  const linux = config.spec.linux;
  const annotations = config.spec.annotations;
  if (linux === null || linux.seccomp === null) return;
  if (annotation(config.doc, annotations, SECCOMP_DATA) !== null) return;
  const failUnknown = isAnnotationOn(config.doc, annotations, FAIL_UNKNOWN_SYSCALL);
  checkSeccomp(linux.seccomp!, failUnknown, out);
}
