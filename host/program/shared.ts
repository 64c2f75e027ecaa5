// Options and operands that several commands have.
import { type OperandSpec, type OptionSpec, oneOf } from './spec.ts';

export const NEW_ID: OperandSpec = { name: 'id', about: "the container's name" };

export const ID: OperandSpec = { ...NEW_ID, offers: 'containers' };

export const BUNDLE: OptionSpec = {
  name: 'bundle',
  flags: '-b, --bundle <dir>',
  kind: 'path',
  about: 'directory of config.json and usually the root filesystem (default: the current one)',
  fallback: '.',
};

export const KEEP_RECORD: OptionSpec = {
  name: 'keepRecord',
  flags: '--keep-record <dir>',
  kind: 'path',
  about: 'keep the records of what was done, as <dir>/<id>, when the state goes (see lading audit)',
};

export const REDACT: OptionSpec = {
  name: 'redact',
  flags: '--redact',
  kind: 'flag',
  about:
    'keep digests in the place of arguments and environments: in records behind the first, and in all that --keep-record keeps',
};

export const ALL: OptionSpec = {
  name: 'all',
  flags: '-a, --all',
  kind: 'flag',
  about: 'to every process of the container',
};

export const REGEX: OptionSpec = {
  name: 'regex',
  flags: '-r, --regex',
  kind: 'flag',
  about: 'the name is a regular expression over all names',
};

export const FORCE: OptionSpec = {
  name: 'force',
  flags: '-f, --force',
  kind: 'flag',
  about: 'kill it first if need be; a container that is not there is no error',
};

export const FORMAT_JSON: OptionSpec = {
  name: 'format',
  flags: '--format <format>',
  kind: 'text',
  about: 'text (default) or json',
  ...oneOf(['text', 'json']),
};

export const TABLE_OR_JSON: OptionSpec = {
  name: 'format',
  flags: '-f, --format <format>',
  kind: 'text',
  about: 'table (default) or json',
  ...oneOf(['table', 'json']),
};
