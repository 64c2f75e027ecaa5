// `lading facts`: what lading knows of this host, or of one of the typical hosts that it comes with.
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { LadingError, whyUnread } from '../errors.ts';
import { readFacts } from '../gather/facts.ts';
import type { HostReader } from '../gather/reader.ts';
import { parseUtf8 } from '../utf8.ts';
import type { Context } from './context.ts';

const FACTS_LIMIT_BYTES = 1024 * 1024;

export async function runFacts({ options, operands, reader, print }: Context): Promise<number> {
  const [name] = operands;
  if (options.list === true) {
    const { NAMED_FACTS } = await import('./named-facts.ts');
    print([...NAMED_FACTS.keys(), ''].join('\n'));
  } else {
    const facts = name === undefined ? readFacts(reader) : await findFacts(name, reader);
    print(`${renderCanonical(facts)}\n`);
  }
  return 0;
}

/** Read at the first use: even a module that is there already takes a moment to ask for. */
let known: ReadonlyMap<string, Json> | undefined;

/** By name, or else from a file that `lading facts` wrote. */
export async function findFacts(wanted: string, reader: HostReader): Promise<Json> {
  known ??= (await import('./named-facts.ts')).NAMED_FACTS;
  const named = known.get(wanted);
  if (named !== undefined) return named;
  const found =
    wanted === '-'
      ? reader.readInput(FACTS_LIMIT_BYTES)
      : reader.readFile(wanted, FACTS_LIMIT_BYTES);
  if ('error' in found) {
    const names = [...known.keys()].join(', ');
    throw badFacts(wanted, `${whyUnread(found.error)}; facts that come with lading: ${names}`);
  }
  return parseFacts(wanted, found.bytes);
}

function parseFacts(path: string, bytes: Uint8Array): Json {
  try {
    const facts = parseUtf8(bytes) as Json;
    renderCanonical(facts); // refuses fractions and rounded integers here, where the file can be named
    return facts;
  } catch (error) {
    throw badFacts(path, error instanceof Error ? error.message : String(error));
  }
}

function badFacts(path: string, why: string): LadingError {
  return new LadingError({ code: 'facts-unreadable', message: `${path}: ${why}` });
}
