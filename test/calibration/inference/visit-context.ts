import type { FitSettings } from '../../../calibration/fit/problem.js';
import { hazardGrid } from '../../../calibration/fit/survival/hazard-grid.js';
import { jobPool, type RefitContext } from '../../../calibration/inference/refit-context.js';
import type { TrialTables } from '../../../calibration/targets/trial-tables.js';
import { bestResponseRow, medianRow, survivalRow } from '../fit/objective/trial-tables.js';
import { HORIZON, toyArmNames, toyPool } from '../fit/toy-model.js';
import { allWeights, regularVisits, withVisits } from '../fit/visit-problem.js';
import { toyContext } from './toy-context.js';

export interface VisitContextOptions {
  readonly kind?: 'pooled' | 'likelihood';
  readonly patients?: number;
  readonly settings?: Partial<FitSettings>;
}

/**
 * The toy context with visits every eight weeks and trials that state what these show: A curves and best responses, B a median of
 * progression-free survival alone. Best responses take the place of the response of one visit.
 */
export function visitContext({
  kind = 'pooled',
  patients = 120,
  settings = {},
}: VisitContextOptions = {}): RefitContext {
  const all: Partial<FitSettings> = {
    targetWeights: { ...allWeights, response: 0 },
    visits: Object.fromEntries(toyArmNames.map((arm) => [arm, regularVisits])),
    priorLogSd: 1.5,
    ...settings,
  };
  const context = toyContext({ kind, patients, settings: all });
  const { marginals } = context.problem.settings;
  const pool = withVisits(toyPool({ marginals, patients, gridDays: hazardGrid([], HORIZON).days }));
  const tables: TrialTables = {
    ...context.tables,
    medianPfs: [
      medianRow({ trial: 'A', arm: 'control', n: 300, medianMonths: 3.5 }),
      medianRow({ trial: 'B', arm: 'control', n: 150, medianMonths: 3.5 }),
      medianRow({ trial: 'A', arm: 'treated', n: 450, medianMonths: 5 }),
    ],
    pfs: [
      survivalRow({ trial: 'A', arm: 'control', n: 300, months: [0, 3, 3.68, 6], percent: [100, 70, 45, 25] }),
      survivalRow({ trial: 'A', arm: 'treated', n: 450, months: [0, 3, 3.68, 6], percent: [100, 80, 60, 40] }),
    ],
    bestResponse: [
      bestResponseRow({ trial: 'A', arm: 'control', n: 300 }),
      bestResponseRow({ trial: 'B', arm: 'control', n: 150, nEvaluable: 140, nePercent: 5, pdPercent: 45 }),
      bestResponseRow({ trial: 'A', arm: 'treated', n: 450 }),
    ],
  };
  return {
    ...context,
    tables,
    problem: context.problemOf(tables),
    pool: jobPool('toy with visits', pool, patients, 0.3),
  };
}
