import { builtInArms, type Cohort } from '../../../src/index.js';
import { patientsOf } from './fit-death-functions.js';
import { publishedMarginals, type SimulatedForm } from './replicate-cohorts.js';
import { responseOf } from './response-estimates.js';
import type { QuintileRow } from './result.js';

/** Equal parts of a parameter's range. */
export const QUINTILES = 5;

/** Which fifth of [min, max] a value lies in; 1 to 5, the upper end in the last. */
export function quintileOf(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(QUINTILES, 1 + Math.floor((QUINTILES * (value - min)) / (max - min)));
}

/**
 * Disease control and progression by fifth of the range of each per-patient parameter (Fig. S4), in the posted cohort.
 *
 * The paper shows bars without numbers, so nothing is compared.
 */
export function quintileRows(form: SimulatedForm, { values }: Cohort): readonly QuintileRow[] {
  const width = publishedMarginals.length;
  return publishedMarginals.flatMap((marginal, dimension) =>
    builtInArms.flatMap((arm) => {
      const record = form.record.arms[arm]!;
      const counts = Array.from({ length: QUINTILES }, () => ({ patients: 0, progressed: 0 }));
      for (const patient of patientsOf(form, arm)) {
        const count = counts[quintileOf(values[patient * width + dimension]!, marginal) - 1]!;
        count.patients += 1;
        if (responseOf(record, patient) === 'PD') count.progressed += 1;
      }
      return counts.map(({ patients, progressed }, index): QuintileRow => {
        const pd = patients === 0 ? null : (100 * progressed) / patients;
        return {
          parameter: marginal.name,
          arm,
          quintile: index + 1,
          patients,
          dcr: pd === null ? null : 100 - pd,
          pd,
        };
      });
    }),
  );
}
