// features: what this runtime understands, for engines to look up before they ask for it (features.md,
// features-linux.md). Only what the kernel takes of seccomp's flags depends on the host.

import { KernelFacts } from '../../generated/assembly/facts';
import { VERSION } from '../../generated/assembly/version';
import { architectureNames } from '../bpf/architectures';
import { CAPABILITIES } from '../config/rules/process';
import { SPEC_OLDEST, SPEC_VERSION } from '../config/versions';
import { UNSAFE_ANNOTATIONS } from '../plan/annotations';
import { knownMountOptions } from '../plan/mount-options';
import { NAMESPACE_NAMES } from '../plan/namespaces';
import { Context } from './command';
import { PrettyObject, quote, quoteAll } from './pretty';

const IN: string = '    ';
const IN_LINUX: string = IN + IN;

const HOOKS: string[] = [
  'prestart',
  'createRuntime',
  'createContainer',
  'startContainer',
  'poststart',
  'poststop',
];
const SECCOMP_ACTIONS: string[] = [
  'SCMP_ACT_ALLOW',
  'SCMP_ACT_ERRNO',
  'SCMP_ACT_KILL',
  'SCMP_ACT_KILL_PROCESS',
  'SCMP_ACT_KILL_THREAD',
  'SCMP_ACT_LOG',
  'SCMP_ACT_NOTIFY',
  'SCMP_ACT_TRACE',
  'SCMP_ACT_TRAP',
];
const SECCOMP_OPERATORS: string[] = [
  'SCMP_CMP_EQ',
  'SCMP_CMP_GE',
  'SCMP_CMP_GT',
  'SCMP_CMP_LE',
  'SCMP_CMP_LT',
  'SCMP_CMP_MASKED_EQ',
  'SCMP_CMP_NE',
];
// Each with the version of Linux that brought it (seccomp(2)), as 1000 times the first number and
// the second.
const SECCOMP_FLAGS: string[] = [
  'SECCOMP_FILTER_FLAG_LOG',
  'SECCOMP_FILTER_FLAG_SPEC_ALLOW',
  'SECCOMP_FILTER_FLAG_TSYNC',
  'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV',
];
const SECCOMP_FLAGS_SINCE: StaticArray<u64> = [4014, 4017, 3017, 5019];
const MEMORY_MODES: string[] = [
  'MPOL_BIND',
  'MPOL_DEFAULT',
  'MPOL_INTERLEAVE',
  'MPOL_LOCAL',
  'MPOL_PREFERRED',
  'MPOL_PREFERRED_MANY',
  'MPOL_WEIGHTED_INTERLEAVE',
];
const MEMORY_FLAGS: string[] = [
  'MPOL_F_NUMA_BALANCING',
  'MPOL_F_RELATIVE_NODES',
  'MPOL_F_STATIC_NODES',
];

export function features(context: Context): void {
  const facts = context.facts();
  if (facts === null) return;
  const out = new PrettyObject('');
  out.member('ociVersionMin', quote(SPEC_OLDEST));
  out.member('ociVersionMax', quote(SPEC_VERSION));
  out.member('hooks', quoteAll(HOOKS, IN));
  out.member('mountOptions', quoteAll(knownMountOptions(), IN));
  out.member('linux', linuxFeatures(facts.kernel!));
  const annotations = new PrettyObject(IN);
  annotations.member('dev.lading.version', quote(VERSION));
  // Engines look these up under the names of the runtimes they know.
  annotations.member('org.opencontainers.runc.checkpoint.enabled', quote('true'));
  annotations.member('run.oci.crun.checkpoint.enabled', quote('true'));
  annotations.member('run.oci.crun.wasm', quote('false'));
  out.member('annotations', annotations.end());
  out.member('potentiallyUnsafeConfigAnnotations', quoteAll(UNSAFE_ANNOTATIONS, IN));
  context.output(out.end() + '\n', 0);
}

function linuxFeatures(kernel: KernelFacts): string {
  const out = new PrettyObject(IN);
  out.member('namespaces', quoteAll(listOf(NAMESPACE_NAMES), IN_LINUX));
  out.member('capabilities', quoteAll(listOf(CAPABILITIES), IN_LINUX));
  out.member('cgroup', switches(['v1', 'v2', 'systemd', 'systemdUser', 'rdma'], IN_LINUX));
  const seccomp = new PrettyObject(IN_LINUX);
  const inSeccomp = IN_LINUX + IN;
  seccomp.member('enabled', 'true');
  seccomp.member('actions', quoteAll(SECCOMP_ACTIONS, inSeccomp));
  seccomp.member('operators', quoteAll(SECCOMP_OPERATORS, inSeccomp));
  seccomp.member('archs', quoteAll(architectureNames(), inSeccomp));
  seccomp.member('knownFlags', quoteAll(SECCOMP_FLAGS, inSeccomp));
  seccomp.member('supportedFlags', quoteAll(supportedFlags(kernel), inSeccomp));
  out.member('seccomp', seccomp.end());
  out.member('apparmor', switches(['enabled'], IN_LINUX));
  out.member('selinux', switches(['enabled'], IN_LINUX));
  out.member('intelRdt', switches(['enabled', 'schemata', 'monitoring'], IN_LINUX));
  const memory = new PrettyObject(IN_LINUX);
  memory.member('modes', quoteAll(MEMORY_MODES, inSeccomp));
  memory.member('flags', quoteAll(MEMORY_FLAGS, inSeccomp));
  out.member('memoryPolicy', memory.end());
  const extensions = new PrettyObject(IN_LINUX);
  extensions.member('idmap', switches(['enabled'], inSeccomp));
  out.member('mountExtensions', extensions.end());
  out.member('netDevices', switches(['enabled'], IN_LINUX));
  return out.end();
}

/** An object in which each of `names` is true. */
function switches(names: string[], indent: string): string {
  const out = new PrettyObject(indent);
  for (let i = 0; i < names.length; i++) out.member(names[i], 'true');
  return out.end();
}

function supportedFlags(kernel: KernelFacts): string[] {
  const version = kernel.version!;
  const now = version[0] * 1000 + version[1];
  const flags: string[] = [];
  for (let i = 0; i < SECCOMP_FLAGS.length; i++) {
    if (now >= SECCOMP_FLAGS_SINCE[i]) flags.push(SECCOMP_FLAGS[i]);
  }
  return flags;
}

function listOf(names: StaticArray<string>): string[] {
  const list: string[] = [];
  for (let i = 0; i < names.length; i++) list.push(names[i]);
  return list.sort();
}
