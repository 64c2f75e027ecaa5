// The rules across members of config.json, section by section.

import { LinuxNamespace, Spec } from '../../generated/assembly/config';
import { Diagnostics } from '../base/diagnostics';
import { Document } from '../json/document';
import { validateHooks } from './rules/hooks';
import { validateLinux } from './rules/linux';
import { validateMounts } from './rules/mounts';
import { validateProcess } from './rules/process';
import { validateResources } from './rules/resources';
import { Rules } from './rules/rules';
import { validateSeccomp } from './rules/seccomp';

const VERSION: string = 'LD2001';
const NEEDS_NAMESPACE: string = 'LD2201';

export function validateConfig(
  doc: Document,
  spec: Spec,
  strict: bool,
  hasReceiver: bool,
  out: Diagnostics,
): void {
  const rules = new Rules(doc, strict, out);
  rules.hasReceiver = hasReceiver;
  validateVersion(spec, rules);
  validateNames(spec, rules);
  const process = spec.process;
  if (process !== null) validateProcess(process, rules);
  validateMounts(spec, rules);
  const hooks = spec.hooks;
  if (hooks !== null) validateHooks(hooks, rules);
  const linux = spec.linux;
  if (linux === null) return;
  validateLinux(spec, linux, rules);
  const resources = linux.resources;
  if (resources !== null) validateResources(resources, rules);
  const seccomp = linux.seccomp;
  if (seccomp !== null) validateSeccomp(spec, seccomp, rules);
}

/** config.md#specification-version: semantic versioning; a newer 1.x only adds what may be ignored. */
function validateVersion(spec: Spec, rules: Rules): void {
  if (spec.ociVersion == '') return; // told as absent or empty
  const node = rules.member(spec.node, 'ociVersion');
  const parts = spec.ociVersion.split('.');
  const isShort = parts.length == 2; // `1.0`, with which peers run
  let isVersion = parts.length >= 2;
  for (let i = 0; i < 2 && isVersion; i++) isVersion = isNumber(parts[i]);
  if (isVersion && !isShort) isVersion = parts[2].length > 0 && isNumber(parts[2].substring(0, 1));
  if (!isVersion) rules.expected(node, VERSION, 'a semantic version such as 1.2.0');
  else if (parts[0] != '1') rules.expected(node, VERSION, 'version 1.x of the specification');
  else if (isShort) {
    const text = `expected a semantic version: taken as ${spec.ociVersion}.0`;
    rules.doubt(node, VERSION, text);
  }
}

/** config.md#hostname: the name is set in a UTS namespace, which must not be the host's. */
function validateNames(spec: Spec, rules: Rules): void {
  const linux = spec.linux;
  if (linux !== null && hasNamespace(linux.namespaces, 'uts')) return;
  const hostname = spec.hostname;
  if (hostname !== null && hostname != '') {
    const node = rules.member(spec.node, 'hostname');
    rules.problem(
      node,
      NEEDS_NAMESPACE,
      'hostname requires the UTS namespace: add {"type": "uts"} to /linux/namespaces',
    );
  }
  const domainname = spec.domainname;
  if (domainname !== null && domainname != '') {
    const node = rules.member(spec.node, 'domainname');
    rules.problem(
      node,
      NEEDS_NAMESPACE,
      'domainname requires the UTS namespace: add {"type": "uts"} to /linux/namespaces',
    );
  }
}

function hasNamespace(list: LinuxNamespace[] | null, type: string): bool {
  if (list === null) return false;
  for (let i = 0; i < list.length; i++) if (list[i].type == type) return true;
  return false;
}

function isNumber(text: string): bool {
  if (text == '') return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
