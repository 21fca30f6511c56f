// Evidence: closed form in the host's arithmetic (TwoCompartmentDrug, which has a slow oracle of its own).
import { describe, expect, test } from 'vitest';
import { drugAmountsOf, emitDrugAmounts } from '../../../src/compiled/emit-drug-amounts.js';
import { type ControlField, simdLayout } from '../../../src/compiled/simd-layout.js';
import { TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import { emittedModule } from './emitted-module.js';

/** A handful of rounded operations on terms of this relative size. */
const ROUNDING = 2e-15;

const layout = simdLayout(1, 0);
const { control, vector } = layout;
const elapsedAt = vector.state;
const emitted = emittedModule(layout, (code) => {
  emitDrugAmounts(code);
  return Object.values(drugAmountsOf).map((name) => {
    code.function(`call ${name}`, [], 'none', () => [code.call(name, [code.loadPair(elapsedAt)], 'none')]);
    return `call ${name}`;
  });
});

const rates = [
  { k12: 2.5, k21: 1.1, k10: 17 },
  { k12: 0.2, k21: 0.3, k10: 0.05 },
  { k12: 0, k21: 4, k10: 4.5 },
  { k12: 9, k21: 1e-3, k10: 1 },
];
/** A drug of one patient in the middle of a course, its stretch open. */
function drugOf(index: number): TwoCompartmentDrug {
  const drug = new TwoCompartmentDrug(rates[index % rates.length]!);
  drug.begin(950);
  drug.end(0.1);
  drug.begin(index % 2 === 0 ? 0 : 300);
  return drug;
}

function write(name: 'tas102' | 'bevacizumab', pair: readonly [TwoCompartmentDrug, TwoCompartmentDrug]): void {
  const set = (field: ControlField, of: (drug: TwoCompartmentDrug) => number) =>
    emitted.setPair(control[field], [of(pair[0]), of(pair[1])]);
  set(`${name}FastRate`, ({ fastestRate }) => fastestRate);
  set(`${name}SlowRate`, ({ slowestRate }) => slowestRate);
  set(`${name}Steady`, ({ coefficients }) => coefficients.steady);
  set(`${name}Fast`, ({ coefficients }) => coefficients.fast);
  set(`${name}Slow`, ({ coefficients }) => coefficients.slow);
}

const allowed = ({ coefficients: { steady, fast, slow } }: TwoCompartmentDrug) =>
  ROUNDING * (Math.abs(steady) + Math.abs(fast) + Math.abs(slow));

describe('the emitted amounts of the drugs', () => {
  const drugs = { tas102: [drugOf(0), drugOf(1)], bevacizumab: [drugOf(2), drugOf(3)] } as const;
  const times = [0, 1e-9, 0.003, 0.1, 1, 15.5, 400] as const;

  test.each([
    ['tas102', ['tas102']],
    ['bevacizumab', ['bevacizumab']],
    ['both', ['tas102', 'bevacizumab']],
  ] as const)('%s: are the closed form of each lane, at a time of its own', (which, written) => {
    for (const first of times) {
      for (const second of times) {
        for (const name of ['tas102', 'bevacizumab'] as const) {
          write(name, drugs[name]);
          emitted.setPair(control[name], [-7, -8]);
        }
        emitted.setPair(elapsedAt, [first, second]);
        emitted.call(`call ${drugAmountsOf[which]}`);
        for (const name of written) {
          const amounts = emitted.pairAt(control[name]);
          [first, second].forEach((time, lane) => {
            const drug = drugs[name][lane as 0 | 1];
            expect(Math.abs(amounts[lane as 0 | 1] - drug.central(time))).toBeLessThanOrEqual(allowed(drug));
          });
        }
        const others = (['tas102', 'bevacizumab'] as const).filter(
          (name) => !(written as readonly string[]).includes(name),
        );
        for (const name of others) expect(emitted.pairAt(control[name])).toEqual([-7, -8]);
      }
    }
  });

  test('of a pair are, to the bit, what each drug alone gives', () => {
    write('tas102', drugs.tas102);
    write('bevacizumab', drugs.bevacizumab);
    emitted.setPair(elapsedAt, [0.37, 2.2]);
    emitted.call(`call ${drugAmountsOf.both}`);
    const together = [emitted.pairAt(control.tas102), emitted.pairAt(control.bevacizumab)];
    emitted.call(`call ${drugAmountsOf.tas102}`);
    emitted.call(`call ${drugAmountsOf.bevacizumab}`);
    expect([emitted.pairAt(control.tas102), emitted.pairAt(control.bevacizumab)]).toEqual(together);
  });
});
