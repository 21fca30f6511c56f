import { UNUSABLE_SHRINK } from '../ode/dormand-prince.js';
import { ERROR_FLOOR, MOST_GROWTH, MOST_SHRINK } from '../ode/step-size-controller.js';
import { DENSE } from './emit-dense-output.js';
import type { SimdCode } from './simd-code.js';
import { type ControlField, NUMBER_BYTES, simdOutcomes } from './simd-layout.js';

/** Name of the emitted function: (byte offset of the lane). */
export const SETTLE = 'settle';

const LOG_ERROR_FLOOR = Math.log(ERROR_FLOOR);

/**
 * Emits what a lane does after an attempt: accepts or rejects it, chooses the next step, reads out the days that were
 * passed. The state itself moves on at the beginning of the next attempt, for both lanes at once.
 *
 * @see src/ode/step-size-controller.ts
 */
export function emitSettle(code: SimdCode): void {
  const { module } = code;
  const { f64, i32, i64 } = module;
  code.function(SETTLE, ['i32'], 'none', (lane) => {
    const read = (field: ControlField) => code.read(field, lane!);
    const write = (field: ControlField, value: number) => code.write(field, lane!, value);
    const setAccepted = (bits: number) =>
      i64.store(code.layout.control.accepted, NUMBER_BYTES, lane!.get(), i64.const(BigInt(bits)));
    const [next, reached] = [code.local('f64'), code.local('f64')];
    const shrunk = (factor: number) => f64.div(read('attempted'), factor);
    return [
      setAccepted(0),
      module.if(f64.eq(read('active'), code.number(0)), module.return()),
      write('steps', f64.add(read('steps'), code.number(1))),
      module.if(
        i32.eqz(f64.lt(read('error'), code.number(Number.POSITIVE_INFINITY))),
        module.block(null, [
          write('step', f64.mul(read('attempted'), code.number(UNUSABLE_SHRINK))),
          module.if(
            f64.eq(f64.add(read('time'), read('step')), read('time')),
            write('outcome', code.number(simdOutcomes['non-finite state'])),
          ),
          module.return(),
        ]),
      ),
      module.if(
        f64.gt(read('error'), code.number(1)),
        module.block(null, [
          write('rejected', code.number(1)),
          write('step', shrunk(f64.min(code.number(1 / MOST_SHRINK), read('rejectFactor')))),
          module.return(),
        ]),
      ),
      next.set(
        shrunk(f64.max(code.number(1 / MOST_GROWTH), f64.min(code.number(1 / MOST_SHRINK), read('acceptFactor')))),
      ),
      module.if(f64.ne(read('rejected'), code.number(0)), next.set(f64.min(next.get(), read('attempted')))),
      write('rejected', code.number(0)),
      write('previousLogError', f64.max(read('logError'), code.number(LOG_ERROR_FLOOR))),
      // A clipped step must not slow the stretch that follows.
      module.if(
        f64.ne(read('last'), code.number(0)),
        module.block(null, [write('step', f64.max(next.get(), read('step'))), reached.set(read('segmentEnd'))]),
        module.block(null, [write('step', next.get()), reached.set(f64.add(read('time'), read('attempted')))]),
      ),
      code.call(DENSE, [lane!.get(), reached.get()], 'none'),
      write('errorWeight', code.number(1)),
      write('time', reached.get()),
      write('lowest', f64.min(read('lowest'), read('lowestOfTrial'))),
      setAccepted(-1),
    ];
  });
}
