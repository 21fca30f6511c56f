import { calibrateOnControls, weightControls } from '../../pool/calibrate-weights.js';
import { effectiveSampleSize, importanceWeightsInto, type Shapes } from '../../pool/importance-weights.js';
import { type CalibratedWeights, meanDerivatives } from '../../pool/mean-derivatives.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import { shapeScores } from '../../pool/shape-scores.js';
import { type EssPenalty, essPenalty, essPenaltySlopes } from './ess-penalty.js';

/** A pool's weights at some shapes. The arrays are overwritten by the next shapes. */
export interface WeightsAtShapes extends CalibratedWeights {
  /** Effective sample size of the whole pool before calibration. */
  readonly effectiveSampleSize: number;
  readonly essPenalty: EssPenalty;
}

/** Weights of a pool and derivatives of weighted means; the last weights are kept. */
export interface PooledWeights {
  at(shapes: readonly Shapes[]): WeightsAtShapes;
  /** Derivatives of weighted means of columns by the wanted shapes; see {@link meanDerivatives}. */
  meanDerivatives(
    at: CalibratedWeights,
    columns: readonly Float64Array[],
    wanted: readonly number[],
  ): readonly Float64Array[];
  /** Derivatives of the penalty's residual by the wanted shapes. */
  essPenaltySlopes(at: WeightsAtShapes, wanted: readonly number[]): Float64Array;
}

/**
 * Binds weights to a pool.
 *
 * @param pool - simulated patients with their proposal density
 * @param leastEffective - effective sample size of the newest pool below which weights are unreliable; patients
 */
export function pooledWeights(pool: MixturePool, leastEffective: number): PooledWeights {
  const raw = new Float64Array(pool.patients);
  const calibrated = new Float64Array(pool.patients);
  const controls = weightControls(pool);
  const firstOfNewest = pool.patients - pool.newest;
  const newest = raw.subarray(firstOfNewest);
  let last: WeightsAtShapes | undefined;
  return {
    at: (shapes) => {
      if (last !== undefined && sameShapes(last.shapes, shapes)) return last;
      importanceWeightsInto(pool, shapes, raw);
      calibrated.set(raw);
      const covariance = calibrateOnControls(controls, shapes, calibrated);
      last = {
        shapes,
        raw,
        calibrated,
        covariance,
        scores: shapeScores(pool, controls, shapes),
        effectiveSampleSize: effectiveSampleSize(raw),
        essPenalty: essPenalty(newest, leastEffective),
      };
      return last;
    },
    meanDerivatives: (at, columns, wanted) => meanDerivatives(controls, at, columns, wanted),
    essPenaltySlopes: ({ essPenalty, shapes, scores }, wanted) =>
      essPenaltySlopes(
        essPenalty,
        scores().map((column) => column.subarray(firstOfNewest)),
        shapes,
        wanted,
      ),
  };
}

function sameShapes(a: readonly Shapes[], b: readonly Shapes[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ alpha, beta }, dimension) => alpha === b[dimension]!.alpha && beta === b[dimension]!.beta)
  );
}
