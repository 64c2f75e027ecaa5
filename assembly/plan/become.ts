// How a process becomes its user, and then its program (config.md#process): a new container's own, and one that enters.

import { LinuxMemoryPolicy } from '../../generated/assembly/config';
import { ActionList, Plan } from './actions';
import {
  planBounding,
  planCapabilities,
  planNamespaceRoot,
  planNoNewPrivileges,
  planPersonality,
  planRlimits,
  planStdio,
  planUmask,
  planUser,
  planWorkingDirectoryAgain,
} from './identity';
import { planLabels } from './labels';
import { planMemoryPolicy } from './memory-policy';
import { USER } from './namespaces';
import { planDescriptors, planExec, planLookup, planSync } from './process';
import { Container } from './read';
import { planSeccomp, SeccompPlan } from './seccomp';

/** Inside its user namespace all is made, mount points too, as the container's own root makes it. */
export function planSetupUser(c: Container, child: ActionList): void {
  if (!c.hasUserNamespace) return;
  const setsGroups = !c.keepsGroups && c.namespaces.isNew(USER);
  planNamespaceRoot(c.setupUid, c.setupGid, setsGroups, child);
}

/** What takes a privilege comes before the privilege goes. */
export function planIdentity(
  c: Container,
  memoryPolicy: LinuxMemoryPolicy | null,
  seccomp: SeccompPlan,
  out: Plan,
): void {
  const child = out.child;
  const process = c.process;
  if (!process.terminal) planStdio(c.user, child);
  planUmask(c.user, child);
  planPersonality(c.linux.personality, child);
  planMemoryPolicy(memoryPolicy, out);
  planLookup(process, child);
  planLabels(process, c.facts.security!, out);
  if (!c.hasUserNamespace) planRlimits(process.rlimits, c.facts.limits!.nrOpen, out, child);
  planBounding(c.capabilities, child);
  if (!process.noNewPrivileges) planSeccomp(seccomp, child);
  planUser(c.user, c.keepsGroups, !c.privileged, child);
  planCapabilities(c.capabilities, child);
  planWorkingDirectoryAgain(process.cwd, child);
  if (process.noNewPrivileges && seccomp.agent !== null) {
    // While the helper, who hands the listener over, is there.
    planNoNewPrivileges(true, child);
    planSeccomp(seccomp, child);
  }
  planSync('ready', child);
}

/** Those that the process cannot set itself: the helper does. */
export function planOuterRlimits(c: Container, out: Plan): void {
  if (c.hasUserNamespace) planRlimits(c.process.rlimits, c.facts.limits!.nrOpen, out, out.after);
}

export function planProgram(c: Container, seccomp: SeccompPlan, child: ActionList): void {
  const isLoaded = seccomp.agent !== null;
  planDescriptors(c.settings, child);
  planNoNewPrivileges(c.process.noNewPrivileges && !isLoaded, child);
  if (c.process.noNewPrivileges && !isLoaded) planSeccomp(seccomp, child);
  planExec(c.process, c.env, c.user.uid, c.settings, child);
}
