import { armRoles, trialArms } from '../../src/index.js';
import type { BenchArm } from './bench-results.js';
import { solvers } from './solvers.js';

/** A case: one arm over one horizon. */
export interface BenchWork {
  readonly arm: BenchArm;
  readonly regimen: string;
  readonly days: number;
}

/** All settings of a benchmark. */
export interface BenchPlan {
  readonly quick: boolean;
  readonly repeats: number;
  readonly seed: string;
  /** Solvers by identifier, in the order of the tables. */
  readonly solvers: readonly string[];
  readonly cases: readonly BenchWork[];
  /** Cases whose error and time are measured at every tolerance. */
  readonly precisionCases: readonly BenchWork[];
  readonly relativeTolerances: readonly number[];
  readonly errorPatients: number;
  /** Target time of the difference of two sizes; seconds. */
  readonly pairSeconds: number;
  readonly precisionPairSeconds: number;
  /** Patients of the largest size. */
  readonly mostPatients: number;
  readonly scalingDays: number;
  readonly scalingPatients: readonly { readonly patients: number; readonly repeats: number }[];
  readonly scalingWorkers: readonly number[];
  readonly workersPatients: number;
  readonly workersRepeats: number;
}

/** The accuracy of the main job. */
export const DEFAULT_RELATIVE_TOLERANCE = 1e-6;

/** Absolute over relative tolerance, cell/L: the workbench's own 1e-3 at 1e-6. */
const ABSOLUTE_PER_RELATIVE = 1e3;

/** Arms of the benchmark, in the order of its tables. */
export const benchArms: readonly BenchArm[] = [armRoles.control, armRoles.combination];

/**
 * The plan of a benchmark.
 *
 * @param options - `quick` for a quick check of half a minute; number of repeats, default: that of the plan
 */
export function benchPlan({ quick, repeats }: { readonly quick: boolean; readonly repeats?: number }): BenchPlan {
  const casesOf = (days: number) => benchArms.map((arm) => ({ arm, regimen: trialArms[arm].regimens.posted, days }));
  if (quick) {
    return {
      quick,
      repeats: repeats ?? 2,
      seed: '1',
      solvers: solvers.filter(({ tolerances }) => tolerances === 'all').map(({ id }) => id),
      cases: casesOf(56),
      precisionCases: casesOf(56).filter(({ arm }) => arm === armRoles.combination),
      relativeTolerances: [1e-5, 1e-6],
      errorPatients: 4,
      pairSeconds: 0.15,
      precisionPairSeconds: 0.06,
      mostPatients: 2000,
      scalingDays: 56,
      scalingPatients: [
        { patients: 500, repeats: 1 },
        { patients: 2000, repeats: 1 },
      ],
      scalingWorkers: [1, 2],
      workersPatients: 500,
      workersRepeats: 1,
    };
  }
  return {
    quick,
    repeats: repeats ?? 5,
    seed: '1',
    solvers: solvers.map(({ id }) => id),
    cases: [...casesOf(56), ...casesOf(365)],
    precisionCases: casesOf(365),
    relativeTolerances: [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9],
    errorPatients: 16,
    pairSeconds: 0.3,
    precisionPairSeconds: 0.15,
    mostPatients: 8000,
    scalingDays: 365,
    scalingPatients: [
      { patients: 1000, repeats: 3 },
      { patients: 3000, repeats: 2 },
      { patients: 10_000, repeats: 1 },
      { patients: 30_000, repeats: 1 },
    ],
    scalingWorkers: [1, 2, 5],
    workersPatients: 2000,
    workersRepeats: 3,
  };
}

/** What a measurement was made of, as its row states it. */
export function caseOf(solver: string, { arm, days }: BenchWork, relativeTolerance: number) {
  return { arm, days, solver, relativeTolerance, absoluteTolerance: absoluteToleranceOf(relativeTolerance) };
}

/** Absolute tolerance that goes with a relative one; cell/L. */
export function absoluteToleranceOf(relativeTolerance: number): number {
  // Rounded, so that 1e-6 gives exactly 1e-3
  return Number((relativeTolerance * ABSOLUTE_PER_RELATIVE).toPrecision(12));
}
