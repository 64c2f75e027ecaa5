// Kinds about what a container may use: cgroups, scopes of systemd, and resctrl.
import type { Explanations } from './explanation.ts';

export const CGROUPS: Explanations = {
  'cgroup.update': {
    why: 'update: one limit or setting of a cgroup that is in use',
    spec: 'config-linux.md#control-groups',
    protects: 'half an update: what the file held is put back when a later step fails',
  },
  'cgroup.create': {
    why: 'limits and accounting are of a cgroup; all processes of the container are in it',
    spec: 'config-linux.md#cgroups-path',
    protects:
      'processes that cannot be found again: what is in the cgroup can be frozen and killed as one',
  },
  'cgroup.write': {
    why: 'one limit or setting, in the words of this host (cgroup v1 and v2 differ)',
    spec: 'config-linux.md#control-groups',
    protects: 'one container using up memory, time, processes or bandwidth of the host',
  },
  'cgroup.devices': {
    why: 'cgroup v2 has no file for devices: the rules are a program that the kernel asks',
    spec: 'config-linux.md#allowed-device-list',
    protects: "the host's disks and memory being opened through a device node made inside",
  },
  'cgroup.open': {
    why: 'the process is to join a cgroup that is there',
    spec: 'runtime.md#lifecycle',
  },
  'cgroup.join': {
    why: 'from here on the limits hold for the process, and for all that it starts',
    spec: 'config-linux.md#cgroups-path',
    protects: 'a program that runs even for a moment outside its limits',
  },
  'cgroup.kill': {
    why: 'every process of the container ends, also those that have left its pid namespace',
    spec: 'runtime.md#delete',
    protects: 'a fork bomb that outruns its killer: frozen or killed by the kernel as one',
  },
  'cgroup.signal': { why: 'kill --all', spec: 'runtime.md#kill' },
  'cgroup.freeze': { why: 'pause and resume', spec: 'freezer(7), cgroups(7)' },
  'cgroup.remove': { why: 'a deleted container leaves no cgroup', spec: 'runtime.md#delete' },
  'cgroup.attach': {
    why: 'systemd makes the cgroup around the process; it is put into what belongs to the container',
    spec: 'config-linux.md#cgroups-path',
    protects: 'a process that stays in a cgroup without the limits',
  },
  'cgroup.enable': {
    why: 'a limit below this cgroup needs its controller here',
    spec: 'cgroups(7), cgroup.subtree_control',
  },
  'cgroup.delegate': {
    why: 'the container is to manage cgroups of its own',
    spec: 'cgroups(7), delegation',
    protects: 'giving away more than the files that the kernel says may be given',
  },
  'systemd.start': {
    why: 'the cgroup manager is systemd: the container becomes a scope of its',
    spec: 'systemd.scope(5), option --systemd-cgroup',
    protects: 'two managers of one part of the tree of cgroups',
  },
  'systemd.set': {
    why: 'limits of a scope are told to systemd, which would set them back otherwise',
    spec: 'systemd.resource-control(5)',
  },
  'systemd.stop': {
    why: 'a deleted container leaves no unit',
    spec: 'runtime.md#delete, systemd.scope(5)',
  },
  'resctrl.create': {
    why: 'a class of service: how much of the cache and memory bandwidth the container gets',
    spec: 'config-linux.md#intelrdt',
    protects: 'a neighbour that empties the shared cache',
  },
  'resctrl.join': { why: 'the process gets that class', spec: 'config-linux.md#intelrdt' },
  'resctrl.remove': { why: 'the class was made for it', spec: 'config-linux.md#intelrdt' },
  'resctrl.update': { why: 'update: another share of the cache', spec: 'config-linux.md#intelrdt' },
};
