import type { CodeModule, Expression } from './code/code.js';
import { CodeBuilder } from './code/code-builder.js';
import { flow, i32, vector } from './code/expressions.js';
import { PRODUCTS_LANES, PRODUCTS_LEFT, PRODUCTS_RIGHT, productsFunctions } from './products-layout.js';

const VECTOR_BYTES = PRODUCTS_LANES * 8;

/**
 * Code of sums of products of columns: the inner loop of a matrix product.
 *
 * add_products(left, right, rightEnd, stride, bytes, out): a pair of left columns with every right column in [right, rightEnd), whose number fills
 * whole tiles. Columns begin `stride` bytes after one another and have `bytes` bytes, whole vectors of numbers. Adds to `out`, [tile][left of the pair][right of the tile]
 * vectors, whose lanes are sums over every second number.
 */
export function emitProducts(): CodeModule {
  const code = new CodeBuilder();
  const name = productsFunctions.addProducts;
  code.function(name, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], 'none', (...given) => {
    const [left, right, rightEnd, stride, bytes, out] = given;
    const list = <Made>(length: number, make: (index: number) => Made) => Array.from({ length }, (_, i) => make(i));
    const [at, offset] = [code.local('i32'), code.local('i32')];
    const sums = list(PRODUCTS_LEFT, () => list(PRODUCTS_RIGHT, () => code.local('vector')));
    const lefts = list(PRODUCTS_LEFT, () => code.local('vector'));
    const one = code.local('vector');
    const column = code.local('i32');
    const load = (from: Expression<'i32'>) => vector.load(0, from);
    const places = sums.flatMap((row, j) =>
      row.map((sum, k) => ({ sum, to: (j * PRODUCTS_RIGHT + k) * VECTOR_BYTES })),
    );
    return [
      flow.while(i32.ltU(right.get(), rightEnd.get()), [
        ...places.map(({ sum, to }) => sum.set(vector.load(to, out.get()))),
        offset.set(i32.number(0)),
        flow.while(i32.ltU(offset.get(), bytes.get()), [
          at.set(i32.add(left.get(), offset.get())),
          ...lefts.flatMap((value, j) => [
            value.set(load(at.get())),
            ...(j + 1 < PRODUCTS_LEFT ? [at.set(i32.add(at.get(), stride.get()))] : []),
          ]),
          column.set(i32.add(right.get(), offset.get())),
          ...list(PRODUCTS_RIGHT, (k) => [
            one.set(load(column.get())),
            ...(k + 1 < PRODUCTS_RIGHT ? [column.set(i32.add(column.get(), stride.get()))] : []),
            ...lefts.map((value, j) =>
              sums[j]![k]!.set(vector.add(sums[j]![k]!.get(), vector.mul(value.get(), one.get()))),
            ),
          ]).flat(),
          offset.set(i32.add(offset.get(), i32.number(VECTOR_BYTES))),
        ]),
        ...places.map(({ sum, to }) => vector.store(to, sum.get(), out.get())),
        out.set(i32.add(out.get(), i32.number(PRODUCTS_LEFT * PRODUCTS_RIGHT * VECTOR_BYTES))),
        ...list(PRODUCTS_RIGHT, () => right.set(i32.add(right.get(), stride.get()))),
      ]),
    ];
  });
  code.export(name);
  return code.module;
}
