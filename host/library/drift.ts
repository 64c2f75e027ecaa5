// The library's `drift`.
import { askEngine } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { thisMachine } from '../gather/reader.ts';
import { lookInside } from '../helper/look.ts';
import { type Drift, findDrift, type Living } from '../record/drift.ts';
import { type Common, engineOptions, refusal } from './ask.ts';

/** The living container against its plan, as the kernel shows it. Throws a LadingError when it does not run. */
export async function drift(id: string, options: Common = {}): Promise<Drift> {
  const { reader = thisMachine, helper } = options;
  const asked = { command: 'drift', options: engineOptions({ ...options, id }) };
  const answer = askEngine(loadEngine(), asked, reader);
  if (answer.kind !== 'output') throw refusal('drift', answer);
  const living = JSON.parse(answer.output) as Living;
  return findDrift(reader, (pid, keys) => lookInside(pid, keys, helper), living);
}
