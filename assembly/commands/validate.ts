// validate: every problem of a config.json at once.

import { Context } from './command';

const NO_CONFIG: string = 'LD2601';

export function validate(context: Context): void {
  const path = context.option('config');
  if (path === null) {
    context.error(NO_CONFIG, 'no config to validate');
    return;
  }
  if (context.config(path) === null) return;
  context.output('', 0);
}
