import type { FitPool } from '../../pool/fit-pool.js';
import type { WeightsAtShapes } from '../objective/pooled-weights.js';
import type { FitProblem } from '../problem.js';
import type { TransformedDeathParameters } from './death-parameters.js';
import { deathNodes } from './death-parameters.js';
import { patientBurdens } from './patient-burdens.js';
import { survivalPass } from './survival-pass.js';

/** Survival of a pool's patients at each arm's times, and its derivatives; the last result is kept. */
export interface PooledSurvival {
  /** S at each time of an arm: times x patients. The same arrays at every call of {@link update}, which writes them. */
  readonly columns: Readonly<Record<string, readonly Float64Array[]>>;
  /**
   * Brings the columns to the given death functions.
   *
   * @returns by arm, derivatives of the weighted survival: [time][parameter], order of `transformedDeathNames`
   */
  update(
    death: Readonly<Record<string, TransformedDeathParameters>>,
    weights: WeightsAtShapes,
  ): Readonly<Record<string, readonly Float64Array[]>>;
}

/** Binds survival to a problem's times and a pool's burdens. */
export function pooledSurvival(problem: FitProblem, pool: FitPool): PooledSurvival {
  const { deathForm } = problem.settings;
  const arms = problem.arms
    .filter((arm) => problem.grids[arm]!.increments.length > 0)
    .map((arm) => ({
      arm,
      burdens: patientBurdens(pool.burden[arm]!, problem.grids[arm]!),
      columns: problem.grids[arm]!.increments.map(() => new Float64Array(pool.patients)),
    }));
  const last = new Map<
    string,
    { death: TransformedDeathParameters; weights: WeightsAtShapes; derivatives: Float64Array[] }
  >();
  return {
    columns: Object.fromEntries(arms.map(({ arm, columns }) => [arm, columns])),
    update: (death, weights) =>
      Object.fromEntries(
        arms.map(({ arm, burdens, columns }) => {
          const wanted = death[arm]!;
          const kept = last.get(arm);
          if (kept !== undefined && kept.weights === weights && sameTransformedParameters(kept.death, wanted)) {
            return [arm, kept.derivatives];
          }
          const derivatives = [...survivalPass(burdens, deathNodes(deathForm, wanted), weights.calibrated, columns)];
          last.set(arm, { death: { ...wanted }, weights, derivatives });
          return [arm, derivatives];
        }),
      ),
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
