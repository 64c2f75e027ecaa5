// The name of the user who made a container, as passwd(5) has it.

import { Context } from './command';

const PASSWD: string = '/etc/passwd';
const PASSWD_LIMIT: i32 = 4 * 1024 * 1024;

/** /etc/passwd; null: it is asked for. '' when it cannot be read. */
export function readPasswd(context: Context): string | null {
  const file = context.file('passwd', PASSWD, PASSWD_LIMIT);
  if (file === null) return null;
  const bytes = file.bytes();
  return bytes === null ? '' : bytes.toText();
}

/** The name, or the id itself when it has none. */
export function ownerName(uid: u64, passwd: string): string {
  const wanted = uid.toString();
  const lines = passwd.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const fields = lines[i].split(':');
    if (fields.length > 2 && fields[2] == wanted) return fields[0];
  }
  return wanted;
}
