import { extension } from '../ode/dormand-prince-tableau.js';
import type { Expression } from './code/code.js';
import { f64, flow, i32, resultOf } from './code/expressions.js';
import type { SimdCode } from './simd-code.js';
import { NUMBER_BYTES, type VectorName } from './simd-layout.js';

/** Name of the emitted function: (byte offset of the lane, time reached by the accepted attempt). */
export const DENSE = 'dense';

const COMPONENT = 'component';

/**
 * Emits the read-out of the days inside an accepted step, before the state moves on: the watched cells of every day, all
 * cells of the days that are kept.
 *
 * @param watched - cells of which every day is wanted
 * @see src/ode/dormand-prince.ts (`component`), the same interpolant
 */
export function emitDenseOutput(code: SimdCode, dimension: number, watched: readonly number[]): void {
  emitComponent(code);
  const { rowBytes } = code.layout;
  code.function(DENSE, ['i32', 'f64'], 'none', (lane, reached) => {
    const [theta, offset] = [code.local('f64'), code.local('i32')];
    const day = code.read('day', lane);
    const component = (at: Expression<'i32'>) =>
      resultOf('f64', COMPONENT, i32.add(at, lane.get()), theta.get(), code.read('attempted', lane));
    return [
      flow.while(f64.le(day, reached.get()), [
        theta.set(f64.div(f64.sub(day, code.read('time', lane)), code.read('attempted', lane))),
        ...watched.map((cell, index) =>
          f64.store(index * NUMBER_BYTES, component(i32.number(cell * rowBytes)), code.readCursor('daily', lane)),
        ),
        code.advance('daily', lane, watched.length),
        flow.if(
          f64.ne(f64.load(0, code.readCursor('dayKinds', lane)), f64.number(0)),
          code.loop(offset, rowBytes, dimension * rowBytes, [
            f64.store(0, component(offset.get()), code.readCursor('snapshots', lane)),
            code.advance('snapshots', lane, 1),
          ]),
        ),
        code.advance('dayKinds', lane, 1),
        code.write('day', lane, f64.add(day, f64.number(1))),
      ]),
    ];
  });
}

/** One cell of one lane by the continuous extension: (byte offset of cell and lane, theta, step). */
function emitComponent(code: SimdCode): void {
  code.function(COMPONENT, ['i32', 'f64', 'f64'], 'f64', (at, theta, step) => {
    const value = (name: VectorName) => f64.load(code.layout.vector[name], at.get());
    const { d1, d3, d4, d5, d6, d7 } = extension;
    const weights: readonly (readonly [number, VectorName])[] = [
      [d1, 'k1'],
      [d3, 'k3'],
      [d4, 'k4'],
      [d5, 'k5'],
      [d6, 'k6'],
      [d7, 'k7'],
    ];
    const sum = weights
      .map(([weight, name]) => f64.mul(f64.number(weight), value(name)))
      .reduce((total, term) => f64.add(total, term));
    const [difference, bend, rest] = [code.local('f64'), code.local('f64'), code.local('f64')];
    const fourth = f64.sub(f64.sub(difference.get(), f64.mul(step.get(), value('k7'))), bend.get());
    const fifth = f64.mul(step.get(), sum);
    // y + theta (difference + rest (bend + theta (fourth + rest fifth)))
    const inner = f64.add(bend.get(), f64.mul(theta.get(), f64.add(fourth, f64.mul(rest.get(), fifth))));
    return [
      difference.set(f64.sub(value('trial'), value('state'))),
      bend.set(f64.sub(f64.mul(step.get(), value('k1')), difference.get())),
      rest.set(f64.sub(f64.number(1), theta.get())),
      flow.return(f64.add(value('state'), f64.mul(theta.get(), f64.add(difference.get(), f64.mul(rest.get(), inner))))),
    ];
  });
}
