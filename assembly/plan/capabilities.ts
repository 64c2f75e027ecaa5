// Sets of capabilities (capabilities(7)) as bit masks, so that what is written is sorted by number
// and has no name twice.

import { CAPABILITIES } from '../config/rules/process';

export function capabilityNames(set: u64): string[] {
  const names: string[] = [];
  for (let i = 0; i < CAPABILITIES.length; i++) {
    if (set & ((<u64>1) << i)) names.push(CAPABILITIES[i]);
  }
  return names;
}
