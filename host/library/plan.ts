// The library's `plan`: of every command that has one, for a bundle or for a container that lives. What the command line
// shows with `lading plan`, byte for byte.
import { resolve } from 'node:path';
import { askDry, type DryRequest } from '../commands/planned.ts';
import { askEngine } from '../engine/call.ts';
import { loadEngine, sha256 } from '../engine/load.ts';
import type { Facts } from '../gather/facts.ts';
import { type HostReader, thisMachine } from '../gather/reader.ts';
import { type Common, engineOptions, factsInputs, refusal } from './ask.ts';
import {
  type BundleCommand,
  type LaterCommand,
  type Planned,
  requestOfBundle,
  requestOfLiving,
} from './requests.ts';

type Asking = Omit<Common, 'helper' | 'kept'>;

/** For a bundle: a command that makes a container of it, or one for the container that it would make. */
export type PlanOptions = Asking & {
  /** The container's name (default: container). */
  readonly id?: string;
  /** Facts, the name of some that come with lading, or a file of them; this host's by default. */
  readonly facts?: Facts | string;
} & BundleCommand<string>;

/** For a container that is there, as it is now. */
export type LivingOptions = Asking & { readonly id: string } & LaterCommand<string>;

const DEFAULT_ID = 'container';

export async function planBundle(bundle: string, options: PlanOptions): Promise<Planned> {
  const { root, cgroupManager, strict, reader = thisMachine, facts, ...rest } = options;
  const { id = DEFAULT_ID, ...given } = rest;
  const common = engineOptions({ root, cgroupManager, strict, id });
  const asked = requestOfBundle(common, resolve(bundle), given, resolve);
  const inputs = await factsInputs(facts, reader);
  return dryPlan({ ...asked, inputs, isElsewhere: facts !== undefined }, reader);
}

export async function planLiving(options: LivingOptions): Promise<Planned> {
  const { root, cgroupManager, strict, reader = thisMachine, id, ...given } = options;
  const common = engineOptions({ root, cgroupManager, strict, id });
  const asked = requestOfLiving(common, given, resolve);
  return dryPlan({ ...asked, inputs: {}, isElsewhere: false }, reader);
}

function dryPlan(asked: DryRequest, reader: HostReader): Planned {
  const { command, answer } = askDry(asked, reader, (request, there) =>
    askEngine(loadEngine(), request, there),
  );
  if (answer.kind !== 'plan') throw refusal(command, answer);
  const { plan: bytes, request, warnings } = answer;
  return { bytes, digest: sha256(bytes), request, warnings };
}
