// Evidence: closed form, to the bit (closed-form drugs, which have a slow oracle of their own).
import { describe, expect, test } from 'vitest';
import { i32, vector } from '../../../src/compiled/code/expressions.js';
import { amountsAt, emitDrugAmounts } from '../../../src/compiled/emit-drug-amounts.js';
import { type DrugField, simdLayout } from '../../../src/compiled/simd-layout.js';
import type { ClosedFormDrug } from '../../../src/model/closed-form-drug.js';
import { OneCompartmentDrug } from '../../../src/model/one-compartment-drug.js';
import { TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import { emittedModule } from './emitted-module.js';

const rates = [
  { k12: 2.5, k21: 1.1, k10: 17 },
  { k12: 0.2, k21: 0.3, k10: 0.05 },
  { k12: 0, k21: 4, k10: 4.5 },
  { k12: 9, k21: 1e-3, k10: 1 },
];
/** A drug of one patient in the middle of a course, its stretch open. */
function drugOf(index: number): ClosedFormDrug {
  const drug = index % 5 === 4 ? new OneCompartmentDrug(0.7) : new TwoCompartmentDrug(rates[index % rates.length]!);
  drug.begin(950);
  drug.end(0.1);
  drug.begin(index % 2 === 0 ? 0 : 300);
  return drug;
}

/** The emitted calls for a number of drugs, and one pair of patients for each drug. */
async function emittedDrugs(count: number) {
  const layout = simdLayout(1, 0, count, 2);
  const elapsedAt = layout.vector.state;
  const masks = Array.from({ length: 2 ** count }, (_, mask) => mask);
  const module = await emittedModule(layout, (code) => {
    emitDrugAmounts(code);
    return masks.map((mask) => {
      code.function(`call${mask}`, [], 'none', () => {
        const [given, elapsed] = [code.local('i32'), code.local('vector')];
        return [given.set(i32.number(mask)), elapsed.set(vector.load(elapsedAt)), ...amountsAt(code, given, elapsed)];
      });
      return `call${mask}`;
    });
  });
  const pairs = layout.drugs.map((_, drug) => [drugOf(2 * drug), drugOf(2 * drug + 1)] as const);
  const write = () =>
    layout.drugs.forEach((places, drug) => {
      const set = (field: DrugField, of: (own: ClosedFormDrug) => number) =>
        module.setPair(places[field], [of(pairs[drug]![0]), of(pairs[drug]![1])]);
      set('fastRate', ({ fastestRate }) => fastestRate);
      set('slowRate', ({ slowestRate }) => slowestRate);
      set('steady', ({ coefficients }) => coefficients.steady);
      set('fast', ({ coefficients }) => coefficients.fast);
      set('slow', ({ coefficients }) => coefficients.slow);
      module.setPair(places.amount, [-7, -8]);
    });
  const amountsOf = (mask: number, times: readonly [number, number]) => {
    write();
    module.setPair(elapsedAt, times);
    module.call(`call${mask}`);
    return layout.drugs.map(({ amount }) => module.pairAt(amount));
  };
  return { masks, pairs, amountsOf };
}

describe.each([1, 2, 3, 5])('the emitted amounts of %i drugs', async (count) => {
  const { masks, pairs, amountsOf } = await emittedDrugs(count);
  const times = [0, 1e-9, 0.003, 0.1, 1, 15.5, 400] as const;
  const isGiven = (mask: number, drug: number) => (mask & (1 << drug)) !== 0;

  test('are, for every choice of given drugs, the closed form of each lane at a time of its own', () => {
    for (const mask of masks) {
      for (const [index, first] of times.entries()) {
        const second = times[(index + mask + 1) % times.length]!;
        amountsOf(mask, [first, second]).forEach((amounts, drug) => {
          if (!isGiven(mask, drug)) {
            expect(amounts).toEqual([-7, -8]);
            return;
          }
          [first, second].forEach((time, lane) => {
            const own = pairs[drug]![lane as 0 | 1];
            expect(amounts[lane as 0 | 1]).toBe(own.central(time));
          });
        });
      }
    }
  });

  test('of several drugs are, to the bit, what each drug alone gives', () => {
    const together = amountsOf(2 ** count - 1, [0.37, 2.2]);
    together.forEach((amounts, drug) => {
      expect(amountsOf(1 << drug, [0.37, 2.2])[drug]).toEqual(amounts);
    });
  });
});
