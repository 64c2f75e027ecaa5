import assert from 'node:assert/strict';
import { parseExact } from '../../../../host/exact.ts';
import { PLAIN, renderPlan } from '../../../../host/report/plan.ts';

const PLAN = {
  actions: [
    { do: 'state.reserve', from: 'id', id: 'web', root: '/run/lading' },
    {
      child: [
        {
          data: ['mode=1777'],
          do: 'mount.fs',
          from: '/mounts/0',
          target: '/dev/shm',
          type: 'tmpfs',
        },
        { do: 'sync', point: 'mounts' },
        { do: 'seccomp.load', flags: [], program: 'A'.repeat(4000) },
        { do: 'hostname.set', name: 'a\nb\u009b' },
      ],
      do: 'process.spawn',
      namespaces: ['ipc', 'pid'],
    },
    { container: '{}', do: 'state.commit', note: 'a remark' },
  ],
  command: 'create',
  container: 'web',
  format: 1,
};

const phases = new Map([
  ['mount.fs', 'mounts'],
  ['process.spawn', 'namespaces'],
  ['hostname.set', 'namespaces'],
  ['sync', 'process'],
  ['seccomp.load', 'seccomp'],
]);

function view(paint = PLAIN): string[] {
  const source = { path: '/b/config.json', text: '{\n"mounts":\n[{}]}' };
  const phaseOf = (kind: string) => phases.get(kind) ?? 'state';
  return renderPlan({ plan: PLAN, digest: 'abc', source, phaseOf, paint }).split('\n');
}

describe('a plan for people', () => {
  it('is grouped by phase, one line an action, with its number and the line that caused it', () => {
    const squeezed = view().map((line) => line.trimEnd().replace(/ {2,}/g, '  '));
    assert.deepEqual(squeezed, [
      'create web: 7 actions of 7 kinds',
      'sha256 abc',
      '',
      'state',
      '  0  state.reserve  /run/lading/web  id',
      '  6  state.commit  container={}',
      '  a remark',
      '',
      'namespaces',
      '  1  process.spawn  ipc,pid',
      '  5 > hostname.set  name=a\\nb\\u009b',
      '',
      'mounts',
      '  2 > mount.fs  tmpfs on /dev/shm data=mode=1777  /mounts/0 :3',
      '',
      'process',
      '  3 > sync  mounts',
      '',
      'seccomp',
      `  4 > seccomp.load  flags= program=${'A'.repeat(44)}… (4000 bytes)`,
      '',
    ]);
  });

  it('paints headings and what is less important', () => {
    const paint = {
      heading: (text: string) => `<h>${text}`,
      faint: (text: string) => `<f>${text}`,
      strong: (text: string) => `<s>${text}`,
    };
    assert.ok(view(paint).includes('<h>mounts'));
    assert.ok(view(paint).includes('<f>sha256 abc'));
  });
});

describe('reading a plan for showing it', () => {
  it('keeps integers of 64 bits, and leaves digits in texts alone', () => {
    assert.deepEqual(parseExact('{"a":18446744073709551615,"b":-9223372036854775808,"c":7}'), {
      a: 18446744073709551615n,
      b: -9223372036854775808n,
      c: 7,
    });
    assert.deepEqual(parseExact('["\\"18446744073709551615",":12345678901234567890"]'), [
      '"18446744073709551615',
      ':12345678901234567890',
    ]);
  });

  it('takes fractions and exponents as JSON has them', () => {
    assert.deepEqual(parseExact('[0.3333333333333333,1234567890123456.5,1e16,-1234567890123456]'), [
      0.3333333333333333,
      1234567890123456.5,
      1e16,
      -1234567890123456n,
    ]);
  });
});
