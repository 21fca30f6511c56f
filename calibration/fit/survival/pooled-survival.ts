import { ownValue, survivalOfGroupsInto } from '../../../src/index.js';
import type { FitPool } from '../../pool/fit-pool.js';
import type { FitProblem } from '../problem.js';
import { columnSum, isSum } from './column-sums.js';
import { deathNodes, linkOf, type TransformedDeathParameters } from './death-parameters.js';
import { type PoolNodes, poolNodes } from './pool-nodes.js';
import { survivalDerivatives } from './survival-derivatives.js';
import { survivalSums, survivalSumsInto } from './survival-sums.js';

/** The columns of a problem that depend on survival, for a pool's patients, and their derivatives. */
export interface PooledSurvival {
  /**
   * By column of the problem: its values, one per patient; null for a column without survival. The same arrays at every call of
   * {@link update}, which writes them.
   */
  readonly columns: readonly (Float64Array | null)[];
  /** S of the patients at each time of an arm, as the last {@link update} left it. */
  alive(arm: string): readonly Float64Array[];
  /** Brings the columns to the given death functions; those of an arm whose function is the last one stay. */
  update(death: Readonly<Record<string, TransformedDeathParameters>>): void;
  /**
   * Derivatives of weighted means of the columns.
   *
   * @param weights - of the patients; any sign
   * @returns by column of the problem, in the order of `transformedDeathNames`; null for a column without survival
   */
  derivatives(
    death: Readonly<Record<string, TransformedDeathParameters>>,
    weights: Float64Array,
  ): readonly (Float64Array | null)[];
}

interface ArmSurvival {
  readonly arm: string;
  /** Survival at each time, then the sums; and at which of them each column of the arm is found. */
  readonly values: readonly Float64Array[];
  readonly places: readonly { readonly column: number; readonly place: number }[];
  readonly update: (death: TransformedDeathParameters) => void;
  readonly derivatives: (death: TransformedDeathParameters, weights: Float64Array) => readonly Float64Array[];
}

/**
 * Binds survival to a problem's times and a pool's burdens.
 *
 * @param nodesOf - compressed courses of the pool, where they are bound already
 */
export function pooledSurvival(
  problem: FitProblem,
  pool: FitPool,
  nodesOf: PoolNodes = poolNodes(pool),
): PooledSurvival {
  const arms = problem.arms
    .filter((arm) => problem.grids[arm]!.times.length > 0)
    .map((arm) => armSurvival(problem, pool, nodesOf, arm));
  const last = new Map<string, TransformedDeathParameters>();
  const columns: (Float64Array | null)[] = problem.columns.map(() => null);
  for (const { places, values } of arms)
    for (const { column, place } of places) columns[column] = values[place] ?? null;
  return {
    columns,
    alive: (wanted) => arms.find(({ arm }) => arm === wanted)?.values ?? [],
    update: (death) => {
      for (const { arm, update } of arms) {
        const wanted = death[arm]!;
        const kept = last.get(arm);
        if (kept !== undefined && sameTransformedParameters(kept, wanted)) continue;
        update(wanted);
        last.set(arm, { ...wanted });
      }
    },
    derivatives: (death, weights) => {
      const byColumn: (Float64Array | null)[] = problem.columns.map(() => null);
      for (const { arm, places, derivatives } of arms) {
        const own = derivatives(death[arm]!, weights);
        for (const { column, place } of places) byColumn[column] = own[place]!;
      }
      return byColumn;
    },
  };
}

function armSurvival(problem: FitProblem, pool: FitPool, nodesOf: PoolNodes, arm: string): ArmSurvival {
  const { grids, columns, settings } = problem;
  const { deathForm } = settings;
  const grid = grids[arm]!;
  const courses = ownValue(pool.courses, arm)!;
  const link = linkOf(deathForm);
  const nodes = nodesOf(arm, deathForm, grid);
  const survival = grid.times.map(() => new Float64Array(pool.patients));
  const own = columns.flatMap(({ arm: of, column }, index) => (of === arm ? [{ index, column }] : []));
  const asked = own.flatMap(({ index, column }) => (isSum(column) ? [{ index, column }] : []));
  const sums = asked.map(() => new Float64Array(pool.patients));
  const terms = survivalSums(
    pool.patients,
    asked.map(({ column }) => columnSum(column, grid.times, courses)),
  );
  return {
    arm,
    values: [...survival, ...sums],
    places: [
      ...own.flatMap(({ index, column }) =>
        column.kind === 'survival' ? [{ column: index, place: column.index }] : [],
      ),
      ...asked.map(({ index }, sum) => ({ column: index, place: grid.times.length + sum })),
    ],
    update: (death) => {
      survivalOfGroupsInto(nodes, link, deathNodes(deathForm, death), survival);
      survivalSumsInto(terms, survival, sums);
    },
    derivatives: (death, weights) => survivalDerivatives(nodes, link, deathNodes(deathForm, death), weights, terms),
  };
}

function sameTransformedParameters(a: TransformedDeathParameters, b: TransformedDeathParameters): boolean {
  return (
    a.logitAtZero === b.logitAtZero &&
    a.logitAtOne === b.logitAtOne &&
    a.muHalfWidth === b.muHalfWidth &&
    a.sigmaRelativeHalfWidth === b.sigmaRelativeHalfWidth
  );
}
