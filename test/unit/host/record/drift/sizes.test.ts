// The size of a tmpfs: the last one asked for, in whole pages of the machine.
import assert from 'node:assert/strict';
import { PID, told } from './machine.ts';

const AT_PAGESZ = 6n;

async function ofTmpfs(page: bigint, data: readonly string[], shown: string): Promise<string[]> {
  const auxv = new Uint8Array(new BigUint64Array([AT_PAGESZ, page]).buffer);
  const root = '30 29 0:26 / / rw,relatime - ext4 /dev/sda rw\n';
  return told({
    records: [
      [
        { do: 'root.bind', path: '/' },
        { do: 'mount.fs', type: 'tmpfs', target: '/srv', attributes: [], data },
      ],
    ],
    files: {
      [`/proc/${PID}/mountinfo`]: `${root}31 30 0:27 / /srv rw,relatime - tmpfs x rw,size=${shown}\n`,
    },
    bend: (reader) => ({
      ...reader,
      readFile: (path, limit) =>
        path === '/proc/self/auxv' ? { bytes: auxv } : reader.readFile(path, limit),
    }),
  });
}

describe('the size of a tmpfs', () => {
  it('is the last of those that are asked for', async () => {
    assert.deepEqual(await ofTmpfs(4096n, ['size=1m', 'mode=700', 'size=2m'], '2048k'), []);
    assert.deepEqual(await ofTmpfs(4096n, ['size=1m', 'size=2m'], '1024k'), [
      'size of /srv: 2097152 -> 1048576',
    ]);
    assert.deepEqual(await ofTmpfs(4096n, ['size=1m', 'size=50%'], '4096k'), []);
  });

  it("is rounded up to the machine's own pages", async () => {
    assert.deepEqual(await ofTmpfs(65536n, ['size=5000'], '64k'), []);
    assert.deepEqual(await ofTmpfs(4096n, ['size=5000'], '8k'), []);
    assert.deepEqual(await ofTmpfs(4096n, ['size=5000'], '64k'), ['size of /srv: 5000 -> 65536']);
  });
});
