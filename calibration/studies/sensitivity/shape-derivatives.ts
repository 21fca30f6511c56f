import type { PopulationEndpoints, PopulationPoint } from './evaluate-population.js';
import type { Factor } from './factors.js';
import { type FittedPopulation, populationAt } from './population-factors.js';

/** Derivative of a population output by the logarithm of a fitted value, with its Monte-Carlo standard error; null where there is none. */
export interface ShapeDerivative {
  /** d output / d log value; unit of the output. */
  readonly slope: number;
  readonly standardError: number;
}

/** Step of the logarithm: the pool is the same on both sides, so that differences are smooth and only curvature counts. */
const LOG_STEP = 0.02;
/** Groups of the jackknife. */
const GROUPS = 20;

/**
 * Derivatives of population outputs by every factor at the fit, on one weighted pool.
 *
 * slope = (y(e^h v) - y(e^-h v)) / (2 h). The standard error is the delete-a-group jackknife's: the spread of the slope
 * when a twentieth of the patients is left out, sqrt((G - 1) / G sum (slope_g - mean)^2).
 *
 * @param evaluate - outputs at a point, with some patients left out
 * @param fitted - values at the fit
 * @param factors - what is varied
 * @param patients - of the pool
 * @returns [factor][output]
 */
export function* shapeDerivatives(
  evaluate: (point: PopulationPoint, included?: Uint8Array) => PopulationEndpoints,
  fitted: FittedPopulation,
  factors: readonly Factor[],
  patients: number,
): Generator<readonly (ShapeDerivative | null)[]> {
  const masks = Array.from({ length: GROUPS }, (_, group) =>
    Uint8Array.from({ length: patients }, (_row, patient) => (patient % GROUPS === group ? 0 : 1)),
  );
  for (const { name, baseline } of factors) {
    const at = (step: number) => populationAt(fitted, new Map([[name, baseline * Math.exp(step)]]));
    const [up, down] = [at(LOG_STEP), at(-LOG_STEP)];
    const slopes = (mask?: Uint8Array): readonly (number | null)[] => {
      const above = evaluate(up, mask).values;
      const below = evaluate(down, mask).values;
      return above.map((value, output) => {
        const other = below[output]!;
        return value === null || other === null ? null : (value - other) / (2 * LOG_STEP);
      });
    };
    const whole = slopes();
    const parts = masks.map(slopes);
    yield whole.map((slope, output) => {
      const own = parts.map((part) => part[output]!);
      if (slope === null || own.some((value) => value === null)) return null;
      const values = own.flatMap((value) => value ?? []);
      const mean = values.reduce((sum, value) => sum + value, 0) / GROUPS;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { slope, standardError: Math.sqrt(((GROUPS - 1) / GROUPS) * squares) };
    });
  }
}
