import { type Curve, curveList } from '../endpoints/curves.js';
import type { PooledSurvival } from './pool-survival.js';
import { poolSurvival } from './pool-survival.js';
import type { TrialTables } from './trial-tables.js';

/**
 * Months of the pooled curves that not all trials state.
 *
 * @param tables - trial tables
 * @param arms - arms to describe; those without a curve are left out
 * @returns one sentence per arm and curve whose months rest on different patients, and one where pooled survival rises with time
 *   because of that
 */
export function pooledMonthRemarks(tables: TrialTables, arms: readonly string[]): readonly string[] {
  return arms.flatMap((arm) =>
    curveList.flatMap((curve) => {
      const rows = tables[curve.curveTable];
      return rows.some((row) => row.arm === arm) ? ofCurve(curve, arm, poolSurvival(curve, rows, arm)) : [];
    }),
  );
}

function ofCurve({ curveTable }: Curve, arm: string, { n, months, patients, percent }: PooledSurvival): string[] {
  const fewer = months.flatMap((month, index) => (patients[index]! < n ? [`${month} (${patients[index]})`] : []));
  const rises = months.flatMap((month, index) =>
    index > 0 && percent[index]! > percent[index - 1]! ? [`${months[index - 1]} to ${month}`] : [],
  );
  const what = `pooled ${curveTable} of ${arm}`;
  return [
    ...(fewer.length === 0
      ? []
      : [
          `${what}: not every curve states month ${fewer.join(', ')}; in brackets the patients of those that do, of ${n}`,
        ]),
    ...(rises.length === 0
      ? []
      : [`${what} rises from month ${rises.join(', ')}: other patients are behind the later month`]),
  ];
}
