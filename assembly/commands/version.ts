// version: what `--version` prints, in crun's form: a name with its version, then what belongs to it.

import { VERSION } from '../../generated/assembly/version';
import { SPEC_VERSION } from '../config/versions';
import { Context } from './command';
import { readRoot } from './request';

/** Engines show these to people; each is always there, and a host without it does without. */
const PARTS: string = '+SYSTEMD +SELINUX +APPARMOR +CAP +SECCOMP +EBPF +CRIU';

export function version(context: Context): void {
  const root = readRoot(context);
  if (root === null) return;
  const engine = context.option('engine');
  let text = `lading version ${VERSION}\n`;
  // In place of a commit: with this digest and its inputs a plan can be made again.
  if (engine !== null) text += `engine: ${engine}\n`;
  text += `rundir: ${root}\nspec: ${SPEC_VERSION}\n${PARTS}\n`;
  context.output(text, 0);
}
