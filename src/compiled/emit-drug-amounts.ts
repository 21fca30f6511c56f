import { exponential } from './emit-exponential.js';
import type { Code, SimdCode } from './simd-code.js';
import type { ControlField } from './simd-layout.js';

type Drug = 'tas102' | 'bevacizumab';

/** Names of the emitted functions, by the drugs that are given: (time since the segment began). */
export const drugAmountsOf = { tas102: 'tas102Amount', bevacizumab: 'bevacizumabAmount', both: 'drugAmounts' } as const;

/**
 * Emits the closed form of the drugs in the open segment: steady + fast exp(-fastRate t) + slow exp(-slowRate t), written
 * to the drug's place. Both drugs at once cost little more than one: their exponentials do not wait for each other.
 *
 * @see src/model/pharmacokinetics.ts for the coefficients
 */
export function emitDrugAmounts(code: SimdCode): void {
  emit(code, drugAmountsOf.tas102, ['tas102']);
  emit(code, drugAmountsOf.bevacizumab, ['bevacizumab']);
  emit(code, drugAmountsOf.both, ['tas102', 'bevacizumab']);
}

function emit(code: SimdCode, name: string, drugs: readonly Drug[]): void {
  const { f64x2 } = code.module;
  const read = (field: ControlField) => code.loadPair(code.layout.control[field]);
  code.function(name, ['v128'], 'none', (elapsed) => {
    const term = (rate: ControlField) => exponential(code, f64x2.mul(f64x2.neg(read(rate)), elapsed!.get()));
    const preparations: Code[] = [];
    const stores = drugs.map((drug) => {
      const [prepareFast, fast] = term(`${drug}FastRate`);
      const [prepareSlow, slow] = term(`${drug}SlowRate`);
      preparations.push(...prepareFast, ...prepareSlow);
      const central = f64x2.add(
        f64x2.add(read(`${drug}Steady`), f64x2.mul(read(`${drug}Fast`), fast)),
        f64x2.mul(read(`${drug}Slow`), slow),
      );
      return code.storePair(code.layout.control[drug], central);
    });
    return [...preparations, ...stores];
  });
}
