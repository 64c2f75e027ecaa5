import assert from 'node:assert/strict';
import type { Need } from '../../../../generated/host/response.ts';
import { gather } from '../../../../host/gather/gather.ts';
import { type MemoryMachine, memoryReader } from '../../../../host/gather/memory.ts';

const STAT_TAIL = Array.from({ length: 19 }, (_, index) => `${index + 4}`).join(' ');

function one(need: object, machine: MemoryMachine) {
  return gather([{ name: 'x', ...need } as Need], memoryReader(machine)).x;
}

describe('gathering', () => {
  it("gives a file's text as it is", () => {
    const machine = { files: { '/c': '{"a":"é"}\n' } };
    assert.deepEqual(one({ kind: 'file', path: '/c', limit: 100 }, machine), {
      text: '{"a":"é"}\n',
    });
  });

  it('keeps a byte order mark, for the engine to refuse', () => {
    const machine = { files: { '/c': '\ufeff{}' } };
    assert.deepEqual(one({ kind: 'file', path: '/c', limit: 100 }, machine), { text: '\ufeff{}' });
  });

  it('gives bytes that are not UTF-8 in base64', () => {
    const machine = { files: { '/c': new Uint8Array([0x7b, 0xff]) } };
    assert.deepEqual(one({ kind: 'file', path: '/c', limit: 100 }, machine), { base64: 'e/8=' });
  });

  const failures: readonly [string, MemoryMachine, string][] = [
    ['a file that is not there', {}, 'ENOENT'],
    ['a fifo', { others: { '/c': 'fifo' } }, 'NOT_REGULAR:fifo'],
    ['a directory', { files: { '/c/d': '' } }, 'NOT_REGULAR:directory'],
    ['a file above the limit', { files: { '/c': 'x'.repeat(101) } }, 'TOO_LARGE:101'],
  ];
  for (const [what, machine, error] of failures) {
    it(`says what is wrong with ${what}`, () => {
      assert.deepEqual(one({ kind: 'file', path: '/c', limit: 100 }, machine), { error });
    });
  }

  it('tells the type of what stands at a path', () => {
    const machine: MemoryMachine = { others: { '/fifo': 'fifo' }, files: { '/d/f': '' } };
    assert.deepEqual(one({ kind: 'stat', path: '/fifo' }, machine), { type: 'fifo' });
    assert.deepEqual(one({ kind: 'stat', path: '/d' }, machine), { type: 'directory' });
    assert.deepEqual(one({ kind: 'stat', path: '/none' }, machine), { error: 'ENOENT' });
  });

  it("sorts a directory's names by code point", () => {
    const machine = { files: { '/d/\u{1f600}': '', '/d/\uff5e': '', '/d/a': '', '/d/B/c': '' } };
    assert.deepEqual(one({ kind: 'directory', path: '/d' }, machine), {
      entries: ['B', 'a', '\uff5e', '\u{1f600}'],
    });
  });

  const BOOT = { '/proc/sys/kernel/random/boot_id': 'b00t\n' };

  it('tells briefly of every container below a state root', () => {
    const state = (pid: number, more: object = {}) =>
      JSON.stringify({
        boot: 'b00t',
        container: { bundle: '/b', cgroups: [], fifo: true, owner: 5, ...more },
        created: 'now',
        pid,
        start: 23,
      });
    const machine: MemoryMachine = {
      files: {
        ...BOOT,
        '/proc/7/stat': `7 (a) S ${STAT_TAIL} 23\n`,
        '/cg/freezer.state': 'FROZEN\n',
        '/r/alive/state.json': state(7, { freezer: '/cg' }),
        '/r/gone/state.json': state(8, { freezer: '/cg' }),
        '/r/half/record/1/plan.json': '',
        '/r/odd/state.json': state(0),
        '/r/cut/state.json': state(7).slice(0, -1),
      },
      others: { '/r/alive/exec.fifo': 'fifo' },
    };
    const brief = { boot: 'b00t', bundle: '/b', created: 'now', fifo: true, owner: 5, start: 23 };
    assert.deepEqual(one({ kind: 'states', path: '/r' }, machine), {
      entries: [
        {
          fifo: true,
          frozen: true,
          id: 'alive',
          process: { boot: 'b00t', start: 22n, state: 'S' },
          state: { ...brief, pid: 7 },
        },
        { error: 'EBADMSG', id: 'cut', record: false },
        {
          fifo: false,
          frozen: false,
          id: 'gone',
          process: { boot: 'b00t', error: 'ESRCH' },
          state: { ...brief, pid: 8 },
        },
        { error: 'ENOENT', id: 'half', record: true },
        { error: 'EBADMSG', id: 'odd', record: false },
      ],
    });
    assert.deepEqual(one({ kind: 'states', path: '/none' }, machine), { error: 'ENOENT' });
  });

  it('finds start time and state behind a process name with spaces and parentheses', () => {
    const machine = { files: { ...BOOT, '/proc/7/stat': `7 (a) b (c) S ${STAT_TAIL} 23\n` } };
    assert.deepEqual(one({ kind: 'process', pid: 7 }, machine), {
      boot: 'b00t',
      start: 22n,
      state: 'S',
    });
  });

  it('tells the boot even of a process that is gone', () => {
    assert.deepEqual(one({ kind: 'process', pid: 7 }, { files: BOOT }), {
      boot: 'b00t',
      error: 'ESRCH',
    });
  });

  const freezers: readonly [string, Record<string, string>, unknown][] = [
    ['a frozen v1 cgroup', { '/f/freezer.state': 'FROZEN\n' }, { frozen: true }],
    ['a thawed v1 cgroup', { '/f/freezer.state': 'THAWED\n' }, { frozen: false }],
    ['a frozen v2 cgroup', { '/f/cgroup.events': 'populated 1\nfrozen 1\n' }, { frozen: true }],
    ['a thawed v2 cgroup', { '/f/cgroup.events': 'populated 1\nfrozen 0\n' }, { frozen: false }],
    ['no cgroup', {}, { error: 'ENOENT' }],
  ];
  for (const [what, files, value] of freezers) {
    it(`recognises ${what}`, () => {
      assert.deepEqual(one({ kind: 'frozen', path: '/f' }, { files }), value);
    });
  }

  it('refuses a need that it does not know, or that lacks a field', () => {
    for (const need of [{ kind: 'constructor' }, { kind: 'file', path: '/c' }, { kind: 'stat' }]) {
      assert.throws(() => one(need, {}), { code: 'engine-need' });
    }
  });
});
