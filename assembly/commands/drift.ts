// drift: where the state of a living container stands, which process it is and what it is doing. What the kernel shows
// of it the host reads and compares.

import { JsonWriter } from '../json/write';
import { Context } from './command';
import { loadNamed } from './container';
import { refuseCommand } from './missing';
import { statusName } from './status';

export function drift(context: Context): void {
  const container = loadNamed(context);
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
