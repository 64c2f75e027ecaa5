// An assembler for classic BPF as seccomp(2) takes it. One instruction is struct sock_filter (linux/filter.h):
//
//   bits  0…15   16…23   24…31   32…63
//         code    jt      jf      k         little endian
//
// Jumps go forward only; jt and jf count the instructions to skip and end at 255, JA's k is 32 bits wide.
//
// The program is written from its last instruction to its first. So the distance to a target is known when the jump is
// written, and a target out of reach gets a nearer stand-in right there: a copy of the RET, or a JA to the far place.

import { withRoom } from '../base/arrays';
import { AND_VALUE, JA, LD_WORD, RET } from './codes';

/** BPF_MAXINSNS */
export const MAX_INSTRUCTIONS: i32 = 4096;
/** Of a container engine's profile. */
const USUAL_INSTRUCTIONS: i32 = 256;
const MAX_SKIP: i32 = 255;
const NOWHERE: i32 = -1;

/** Something to jump to. Positions count from the end of the program. */
@unmanaged
@final
export class Place {
  /** The copy nearest to the front. */
  near: i32 = NOWHERE;
  /** The instruction itself: a JA never leads to another JA. NOWHERE: a RET, which is copied. */
  origin: i32 = NOWHERE;
  /** Of a RET. */
  action: u32 = 0;

  static returning(action: u32): Place {
    const place = new Place();
    place.action = action;
    return place;
  }

  get isReturn(): bool {
    return this.origin == NOWHERE;
  }
}

@final
export class Assembler {
  private code: u64[] = withRoom<u64>(USUAL_INSTRUCTIONS);

  get size(): i32 {
    return this.code.length;
  }

  /** Loads a word of struct seccomp_data and goes on at `then`. */
  load(offset: u32, then: Place): Place {
    this.reach(then);
    return this.place(LD_WORD, 0, 0, offset);
  }

  /** Masks the word and goes on at `then`. */
  and(mask: u32, then: Place): Place {
    this.reach(then);
    return this.place(AND_VALUE, 0, 0, mask);
  }

  branch(code: u16, value: u32, yes: Place, no: Place): Place {
    if (yes === no) return yes;
    // Bringing one near pushes the other away by one, hence the loop.
    while (true) {
      if (this.isFar(yes)) this.bring(yes);
      else if (this.isFar(no)) this.bring(no);
      else break;
    }
    const at = this.size;
    return this.place(code, at - yes.near - 1, at - no.near - 1, value);
  }

  /** The program in the order of running. */
  toArrayBuffer(): ArrayBuffer {
    const code = this.code;
    const count = code.length;
    const bytes = new ArrayBuffer(count << 3);
    const to = changetype<usize>(bytes);
    for (let at = 0; at < count; at++) {
      store<u64>(to + ((<usize>at) << 3), unchecked(code[count - 1 - at]));
    }
    return bytes;
  }

  /** Makes `place` the very next instruction. */
  private reach(place: Place): void {
    if (place.near == NOWHERE || place.near != this.size - 1) this.bring(place);
  }

  private isFar(place: Place): bool {
    return place.near == NOWHERE || this.size - place.near - 1 > MAX_SKIP;
  }

  private bring(place: Place): void {
    const at = this.size;
    if (place.isReturn) this.push(RET, 0, 0, place.action);
    else this.push(JA, 0, 0, <u32>(at - place.origin - 1));
    place.near = at;
  }

  private place(code: u16, yes: i32, no: i32, value: u32): Place {
    const place = new Place();
    place.near = this.size;
    place.origin = this.size;
    this.push(code, yes, no, value);
    return place;
  }

  private push(code: u16, yes: i32, no: i32, value: u32): void {
    this.code.push(<u64>code | ((<u64>yes) << 16) | ((<u64>no) << 24) | ((<u64>value) << 32));
  }
}
