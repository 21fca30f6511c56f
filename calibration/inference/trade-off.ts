import { hypotenuse, logistic, square } from '../../src/index.js';
import type { EndpointName } from '../endpoints/endpoints.js';
import { type Family, families } from '../endpoints/families.js';
import { buildProblem } from '../fit/build-problem.js';
import { PENALTY_ACTIVE } from '../fit/objective/ess-penalty.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import { predictedEndpoints } from '../fit/objective/pooled-endpoints.js';
import { type FitProblem, toFitPoint } from '../fit/problem.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import { clinicalTargets } from '../targets/clinical-targets.js';
import { contributions } from './contributions.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { TradeOff, TradeOffPoint, TradeOffShift } from './trade-off-result.js';
import { compromiseOf, tradeOffSummary } from './trade-off-summary.js';

/** Weights of the varied family: from left out to a hundred times its own. */
export const tradeOffWeights: readonly number[] = [0, 0.1, 1, 10, 100];

/** Relative decrease at which a refit ends: what remains is small beside the steps of the path. */
const TOLERANCE = 1e-3;

/** The family of a column. */
export function familyOf({ kind }: { readonly kind: string }): Family {
  if (kind === 'response') return 'response';
  if (kind === 'survival') return 'os';
  return kind.startsWith('pfs') ? 'pfs' : 'best';
}

/**
 * What is gained on one family of endpoints and lost on the others as its weight grows: a Pareto curve, on stored patients.
 *
 * The problem is refitted with the squared residuals of the family multiplied by each weight. The deviation of a family at a
 * refit is the root mean square of the residuals of its pooled endpoints in sampling errors of the trials, whatever the weights and the residual scale of
 * the fit, on patients that the refits have not seen: some fifty parameters fit the chance features of a thousand patients too. The
 * shifts compare the parameters of the largest weight with those of weight 0.
 *
 * @param context - the fit; its problem must hold endpoints of the family
 * @param varied - the family
 * @param validation - patients of the same marginals as those of the fit, other ones
 * @param weights - factors, ascending; the first one and the last one are compared
 * @param fittedAt - weight at which the context's values are the fit, on more patients than these; null refits there too
 * @returns null where the problem holds no endpoint of the family, or nothing else
 */
export async function tradeOff(
  context: RefitContext,
  varied: Family,
  validation: MixturePool = context.pool.pool,
  weights: readonly number[] = tradeOffWeights,
  fittedAt: number | null = null,
): Promise<TradeOff | null> {
  const { problem, pool } = context;
  const measured = pooledProblem(context);
  const held = familiesOf(measured);
  if (!held.includes(varied) || held.length < 2) return null;
  const medians = mediansOf(context);
  const refitted = weights.filter((weight) => weight !== fittedAt);
  const refits = await context.run(
    'trade-off',
    refitted.map((weight) => ({ ...jobOf(context, weighted(problem, varied, weight)), tolerance: TOLERANCE })),
  );
  const own = { values: context.values, converged: true, essPenalty: 0 };
  const fits = weights.map((weight) => (weight === fittedAt ? own : refits[refitted.indexOf(weight)]!));
  const points = fits.map((fit, index): TradeOffPoint => {
    const values = Array.from(fit.values);
    const residuals = residualsAt(measured, validation, values);
    return {
      weight: weights[index]!,
      converged: fit.converged,
      effective_sample_size: poolObjective(problem, validation).evaluate(values).effectiveSampleSize,
      penalty_active: fit.essPenalty > PENALTY_ACTIVE,
      deviations: deviationsOf(residuals, held),
      endpoints: predictedEndpoints(problem, validation, values, medians),
      largest: largestOf(residuals, varied),
    };
  });
  const shifts = shiftsBetween(problem, fits[0]!.values, fits.at(-1)!.values);
  const draft = {
    varied,
    families: held,
    patients: pool.pool.patients,
    validation_patients: validation.patients,
    compromise: compromiseOf(points).weight,
    points,
    shifts,
  };
  return { ...draft, summary: tradeOffSummary(draft) };
}

/** The problem by its pooled endpoints: observations of single trials deviate by the differences between trials too. */
function pooledProblem({ problem, tables, medianRule }: RefitContext): FitProblem {
  if (problem.likelihood === undefined) return problem;
  return buildProblem(clinicalTargets(tables, problem.arms, medianRule), problem.settings);
}

/** Families that a problem compares, in the order of `families`. */
function familiesOf({ columns }: FitProblem): readonly Family[] {
  const held = new Set(columns.map(({ column }) => familyOf(column)));
  return families.filter((family) => held.has(family));
}

type Row = NonNullable<FitProblem['likelihood']>[number];

/** A column that an observation reads. */
const columnOf = (row: Row): number => (row.kind === 'interval' ? row.after : row.column);

/** The problem with a factor on the squared residuals of a family; 0 leaves them out. */
export function weighted(problem: FitProblem, varied: Family, weight: number): FitProblem {
  const { columns, likelihood } = problem;
  if (likelihood === undefined) {
    return {
      ...problem,
      columns: columns.flatMap((column) => {
        if (familyOf(column.column) !== varied) return [column];
        return weight === 0 ? [] : [{ ...column, scale: column.scale / Math.sqrt(weight) }];
      }),
    };
  }
  return {
    ...problem,
    likelihood: likelihood.flatMap((row) => {
      if (familyOf(columns[columnOf(row)]!.column) !== varied) return [row];
      return weight === 0 ? [] : [{ ...row, weight: row.weight * weight, emphasis: row.emphasis * weight }];
    }),
  };
}

/** Residuals of every pooled endpoint with the family it belongs to, in sampling errors. */
function residualsAt(problem: FitProblem, patients: MixturePool, values: readonly number[]) {
  return contributions(problem, patients, values).map((contribution, index) => ({
    ...contribution,
    family: familyOf(problem.columns[index]!.column),
  }));
}

type Residuals = ReturnType<typeof residualsAt>;

function deviationsOf(residuals: Residuals, held: readonly Family[]) {
  return Object.fromEntries(
    held.map((family) => {
      const own = residuals.filter((each) => each.family === family);
      return [family, Math.sqrt(own.reduce((sum, { residual }) => sum + square(residual), 0) / own.length)];
    }),
  );
}

/** The observation of the varied family that deviates most. */
function largestOf(residuals: Residuals, varied: Family): TradeOffPoint['largest'] {
  const own = residuals.filter(({ family }) => family === varied);
  const { arm, trial, endpoint, observed, fitted, residual } = own.reduce((a, b) =>
    Math.abs(b.residual) > Math.abs(a.residual) ? b : a,
  );
  return { arm, trial, endpoint: endpoint as EndpointName, observed, fitted, residual };
}

/** Changes of all marginals and death functions between two points, the largest first. */
function shiftsBetween(problem: FitProblem, from: ArrayLike<number>, to: ArrayLike<number>): readonly TradeOffShift[] {
  const [before, after] = [toFitPoint(problem, from), toFitPoint(problem, to)];
  const distance = (indices: readonly number[]) =>
    hypotenuse(...indices.map((index) => (to[index]! - from[index]!) / problem.parameters[index]!.prior.sd));
  const indicesOf = (belongs: (role: FitProblem['parameters'][number]['role']) => boolean) =>
    problem.parameters.flatMap(({ role }, index) => (belongs(role) ? [index] : []));
  const shapes = problem.settings.marginals.flatMap(({ name }, dimension): TradeOffShift[] => {
    const own = indicesOf((role) => role.kind === 'shape' && role.dimension === dimension);
    if (own.length === 0) return [];
    const mean = ({ alpha, beta, min, max }: (typeof before.marginals)[number]) =>
      min + ((max - min) * alpha) / (alpha + beta);
    return [
      {
        name,
        arm: null,
        from: mean(before.marginals[dimension]!),
        to: mean(after.marginals[dimension]!),
        prior_deviations: distance(own),
      },
    ];
  });
  const groups = new Map(
    problem.parameters.flatMap(({ role }) => (role.kind === 'death' ? [[role.arms.join(), role.arms] as const] : [])),
  );
  const deaths = [...groups.values()].map((arms): TradeOffShift => {
    const own = indicesOf((role) => role.kind === 'death' && role.arms.join() === arms.join());
    const atOne = (point: typeof before) => 100 * logistic(point.death[arms[0]!]!.logitAtOne);
    return {
      name: 'daily death at chi = 1',
      arm: arms.length === 1 ? arms[0]! : 'all arms',
      from: atOne(before),
      to: atOne(after),
      prior_deviations: distance(own),
    };
  });
  return [...shapes, ...deaths].sort((a, b) => b.prior_deviations - a.prior_deviations);
}
