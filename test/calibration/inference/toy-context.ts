import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import type { JobPool } from '../../../calibration/fit/fit-job.js';
import type { FitProblem, FitSettings } from '../../../calibration/fit/problem.js';
import { hazardGrid } from '../../../calibration/fit/survival/hazard-grid.js';
import { type ArmModel, armModels, survivalTime } from '../../../calibration/inference/arm-models.js';
import {
  engineRunner,
  type JobRunner,
  jobPool,
  type RefitContext,
} from '../../../calibration/inference/refit-context.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import {
  emptyTables,
  type RecistRow,
  type SurvivalRow,
  type TrialTables,
} from '../../../calibration/targets/trial-tables.js';
import { tasks } from '../../../calibration/tasks/tasks.js';
import { medianRow, recistRow, survivalRow, toyTables } from '../fit/objective/trial-tables.js';
import { HORIZON, MONTH, type ToyArm, toyArmNames, toyPool } from '../fit/toy-model.js';
import { toyDeath, toySettings } from '../fit/toy-problem.js';

/** Jobs in this process. */
export const hereRunner: JobRunner = engineRunner(inProcessEngine(tasks), {
  onBegin: () => undefined,
  onResult: () => undefined,
});

export interface ToyContextOptions {
  readonly kind?: 'pooled' | 'likelihood';
  readonly settings?: Partial<FitSettings>;
  readonly patients?: number;
  /** Factor on the sizes of the trials. */
  readonly size?: number;
}

/** Trials: both arms of A with a curve, control of B with only a median, a third of A's control as a subset. */
function sizedTables(size: number): TrialTables {
  const [a, b, subset] = [300 * size, 150 * size, 100 * size];
  const japan = { trial: 'A, subgroups', subgroup: 'Japan', subsetOf: 'A', arm: 'control', n: subset };
  return {
    ...emptyTables,
    recist: [
      recistRow({ trial: 'A', arm: 'control', n: a }),
      recistRow({ trial: 'B', arm: 'control', n: b, nEvaluable: 0.9 * b }),
      recistRow({ trial: 'A', arm: 'treated', n: 1.5 * a }),
    ],
    medianOs: [
      medianRow({ trial: 'A', arm: 'control', n: a }),
      medianRow({ trial: 'B', arm: 'control', n: b }),
      medianRow(japan),
      medianRow({ trial: 'A', arm: 'treated', n: 1.5 * a }),
    ],
    survival: [
      survivalRow({ trial: 'A', arm: 'control', n: a }),
      survivalRow(japan),
      survivalRow({ trial: 'A', arm: 'treated', n: 1.5 * a }),
    ],
  };
}

/** Tables of trials without sampling error. */
export function expectedTables(tables: TrialTables, models: Readonly<Record<string, ArmModel>>): TrialTables {
  return {
    ...tables,
    recist: tables.recist.map((row): RecistRow => {
      const [crPercent, prPercent, sdPercent, pdPercent] = models[row.arm]!.rates.map((rate) => 100 * rate) as [
        number,
        number,
        number,
        number,
      ];
      return { ...row, crPercent, prPercent, sdPercent, pdPercent };
    }),
    medianOs: tables.medianOs.map((row) => ({ ...row, medianMonths: survivalTime(models[row.arm]!, 0.5) / MONTH })),
    survival: tables.survival.map(
      (row): SurvivalRow => ({
        ...row,
        percent: row.months.map((month) => 100 * aliveAt(models[row.arm]!, month * MONTH)),
      }),
    ),
  };
}

/** Fraction alive at a day, between two days of a curve by its hazard: the inverse of `survivalTime`. */
export function aliveAt({ days, alive }: ArmModel, day: number): number {
  const last = days.length - 1;
  const found = days.findIndex((each) => each >= day);
  // Beyond the curve with the hazard of its last eight weeks
  const [from, to] = found < 0 ? [last - 8, last] : [Math.max(0, found - 1), Math.max(1, found)];
  const share = (day - days[from]!) / (days[to]! - days[from]!);
  return alive[from]! * (alive[to]! / alive[from]!) ** share;
}

/** A fit of the toy whose truth is known: its shapes, with the death functions of `toyDeath`. */
export function toyContext({
  kind = 'pooled',
  settings = {},
  patients = 300,
  size = 1,
}: ToyContextOptions = {}): RefitContext & { readonly models: Readonly<Record<string, ArmModel>> } {
  const all = toySettings(settings);
  const problemOf = (tables: TrialTables): FitProblem =>
    buildProblem(
      clinicalTargets(tables, toyArmNames),
      all,
      kind === 'pooled' ? undefined : { tables, overdispersion: 'none' },
    );
  const drawn = toyPool({ marginals: all.marginals, patients, gridDays: hazardGrid([], HORIZON).days });
  const pool: JobPool = jobPool('toy', drawn, patients, 0.3);
  const layout = problemOf(toyTables);
  const values = layout.parameters.map(({ role, start }) =>
    role.kind === 'shape' || role.transformedParameter === 'effect'
      ? start
      : toyDeath[role.arms[0] as ToyArm][role.transformedParameter],
  );
  const models = armModels(layout, pool.pool, values);
  const tables = expectedTables(sizedTables(size), models);
  return {
    seed: '1',
    tables,
    problem: problemOf(tables),
    values,
    problemOf,
    correlations: {},
    pool,
    maxIterations: 100,
    tolerance: 1e-6,
    run: hereRunner,
    models,
  };
}
