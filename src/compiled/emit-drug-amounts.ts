import { exponential } from './emit-exponential.js';
import type { Code, Local, SimdCode } from './simd-code.js';
import type { DrugField } from './simd-layout.js';

/** Drugs that one emitted function handles at most: their exponentials do not wait for each other. */
const AT_ONCE = 2;

/** Name of the emitted function for some drugs: (time since the segment began). */
export function drugAmounts(drugs: readonly number[]): string {
  return `drugAmounts${drugs.join('and')}`;
}

/** The drugs in pairs of neighbours, the last one alone where their number is odd. */
function pairsOf(drugs: number): readonly (readonly number[])[] {
  const order = Array.from({ length: drugs }, (_, drug) => drug);
  return order.filter((drug) => drug % AT_ONCE === 0).map((first) => order.slice(first, first + AT_ONCE));
}

/**
 * Emits the closed form of the drugs in the open segment: steady + fast exp(-fastRate t) + slow exp(-slowRate t), written
 * to the drug's place. Two drugs at once cost little more than one.
 *
 * @see src/model/closed-form-drug.ts for the coefficients
 */
export function emitDrugAmounts(code: SimdCode): void {
  for (const pair of pairsOf(code.layout.drugs.length)) {
    for (const drug of pair) emit(code, [drug]);
    if (pair.length > 1) emit(code, pair);
  }
}

function emit(code: SimdCode, drugs: readonly number[]): void {
  const { f64x2 } = code.module;
  code.function(drugAmounts(drugs), ['v128'], 'none', (elapsed) => {
    const preparations: Code[] = [];
    const stores = drugs.map((drug) => {
      const places = code.layout.drugs[drug]!;
      const read = (field: DrugField) => code.loadPair(places[field]);
      const term = (rate: DrugField) => exponential(code, f64x2.mul(f64x2.neg(read(rate)), elapsed!.get()));
      const [prepareFast, fast] = term('fastRate');
      const [prepareSlow, slow] = term('slowRate');
      preparations.push(...prepareFast, ...prepareSlow);
      const central = f64x2.add(
        f64x2.add(read('steady'), f64x2.mul(read('fast'), fast)),
        f64x2.mul(read('slow'), slow),
      );
      return code.storePair(places.amount, central);
    });
    return [...preparations, ...stores];
  });
}

/**
 * The calls that bring the amounts of the given drugs to a time.
 *
 * @param given - bit i is 1 where drug i is given; the amounts of the others stay as they are
 * @param elapsed - time since the segment began
 */
export function amountsAt(code: SimdCode, given: Local, elapsed: Local): readonly Code[] {
  const { module } = code;
  const { i32 } = module;
  const call = (drugs: readonly number[]) => code.call(drugAmounts(drugs), [elapsed.get()], 'none');
  const bits = (drugs: readonly number[]) => i32.const(drugs.reduce((mask, drug) => mask | (1 << drug), 0));
  const only = (drug: number) => module.if(i32.and(given.get(), bits([drug])), call([drug]));
  return pairsOf(code.layout.drugs.length).map((pair) =>
    pair.length === 1
      ? only(pair[0]!)
      : module.if(i32.eq(i32.and(given.get(), bits(pair)), bits(pair)), call(pair), module.block(null, pair.map(only))),
  );
}
