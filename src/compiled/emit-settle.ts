import { UNUSABLE_SHRINK } from '../ode/dormand-prince.js';
import { LOG_ERROR_FLOOR, MOST_GROWTH, MOST_SHRINK } from '../ode/step-size-controller.js';
import type { Expression } from './code/code.js';
import { f64, flow, i32, i64 } from './code/expressions.js';
import { DENSE } from './emit-dense-output.js';
import type { SimdCode } from './simd-code.js';
import { type ControlField, simdOutcomes } from './simd-layout.js';

/** Name of the emitted function: (byte offset of the lane). */
export const SETTLE = 'settle';

/**
 * Emits what a lane does after an attempt: accepts or rejects it, chooses the next step, reads out the days that were
 * passed. The state itself moves on at the beginning of the next attempt, for all lanes at once.
 *
 * @see src/ode/step-size-controller.ts
 */
export function emitSettle(code: SimdCode): void {
  code.function(SETTLE, ['i32'], 'none', (lane) => {
    const read = (field: ControlField) => code.read(field, lane);
    const write = (field: ControlField, value: Expression<'f64'>) => code.write(field, lane, value);
    const setAccepted = (bits: bigint) => i64.store(code.layout.control.accepted, i64.bits(bits), lane.get());
    const [next, reached] = [code.local('f64'), code.local('f64')];
    const shrunk = (factor: Expression<'f64'>) => f64.div(read('attempted'), factor);
    const leastFactor = f64.number(1 / MOST_GROWTH);
    const mostFactor = f64.number(1 / MOST_SHRINK);
    return [
      setAccepted(0n),
      flow.if(f64.eq(read('active'), f64.number(0)), [flow.return()]),
      write('steps', f64.add(read('steps'), f64.number(1))),
      flow.if(i32.eqz(f64.lt(read('error'), f64.number(Number.POSITIVE_INFINITY))), [
        write('step', f64.mul(read('attempted'), f64.number(UNUSABLE_SHRINK))),
        flow.if(f64.eq(f64.add(read('time'), read('step')), read('time')), [
          write('outcome', f64.number(simdOutcomes['non-finite state'])),
        ]),
        flow.return(),
      ]),
      flow.if(f64.gt(read('error'), f64.number(1)), [
        write('rejected', f64.number(1)),
        write('step', shrunk(f64.min(mostFactor, read('rejectFactor')))),
        flow.return(),
      ]),
      next.set(shrunk(f64.max(leastFactor, f64.min(mostFactor, read('acceptFactor'))))),
      flow.if(f64.ne(read('rejected'), f64.number(0)), [next.set(f64.min(next.get(), read('attempted')))]),
      write('rejected', f64.number(0)),
      write('previousLogError', f64.max(read('logError'), f64.number(LOG_ERROR_FLOOR))),
      // A clipped step must not slow the stretch that follows.
      flow.if(
        f64.ne(read('last'), f64.number(0)),
        [write('step', f64.max(next.get(), read('step'))), reached.set(read('segmentEnd'))],
        [write('step', next.get()), reached.set(f64.add(read('time'), read('attempted')))],
      ),
      flow.call(DENSE, lane.get(), reached.get()),
      write('errorWeight', f64.number(1)),
      write('time', reached.get()),
      write('lowest', f64.min(read('lowest'), read('lowestOfTrial'))),
      setAccepted(-1n),
    ];
  });
}
