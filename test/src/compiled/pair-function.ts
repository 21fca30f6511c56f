import type { Expression } from '../../../src/compiled/code/code.js';
import { vector } from '../../../src/compiled/code/expressions.js';
import type { Emitted } from '../../../src/compiled/emit-exponential.js';
import type { SimdCode } from '../../../src/compiled/simd-code.js';
import { simdLayout } from '../../../src/compiled/simd-layout.js';
import { emittedModule } from './emitted-module.js';

/** An emitted function of a vector. */
type Emitter = (code: SimdCode, argument: Expression<'vector'>) => Emitted;

/** A module that loads a pair, applies the emitted function and stores the result: one number per lane in and out. */
export async function pairFunction(
  emit: Emitter,
): Promise<(first: number, second: number) => readonly [number, number]> {
  const layout = simdLayout(1, 0, 0, 2);
  const [argument, result] = [layout.vector.state, layout.vector.trial];
  const { setPair, pairAt, call } = await emittedModule(layout, (code) => {
    code.function('apply', [], 'none', () => {
      const [prepare, value] = emit(code, vector.load(argument));
      return [...prepare, vector.store(result, value)];
    });
    return ['apply'];
  });
  return (first, second) => {
    setPair(argument, [first, second]);
    call('apply');
    return pairAt(result);
  };
}
