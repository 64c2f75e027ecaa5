// Device rules as an eBPF program of type BPF_PROG_TYPE_CGROUP_DEVICE (bpf(2), the kernel's
// Documentation/admin-guide/cgroup-v2.rst, "Device controller"). Each instruction is 8 bytes:
//
//   bits  0…7   8…11  12…15  16…31  32…63
//         code  dst   src    off    imm      little endian
//
// The program sees struct bpf_cgroup_dev_ctx { u32 access_type; u32 major; u32 minor; } where
// access_type is (access << 16) | type, and returns 1 to allow.

export const DEVICE_ANY: i32 = 0;
export const DEVICE_BLOCK: i32 = 1; // BPF_DEVCG_DEV_BLOCK
export const DEVICE_CHAR: i32 = 2; // BPF_DEVCG_DEV_CHAR

export const ACCESS_MKNOD: i32 = 1; // BPF_DEVCG_ACC_MKNOD
export const ACCESS_READ: i32 = 2;
export const ACCESS_WRITE: i32 = 4;
export const ACCESS_ALL: i32 = 7;

/** Any number, where a rule has a major or minor. */
export const ANY_NUMBER: i64 = -1;

@final
export class DeviceRule {
  constructor(
    public allow: bool,
    public type: i32,
    public major: i64,
    public minor: i64,
    public access: i32,
    /** JSON pointer of the rule that made this one. */
    public from: string,
  ) {}

  isEverything(): bool {
    return (
      this.type == DEVICE_ANY &&
      this.major == ANY_NUMBER &&
      this.minor == ANY_NUMBER &&
      this.access == ACCESS_ALL
    );
  }

  equals(other: DeviceRule): bool {
    return (
      this.allow == other.allow &&
      this.type == other.type &&
      this.major == other.major &&
      this.minor == other.minor &&
      this.access == other.access
    );
  }
}

const LOAD_WORD: u64 = 0x61; // BPF_LDX | BPF_MEM | BPF_W
const MOVE: u64 = 0xbc; // BPF_ALU | BPF_MOV | BPF_X
const AND: u64 = 0x54; // BPF_ALU | BPF_AND | BPF_K
const SHIFT_RIGHT: u64 = 0x74; // BPF_ALU | BPF_RSH | BPF_K
const JUMP: u64 = 0x05; // BPF_JMP | BPF_JA
const JUMP_IF_NOT: u64 = 0x55; // BPF_JMP | BPF_JNE | BPF_K
const JUMP_IF_ANY: u64 = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const SET: u64 = 0xb7; // BPF_ALU64 | BPF_MOV | BPF_K
const EXIT: u64 = 0x95; // BPF_JMP | BPF_EXIT

const RESULT: u64 = 0;
const CONTEXT: u64 = 1;
const TYPE: u64 = 2;
const WANTED: u64 = 3; // the accesses asked for and not yet allowed
const MAJOR: u64 = 4;
const MINOR: u64 = 5;

/**
 * The program for `rules`, of which the last that speaks of a device and an access decides about
 * it. So they are tested from last to first: a deny of any access wanted ends with no, an allow
 * takes its accesses off the list, and an empty list ends with yes. What no rule speaks of is denied.
 */
export function deviceProgram(rules: DeviceRule[]): u64[] {
  const out: u64[] = [];
  out.push(instruction(LOAD_WORD, TYPE, CONTEXT, 0, 0));
  out.push(instruction(MOVE, WANTED, TYPE, 0, 0));
  out.push(instruction(AND, TYPE, 0, 0, 0xffff));
  out.push(instruction(SHIFT_RIGHT, WANTED, 0, 0, 16));
  out.push(instruction(LOAD_WORD, MAJOR, CONTEXT, 4, 0));
  out.push(instruction(LOAD_WORD, MINOR, CONTEXT, 8, 0));
  for (let i = rules.length - 1; i >= 0; i--) {
    const rule = rules[i];
    emitRule(rule, out);
    if (rule.isEverything()) return out; // the verifier refuses code that is never reached
  }
  emitResult(0, out);
  return out;
}

function emitRule(rule: DeviceRule, out: u64[]): void {
  const body = ruleBody(rule);
  const tests: u64[] = [];
  // Jump distances count from the next instruction, so tests are laid out from the last.
  let skip = body.length;
  if (rule.minor != ANY_NUMBER) {
    tests.push(instruction(JUMP_IF_NOT, MINOR, 0, skip++, <u32>rule.minor));
  }
  if (rule.major != ANY_NUMBER) {
    tests.push(instruction(JUMP_IF_NOT, MAJOR, 0, skip++, <u32>rule.major));
  }
  if (rule.type != DEVICE_ANY) {
    tests.push(instruction(JUMP_IF_NOT, TYPE, 0, skip++, rule.type));
  }
  for (let i = tests.length - 1; i >= 0; i--) out.push(tests[i]);
  for (let i = 0; i < body.length; i++) out.push(body[i]);
}

function ruleBody(rule: DeviceRule): u64[] {
  const body: u64[] = [];
  if (rule.access != ACCESS_ALL) {
    if (rule.allow) {
      body.push(instruction(AND, WANTED, 0, 0, ACCESS_ALL & ~rule.access));
      body.push(instruction(JUMP_IF_NOT, WANTED, 0, 2, 0));
    } else {
      body.push(instruction(JUMP_IF_ANY, WANTED, 0, 1, rule.access));
      body.push(instruction(JUMP, 0, 0, 2, 0));
    }
  }
  emitResult(rule.allow ? 1 : 0, body);
  return body;
}

function emitResult(value: u32, out: u64[]): void {
  out.push(instruction(SET, RESULT, 0, 0, value));
  out.push(instruction(EXIT, 0, 0, 0, 0));
}

function instruction(code: u64, dst: u64, src: u64, off: i32, imm: u32): u64 {
  return code | (dst << 8) | (src << 12) | ((<u64>(<u16>off)) << 16) | ((<u64>imm) << 32);
}
