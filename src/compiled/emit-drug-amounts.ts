import type { Expression, Statement } from './code/code.js';
import type { Local } from './code/code-builder.js';
import { flow, i32, vector } from './code/expressions.js';
import { exponential } from './emit-exponential.js';
import type { SimdCode } from './simd-code.js';
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
  code.function(drugAmounts(drugs), ['vector'], 'none', (elapsed) => {
    const preparations: Statement[] = [];
    const stores = drugs.map((drug) => {
      const places = code.layout.drugs[drug]!;
      const read = (field: DrugField) => vector.load(places[field]);
      const term = (rate: DrugField): Expression<'vector'> => {
        const [prepare, result] = exponential(code, vector.mul(vector.neg(read(rate)), elapsed.get()));
        preparations.push(...prepare);
        return result;
      };
      const [fast, slow] = [term('fastRate'), term('slowRate')];
      const central = vector.add(
        vector.add(read('steady'), vector.mul(read('fast'), fast)),
        vector.mul(read('slow'), slow),
      );
      return vector.store(places.amount, central);
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
export function amountsAt(code: SimdCode, given: Local<'i32'>, elapsed: Local<'vector'>): readonly Statement[] {
  const call = (drugs: readonly number[]) => flow.call(drugAmounts(drugs), elapsed.get());
  const bits = (drugs: readonly number[]) => i32.number(drugs.reduce((mask, drug) => mask | (1 << drug), 0));
  const only = (drug: number) => flow.if(i32.and(given.get(), bits([drug])), [call([drug])]);
  return pairsOf(code.layout.drugs.length).map((pair) =>
    pair.length === 1
      ? only(pair[0]!)
      : flow.if(i32.eq(i32.and(given.get(), bits(pair)), bits(pair)), [call(pair)], pair.map(only)),
  );
}
