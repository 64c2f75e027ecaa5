// drift: where the state of a living container stands, which process it is and what it is doing. What the kernel shows
// of it the host reads and compares.

import { JsonWriter } from '../json/write';
import { Context } from './command';
import { loadContainer } from './container';
import { refuseCommand } from './missing';
import { readId, readRoot } from './request';
import { statusName } from './status';

export function drift(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const container = loadContainer(root, id, context);
  if (container === null || refuseCommand('drift', container, context)) return;
  const out = new JsonWriter();
  out.beginObject();
  out.key('directory');
  out.text(container.directory);
  out.key('pid');
  out.unsigned(container.process.pid);
  out.key('status');
  out.text(statusName(container.status));
  out.endObject();
  context.output(out.buffer.toText(), 0);
}
