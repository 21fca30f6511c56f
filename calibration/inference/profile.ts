import { deathProbabilityFromLogits } from '../../src/index.js';
import type { FitJobResult } from '../fit/fit-job.js';
import { PENALTY_ACTIVE } from '../fit/objective/ess-penalty.js';
import type { FitProblem } from '../fit/problem.js';
import type { LinearCondition } from '../fit/search/minimise-constrained.js';
import { estimateSpread } from './estimate-spread.js';
import { jobOf, type RefitContext } from './refit-context.js';
import type { Profile, ProfilePoint } from './results.js';

/** A quantity that is held fixed while everything else is refitted. */
export interface ProfiledQuantity {
  readonly name: string;
  readonly arm: string | null;
  /** Its value at a point. */
  readonly valueOf: (values: ArrayLike<number>) => number;
  /** Its derivatives by the coordinates at a point. */
  readonly gradientOf: (values: ArrayLike<number>) => readonly { readonly parameter: number; readonly slope: number }[];
  /** The plane on which it has a value. */
  readonly conditionAt: (value: number) => LinearCondition;
  /** Values that the coordinates' bounds allow. */
  readonly range: readonly [number, number];
}

/** Where a profile is looked at: in standard errors of the estimate, to first order. */
const STEPS = [-3.5, -2.75, -2, -1.25, -0.6, 0.6, 1.25, 2, 2.75, 3.5];

/** Where a profile that is still open is looked at further: shares of the way to the bound. */
const BEYOND = [0.1, 0.25, 0.5, 0.75, 1];

/** Half the 95 % quantile of chi-squared with one degree of freedom. */
const DELTA_OBJECTIVE_AT_95 = 1.920729410347062;

/**
 * Profiles of the objective: each quantity is fixed at values around its estimate, and everything else is refitted.
 *
 * Residuals are in sampling errors whatever the fit's own scale, so that a rise of 1.92 bounds a 95 % interval. The prior is part
 * of the objective. Values are spaced by the curvature at the estimate; where the rise is not reached within some standard errors,
 * more of them follow up to the bounds.
 *
 * @param context - a fit whose residuals are in sampling errors
 * @param quantities - what is profiled
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
  const looked = await deltaObjectivesAt(
    context,
    plans.map(({ quantity, steps }) => ({ quantity, steps })),
    best!,
  );
  const near = plans.map(({ estimate }, index) => [
    { value: estimate, delta_objective: 0, penalty_active: false },
    ...looked[index]!,
  ]);
  // Where the rise is not reached within some standard errors, the way to the bound is looked at too
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

/** Fits with each quantity held at each of its steps; rises above the best fit, quantity by quantity. */
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

/** Values to look at: spaced by the standard error, those beyond the range at its ends. */
function reachable(
  estimate: number,
  standardError: number,
  [least, most]: readonly [number, number],
): readonly number[] {
  const width = Number.isFinite(standardError) && standardError > 0 ? standardError : (most - least) / 8;
  const inside = STEPS.map((step) => Math.min(Math.max(estimate + step * width, least), most));
  return [...new Set(inside)].filter((value) => value !== estimate);
}

/** Where the signed root of the rise crosses that of the level, linearly between points. */
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

/** mu and sigma of every death function: both are planes in the logits at chi = 0 and chi = 1. */
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
            { parameter: zero, slope: -values[one]! / slope ** 2 },
            { parameter: one, slope: values[zero]! / slope ** 2 },
          ];
        },
        // logit at chi = mu is 0: (1 - mu) l0 + mu l1 = 0, solved for the one that weighs more
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
            { parameter: zero, slope: 1 / slope ** 2 },
            { parameter: one, slope: -1 / slope ** 2 },
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

/** Every free shape, by its logarithm. */
export function shapeQuantities(problem: FitProblem): readonly ProfiledQuantity[] {
  return problem.parameters.flatMap(({ role, name, lower, upper }, parameter): ProfiledQuantity[] => {
    if (role.kind !== 'shape') return [];
    return [
      {
        name: name.replace(/^log /, ''),
        arm: null,
        valueOf: (values) => Math.exp(values[parameter]!),
        gradientOf: (values) => [{ parameter, slope: Math.exp(values[parameter]!) }],
        conditionAt: (value) => ({ terms: [{ parameter, factor: 1 }], level: Math.log(value) }),
        range: [Math.exp(lower), Math.exp(upper)],
      },
    ];
  });
}
