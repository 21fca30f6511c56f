import { ATTEMPT } from './emit-attempt.js';
import { PREPARE } from './emit-prepare.js';
import { SETTLE } from './emit-settle.js';
import type { SimdCode } from './simd-code.js';
import { NUMBER_BYTES } from './simd-layout.js';

/** Name of the exported function: (bit i: 1 where drug i is given). */
export const RUN = 'run';

/** Emits the loop over attempts: it returns as soon as a lane has an outcome. */
export function emitRun(code: SimdCode): void {
  const { module, layout } = code;
  const { f64x2, i32, i64x2 } = module;
  code.function(RUN, ['i32'], 'none', (given) => {
    const attempts = code.label('attempts');
    const simd = (name: string) => [0, NUMBER_BYTES].map((lane) => code.call(name, [i32.const(lane)], 'none'));
    const ended = () => i64x2.bitmask(f64x2.ne(code.loadPair(layout.control.outcome), code.both(0)));
    return [
      module.loop(
        attempts,
        module.block(null, [
          ...simd(PREPARE),
          module.if(ended(), module.return()),
          code.call(ATTEMPT, [given!.get()], 'none'),
          ...simd(SETTLE),
          module.br(attempts),
        ]),
      ),
    ];
  });
  module.addFunctionExport(RUN, RUN);
}
