export type ValueType = 'i32' | 'i64' | 'f64' | 'vector';

/**
 * The operations: types of the operands, type of the result.
 *
 * They are those of WebAssembly, with its rounding, signs of zero and infinities. Which NaN results is left open. A
 * comparison is an i32, 0 or 1; one of vectors has all bits of a lane set where it holds.
 */
export const operations = {
  'f64.add': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.sub': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.mul': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.div': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.abs': { operands: ['f64'], result: 'f64' },
  /** NaN where an operand is NaN; -0 is less than 0. */
  'f64.min': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.max': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.eq': { operands: ['f64', 'f64'], result: 'i32' },
  'f64.ne': { operands: ['f64', 'f64'], result: 'i32' },
  'f64.lt': { operands: ['f64', 'f64'], result: 'i32' },
  'f64.le': { operands: ['f64', 'f64'], result: 'i32' },
  'f64.gt': { operands: ['f64', 'f64'], result: 'i32' },
  'f64.ge': { operands: ['f64', 'f64'], result: 'i32' },
  'i32.add': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.and': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.eq': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.eqz': { operands: ['i32'], result: 'i32' },
  /** Of numbers without sign. */
  'i32.ltU': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.geU': { operands: ['i32', 'i32'], result: 'i32' },
  /** The same number in every lane. */
  'vector.splat': { operands: ['f64'], result: 'vector' },
  'vector.add': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.sub': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.mul': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.div': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.neg': { operands: ['vector'], result: 'vector' },
  'vector.abs': { operands: ['vector'], result: 'vector' },
  /** b < a ? b : a, and a < b ? b : a: an `a` that is NaN stays, and a `b` that is NaN is ignored. */
  'vector.pmin': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.pmax': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.ne': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.gt': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.and': { operands: ['vector', 'vector'], result: 'vector' },
  'vector.or': { operands: ['vector', 'vector'], result: 'vector' },
  /** Bits of the first where the third has a 1, of the second elsewhere. */
  'vector.select': { operands: ['vector', 'vector', 'vector'], result: 'vector' },
  /** Bits of every lane moved by a number below 64; zeros follow. */
  'vector.shiftLeft': { operands: ['vector', 'i32'], result: 'vector' },
  'vector.shiftRight': { operands: ['vector', 'i32'], result: 'vector' },
  /** 1 where any bit of any lane is set. */
  'vector.anyTrue': { operands: ['vector'], result: 'i32' },
} as const satisfies Readonly<Record<string, Signature>>;

interface Signature {
  readonly operands: readonly ValueType[];
  readonly result: ValueType;
}

export type OperationName = keyof typeof operations;
