// All cases of the matrix, and the fields that have none, each with its reason.
import type { FieldCase, Unshown } from './case.ts';
import { hookCases } from './hooks.ts';
import { labelCases } from './labels.ts';
import { linuxCases, linuxUnshown } from './linux.ts';
import { mountCases } from './mounts.ts';
import { processCases, processUnshown } from './process.ts';
import { resourceCases, resourceUnshown } from './resources.ts';
import { unifiedCases } from './resources-v2.ts';

export const cases: readonly FieldCase[] = [
  ...processCases,
  ...mountCases,
  ...hookCases,
  ...labelCases,
  ...linuxCases,
  ...resourceCases,
  ...unifiedCases,
];

export const unshown: Unshown = {
  ...processUnshown,
  ...linuxUnshown,
  ...resourceUnshown,
};
