// The matrix: labels and profiles of security modules, where a kernel has one. The answer is the label that a program
// finds itself to have, or that a file made in a mount gets.
import { loadProfile, profile, removeProfile } from '../../helpers/apparmor.ts';
import { CONTENT, contextOf, LABEL } from '../../helpers/selinux.ts';
import type { FieldCase } from './case.ts';

const OWN_LABEL = "tr -d '\\000\\n' < /proc/self/attr/current; echo";

export const labelCases: readonly FieldCase[] = [
  {
    title: 'has its selinuxLabel',
    fields: ['/process/selinuxLabel'],
    needs: ['selinux'],
    set: ({ process }) => {
      process.selinuxLabel = LABEL;
    },
    inside: OWN_LABEL,
    answer: `${LABEL}\n`,
  },
  {
    title: 'has its mountLabel on a tmpfs of its own',
    fields: ['/linux/mountLabel'],
    needs: ['selinux'],
    set: ({ process, linux }) => {
      process.selinuxLabel = LABEL;
      linux.mountLabel = CONTENT;
    },
    inside: 'echo content > /dev/shm/file',
    outside: (_container, pid) => contextOf(`/proc/${pid}/root/dev/shm/file`),
    answer: CONTENT,
  },
  {
    title: 'has its apparmorProfile',
    fields: ['/process/apparmorProfile'],
    needs: ['apparmor'],
    set: ({ process }) => {
      process.apparmorProfile = profile();
    },
    prepare: async () => {
      loadProfile();
      return async () => removeProfile();
    },
    inside: OWN_LABEL,
    answer: (text) => {
      if (text !== `${profile()} (enforce)\n`) throw new Error(text);
    },
  },
];
