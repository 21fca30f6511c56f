import type { Statement } from './code/code.js';
import { flow, i32, vector } from './code/expressions.js';
import { ATTEMPT } from './emit-attempt.js';
import { PREPARE } from './emit-prepare.js';
import { SETTLE } from './emit-settle.js';
import type { SimdCode } from './simd-code.js';
import { NUMBER_BYTES } from './simd-layout.js';

/** Name of the exported function: (bit i: 1 where drug i is given). */
export const RUN = 'run';

/**
 * Emits the loop over attempts: it returns as soon as a lane has an outcome.
 *
 * @param before - what is done once in front of it
 */
export function emitRun(code: SimdCode, before: readonly Statement[] = []): void {
  const { control, lanes } = code.layout;
  code.function(RUN, ['i32'], 'none', (given) => {
    const eachLane = (name: string) =>
      Array.from({ length: lanes }, (_, lane) => flow.call(name, i32.number(lane * NUMBER_BYTES)));
    const ended = vector.anyTrue(vector.ne(vector.load(control.outcome), vector.number(0)));
    return [
      ...before,
      flow.while(i32.number(1), [
        ...eachLane(PREPARE),
        flow.if(ended, [flow.return()]),
        flow.call(ATTEMPT, given.get()),
        ...eachLane(SETTLE),
      ]),
    ];
  });
  code.export(RUN);
}
