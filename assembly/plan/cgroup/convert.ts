// From cgroup v1's units to cgroup v2's (config-linux.md#control-groups). Pure integer arithmetic:
// a plan holds no floats, and the same config must give the same weight on every host.

const FRACTION: u64 = 48; // of the binary logarithm: l² + 125·l of 18 bits still fits in 64
const EXP_FRACTION: u64 = 59; // of e^x for x < 2.31, which is below 16
// ln(10), as a fixed point number with EXP_FRACTION bits.
const LN10: u64 = 1327349934949995906;

/**
 * cpu.weight of cpu.shares: 1 for 2 and less, 10000 for 262144 and more, and between them
 * ceil(10^((l² + 125·l) / 612 − 7/34)) with l = log2(shares), the curve on which 1024 is 100.
 * 0 means "not set", and stays so.
 */
export function cpuWeight(shares: u64): u64 {
  if (shares == 0) return 0;
  if (shares <= 2) return 1;
  if (shares >= 262144) return 10000;
  const l = log2(shares);
  // 7/34 = 126/612
  const exponent = (multiply(l, l, FRACTION) + 125 * l - (126 << FRACTION)) / 612;
  let scale: u64 = 1;
  for (let tens = exponent >> FRACTION; tens > 0; tens--) scale *= 10;
  const fraction = exponent & ((1 << FRACTION) - 1);
  return scaleUp(exp(multiply(fraction << (EXP_FRACTION - FRACTION), LN10, EXP_FRACTION)), scale);
}

/** io.weight (1…10000) of blkio.weight (10…1000); 0 means "not set". */
export function ioWeight(weight: u64): u64 {
  if (weight == 0) return 0;
  return weight <= 10 ? 1 : 1 + ((weight - 10) * 9999) / 990;
}

/** log2 with FRACTION bits after the point, by repeated squaring of the mantissa. */
function log2(value: u64): u64 {
  const whole: u64 = 63 - clz(value);
  let mantissa: u64 = value << (62 - whole); // in [1, 2), 62 bits after the point
  let result: u64 = whole;
  for (let i: u64 = 0; i < FRACTION; i++) {
    mantissa = multiply(mantissa, mantissa, 62);
    const bit = mantissa >> 63;
    mantissa >>= bit;
    result = (result << 1) | bit;
  }
  return result;
}

/** e^x by its series, with EXP_FRACTION bits after the point. */
function exp(x: u64): u64 {
  let term: u64 = 1 << EXP_FRACTION;
  let sum: u64 = term;
  for (let n: u64 = 1; term != 0; n++) {
    term = multiply(term, x, EXP_FRACTION) / n;
    sum += term;
  }
  return sum;
}

/** ceil(value · scale), where value has EXP_FRACTION bits after the point. */
function scaleUp(value: u64, scale: u64): u64 {
  const high = (value >> 32) * scale;
  const low = (value & 0xffffffff) * scale;
  const shifted = high + (low >> 32);
  const rest = shifted & ((1 << (EXP_FRACTION - 32)) - 1);
  const up = rest != 0 || (low & 0xffffffff) != 0;
  return (shifted >> (EXP_FRACTION - 32)) + (up ? 1 : 0);
}

/** (a · b) >> shift with all 128 bits of the product; 0 < shift < 64. */
function multiply(a: u64, b: u64, shift: u64): u64 {
  const aHigh = a >> 32;
  const aLow = a & 0xffffffff;
  const bHigh = b >> 32;
  const bLow = b & 0xffffffff;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >> 32);
  const cross = aLow * bHigh + (middle & 0xffffffff);
  const high = aHigh * bHigh + (middle >> 32) + (cross >> 32);
  return (high << (64 - shift)) | (((cross << 32) | (low & 0xffffffff)) >> shift);
}
