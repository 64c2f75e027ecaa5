// The codes of classic BPF instructions (linux/bpf_common.h, linux/filter.h): the class in the low bits, then what the
// class asks for. The compiler writes few of them (cbpf.ts); a program that is given may have any.

export const CLASS: u16 = 0x07;
export const LD: u16 = 0x00;
export const LDX: u16 = 0x01;
export const ST: u16 = 0x02;
export const STX: u16 = 0x03;
export const ALU: u16 = 0x04;
export const JMP: u16 = 0x05;
export const RET: u16 = 0x06;
export const MISC: u16 = 0x07;

/** Of LD and LDX: what is loaded. */
export const MODE: u16 = 0xf8;
export const IMM: u16 = 0x00;
export const ABS: u16 = 0x20;
export const MEM: u16 = 0x60;
export const LEN: u16 = 0x80;

/** Of ALU and JMP: the operand is X instead of k. */
export const BY_X: u16 = 0x08;
export const OPERATION: u16 = 0xf0;
export const ADD: u16 = 0x00;
export const SUB: u16 = 0x10;
export const MUL: u16 = 0x20;
export const DIV: u16 = 0x30;
export const OR: u16 = 0x40;
export const AND: u16 = 0x50;
export const LSH: u16 = 0x60;
export const RSH: u16 = 0x70;
export const XOR: u16 = 0xa0;

/** Whole codes. */
export const LD_WORD: u16 = 0x20; // BPF_LD | BPF_W | BPF_ABS
export const AND_VALUE: u16 = 0x54; // BPF_ALU | BPF_AND | BPF_K
export const NEG: u16 = 0x84;
export const JA: u16 = 0x05;
export const JEQ: u16 = 0x15;
export const JGT: u16 = 0x25;
export const JGE: u16 = 0x35;
export const RET_A: u16 = 0x16;
export const TAX: u16 = 0x07;
export const TXA: u16 = 0x87;

/** BPF_MEMWORDS */
export const MEMORY_WORDS: i32 = 16;

/** JEQ, JGT, JGE and JSET, by k or by X. */
export function isBranch(code: u16): bool {
  return (code & CLASS) == JMP && code >= 0x15 && code <= 0x4d;
}

export function isReturn(code: u16): bool {
  return code == RET || code == RET_A;
}
