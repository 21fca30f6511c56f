import { ownValue } from '../../../src/index.js';
import type { FitPool } from '../../pool/fit-pool.js';
import type { WeightsAtShapes } from '../objective/pooled-weights.js';
import type { FitProblem } from '../problem.js';
import { blockPass } from './block-pass.js';
import { columnSum, isSum } from './column-sums.js';
import { blockPlan, covariateBlocks } from './covariate-blocks.js';
import { deathForms } from './death-forms.js';
import type { TransformedDeathParameters } from './death-parameters.js';
import { deathNodes } from './death-parameters.js';
import { patientBurdens } from './patient-burdens.js';
import { type PassSums, survivalPass } from './survival-pass.js';
import { survivalSums } from './survival-sums.js';

/** The columns of a problem that depend on survival, for a pool's patients, and their derivatives; the last result is kept. */
export interface PooledSurvival {
  /**
   * By column of the problem: its values, one per patient; null for a column without survival. The same arrays at every call of
   * {@link update}, which writes them.
   */
  readonly columns: readonly (Float64Array | null)[];
  /** S of the patients at each time of an arm, as the last {@link update} left it. */
  alive(arm: string): readonly Float64Array[];
  /**
   * Brings the columns to the given death functions.
   *
   * @returns by column of the problem, derivatives of its weighted mean in the order of `transformedDeathNames`; null for a
   * column without survival
   */
  update(
    death: Readonly<Record<string, TransformedDeathParameters>>,
    weights: WeightsAtShapes,
  ): readonly (Float64Array | null)[];
}

interface ArmSurvival {
  readonly arm: string;
  /** Survival at each time, then the sums; and at which of them each column of the arm is found. */
  readonly values: readonly Float64Array[];
  readonly places: readonly { readonly column: number; readonly place: number }[];
  readonly pass: (death: TransformedDeathParameters, weights: Float64Array) => readonly Float64Array[];
}

/** Binds survival to a problem's times and a pool's burdens. */
export function pooledSurvival(problem: FitProblem, pool: FitPool): PooledSurvival {
  const arms = problem.arms
    .filter((arm) => problem.grids[arm]!.times.length > 0)
    .map((arm) => armSurvival(problem, pool, arm));
  const last = new Map<
    string,
    { death: TransformedDeathParameters; weights: WeightsAtShapes; derivatives: readonly Float64Array[] }
  >();
  const columns: (Float64Array | null)[] = problem.columns.map(() => null);
  for (const { places, values } of arms)
    for (const { column, place } of places) columns[column] = values[place] ?? null;
  return {
    columns,
    alive: (wanted) => arms.find(({ arm }) => arm === wanted)?.values ?? [],
    update: (death, weights) => {
      const byColumn: (Float64Array | null)[] = problem.columns.map(() => null);
      for (const { arm, places, pass } of arms) {
        const wanted = death[arm]!;
        let kept = last.get(arm);
        if (kept === undefined || kept.weights !== weights || !sameTransformedParameters(kept.death, wanted)) {
          kept = { death: { ...wanted }, weights, derivatives: pass(wanted, weights.calibrated) };
          last.set(arm, kept);
        }
        for (const { column, place } of places) byColumn[column] = kept.derivatives[place]!;
      }
      return byColumn;
    },
  };
}

function armSurvival(problem: FitProblem, pool: FitPool, arm: string): ArmSurvival {
  const { grids, columns } = problem;
  const grid = grids[arm]!;
  const survival = grid.times.map(() => new Float64Array(pool.patients));
  const own = columns.flatMap(({ arm: of, column }, index) => (of === arm ? [{ index, column }] : []));
  const asked = own.flatMap(({ index, column }) => (isSum(column) ? [{ index, column }] : []));
  const courses = ownValue(pool.courses, arm)!;
  const sums =
    asked.length === 0
      ? undefined
      : {
          terms: survivalSums(
            pool.patients,
            asked.map(({ column }) => columnSum(column, grid.times, courses)),
          ),
          columns: asked.map(() => new Float64Array(pool.patients)),
        };
  return {
    arm,
    values: [...survival, ...(sums?.columns ?? [])],
    places: [
      ...own.flatMap(({ index, column }) =>
        column.kind === 'survival' ? [{ column: index, place: column.index }] : [],
      ),
      ...asked.map(({ index }, sum) => ({ column: index, place: grid.times.length + sum })),
    ],
    pass: armPass(problem, pool, arm, survival, sums),
  };
}

/** The paper's form in its own pass over the grid, any other one by blocks of days of its covariate. */
function armPass(
  { settings: { deathForm }, grids }: FitProblem,
  pool: FitPool,
  arm: string,
  survival: readonly Float64Array[],
  sums: PassSums | undefined,
): ArmSurvival['pass'] {
  const grid = grids[arm]!;
  const burden = pool.burden[arm]!;
  const { name = 'paper' } = deathForm;
  if (name === 'paper') {
    const burdens = patientBurdens(burden, grid);
    return (death, weights) => survivalPass(burdens, deathNodes(deathForm, death), weights, survival, sums);
  }
  const { covariate, link } = deathForms[name];
  const { visits, progressionDay } = ownValue(pool.courses, arm)!;
  const courses = { burden, days: grid.days, visits, progressionDay };
  const blocks = covariateBlocks(covariate, courses, blockPlan(grid.times, visits));
  return (death, weights) => blockPass(blocks, link, deathNodes(deathForm, death), weights, survival, sums);
}

function sameTransformedParameters(a: TransformedDeathParameters, b: TransformedDeathParameters): boolean {
  return (
    a.logitAtZero === b.logitAtZero &&
    a.logitAtOne === b.logitAtOne &&
    a.muHalfWidth === b.muHalfWidth &&
    a.sigmaRelativeHalfWidth === b.sigmaRelativeHalfWidth
  );
}
