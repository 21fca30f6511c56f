const MANTISSA_BITS = 52n;
const MANTISSA_DIGITS = 13;
const EXPONENT_BIAS = 1023;

/** A finite number in hexadecimal, to the bit: `-0x1.8p+3` is -12; the form that C and WebAssembly's text share. */
export function hexadecimal(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> MANTISSA_BITS) & 0x7ffn);
  const digits = (bits & ((1n << MANTISSA_BITS) - 1n)).toString(16).padStart(MANTISSA_DIGITS, '0').replace(/0+$/, '');
  const fraction = digits === '' ? '' : `.${digits}`;
  const sign = bits >> 63n === 1n ? '-' : '';
  if (biased === 0 && digits === '') return `${sign}0x0p+0`;
  // Subnormal numbers have no leading one, and the exponent of the smallest normal one
  const exponent = Math.max(biased, 1) - EXPONENT_BIAS;
  return `${sign}0x${biased === 0 ? 0 : 1}${fraction}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
