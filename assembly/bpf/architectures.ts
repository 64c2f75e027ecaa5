// The architectures seccomp filters can be made for: the name in the configuration, AUDIT_ARCH_* (linux/audit.h), and
// the table of system call numbers.
import {
  TABLE_AARCH64,
  TABLE_ARM,
  TABLE_PPC64LE,
  TABLE_RISCV64,
  TABLE_S390X,
  TABLE_X32,
  TABLE_X86,
  TABLE_X86_64,
} from '../../generated/assembly/syscalls';

/** x32 has x86_64's token; its numbers have this bit (asm/unistd.h, __X32_SYSCALL_BIT). */
export const X32_BIT: u32 = 0x40000000;

/** ARM's private calls start here (asm/unistd.h, __ARM_NR_BASE): not in a row with the others. */
export const ARM_PRIVATE: u32 = 0x0f0000;

@final
export class Architecture {
  constructor(
    /** As in linux.seccomp.architectures, without SCMP_ARCH_. */
    public name: string,
    public token: u32,
    public table: i32,
  ) {}

  get isBigEndian(): bool {
    return this.table == TABLE_S390X;
  }
}

const NAMES: string[] = [
  'SCMP_ARCH_AARCH64',
  'SCMP_ARCH_ARM',
  'SCMP_ARCH_PPC64LE',
  'SCMP_ARCH_RISCV64',
  'SCMP_ARCH_S390X',
  'SCMP_ARCH_X32',
  'SCMP_ARCH_X86',
  'SCMP_ARCH_X86_64',
];

/** The configuration's names of all there are tables for, sorted. */
export function architectureNames(): string[] {
  return NAMES;
}

/** By the configuration's name (SCMP_ARCH_X86_64); null when there is no table. */
export function architectureOf(name: string): Architecture | null {
  if (name == 'SCMP_ARCH_X86_64') return new Architecture('X86_64', 0xc000003e, TABLE_X86_64);
  if (name == 'SCMP_ARCH_X86') return new Architecture('X86', 0x40000003, TABLE_X86);
  if (name == 'SCMP_ARCH_X32') return new Architecture('X32', 0xc000003e, TABLE_X32);
  if (name == 'SCMP_ARCH_AARCH64') return new Architecture('AARCH64', 0xc00000b7, TABLE_AARCH64);
  if (name == 'SCMP_ARCH_ARM') return new Architecture('ARM', 0x40000028, TABLE_ARM);
  if (name == 'SCMP_ARCH_RISCV64') return new Architecture('RISCV64', 0xc00000f3, TABLE_RISCV64);
  if (name == 'SCMP_ARCH_PPC64LE') return new Architecture('PPC64LE', 0xc0000015, TABLE_PPC64LE);
  if (name == 'SCMP_ARCH_S390X') return new Architecture('S390X', 0x80000016, TABLE_S390X);
  return null;
}

/** The configuration's name of what uname calls the machine; '' when unknown. */
export function nativeName(machine: string): string {
  if (machine == 'x86_64') return 'SCMP_ARCH_X86_64';
  if (machine == 'aarch64') return 'SCMP_ARCH_AARCH64';
  if (machine == 'riscv64') return 'SCMP_ARCH_RISCV64';
  if (machine == 'ppc64le') return 'SCMP_ARCH_PPC64LE';
  if (machine == 's390x') return 'SCMP_ARCH_S390X';
  if (machine == 'i686' || machine == 'i586' || machine == 'i386') return 'SCMP_ARCH_X86';
  if (machine.startsWith('armv')) return 'SCMP_ARCH_ARM';
  return '';
}
