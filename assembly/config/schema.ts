// The schema of config.json, for check.ts.

import {
  FIELD_NAMES,
  FIELD_REQUIRED,
  FIELD_TYPES,
  LIMITS,
  TYPES,
  WORDS,
} from '../../generated/assembly/config-schema';
import { Schema } from './check';

export function configSchema(): Schema {
  return new Schema(TYPES, FIELD_NAMES, FIELD_TYPES, FIELD_REQUIRED, LIMITS, WORDS);
}
