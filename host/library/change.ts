// The library's functions that change a container: plan, and carry out.
import { join } from 'node:path';
import { renderCarried, serve } from '../commands/carry.ts';
import { configSource } from '../commands/context.ts';
import { askEngine } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { LadingError } from '../errors.ts';
import { thisMachine } from '../gather/reader.ts';
import { type KeptHelper, openHelper } from '../helper/kept.ts';
import type { Carried } from '../helper/run.ts';
import { engineOptions, type Given, refusal } from './ask.ts';

/** Plans one command and carries it out. Throws a LadingError whose `data` is what was carried out when it fails. */
export async function change(command: string, given: Given): Promise<Carried> {
  const { reader = thisMachine, helper, kept } = given;
  const options = engineOptions(given);
  const { answer, carried } = await serve({
    ask: () => askEngine(loadEngine(), { command, options }, reader),
    command,
    helper,
    kept,
  });
  if (answer.kind === 'output' && answer.exit === 0) return NOTHING_DONE;
  if (answer.kind !== 'plan' || carried === undefined) throw refusal(command, answer);
  const source = configSource(
    answer.inputs,
    given.config ?? join(given.bundle ?? '', 'config.json'),
  );
  const failure = renderCarried({ command, plan: answer.plan, source }, carried);
  const outcome = carried.journal.end?.outcome;
  if (failure === undefined || outcome === 'done' || outcome === 'exited') return carried;
  throw new LadingError({ code: 'carry-failed', message: failure, data: carried });
}

/** For `kept` of everything that changes a container: started once, it saves each of them the start of a helper. */
export async function keepHelper(helper?: string): Promise<KeptHelper> {
  return openHelper({ engineDigest: loadEngine().digest(), helper });
}

const NOTHING_DONE: Carried = {
  journal: { entries: [], failed: undefined, left: [], end: undefined },
  exitCode: 0,
  signal: undefined,
  isStale: false,
};
