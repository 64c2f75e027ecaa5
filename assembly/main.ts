// The WASI command: request on standard input, answer on standard output, warnings on standard error, and the kind of
// the answer as exit status. The only file that does I/O.

import {
  fd_read,
  fd_write,
  iovec,
  proc_exit,
} from '@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1';
import { ByteBuffer } from './base/bytes';
import { Answer } from './commands/command';
import { JsonWriter } from './json/write';
import { respond } from './respond';

/** For a host that would have to load a library to name a plan by its digest. */
export { hashBlocks } from './commands/sha256';

/** Room for most requests; memory that is only set apart costs a page too, for its header. */
const CHUNK: i32 = 4096;

const answer = respond(readAll(0));
for (let i = 0; i < answer.parts.length; i++) writeAll(1, answer.parts[i]);
writeWarnings(answer);
if (answer.kind != 0) proc_exit(answer.kind);

function readAll(fd: u32): ByteBuffer {
  const vector = new iovec();
  const done = heap.alloc(4);
  const result = new ByteBuffer(CHUNK);
  while (true) {
    vector.buf_len = result.room();
    vector.buf = result.end;
    if (fd_read(fd, changetype<usize>(vector), 1, done) != 0)
      abort('standard input cannot be read');
    const count = load<i32>(done);
    if (count == 0) return result;
    result.length += count;
  }
}

function writeAll(fd: u32, bytes: ByteBuffer): void {
  const vector = new iovec();
  const done = heap.alloc(4);
  let at = 0;
  while (at < bytes.length) {
    vector.buf = bytes.pointer + at;
    vector.buf_len = bytes.length - at;
    if (fd_write(fd, changetype<usize>(vector), 1, done) != 0)
      abort('the answer cannot be written');
    at += load<i32>(done);
  }
}

function writeWarnings(answer: Answer): void {
  const warnings = answer.warnings;
  if (warnings === null || warnings.isEmpty) return;
  const items = warnings.sorted();
  for (let i = 0; i < items.length; i++) {
    const line = new JsonWriter();
    items[i].write<JsonWriter>(line);
    line.buffer.byte(0x0a);
    writeAll(2, line.buffer);
  }
}
