import { deathProbabilityFromLogits, exp, log, square } from '../../src/index.js';
import type { FitJobResult } from '../fit/fit-job.js';
import { PENALTY_ACTIVE } from '../fit/objective/ess-penalty.js';
import type { FitProblem } from '../fit/problem.js';
import type { LinearCondition } from '../fit/search/minimise-constrained.js';
import { estimateSpread } from './estimate-spread.js';
import { jobOf, type RefitContext } from './refit-context.js';
import type { Profile, ProfilePoint } from './results.js';

/** A quantity that is fixed while all other parameters are refitted. */
export interface ProfiledQuantity {
  readonly name: string;
  readonly arm: string | null;
  /** Its value at a point. */
  readonly valueOf: (values: ArrayLike<number>) => number;
  /** Its gradient with respect to the transformed parameters at a point. */
  readonly gradientOf: (values: ArrayLike<number>) => readonly { readonly parameter: number; readonly slope: number }[];
  /** The linear condition that fixes it at a value. */
  readonly conditionAt: (value: number) => LinearCondition;
  /** Values within the bounds of the transformed parameters. */
  readonly range: readonly [number, number];
}

/** Points of a profile: distances from the estimate in first-order standard errors. */
const STEPS = [-3.5, -2.75, -2, -1.25, -0.6, 0.6, 1.25, 2, 2.75, 3.5];

/** Further points of a profile whose interval is not yet bounded: shares of the distance to the parameter bound. */
const BEYOND = [0.1, 0.25, 0.5, 0.75, 1];

/** Half the 95 % quantile of chi-squared with one degree of freedom. */
const DELTA_OBJECTIVE_AT_95 = 1.920729410347062;

/**
 * Profiles of the objective: each quantity is fixed at values around its estimate, and all other parameters are refitted.
 *
 * Residuals are in sampling errors whatever the residual scale of the fit, so that an increase of 1.92 bounds a 95 % interval. The prior is part
 * of the objective. Values are spaced by the curvature at the estimate; where this increase is not reached within some standard errors,
 * further values follow up to the bounds.
 *
 * @param context - a fit whose residuals are in sampling errors
 * @param quantities - the quantities to profile
 */
export async function profiles(
  context: RefitContext,
  quantities: readonly ProfiledQuantity[],
): Promise<readonly Profile[]> {
  const [best] = await context.run('profiles: the estimate', [jobOf(context)]);
  const values = Array.from(best!.values);
  const spread = estimateSpread(context.problem, context.pool, values);
  const plans = quantities.map((quantity) => {
    const estimate = quantity.valueOf(values);
    const standardError = spread.standardError(quantity.gradientOf(values));
    return { quantity, estimate, steps: reachable(estimate, standardError, quantity.range) };
  });
  const evaluated = await deltaObjectivesAt(
    context,
    plans.map(({ quantity, steps }) => ({ quantity, steps })),
    best!,
  );
  const near = plans.map(({ estimate }, index) => [
    { value: estimate, delta_objective: 0, penalty_active: false },
    ...evaluated[index]!,
  ]);
  // Where the increase is not reached within some standard errors, points up to the bound are added
  const beyond = plans.map(({ quantity, estimate }, index) => {
    const [low, high] = ends(sorted(near[index]!), estimate);
    const values = near[index]!.map(({ value }) => value);
    const [least, most] = quantity.range;
    return {
      quantity,
      steps: [
        ...(low === null ? towards(Math.min(...values), least) : []),
        ...(high === null ? towards(Math.max(...values), most) : []),
      ],
    };
  });
  const far = await deltaObjectivesAt(context, beyond, best!);
  return plans.map(({ quantity, estimate }, index) => {
    const points = sorted([...near[index]!, ...far[index]!]);
    const [low, high] = ends(points, estimate);
    return { name: quantity.name, arm: quantity.arm, level: 0.95, estimate, low, high, points };
  });
}

const sorted = (points: readonly ProfilePoint[]) => [...points].sort((a, b) => a.value - b.value);

/** Refits with each quantity fixed at each of its steps; increases of the objective over the best fit, by quantity. */
async function deltaObjectivesAt(
  context: RefitContext,
  plans: readonly { readonly quantity: ProfiledQuantity; readonly steps: readonly number[] }[],
  best: FitJobResult,
): Promise<readonly (readonly ProfilePoint[])[]> {
  const start = Array.from(best.values);
  const jobs = plans.flatMap(({ quantity, steps }) =>
    steps.map((value) => ({ ...jobOf(context), start, condition: quantity.conditionAt(value) })),
  );
  if (jobs.length === 0) return plans.map(() => []);
  const results = await context.run('profiles', jobs);
  let next = 0;
  return plans.map(({ steps }) =>
    steps.map((value): ProfilePoint => {
      const { objective, essPenalty } = results[next++]!;
      return { value, delta_objective: objective - best.objective, penalty_active: essPenalty > PENALTY_ACTIVE };
    }),
  );
}

/** Values between the last one and the bound. */
function towards(last: number, bound: number): readonly number[] {
  return last === bound ? [] : BEYOND.map((share) => last + share * (bound - last));
}

/** Values of a profile: spaced by the standard error and clipped to the range. */
function reachable(
  estimate: number,
  standardError: number,
  [least, most]: readonly [number, number],
): readonly number[] {
  const width = Number.isFinite(standardError) && standardError > 0 ? standardError : (most - least) / 8;
  const inside = STEPS.map((step) => Math.min(Math.max(estimate + step * width, least), most));
  return [...new Set(inside)].filter((value) => value !== estimate);
}

/** Ends of the interval: where the signed root of the increase crosses that of the level, by linear interpolation. */
function ends(points: readonly ProfilePoint[], estimate: number): readonly [number | null, number | null] {
  const root = Math.sqrt(DELTA_OBJECTIVE_AT_95);
  const roots = points.map(({ value, delta_objective: deltaObjective }) => ({
    value,
    root: Math.sign(value - estimate) * Math.sqrt(Math.max(0, deltaObjective)),
  }));
  const crossing = (wanted: number): number | null => {
    const ordered = wanted < 0 ? [...roots].reverse() : roots;
    for (let index = 1; index < ordered.length; index++) {
      const [inner, outer] = [ordered[index - 1]!, ordered[index]!];
      const isBeyond = wanted < 0 ? outer.value < estimate : outer.value > estimate;
      if (isBeyond && Math.abs(outer.root) >= root) {
        const share = (wanted - inner.root) / (outer.root - inner.root);
        return inner.value + share * (outer.value - inner.value);
      }
    }
    return null;
  };
  return [crossing(-root), crossing(root)];
}

/** mu and sigma of every death function: both are linear conditions on the logits at chi = 0 and chi = 1. */
export function deathQuantities(problem: FitProblem): readonly ProfiledQuantity[] {
  return problem.parameters.flatMap(({ role }, zero): ProfiledQuantity[] => {
    if (role.kind !== 'death' || role.transformedParameter !== 'logitAtZero') return [];
    const { arms } = role;
    const one = problem.parameters.findIndex(
      (other) =>
        other.role.kind === 'death' &&
        other.role.transformedParameter === 'logitAtOne' &&
        other.role.arms.join() === arms.join(),
    );
    const arm = arms.length === 1 ? arms[0]! : null;
    const of = (values: ArrayLike<number>) => deathProbabilityFromLogits(values[zero]!, values[one]!);
    const [atZero, atOne] = [problem.parameters[zero]!, problem.parameters[one]!];
    const corners = [atZero.lower, atZero.upper].flatMap((a) =>
      [atOne.lower, atOne.upper].map((b) => deathProbabilityFromLogits(a, b)),
    );
    const rangeOf = (name: 'mu' | 'sigma'): readonly [number, number] => {
      const all = corners.map((corner) => corner[name]).filter((value) => Number.isFinite(value) && value > 0);
      return [Math.min(...all), Math.max(...all)];
    };
    return [
      {
        name: 'mu',
        arm,
        valueOf: (values) => of(values).mu,
        gradientOf: (values) => {
          const slope = values[one]! - values[zero]!;
          return [
            { parameter: zero, slope: -values[one]! / square(slope) },
            { parameter: one, slope: values[zero]! / square(slope) },
          ];
        },
        // logit at chi = mu is 0: (1 - mu) l0 + mu l1 = 0, solved for the parameter with the larger factor
        conditionAt: (mu) => ({
          terms: [
            { parameter: zero, factor: 1 - mu },
            { parameter: one, factor: mu },
          ].sort((a, b) => Math.abs(a.factor) - Math.abs(b.factor)),
          level: 0,
        }),
        range: rangeOf('mu'),
      },
      {
        name: 'sigma',
        arm,
        valueOf: (values) => of(values).sigma,
        gradientOf: (values) => {
          const slope = values[one]! - values[zero]!;
          return [
            { parameter: zero, slope: 1 / square(slope) },
            { parameter: one, slope: -1 / square(slope) },
          ];
        },
        // l1 - l0 = 1 / sigma
        conditionAt: (sigma) => ({
          terms: [
            { parameter: one, factor: 1 },
            { parameter: zero, factor: -1 },
          ],
          level: 1 / sigma,
        }),
        range: rangeOf('sigma'),
      },
    ];
  });
}

/** Every free shape; the transformed parameter is its logarithm. */
export function shapeQuantities(problem: FitProblem): readonly ProfiledQuantity[] {
  return problem.parameters.flatMap(({ role, name, lower, upper }, parameter): ProfiledQuantity[] => {
    if (role.kind !== 'shape') return [];
    return [
      {
        name: name.replace(/^log /, ''),
        arm: null,
        valueOf: (values) => exp(values[parameter]!),
        gradientOf: (values) => [{ parameter, slope: exp(values[parameter]!) }],
        conditionAt: (value) => ({ terms: [{ parameter, factor: 1 }], level: log(value) }),
        range: [exp(lower), exp(upper)],
      },
    ];
  });
}
