// The ids that a caller without root may use beside his own: subuid(5), subgid(5).

import { IdRange } from '../../generated/assembly/actions';
import { makeRange } from './idmaps';

const ID_LIMIT: u64 = 0xffffffff; // (uid_t)-1 is nobody's

/** What he has of each; null: none. */
@final
export class DefaultIdmaps {
  constructor(
    public uids: IdRange | null,
    public gids: IdRange | null,
  ) {}
}

/** The name of `uid` in the text of a passwd(5); '' when it has none. */
export function userName(passwd: string, uid: u64): string {
  const lines = passwd.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const fields = lines[i].split(':');
    if (fields.length > 2 && fields[0] != '' && isNumber(fields[2], uid)) return fields[0];
  }
  return '';
}

/** The first range of `NAME:START:COUNT` lines that is the user's, by name or by uid; null: none. */
export function findSubIds(text: string, name: string, uid: u64): IdRange | null {
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const fields = lines[i].split(':');
    if (fields.length != 3) continue;
    const isOwn = (name != '' && fields[0] == name) || isNumber(fields[0], uid);
    if (!isOwn || !isDigits(fields[1]) || !isDigits(fields[2])) continue;
    const start = U64.parseInt(fields[1]);
    const count = U64.parseInt(fields[2]);
    if (count > 0 && start + count <= ID_LIMIT) return makeRange(0, start, count);
  }
  return null;
}

function isNumber(text: string, value: u64): bool {
  return isDigits(text) && U64.parseInt(text) == value;
}

/** Ten digits at most: no overflow. */
function isDigits(text: string): bool {
  if (text.length == 0 || text.length > 10) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
