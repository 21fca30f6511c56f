import { orderRemarks } from './curve-order.js';
import { type MedianSettings, medianRemarks } from './median-remarks.js';
import { armsOf } from './meta-analysis/pool-both-ways.js';
import { pooledMonthRemarks } from './pooled-month-remarks.js';
import { allowedMedianRemarks } from './stated-units.js';
import { allRows, type TrialTables } from './trial-tables.js';

/**
 * What is worth knowing about trial tables before a fit.
 *
 * @param tables - trial tables
 * @param arms - arms that are fitted
 * @param settings - the target of a median, and weights
 * @returns sentences: arms that are not fitted, landmarks that not all curves of an arm state, pooled medians that contradict the pooled
 *   curve, medians that were allowed
 */
export function tableRemarks(
  tables: TrialTables,
  arms: readonly string[],
  settings: MedianSettings,
): readonly string[] {
  return [
    ...unfittedArms(tables, arms),
    ...pooledMonthRemarks(tables, arms),
    ...medianRemarks(tables, arms, settings),
    ...allowedMedianRemarks(tables),
    ...orderRemarks(tables),
  ];
}

function unfittedArms(tables: TrialTables, arms: readonly string[]): readonly string[] {
  return armsOf(tables)
    .filter((arm) => !arms.includes(arm))
    .map((arm) => {
      const trials = new Set(allRows(tables).flatMap((row) => (row.arm === arm ? [row.trial] : [])));
      return `arm ${arm} of the tables is not fitted (${[...trials].join('; ')}); the fitted arms are ${arms.join(', ')}`;
    });
}
