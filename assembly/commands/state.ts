// state: what runtime.md#query-state asks for, in crun's form.

import { Context } from './command';
import { Container, loadContainer } from './container';
import { refuseCommand } from './missing';
import { ownerName, readPasswd } from './owner';
import { PrettyObject, quote } from './pretty';
import { readId, readRoot } from './request';
import { statusName } from './status';

const INDENT: string = '    ';

export function state(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const container = loadContainer(root, id, context);
  const passwd = readPasswd(context);
  if (container === null || passwd === null) return;
  if (refuseCommand('state', container, context)) return;
  context.output(render(container, passwd), 0);
}

function render(container: Container, passwd: string): string {
  const record = container.record;
  const out = new PrettyObject('');
  out.member('ociVersion', quote(record.state.ociVersion));
  out.member('id', quote(container.id));
  out.member('pid', container.isAlive ? container.process.pid.toString() : '0');
  out.member('status', quote(statusName(container.status)));
  out.member('bundle', quote(record.state.bundle));
  out.member('rootfs', quote(record.rootfs));
  out.member('created', quote(container.created));
  const scope = record.scope;
  out.member('systemd-scope', quote(scope === null ? '' : scope.unit));
  out.member('owner', quote(ownerName(record.owner, passwd)));
  const names = record.state.annotationNames;
  if (names.length > 0) {
    const annotations = new PrettyObject(INDENT);
    for (let i = 0; i < names.length; i++) {
      annotations.member(names[i], quote(record.state.annotationValues[i]));
    }
    out.member('annotations', annotations.end());
  }
  return out.end() + '\n\n';
}
