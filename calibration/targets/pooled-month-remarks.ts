import { type Curve, curveList, isLandmark } from '../endpoints/curves.js';
import { type PooledSurvival, poolSurvival } from './pool-survival.js';
import type { TrialTables } from './trial-tables.js';

/**
 * Landmarks of the pooled curves that not all trials state.
 *
 * @param tables - trial tables
 * @param arms - arms to describe; those without a curve are left out
 * @returns one sentence per arm and curve whose landmarks rest on different patients, and one where pooled survival rises with time
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

function ofCurve(curve: Curve, arm: string, { n, months, patients, percent }: PooledSurvival): string[] {
  const landmarks = months.flatMap((month, index) =>
    isLandmark(curve, month) ? [{ month, patients: patients[index]!, percent: percent[index]! }] : [],
  );
  const fewer = landmarks.flatMap((each) => (each.patients < n ? [`${each.month} (n ${each.patients})`] : []));
  const rises = landmarks.flatMap((each, index) => {
    const before = landmarks[index - 1];
    return before !== undefined && each.percent > before.percent ? [`${before.month} to ${each.month}`] : [];
  });
  const what = `pooled ${curve.curveTable} of ${arm}`;
  return [
    ...(fewer.length === 0
      ? []
      : [`${what}: month ${fewer.join(', ')} without the curves that do not state it, of n ${n}`]),
    ...(rises.length === 0
      ? []
      : [`${what} rises from month ${rises.join(', ')}: other patients are behind the later one`]),
  ];
}
