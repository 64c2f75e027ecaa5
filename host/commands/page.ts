// The page as a file: `lading plan --html` puts its question into it, `lading web` leaves it blank.
import { basename, dirname, join } from 'node:path';
import { absolutePath } from '../absolute.ts';
import { builtFile } from '../built.ts';
import type { Options } from '../engine/call.ts';
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { LadingError, whyUnread } from '../errors.ts';
import { type HostReader, thisMachine } from '../gather/reader.ts';
import type { Product } from '../output.ts';
import { FIRST_HOST, fillPage, type Given, type Words } from '../page/given.ts';
import { findCommand, GLOBAL_OPTIONS, type OptionSpec } from '../program.ts';
import { tryDecodeUtf8 } from '../utf8.ts';
import type { Context } from './context.ts';
import type { DryRun } from './dry.ts';
import { NAMED_FACTS } from './named-facts.ts';
import { LATER_COMMANDS } from './planned.ts';

/** See host/page/page.html. */
export const PAGE: Product = {
  what: 'a page of lading',
  begins: /^<!doctype html>\n.*<title>lading: /s,
};

const PAGE_LIMIT_BYTES = 16 * 1024 * 1024;

/** As `npm run build` made it. */
export function readPage(): string {
  const path = builtFile('page.html');
  const found = thisMachine.readFile(path, PAGE_LIMIT_BYTES);
  if ('bytes' in found) return new TextDecoder().decode(found.bytes);
  throw new LadingError({
    code: 'page-missing',
    message: `${path}: ${found.error}: run \`npm run build\`, or install the package again`,
  });
}

/** What stands in for a living container, which the page makes up for itself, and what the command has found for itself. */
const OF_THE_CONTAINER = /^(?:state|fifo|process|frozen|plan|journal)\/|^recorded$/;
const OF_THE_COMMAND: readonly string[] = [
  ...['process', 'resources', 'mounts', 'criu', 'descriptors'],
];

/** The page of a plan: opened anywhere, it plans the same again. */
export function renderPlanPage({ globals, options }: Context, dry: DryRun): string {
  const { command, answer, made, create } = dry;
  const isLater = LATER_COMMANDS.includes(command);
  if (isLater && made === undefined) {
    const message = `plan: --html shows no container that lives: expected --planned with ${command}, the container as its bundle would make it`;
    throw new LadingError({ code: 'html-command', message });
  }
  const { config, ...found } = { ...answer.inputs, ...made?.inputs };
  const isMaking = command === 'create' || command === 'run';
  const { bundle = '', id = '', ...making } = create ?? dry.options;
  const named = NAMED_FACTS.has(`${options.facts}`) ? { facts: `${options.facts}` } : {};
  const given = {
    bundle,
    command,
    config: (config as { readonly text: string }).text,
    id,
    inputs: only(found, (name) => !OF_THE_CONTAINER.test(name) && !OF_THE_COMMAND.includes(name)),
    options: { ...globals, ...(command === 'restore' ? {} : making) },
    words: {
      globals: wordsOf(GLOBAL_OPTIONS, globals).flatMap(({ words }) => words),
      making: command === 'restore' ? [] : wordsOf(optionsOfPlan(), making),
      later: isMaking ? [] : wordsOf(optionsOfPlan(), dry.options),
    },
    ...(isMaking
      ? {}
      : {
          later: {
            options: only(dry.options, (name) => name !== 'bundle' && name !== 'id'),
            texts: only(answer.inputs, (name) => isText(name, command)),
          },
        }),
    ...named,
  };
  return fillPage(readPage(), renderCanonical(given as unknown as Json));
}

const DEFAULT_ID = 'container';
const CONFIG_LIMIT_BYTES = 16 * 1024 * 1024;

/** A page that opens with a config, whatever is wrong in it. `place`: the file, or its bundle. */
export function renderConfigPage(place: string, reader: HostReader): string {
  const isBundle = isDirectory(reader.stat(place));
  const path = absolutePath(isBundle ? join(place, 'config.json') : place);
  const found = reader.readFile(path, CONFIG_LIMIT_BYTES);
  if ('error' in found) {
    const message = `${path}: ${whyUnread(found.error)}: expected the config.json to open the page with; --html FILE writes the page`;
    throw new LadingError({ code: 'file-unreadable', message });
  }
  const making: Given['options'] = basename(path) === 'config.json' ? {} : { config: path };
  const given: Given = {
    bundle: dirname(path),
    command: 'create',
    config: decodeConfig(path, found.bytes),
    facts: FIRST_HOST,
    id: DEFAULT_ID,
    inputs: {},
    options: making,
    words: { globals: [], making: wordsOf(optionsOfPlan(), making), later: [] },
  };
  return fillPage(readPage(), renderCanonical(given as unknown as Json));
}

/** A byte order mark stays, for the engine to tell of. */
function decodeConfig(path: string, bytes: Uint8Array): string {
  const text = tryDecodeUtf8(bytes);
  if (text !== undefined) return text;
  throw new LadingError({ code: 'file-unreadable', message: `${path}: not UTF-8` });
}

function optionsOfPlan(): readonly OptionSpec[] {
  return findCommand('plan')?.options ?? [];
}

function isDirectory(found: ReturnType<HostReader['stat']>): boolean {
  return 'type' in found && found.type === 'directory';
}

/** Of those of `specs` that are given. */
function wordsOf(specs: readonly OptionSpec[], given: Options): Words[] {
  return specs.flatMap(({ name, flags, kind }) => {
    const value = given[name];
    const flag = /--[a-z0-9-]+/.exec(flags)?.[0] ?? flags;
    if (value === undefined || value === false || name === 'bundle') return [];
    if (kind === 'flag') return [{ name, words: [flag] }];
    if (kind === 'switch') return [{ name, words: [value === '' ? flag : `${flag}=${value}`] }];
    const values = Array.isArray(value) ? value : [value];
    return [{ name, words: values.flatMap((one) => [flag, `${one}`]) }];
  });
}

/** What is passed on is looked at for those alone that pass something on. */
function isText(name: string, command: string): boolean {
  if (name === 'criu' || name === 'descriptors') return command === 'restore';
  return OF_THE_COMMAND.includes(name);
}

function only<T>(
  all: { readonly [name: string]: T },
  isWanted: (name: string) => boolean,
): { readonly [name: string]: T } {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
}
