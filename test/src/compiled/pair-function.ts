import type { Code, SimdCode } from '../../../src/compiled/simd-code.js';
import { simdLayout } from '../../../src/compiled/simd-layout.js';
import { emittedModule } from './emitted-module.js';

/** An emitted function of a pair, as code: what to do first, and the result. */
type Emitter = (code: SimdCode, argument: Code) => readonly [prepare: readonly Code[], result: Code];

/** A module that loads a pair, applies the emitted function and stores the result: one number per lane in and out. */
export function pairFunction(emit: Emitter): (first: number, second: number) => readonly [number, number] {
  const layout = simdLayout(1, 0, 0);
  const [argument, result] = [layout.vector.state, layout.vector.trial];
  const { setPair, pairAt, call } = emittedModule(layout, (code) => {
    code.function('apply', [], 'none', () => {
      const [prepare, value] = emit(code, code.loadPair(argument));
      return [...prepare, code.storePair(result, value)];
    });
    return ['apply'];
  });
  return (first, second) => {
    setPair(argument, [first, second]);
    call('apply');
    return pairAt(result);
  };
}
