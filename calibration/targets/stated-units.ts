import { type CurveTable, curveList, type MedianTable } from '../endpoints/curves.js';
import { isSameRow, rowName, type TrialRow } from './trial-row.js';
import {
  AGREEMENT,
  type AllowedIssue,
  describeMonths,
  implausibleCurveMedian,
  isPlausibleMedian,
  MEDIAN_RANGE,
  medianContradiction,
  type StatedCurve,
} from './units.js';

/** Medians and curves of trial tables. */
type StatedTables = Readonly<Record<MedianTable, readonly (TrialRow & { readonly medianMonths: number })[]>> &
  Readonly<Record<CurveTable, readonly (TrialRow & StatedCurve)[]>>;

/** A median that was not reached gives no target. */
export const notReachedRemark = (row: TrialRow, column: string): string =>
  `${row.where}: ${rowName(row)}: ${column} was not reached; the row has no median to pool`;

/**
 * Medians and curves of one trial, subgroup and arm that cannot both be in months and percent.
 *
 * @param tables - trial tables
 * @param allow - issues to accept
 * @returns issues: a median that contradicts the curve, and a curve without a median that reaches 50 % outside 0.5 to 60 months
 */
export function unitIssues(tables: StatedTables, allow: readonly AllowedIssue[]): readonly string[] {
  return curveList.flatMap(({ medianTable, curveTable, medianColumn }) =>
    tables[curveTable].flatMap((curve) => {
      const median = tables[medianTable].find((row) => isSameRow(row, curve));
      if (median === undefined) return curveRangeIssue(curve, allow);
      const contradiction = medianContradiction(median.medianMonths, curve);
      if (contradiction === null) return [];
      const other = median.where === curve.where ? '' : ` (${curve.where})`;
      return [`${median.where}: column ${medianColumn}: must ${AGREEMENT}; got ${contradiction}${other}`];
    }),
  );
}

/** Issue of a curve that reaches 50 % at a month that is no plausible median. */
function curveRangeIssue(curve: TrialRow & StatedCurve, allow: readonly AllowedIssue[]): readonly string[] {
  const months = allow.includes('median-range') ? null : implausibleCurveMedian(curve);
  if (months === null) return [];
  return [
    `${curve.where}: the month at which survival reaches 50 % must be ${MEDIAN_RANGE}; got ${describeMonths(months)}`,
  ];
}

/** Medians outside 0.5 to 60 months that were allowed, one sentence each. */
export function allowedMedianRemarks(tables: StatedTables): readonly string[] {
  return curveList.flatMap(({ medianTable, medianSummary }) =>
    tables[medianTable]
      .filter(({ medianMonths }) => !isPlausibleMedian(medianMonths))
      .map(
        (row) =>
          `${row.where}: ${rowName(row)}: ${medianSummary} of ${row.medianMonths} months, as median-range allows`,
      ),
  );
}
