// What the seccomp compiler takes: linux.seccomp of config.json with its words already turned into numbers.

// SECCOMP_RET_* (linux/seccomp.h)
export const RET_KILL_PROCESS: u32 = 0x80000000;
export const RET_KILL_THREAD: u32 = 0x00000000;
export const RET_TRAP: u32 = 0x00030000;
export const RET_ERRNO: u32 = 0x00050000;
export const RET_NOTIFY: u32 = 0x7fc00000;
export const RET_TRACE: u32 = 0x7ff00000;
export const RET_LOG: u32 = 0x7ffc0000;
export const RET_ALLOW: u32 = 0x7fff0000;
export const RET_ACTION: u32 = 0xffff0000;

export const EPERM: u32 = 1;
export const ENOSYS: u32 = 38;

/** What actionOf gives for a word it does not know: no action has these bits. */
export const NO_ACTION: u32 = 0xffffffff;

export const OP_NE: i32 = 0;
export const OP_LT: i32 = 1;
export const OP_LE: i32 = 2;
export const OP_EQ: i32 = 3;
export const OP_GE: i32 = 4;
export const OP_GT: i32 = 5;
export const OP_MASKED_EQ: i32 = 6;

@unmanaged
@final
export class Arg {
  constructor(
    public index: i32,
    public op: i32,
    /** MASKED_EQ: the mask. */
    public value: u64,
    /** MASKED_EQ: what the masked argument must be. */
    public valueTwo: u64 = 0,
  ) {}
}

@final
export class Rule {
  constructor(
    public names: string[],
    /** SECCOMP_RET_* with its data. */
    public action: u32,
    public args: Arg[] = [],
  ) {}
}

@final
export class Profile {
  /** uname's machine. */
  nativeArch: string = '';
  defaultAction: u32 = RET_KILL_THREAD;
  /** SCMP_ARCH_*; the native one is always included. */
  architectures: string[] = [];
  rules: Rule[] = [];
  /** ENOSYS for calls newer than any the profile names: the C library tries an older one then, and on EPERM it gives up. */
  enosysStub: bool = true;
}

/** SCMP_ACT_* and its errno (used by ERRNO and TRACE only) as the filter's return value, or NO_ACTION. */
export function actionOf(name: string, errno: u32 = EPERM): u32 {
  const data = errno & 0xffff;
  if (name == 'SCMP_ACT_ALLOW') return RET_ALLOW;
  if (name == 'SCMP_ACT_ERRNO') return RET_ERRNO | data;
  if (name == 'SCMP_ACT_KILL' || name == 'SCMP_ACT_KILL_THREAD') return RET_KILL_THREAD;
  if (name == 'SCMP_ACT_KILL_PROCESS') return RET_KILL_PROCESS;
  if (name == 'SCMP_ACT_TRAP') return RET_TRAP;
  if (name == 'SCMP_ACT_TRACE') return RET_TRACE | data;
  if (name == 'SCMP_ACT_LOG') return RET_LOG;
  if (name == 'SCMP_ACT_NOTIFY') return RET_NOTIFY;
  return NO_ACTION;
}

/** SCMP_CMP_*, or -1. */
export function operatorOf(name: string): i32 {
  if (name == 'SCMP_CMP_NE') return OP_NE;
  if (name == 'SCMP_CMP_LT') return OP_LT;
  if (name == 'SCMP_CMP_LE') return OP_LE;
  if (name == 'SCMP_CMP_EQ') return OP_EQ;
  if (name == 'SCMP_CMP_GE') return OP_GE;
  if (name == 'SCMP_CMP_GT') return OP_GT;
  if (name == 'SCMP_CMP_MASKED_EQ') return OP_MASKED_EQ;
  return -1;
}
