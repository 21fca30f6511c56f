import type { CodeModule, Expression, Place, Statement } from '../../../../src/compiled/code/code.js';
import type { OperationName, ValueType } from '../../../../src/compiled/code/operations.js';

/** An i32 or f64 as a number, an i64 as its bits, a vector as the bits of each lane. */
type Value = number | bigint | readonly bigint[];

const view = new DataView(new ArrayBuffer(8));
function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}
function numberOf(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

const truth = (holds: boolean) => (holds ? 1 : 0);

const scalars: Partial<Record<OperationName, (a: number, b: number) => number>> = {
  'f64.add': (a, b) => a + b,
  'f64.sub': (a, b) => a - b,
  'f64.mul': (a, b) => a * b,
  'f64.div': (a, b) => a / b,
  'f64.abs': (a) => Math.abs(a),
  'f64.min': (a, b) => Math.min(a, b),
  'f64.max': (a, b) => Math.max(a, b),
  'f64.eq': (a, b) => truth(a === b),
  'f64.ne': (a, b) => truth(a !== b),
  'f64.lt': (a, b) => truth(a < b),
  'f64.le': (a, b) => truth(a <= b),
  'f64.gt': (a, b) => truth(a > b),
  'f64.ge': (a, b) => truth(a >= b),
  'i32.add': (a, b) => (a + b) >>> 0,
  'i32.and': (a, b) => (a & b) >>> 0,
  'i32.eq': (a, b) => truth(a === b),
  'i32.eqz': (a) => truth(a === 0),
  'i32.ltU': (a, b) => truth(a < b),
  'i32.geU': (a, b) => truth(a >= b),
};

const numbersOfLanes: Partial<Record<OperationName, (a: number, b: number) => number>> = {
  'vector.add': (a, b) => a + b,
  'vector.sub': (a, b) => a - b,
  'vector.mul': (a, b) => a * b,
  'vector.div': (a, b) => a / b,
  'vector.neg': (a) => -a,
  'vector.abs': (a) => Math.abs(a),
  'vector.pmin': (a, b) => (b < a ? b : a),
  'vector.pmax': (a, b) => (a < b ? b : a),
};

const comparisonsOfLanes: Partial<Record<OperationName, (a: number, b: number) => boolean>> = {
  'vector.ne': (a, b) => a !== b,
  'vector.gt': (a, b) => a > b,
};

const bitsOfLanes: Partial<Record<OperationName, (a: bigint, b: bigint, c: bigint) => bigint>> = {
  'vector.and': (a, b) => a & b,
  'vector.or': (a, b) => a | b,
  'vector.select': (a, b, mask) => (a & mask) | (b & ~mask),
};

/** What a statement leaves behind: undefined to continue, or the value that the function returns. */
type Left = { readonly value: Value | undefined } | undefined;

/**
 * Runs a function of a module on a memory, slowly and by the letter.
 *
 * @param memory - bytes; changed
 */
export function interpret(module: CodeModule, lanes: number, memory: ArrayBuffer, name: string, given: number): void {
  const bytes = new DataView(memory);
  const loads: Readonly<Record<ValueType, (at: number) => Value>> = {
    f64: (at) => bytes.getFloat64(at, true),
    i32: (at) => bytes.getUint32(at, true),
    i64: (at) => bytes.getBigUint64(at, true),
    vector: (at) => Array.from({ length: lanes }, (_, lane) => bytes.getBigUint64(at + 8 * lane, true)),
  };
  const stores: Readonly<Record<ValueType, (at: number, value: Value) => void>> = {
    f64: (at, value) => bytes.setFloat64(at, value as number, true),
    i32: (at, value) => bytes.setUint32(at, value as number, true),
    i64: (at, value) => bytes.setBigUint64(at, value as bigint, true),
    vector: (at, value) =>
      (value as readonly bigint[]).forEach((bits, lane) => void bytes.setBigUint64(at + 8 * lane, bits, true)),
  };

  const call = (called: string, operands: readonly Value[]): Value | undefined => {
    const code = module.functions.find((each) => each.name === called)!;
    const zeros = code.locals.map((type): Value => {
      if (type === 'vector') return Array.from({ length: lanes }, () => 0n);
      return type === 'i64' ? 0n : 0;
    });
    const variables: Value[] = [...operands, ...zeros];

    const addressOf = ({ address, at }: Place) => address + (at === undefined ? 0 : (evaluate(at) as number));
    const operate = (operation: OperationName, values: readonly Value[]): Value => {
      const scalar = scalars[operation];
      if (scalar !== undefined) return scalar(values[0] as number, values[1] as number);
      if (operation === 'vector.splat') return Array.from({ length: lanes }, () => bitsOf(values[0] as number));
      const [a, b, c] = values as readonly (readonly bigint[])[];
      if (operation === 'vector.anyTrue') return truth(a!.some((bits) => bits !== 0n));
      return a!.map((bits, lane) => {
        const [second, third] = [b?.[lane] ?? 0n, c?.[lane] ?? 0n];
        if (operation === 'vector.shiftLeft') return BigInt.asUintN(64, bits << BigInt(values[1] as number));
        if (operation === 'vector.shiftRight') return bits >> BigInt(values[1] as number);
        const numbers = numbersOfLanes[operation];
        if (numbers !== undefined) return bitsOf(numbers(numberOf(bits), numberOf(second)));
        const holds = comparisonsOfLanes[operation]?.(numberOf(bits), numberOf(second));
        if (holds !== undefined) return holds ? 0xffff_ffff_ffff_ffffn : 0n;
        return BigInt.asUintN(64, bitsOfLanes[operation]!(bits, second, third));
      });
    };
    const evaluate = ({ type, node }: Expression): Value => {
      switch (node.kind) {
        case 'number':
          return type === 'i32' ? node.value >>> 0 : node.value;
        case 'bits':
          return type === 'vector' ? Array.from({ length: lanes }, () => node.value) : node.value;
        case 'local':
          return variables[node.index]!;
        case 'load':
          return loads[type](addressOf(node));
        case 'operation':
          return operate(node.name, node.operands.map(evaluate));
        case 'call':
          return call(node.name, node.operands.map(evaluate))!;
      }
    };

    const runAll = (statements: readonly Statement[]): Left => {
      for (const statement of statements) {
        const left = run(statement);
        if (left !== undefined) return left;
      }
      return undefined;
    };
    const run = (statement: Statement): Left => {
      switch (statement.kind) {
        case 'set':
          variables[statement.index] = evaluate(statement.value);
          return undefined;
        case 'store':
          stores[statement.value.type](addressOf(statement), evaluate(statement.value));
          return undefined;
        case 'call':
          call(statement.name, statement.operands.map(evaluate));
          return undefined;
        case 'if':
          return runAll(evaluate(statement.condition) === 0 ? statement.otherwise : statement.then);
        case 'while':
          while (evaluate(statement.condition) !== 0) {
            const left = runAll(statement.body);
            if (left !== undefined) return left;
          }
          return undefined;
        case 'repeat':
          do {
            const left = runAll(statement.body);
            if (left !== undefined) return left;
          } while (evaluate(statement.condition) !== 0);
          return undefined;
        case 'return':
          return { value: statement.value === undefined ? undefined : evaluate(statement.value) };
      }
    };
    return runAll(code.body)?.value;
  };
  call(name, [given >>> 0]);
}
