import { deathProbabilityFromLogits, exp, expm1, logistic, ownValue } from '../../../src/index.js';
import { isAtBound } from '../../fit/bounds.js';
import type { FitPoint, FitProblem } from '../../fit/problem.js';
import type { FittedDeathProbability, FittedShape, PointOrRange } from '../../fit/results.js';
import { linkOf } from '../../fit/survival/death-parameters.js';

/** Fitted marginals with their starting values. */
export function fittedShapes(
  problem: FitProblem,
  values: readonly number[],
  point: FitPoint,
  units: Readonly<Record<string, string>>,
): Readonly<Record<string, FittedShape>> {
  const { marginals: published, freeMarginals } = problem.settings;
  return Object.fromEntries(
    point.marginals.map(({ name, alpha, beta, min, max }, dimension) => [
      name,
      {
        alpha,
        beta,
        min,
        max,
        unit: ownValue(units, name) ?? '',
        published_alpha: published[dimension]!.alpha,
        published_beta: published[dimension]!.beta,
        free: freeMarginals.includes(name),
        at_bound: problem.parameters.flatMap(({ role }, index) =>
          role.kind === 'shape' && role.dimension === dimension && isAtBound(problem, values, index)
            ? [role.which]
            : [],
        ),
      },
    ]),
  );
}

/** Fitted death probability functions in mu and sigma, with the corresponding daily probabilities. */
export function fittedDeath(
  problem: FitProblem,
  values: readonly number[],
  point: FitPoint,
): Readonly<Record<string, FittedDeathProbability>> {
  const { deathForm } = problem.settings;
  const range = (form: 'point' | 'range', centre: number, halfWidth: number): PointOrRange =>
    form === 'point' ? centre : [centre - halfWidth, centre + halfWidth];
  const { name = 'paper' } = deathForm;
  const dailyDeath = (z: number) => (linkOf(deathForm) === 'log' ? -expm1(-exp(z)) : logistic(z));
  const fitted = problem.parameters.some(({ role }) => role.kind === 'death');
  if (!fitted) return {};
  return Object.fromEntries(
    problem.arms.map((arm) => {
      const death = point.death[arm]!;
      const { mu, sigma } = deathProbabilityFromLogits(death.logitAtZero, death.logitAtOne);
      return [
        arm,
        {
          ...(name === 'paper' ? {} : { form: name }),
          mu: range(deathForm.mu, mu, death.muHalfWidth),
          sigma: range(deathForm.sigma, sigma, sigma * death.sigmaRelativeHalfWidth),
          daily_death_percent_at_zero: 100 * dailyDeath(death.logitAtZero),
          daily_death_percent_at_one: 100 * dailyDeath(death.logitAtOne),
          at_bound: problem.parameters.flatMap(({ role }, index) =>
            role.kind === 'death' && role.arms.includes(arm) && isAtBound(problem, values, index)
              ? [role.transformedParameter]
              : [],
          ),
        },
      ];
    }),
  );
}
