import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisMachine } from '../../../../host/gather/reader.ts';

describe('the reader of this machine', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lading-reader-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('reads a file whole, through a symbolic link too', () => {
    const text = 'x'.repeat(200_000);
    writeFileSync(join(folder, 'file'), text);
    symlinkSync('file', join(folder, 'link'));
    const found = thisMachine.readFile(join(folder, 'link'), 200_000);
    assert.ok('bytes' in found);
    assert.equal(Buffer.from(found.bytes).toString(), text);
  });

  it('reads files of the kernel, which say that they are empty', () => {
    const found = thisMachine.readFile('/proc/self/mountinfo', 1 << 24);
    assert.ok('bytes' in found && found.bytes.length > 0);
  });

  it('does not wait for a fifo', () => {
    assert.equal(spawnSync('mkfifo', [join(folder, 'fifo')]).status, 0);
    assert.deepEqual(thisMachine.readFile(join(folder, 'fifo'), 10), { error: 'NOT_REGULAR:fifo' });
  });

  it('does not read a device', () => {
    assert.deepEqual(thisMachine.readFile('/dev/zero', 10), {
      error: 'NOT_REGULAR:character device',
    });
  });

  it('looks at the size before it reads', () => {
    const path = join(folder, 'large');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40); // sparse: reading it would take minutes
    assert.deepEqual(thisMachine.readFile(path, 16), { error: `TOO_LARGE:${2 ** 40}` });
  });

  it('stops at the limit in a file that hides its size', () => {
    const found = thisMachine.readFile('/proc/self/mountinfo', 8);
    assert.ok('error' in found && found.error.startsWith('TOO_LARGE:'));
  });

  it('names the errno of what cannot be read', () => {
    assert.deepEqual(thisMachine.readFile(join(folder, 'none'), 10), { error: 'ENOENT' });
    assert.deepEqual(thisMachine.readFile(folder, 10), { error: 'NOT_REGULAR:directory' });
    assert.deepEqual(thisMachine.list(join(folder, 'file')), { error: 'ENOTDIR' });
    assert.deepEqual(thisMachine.stat(join(folder, 'none')), { error: 'ENOENT' });
  });
});
