import type { FitProblem, TargetColumn } from '../fit-problem.js';
import { landmarkMonths } from '../fit-problem.js';
import { hazardGrid } from '../survival/hazard-grid.js';

/** Days between the times around a median at which survival is asked for, and how many lie on each side. */
const MEDIAN_STEP_DAYS = 20;
const MEDIAN_STEPS = 4;

/** The same coordinates, asked for endpoints: response classes, and survival at the landmarks and around each median. */
export interface EndpointProblem {
  readonly problem: FitProblem;
  /** Days of the survival columns by arm; ascending. */
  readonly days: Readonly<Record<string, readonly number[]>>;
}

/**
 * The problem that asks a pool for every endpoint.
 *
 * @param fitted - the problem that was fitted
 * @param medianDays - where the median of each arm is expected; days
 */
export function endpointProblem(fitted: FitProblem, medianDays: Readonly<Record<string, number>>): EndpointProblem {
  const { monthDays, horizonDays } = fitted.settings;
  const days = Object.fromEntries(
    fitted.arms.map((arm) => [arm, endpointDays(medianDays[arm]!, monthDays, horizonDays)]),
  );
  const columns = fitted.arms.flatMap((arm): TargetColumn[] => {
    const column = { arm, target: 0, scale: 1, samplingError: 1 };
    return [
      ...(['cr', 'pr', 'sd', 'pd'] as const).map((endpoint, index) => ({
        ...column,
        endpoint,
        column: { kind: 'response' as const, index },
      })),
      ...days[arm]!.map((day, index) => ({
        ...column,
        endpoint: `survival at day ${day}`,
        column: { kind: 'survival' as const, index },
      })),
    ];
  });
  const { likelihood: _, ...rest } = fitted;
  const grids = Object.fromEntries(fitted.arms.map((arm) => [arm, hazardGrid(days[arm]!, horizonDays)]));
  return { problem: { ...rest, columns, grids }, days };
}

function endpointDays(median: number, monthDays: number, horizonDays: number): readonly number[] {
  const days = new Set(landmarkMonths.map((month) => month * monthDays));
  for (let step = -MEDIAN_STEPS; step <= MEDIAN_STEPS; step++) days.add(median + step * MEDIAN_STEP_DAYS);
  return [...days].filter((day) => day > 0 && day <= horizonDays).sort((a, b) => a - b);
}
