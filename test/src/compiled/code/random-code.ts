import type { CodeModule, Expression, Statement } from '../../../../src/compiled/code/code.js';
import { CodeBuilder, type Local } from '../../../../src/compiled/code/code-builder.js';
import { f64, flow, i32, i64, resultOf, vector } from '../../../../src/compiled/code/expressions.js';

/** Numbers at which arithmetic is special. */
const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  5e-324,
  -1e-310,
  2 ** -1022,
  -(2 ** -1022) * (1 - 2 ** -52),
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  1.5 * 2 ** 52,
  2 ** 53 - 1,
  1 / 3,
  0.1 + 0.2,
];

/** Rows that are read, rows that are written, and what a function loops at most. */
export const ROWS_READ = 24;
export const ROWS_WRITTEN = 12;
const MOST_TURNS = 3;
const NUMBER_BYTES = 8;

/** The numbers that are read: row by row, each lane its own. */
export function randomRows(random: () => number, lanes: number): readonly number[] {
  return Array.from({ length: ROWS_READ * lanes }, () => {
    if (random() < 0.5) return special[Math.floor(random() * special.length)]!;
    return (random() - 0.5) * 10 ** Math.floor(40 * random() - 20);
  });
}

/**
 * A module of random functions of every operation and statement: `test0`, `test1`, ... (i32), which read the first rows of
 * the memory and write those behind them.
 *
 * The same random numbers give the same code for any number of lanes. Which NaN results is left open, so a vector is freed
 * from NaN before its bits are used.
 */
export function randomCode(random: () => number, functions: number, lanes: number): CodeModule {
  const code = new CodeBuilder();
  const rowBytes = lanes * NUMBER_BYTES;
  const pick = (count: number) => Math.floor(random() * count);
  const oneOf = <Item>(items: readonly Item[]): Item => items[pick(items.length)]!;
  type Vector = Expression<'vector'>;

  interface Scope {
    readonly vectors: readonly Local<'vector'>[];
    readonly numbers: readonly Local<'f64'>[];
    readonly given: Local<'i32'>;
  }

  const literal = () => (random() < 0.6 ? oneOf(special) : (random() - 0.5) * 100);
  const row = () => pick(ROWS_READ) * rowBytes;
  const clean = (of: Vector): Vector => vector.select(vector.number(1), of, vector.ne(of, of));
  const some = (scope: Scope, depth: number): Vector => {
    if (depth === 0) {
      return oneOf([() => vector.load(row()), () => oneOf(scope.vectors).get(), () => vector.number(literal())])();
    }
    const next = () => some(scope, depth - 1);
    const bits = () => clean(next());
    const mask = () => oneOf([vector.gt, vector.ne])(next(), next());
    const count = () => i32.and(whole(scope, 1), i32.number(63));
    return oneOf<() => Vector>([
      () => oneOf([vector.add, vector.sub, vector.mul, vector.div])(next(), next()),
      () => oneOf([vector.add, vector.sub, vector.mul, vector.div])(next(), next()),
      () => oneOf([vector.pmin, vector.pmax])(next(), next()),
      () => oneOf([vector.neg, vector.abs])(next()),
      () => vector.select(next(), next(), mask()),
      () => vector.select(bits(), bits(), bits()),
      () => oneOf([vector.and, vector.or])(bits(), vector.bits(BigInt(pick(2 ** 32)) << BigInt(pick(33)))),
      () => oneOf([vector.and, vector.or])(mask(), bits()),
      () => oneOf([vector.shiftLeft, vector.shiftRight])(bits(), count()),
      () => vector.splat(number(scope, depth - 1)),
    ])();
  };
  const number = (scope: Scope, depth: number): Expression<'f64'> => {
    if (depth === 0) {
      return oneOf([
        () => f64.load(row() + pick(2) * NUMBER_BYTES),
        () => f64.load(row(), i32.number(pick(2) * NUMBER_BYTES)),
        () => oneOf(scope.numbers).get(),
        () => f64.number(literal()),
      ])();
    }
    const next = () => number(scope, depth - 1);
    return oneOf<() => Expression<'f64'>>([
      () => oneOf([f64.add, f64.sub, f64.mul, f64.div])(next(), next()),
      () => oneOf([f64.min, f64.max])(next(), next()),
      () => f64.abs(next()),
      () => resultOf('f64', 'blend', next(), some(scope, depth - 1), whole(scope, 1)),
    ])();
  };
  const whole = (scope: Scope, depth: number): Expression<'i32'> => {
    if (depth === 0) return oneOf([() => scope.given.get(), () => i32.number(pick(2 ** 32) | 0)])();
    const next = () => whole(scope, depth - 1);
    const compare = oneOf([f64.eq, f64.ne, f64.lt, f64.le, f64.gt, f64.ge]);
    return oneOf<() => Expression<'i32'>>([
      () => oneOf([i32.add, i32.and, i32.eq, i32.ltU, i32.geU])(next(), next()),
      () => i32.eqz(next()),
      () => compare(number(scope, depth - 1), number(scope, depth - 1)),
    ])();
  };

  const written = () => (ROWS_READ + pick(ROWS_WRITTEN)) * rowBytes;
  const statements = (scope: Scope, depth: number): readonly Statement[] =>
    Array.from({ length: 1 + pick(3) }, () => statement(scope, depth)).flat();
  const statement = (scope: Scope, depth: number): readonly Statement[] => {
    const simple: readonly (() => readonly Statement[])[] = [
      () => [oneOf(scope.vectors).set(some(scope, 3))],
      () => [oneOf(scope.numbers).set(number(scope, 3))],
      () => [vector.store(written(), some(scope, 3))],
      () => [vector.store(ROWS_READ * rowBytes, some(scope, 2), i32.number(pick(ROWS_WRITTEN) * rowBytes))],
      () => [f64.store(written(), number(scope, 3), i32.number(pick(2) * NUMBER_BYTES))],
      () => [i64.store(written() + pick(2) * NUMBER_BYTES, i64.bits(BigInt(pick(2 ** 32)) - 2n ** 31n))],
      () => [flow.call('scale', some(scope, 2), whole(scope, 1))],
    ];
    if (depth === 0) return oneOf(simple)();
    const turns = code.local('i32');
    const counted = [...statements(scope, depth - 1), turns.set(i32.add(turns.get(), i32.number(1)))];
    const goesOn = i32.ltU(turns.get(), i32.number(pick(MOST_TURNS + 1)));
    return oneOf<() => readonly Statement[]>([
      ...simple,
      () => [flow.if(whole(scope, 2), statements(scope, depth - 1), statements(scope, depth - 1))],
      () => [flow.if(whole(scope, 2), [flow.return()])],
      () => [turns.set(i32.number(0)), flow.while(goesOn, counted)],
      () => [turns.set(i32.number(0)), flow.repeatWhile(counted, goesOn)],
    ])();
  };

  code.function('blend', ['f64', 'vector', 'i32'], 'f64', (a, b, choice) => [
    flow.if(i32.and(choice.get(), i32.number(1)), [flow.return(f64.sub(a.get(), f64.number(1)))]),
    b.set(vector.mul(b.get(), b.get())),
    flow.if(vector.anyTrue(vector.gt(b.get(), vector.number(-1))), [flow.return(f64.mul(a.get(), a.get()))]),
    flow.return(f64.load(row())),
  ]);
  code.function('scale', ['vector', 'i32'], 'none', (a, choice) => [
    a.set(vector.mul(a.get(), vector.number(1.1))),
    vector.store(written(), a.get(), i32.and(choice.get(), i32.number(0))),
  ]);
  for (let index = 0; index < functions; index++) {
    code.function(`test${index}`, ['i32'], 'none', (given) => {
      const scope: Scope = {
        vectors: [code.local('vector'), code.local('vector'), code.local('vector')],
        numbers: [code.local('f64'), code.local('f64')],
        given,
      };
      return Array.from({ length: 6 }, () => statement(scope, 2)).flat();
    });
    code.export(`test${index}`);
  }
  return code.module;
}
