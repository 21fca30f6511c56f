import { hypotenuse, visitWindows } from '../../src/index.js';
import type { Curve } from '../endpoints/curves.js';

/** Standard deviation of the days of visits around the planned day; days. Windows of a week on each side are customary. */
const VISIT_SCATTER_DAYS = 5;

/**
 * Standard error of the share without the event at the median that trials report.
 *
 * Sampling alone gives 0.5 / sqrt(n). A median of progression-free survival within the window of a visit also scatters with the days of
 * the visits; there half of the patients may progress over the window, so that a day is 0.5 / window of them.
 *
 * @param curve - of the median
 * @param patients - behind the median
 * @param day - of the median
 * @param visits - days of the visits of the arm; ascending
 * @returns share of patients
 */
export function medianShareError(curve: Curve, patients: number, day: number, visits: readonly number[]): number {
  const sampling = 0.5 / Math.sqrt(patients);
  if (curve.column !== 'pfs') return sampling;
  const window = visitWindows(visits).find(([from, to]) => from <= day && day <= to && from < to);
  return window === undefined ? sampling : hypotenuse(sampling, (0.5 * VISIT_SCATTER_DAYS) / (window[1] - window[0]));
}
