// features and version: what is told of lading is what lading does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import type { Features } from '../../../../generated/host/features.ts';
import { smallConfig } from '../../../helpers/config.ts';
import { KIND, respond } from '../../../helpers/engine.ts';
import { askPlan, namedFacts } from '../../../helpers/planner.ts';

const SCHEMAS = new URL('../../../../host/schema/', import.meta.url);
const read = (name: string): object =>
  JSON.parse(readFileSync(new URL(`${name}.schema.json`, SCHEMAS), 'utf8')) as object;

/** What it prints on a host with this kernel. */
function features(version: readonly number[] = [6, 1, 0]): Features {
  const facts = { ...namedFacts('v2-x86_64'), kernel: { release: version.join('.'), version } };
  const answer = respond({ command: 'features', inputs: { facts } as never, options: {} });
  assert.equal(answer.kind, KIND.output, answer.stdout.toString());
  return JSON.parse(
    (JSON.parse(answer.stdout.toString()) as { output: string }).output,
  ) as Features;
}

/** All strings below an `enum` of the config's schema that begin like this. */
function wordsOfConfig(prefix: string): readonly string[] {
  const found = new Set<string>();
  JSON.parse(JSON.stringify(read('config')), (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'enum' in value) {
      for (const word of value.enum as string[]) if (word.startsWith(prefix)) found.add(word);
    }
    return value;
  });
  return [...found].sort();
}

describe('features', () => {
  const all = features();

  it('have the form of their schema', () => {
    const ajv = new Ajv2020.default({ strict: false });
    const validate = ajv.compile(read('features'));
    assert.ok(validate(all), ajv.errorsText(validate.errors));
  });

  const lists: [prefix: string, found: readonly string[]][] = [
    ['SCMP_ACT_', all.linux.seccomp.actions],
    ['SCMP_CMP_', all.linux.seccomp.operators],
    ['SECCOMP_FILTER_FLAG_', all.linux.seccomp.knownFlags],
    ['MPOL_F_', all.linux.memoryPolicy.flags],
  ];
  for (const [prefix, found] of lists) {
    it(`name every ${prefix}… that a config may have, and no other`, () => {
      assert.ok(found.length > 2);
      assert.deepEqual(found, wordsOfConfig(prefix));
    });
  }

  it('name every mode of memory policies', () => {
    const modes = wordsOfConfig('MPOL_').filter((word) => !word.startsWith('MPOL_F_'));
    assert.deepEqual(all.linux.memoryPolicy.modes, modes);
  });

  it('name every kind of namespace', () => {
    const { $defs } = read('plan') as { $defs: Record<string, { enum: readonly string[] }> };
    assert.deepEqual(all.linux.namespaces, $defs.namespaceType?.enum);
  });

  it('name only mount options that are not handed to the filesystem', () => {
    const planned = (word: string): string => {
      const mount = { destination: '/m', source: '/s', type: 'tmpfs', options: [word] };
      const config = { ...smallConfig(), mounts: [mount] };
      return askPlan(config, 'v2-x86_64').text; // understood, or understood and refused
    };
    // fsconfig(2) takes these for any filesystem.
    const flags = /^(no)?(async|sync|dirsync|mand|lazytime|iversion)$/;
    assert.ok(all.mountOptions.length > 60);
    for (const word of all.mountOptions.filter((option) => !flags.test(option))) {
      assert.doesNotMatch(planned(word), new RegExp(`"data":\\["${word}"\\]`), word);
    }
    assert.match(planned('hurz'), /"data":\["hurz"\]/);
  });

  it('tell which seccomp flags the kernel takes', () => {
    const flags = (...version: number[]): string[] =>
      features(version).linux.seccomp.supportedFlags.map((name) =>
        name.replace('SECCOMP_FILTER_FLAG_', ''),
      );
    assert.deepEqual(flags(5, 8, 0), ['LOG', 'SPEC_ALLOW', 'TSYNC']);
    assert.deepEqual(flags(5, 18, 19), ['LOG', 'SPEC_ALLOW', 'TSYNC']);
    assert.deepEqual(flags(5, 19, 0), ['LOG', 'SPEC_ALLOW', 'TSYNC', 'WAIT_KILLABLE_RECV']);
    assert.deepEqual(flags(6, 0, 0), ['LOG', 'SPEC_ALLOW', 'TSYNC', 'WAIT_KILLABLE_RECV']);
  });
});

describe('version', () => {
  it('has the name and the version in its first line, as engines expect, and what belongs to it', () => {
    const caller = { gid: 0, groups: [0], nested: false, runtimeDir: null, uid: 0 };
    const options = { engine: 'ab12', root: '/r' };
    const answer = respond({ command: 'version', inputs: { caller }, options });
    const { output } = JSON.parse(answer.stdout.toString()) as { output: string };
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', SCHEMAS), 'utf8'),
    ) as { version: string };
    assert.equal(
      output,
      `lading version ${version}\nengine: ab12\nrundir: /r\nspec: ${features().ociVersionMax}\n` +
        '+SYSTEMD +SELINUX +APPARMOR +CAP +SECCOMP +EBPF +CRIU\n',
    );
  });
});
