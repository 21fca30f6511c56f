import { type EndpointName, endpointNames } from '../../inference/results.js';
import type { MixturePool } from '../../pool/fit-pool.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { FitProblem } from '../fit-problem.js';
import { endpointProblem } from './endpoint-problem.js';
import { poolObjective } from './pool-objective.js';
import { readEndpoints } from './read-endpoints.js';

/** Endpoints by arm; percent, and months for the median. */
export type Endpoints = Readonly<Record<string, Readonly<Record<EndpointName, number>>>>;

/** Endpoints arm by arm, in the order of `endpointNames`, as a table. */
export function toEndpoints(arms: readonly string[], values: ArrayLike<number>): Endpoints {
  return Object.fromEntries(
    arms.map((arm, index) => {
      const first = index * endpointNames.length;
      const named = endpointNames.map((name, k) => [name, values[first + k]!] as const);
      return [arm, Object.fromEntries(named) as Record<EndpointName, number>];
    }),
  );
}

/** What a weighted pool says about every endpoint at a fitted point. */
export function predictedEndpoints(
  problem: FitProblem,
  pool: MixturePool,
  values: readonly number[],
  medianDays: Readonly<Record<string, number>>,
): Endpoints {
  const asked = endpointProblem(problem, medianDays);
  const { predictions } = poolObjective(asked.problem, pool).evaluate(values);
  return toEndpoints(
    problem.arms,
    readEndpoints(asked, predictions).map(({ value }) => value),
  );
}

/** Where the median of each arm is expected: the pooled clinical one; days. */
export function expectedMedians(
  targets: readonly ClinicalTargets[],
  monthDays: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(targets.map(({ arm, medianOs }) => [arm, medianOs.months * monthDays]));
}

/** Clinical figures replaced by what a fit predicts of them: what its confirmation is held against. */
export function asTargets(targets: readonly ClinicalTargets[], endpoints: Endpoints): readonly ClinicalTargets[] {
  return targets.map((target) => {
    const { cr, pr, sd, pd, orr, dcr, median_os, ...landmarks } = endpoints[target.arm]!;
    const survival = landmarks as Readonly<Record<string, number>>;
    return {
      ...target,
      response: { ...target.response, cr, pr, sd, pd, orr, dcr },
      medianOs: { ...target.medianOs, months: median_os },
      survival: {
        ...target.survival,
        percent: target.survival.months.map((month, index) => {
          const predicted = survival[`survival_${month}`] ?? Number.NaN;
          return Number.isFinite(predicted) ? predicted : target.survival.percent[index]!;
        }),
      },
    };
  });
}
