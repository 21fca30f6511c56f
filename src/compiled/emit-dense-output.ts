import { extension } from '../ode/dormand-prince-tableau.js';
import type { Code, Local, SimdCode } from './simd-code.js';
import { NUMBER_BYTES, PAIR_BYTES, type VectorName } from './simd-layout.js';

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
  const { module } = code;
  const { f64, i32 } = module;
  code.function(DENSE, ['i32', 'f64'], 'none', (lane, reached) => {
    const [theta, offset] = [code.local('f64'), code.local('i32')];
    const component = (at: Code) => code.call(COMPONENT, [at, theta.get(), code.read('attempted', lane!)], 'f64');
    const days = code.label('days');
    const done = code.label('done');
    return [
      module.block(done, [
        module.loop(
          days,
          module.block(null, [
            module.br_if(done, i32.eqz(f64.le(code.read('day', lane!), reached!.get()))),
            theta.set(
              f64.div(f64.sub(code.read('day', lane!), code.read('time', lane!)), code.read('attempted', lane!)),
            ),
            ...watched.map((cell, index) =>
              f64.store(
                index * NUMBER_BYTES,
                NUMBER_BYTES,
                code.readCursor('daily', lane!),
                component(i32.add(i32.const(cell * PAIR_BYTES), lane!.get())),
              ),
            ),
            code.advance('daily', lane!, watched.length),
            module.if(
              f64.ne(f64.load(0, NUMBER_BYTES, code.readCursor('dayKinds', lane!)), code.number(0)),
              module.block(null, [
                code.loop(offset, PAIR_BYTES, dimension * PAIR_BYTES, [
                  f64.store(
                    0,
                    NUMBER_BYTES,
                    code.readCursor('snapshots', lane!),
                    component(i32.add(offset.get(), lane!.get())),
                  ),
                  code.advance('snapshots', lane!, 1),
                ]),
              ]),
            ),
            code.advance('dayKinds', lane!, 1),
            code.write('day', lane!, f64.add(code.read('day', lane!), code.number(1))),
            module.br(days),
          ]),
        ),
      ]),
    ];
  });
}

/** One cell of one lane by the continuous extension: (byte offset of cell and lane, theta, step). */
function emitComponent(code: SimdCode): void {
  const { f64 } = code.module;
  code.function(COMPONENT, ['i32', 'f64', 'f64'], 'f64', (at, theta, step) => {
    const value = (name: VectorName) => f64.load(code.layout.vector[name], NUMBER_BYTES, at!.get());
    const { d1, d3, d4, d5, d6, d7 } = extension;
    const [difference, bend, fourth, fifth, rest] = [
      code.local('f64'),
      code.local('f64'),
      code.local('f64'),
      code.local('f64'),
      code.local('f64'),
    ] as const;
    const terms: readonly (readonly [number, VectorName])[] = [
      [d1, 'k1'],
      [d3, 'k3'],
      [d4, 'k4'],
      [d5, 'k5'],
      [d6, 'k6'],
      [d7, 'k7'],
    ];
    const sum = terms
      .map(([weight, name]) => f64.mul(code.number(weight), value(name)))
      .reduce((total, term) => f64.add(total, term));
    const times = (a: Local, b: Code) => f64.mul(a.get(), b);
    return [
      difference.set(f64.sub(value('trial'), value('state'))),
      bend.set(f64.sub(f64.mul(step!.get(), value('k1')), difference.get())),
      fourth.set(f64.sub(f64.sub(difference.get(), f64.mul(step!.get(), value('k7'))), bend.get())),
      fifth.set(f64.mul(step!.get(), sum)),
      rest.set(f64.sub(code.number(1), theta!.get())),
      f64.add(
        value('state'),
        times(
          theta!,
          f64.add(
            difference.get(),
            times(rest, f64.add(bend.get(), times(theta!, f64.add(fourth.get(), times(rest, fifth.get()))))),
          ),
        ),
      ),
    ];
  });
}
