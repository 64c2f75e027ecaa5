// The container's user namespace: its uid and gid maps (config-linux.md#user-namespace-mappings,
// user_namespaces(7)), written by the parent between the clone and the child's first turn.

import { IdmapWrite, IdRange, SetgroupsDeny } from '../../generated/assembly/actions';
import { ActionList } from './actions';

/** Without privilege the kernel takes a gid map only after setgroups(2) is given up (CVE-2014-8989). */
export function planIdmaps(
  uids: IdRange[],
  gids: IdRange[],
  privileged: bool,
  out: ActionList,
): void {
  if (!privileged) {
    const deny = new SetgroupsDeny();
    deny.from = '/linux/gidMappings';
    out.add(deny);
  }
  const uid = new IdmapWrite();
  uid.map = 'uid';
  uid.ranges = uids;
  uid.from = '/linux/uidMappings';
  out.add(uid);
  const gid = new IdmapWrite();
  gid.map = 'gid';
  gid.ranges = gids;
  gid.from = '/linux/gidMappings';
  out.add(gid);
}
