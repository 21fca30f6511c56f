import { type BetaMarginal, InputError, nearestHint } from '../../../src/index.js';
import type { PointOrRange } from '../../fit/results.js';
import type { DeathRanges, PopulationPoint } from './evaluate-population.js';
import { type Factor, factorValue } from './factors.js';

/** The fitted values of a stored run, which population studies vary. */
export interface FittedPopulation {
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, DeathRanges>>;
}

const SHAPES = 'Beta shapes';
const DEATH = 'death function';

/**
 * The Beta shapes and the death functions' mu and sigma as factors, uniform within +/- range of their fitted values. A range
 * of mu or sigma is shifted with constant half-width; its factor is the centre.
 *
 * Names: `alpha(beta_X1)`, `beta(beta_X1)`, `mu(placebo)`, `sigma(placebo)`.
 *
 * @param fitted - the stored run's values
 * @param arms - arms whose death functions are varied
 * @param range - half-width, as a share of the value; in (0, 1)
 * @param chosen - names of factors, of parameters (both shapes) or groups; default: all
 * @throws InputError - on an unknown name or a range outside (0, 1)
 */
export function populationFactors(
  { marginals, death }: FittedPopulation,
  {
    arms,
    range,
    chosen,
  }: { readonly arms: readonly string[]; readonly range: number; readonly chosen: readonly string[] | undefined },
): readonly Factor[] {
  if (!(range > 0 && range < 1))
    throw new InputError(`--range: must lie in (0, 1), a share of the value; got ${range}`);
  const factor = (name: string, group: string, baseline: number): Factor => ({
    name,
    group,
    unit: group === SHAPES ? '1' : 'chi',
    baseline,
    distribution: { kind: 'uniform', low: baseline * (1 - range), high: baseline * (1 + range) },
  });
  const shapes = marginals.flatMap(({ name, alpha, beta }) => [
    { of: name, factor: factor(`alpha(${name})`, SHAPES, alpha) },
    { of: name, factor: factor(`beta(${name})`, SHAPES, beta) },
  ]);
  const deaths = arms.flatMap((arm) => [
    { of: arm, factor: factor(`mu(${arm})`, DEATH, centreOf(death[arm]!.mu)) },
    { of: arm, factor: factor(`sigma(${arm})`, DEATH, centreOf(death[arm]!.sigma)) },
  ]);
  const all = [...shapes, ...deaths];
  if (chosen === undefined) return all.map((each) => each.factor);
  const names = [...new Set(all.flatMap(({ of, factor: { name, group } }) => [name, of, group]))];
  for (const name of chosen) {
    if (names.includes(name)) continue;
    throw new InputError(
      `--parameters: must name shapes, parameters of patients, arms or groups; got ${name}${nearestHint(name, names)}`,
    );
  }
  return all
    .filter(({ of, factor: { name, group } }) => [of, name, group].some((each) => chosen.includes(each)))
    .map((each) => each.factor);
}

/** The population at given values of some factors; all others at their fitted values. */
export function populationAt(
  { marginals, death }: FittedPopulation,
  values: ReadonlyMap<string, number>,
): PopulationPoint {
  const at = (name: string, fitted: number) => values.get(name) ?? fitted;
  return {
    shapes: marginals.map(({ name, alpha, beta }) => ({
      alpha: at(`alpha(${name})`, alpha),
      beta: at(`beta(${name})`, beta),
    })),
    death: Object.fromEntries(
      Object.entries(death).map(([arm, { mu, sigma }]) => [
        arm,
        { mu: shifted(mu, values.get(`mu(${arm})`)), sigma: shifted(sigma, values.get(`sigma(${arm})`)) },
      ]),
    ),
  };
}

/** The same from one row of a design. */
export function populationAtPoint(
  fitted: FittedPopulation,
  factors: readonly Factor[],
  point: Float64Array,
): PopulationPoint {
  return populationAt(
    fitted,
    new Map(factors.map((factor, index) => [factor.name, factorValue(factor, point[index]!)])),
  );
}

function centreOf(range: PointOrRange): number {
  return typeof range === 'number' ? range : (range[0] + range[1]) / 2;
}

function shifted(range: PointOrRange, centre: number | undefined): PointOrRange {
  if (centre === undefined) return range;
  if (typeof range === 'number') return centre;
  const half = (range[1] - range[0]) / 2;
  return [centre - half, centre + half];
}
