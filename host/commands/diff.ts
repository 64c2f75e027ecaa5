// `lading diff`: two plans, two configurations, two records, or any two of these.
import { join, resolve } from 'node:path';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import type { Inputs, Options } from '../engine/call.ts';
import { EXIT_FAILURE, LadingError } from '../errors.ts';
import { exactText } from '../exact.ts';
import type { HostReader } from '../gather/reader.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { diffPlans, type Side } from '../report/diff.ts';
import { type DiffPaint, PLAIN_DIFF, renderDiff } from '../report/diff-text.ts';
import { findRecords } from './audit.ts';
import { ask, type Context } from './context.ts';
import { factsInputs } from './dry.ts';

const FILE_LIMIT_BYTES = 128 * 1024 * 1024;
/** Where both bundles are taken to be, so that the same configuration in two places is the same. */
const BUNDLE = '/bundle';
const PLACE = `${BUNDLE}/config.json`;
const DEFAULT_ID = 'container';

export async function runDiff(context: Context): Promise<number> {
  const { operands, options, print } = context;
  const [a = '', b = ''] = operands;
  const difference = diffPlans(await readSide(a, context), await readSide(b, context));
  if (options.format === 'json') print(`${exactText(difference)}\n`);
  else {
    const paint = (await context.hasColours()) ? await loadPaint() : PLAIN_DIFF;
    const phaseOf = (kind: string): string => ACTION_KINDS.get(kind)?.phase ?? 'other';
    print(renderDiff(difference, { paint, phaseOf }));
  }
  return difference.isEqual ? 0 : EXIT_FAILURE;
}

/** A bundle, a config.json, a plan, or what `lading audit` takes. */
async function readSide(place: string, context: Context): Promise<Side> {
  const { reader } = context;
  const found = reader.stat(place);
  if ('type' in found && found.type === 'directory') {
    const config = join(place, 'config.json');
    if ('type' in reader.stat(config)) return planOf(config, context);
  } else if ('type' in found) {
    const read = reader.readFile(place, FILE_LIMIT_BYTES);
    if ('error' in read) throw unreadable(place, read.error);
    const kind = kindOf(read.bytes);
    if (kind === 'plan') return { plan: read.bytes };
    if (kind === 'config') return planOf(place, context);
  }
  // The first record is that of what made the container.
  const [record] = findRecords(place, context);
  if (record === undefined) throw unreadable(place, 'no record in it');
  return { plan: record.plan, request: record.inputs };
}

/** A config that cannot be read is a config: the engine says what is wrong with it, and where. */
function kindOf(bytes: Uint8Array): 'plan' | 'records' | 'config' {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    if (Array.isArray(value.actions)) return 'plan';
    return Array.isArray(value.records) ? 'records' : 'config';
  } catch {
    return 'config';
  }
}

async function planOf(config: string, context: Context): Promise<Side> {
  const { options, reader } = context;
  const command = `${options.command ?? 'create'}`;
  const inputs: Inputs =
    options.facts === undefined ? {} : await factsInputs(`${options.facts}`, context);
  const there: HostReader = {
    ...reader,
    readFile: (path, limit) => reader.readFile(path === PLACE ? resolve(config) : path, limit),
  };
  const asked: Options = { bundle: BUNDLE, id: DEFAULT_ID };
  const answer = ask({ ...context, reader: there }, { command, options: asked, inputs });
  if (answer.kind === 'plan') return { plan: answer.plan, request: answer.request };
  const diagnostics = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const why = diagnostics.map((one) => renderDiagnostic(one, () => config)).join('\n');
  throw new LadingError({ code: 'no-plan', message: why === '' ? 'no plan' : why });
}

async function loadPaint(): Promise<DiffPaint> {
  const { default: picocolors } = await import('picocolors');
  const { bold, cyan, dim, green, red, yellow } = picocolors.createColors(true);
  return {
    heading: (text) => bold(cyan(text)),
    faint: dim,
    added: green,
    removed: red,
    changed: yellow,
  };
}

function unreadable(path: string, why: string): LadingError {
  return new LadingError({ code: 'side-unreadable', message: `${path}: ${why}` });
}
