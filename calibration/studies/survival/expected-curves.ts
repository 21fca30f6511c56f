import { DataError, type ExpectedSurvival } from '../../../src/index.js';
import type { StatesRow, SurvivalRow } from '../run/plot-tables.js';
import type { ArmSurvival, TrialEndpoint } from './simulated-trial.js';

/** Percent this far from another is rounding of a mean. */
const ROUNDING = 1e-9;

type ExpectedCurves = Pick<ArmSurvival, 'curve' | 'visits' | 'estimand'>;

/**
 * Expected overall survival of an arm of a run.
 *
 * @param rows - the run's table `survival`: exact expected survival of the validation cohort, daily
 * @param arm - the arm
 * @throws DataError - when the arm's curve is missing or does not begin at 100 %
 */
export function overallCurve(rows: readonly SurvivalRow[], arm: string): ExpectedCurves {
  const points = rows.filter((row) => row.arm === arm);
  requireStart('survival', arm, { points: points.length, first: points[0]?.survival_percent });
  const curve = {
    times: points.map(({ month }) => month),
    alive: points.map(({ survival_percent: percent }) => Math.min(1, percent / 100)),
  };
  return { curve, visits: new Set(), estimand: curve };
}

/**
 * Expected progression-free survival of an arm of a run, and what time to progression is estimated by.
 *
 * The curve falls between visits where patients die, and drops at each visit that shows progression. Where deaths are
 * censored, a visit leaves the share pfs / (pfs + progressed at it) of those who come to it, and nothing else lowers the curve.
 *
 * @param rows - the run's table `states`: exact expected shares by state, daily
 * @param arm - the arm
 * @param endpoint - `pfs`, or `ttp` with deaths censored
 * @throws DataError - when the arm's rows are missing or do not begin at 100 %
 */
export function progressionCurves(
  rows: readonly StatesRow[],
  arm: string,
  endpoint: Exclude<TrialEndpoint, 'os'>,
): ExpectedCurves {
  const points = rows.filter((row) => row.arm === arm);
  const free = points.map((row) => row.on_treatment_percent + row.off_treatment_percent);
  const progressed = points.map((row) => row.progressed_percent + row.dead_after_progression_percent);
  requireStart('states', arm, { points: points.length, first: free[0] });
  const times: number[] = [];
  const alive: number[] = [];
  const net: number[] = [];
  const visits = new Set<number>();
  let [share, left] = [1, 1];
  points.forEach(({ month }, day) => {
    const shown = progressed[day]! - (progressed[day - 1] ?? 0);
    const isVisit = shown > ROUNDING;
    if (isVisit) {
      share = Math.min(share, (free[day]! + shown) / 100);
      times.push(month);
      alive.push(share);
      net.push(left);
      visits.add(month);
      left *= free[day]! / (free[day]! + shown);
    }
    share = Math.min(share, free[day]! / 100);
    times.push(month);
    alive.push(share);
    net.push(left);
  });
  const curve: ExpectedSurvival = { times, alive };
  return { curve, visits, estimand: endpoint === 'ttp' ? { times, alive: net } : curve };
}

function requireStart(
  table: 'survival' | 'states',
  arm: string,
  { points, first }: { readonly points: number; readonly first: number | undefined },
): void {
  if (points >= 2 && first !== undefined && Math.abs(first / 100 - 1) < ROUNDING) return;
  throw new DataError(`figures/${table}.csv: arm ${arm}: must have a curve from 100 % on; got ${points} point(s)`);
}
