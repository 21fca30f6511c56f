import {
  type BetaMarginal,
  deathProbabilityFromLogits,
  InputError,
  log,
  log1p,
  logit,
  nearestHint,
} from '../../../src/index.js';
import { type FitPoint, type FitProblem, toFitPoint } from '../../fit/problem.js';
import { linkOf, type TransformedDeathParameters } from '../../fit/survival/death-parameters.js';

/** What was moved away from the fitted point: numbers by name, such as `K1.mean` or `placebo.mu`. */
export type ExplorerState = Readonly<Record<string, number>>;

/** What may be set of a per-patient parameter: both shapes, or mean and standard deviation in the parameter's unit. */
export const shapeFields = ['alpha', 'beta', 'mean', 'sd'] as const;
export type ShapeField = (typeof shapeFields)[number];

/**
 * What may be set of an arm's death function: mu and sigma (units of the covariate), or the daily death probability at its two ends (percent
 * per day), and the half-widths of the ranges of mu (same unit) and sigma (share of it).
 */
export const deathFields = ['mu', 'sigma', 'at_zero', 'at_one', 'mu_half_width', 'sigma_half_width'] as const;
export type DeathField = (typeof deathFields)[number];

/** Mean and standard deviation of a per-patient parameter; in its own unit. */
export interface MeanAndSd {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and standard deviation of a Beta marginal on its range. */
export function meanAndSd({ min, max, alpha, beta }: Omit<BetaMarginal, 'name'>): MeanAndSd {
  const total = alpha + beta;
  const width = max - min;
  return {
    mean: min + (width * alpha) / total,
    sd: (width * Math.sqrt((alpha * beta) / (total + 1))) / total,
  };
}

/**
 * Shapes with a mean and a standard deviation: with m and s on the unit interval, alpha + beta = m (1 - m) / s^2 - 1.
 *
 * @throws InputError - when no Beta distribution on the range has both
 */
export function shapesOfMeanAndSd(
  { name, min, max }: Pick<BetaMarginal, 'name' | 'min' | 'max'>,
  { mean, sd }: MeanAndSd,
): { readonly alpha: number; readonly beta: number } {
  const m = (mean - min) / (max - min);
  const s = sd / (max - min);
  if (!(m > 0 && m < 1)) throw new InputError(`${name}.mean: must lie inside (${min}, ${max}); got ${mean}`);
  const most = Math.sqrt(m * (1 - m));
  if (!(s > 0 && s < most)) {
    throw new InputError(
      `${name}.sd: must lie inside (0, ${(most * (max - min)).toPrecision(4)}), where a mean of ${mean} ends; got ${sd}`,
    );
  }
  const total = (m * (1 - m)) / (s * s) - 1;
  return { alpha: m * total, beta: (1 - m) * total };
}

/** Shapes beyond these have densities that no number holds. */
const SHAPE_RANGE = [1e-3, 1e4] as const;

/**
 * The point of a problem that a state stands for: what is not set keeps the bits of the fitted values.
 *
 * @param problem - the fitted problem
 * @param values - transformed parameters at the fit
 * @param state - what was moved
 * @throws InputError - naming what is set to a value that it cannot have, or an unknown name
 */
export function pointOf(problem: FitProblem, values: readonly number[], state: ExplorerState): FitPoint {
  const fitted = toFitPoint(problem, values);
  const settings = settingsByOwner(problem, state);
  return {
    marginals: fitted.marginals.map((marginal) => {
      const own = settings.shapes.get(marginal.name);
      return own === undefined ? marginal : withShapes(marginal, own);
    }),
    death: Object.fromEntries(
      problem.arms.map((arm) => {
        const own = settings.deaths.get(arm);
        return [arm, own === undefined ? fitted.death[arm]! : withDeath(problem, arm, fitted.death[arm]!, own)];
      }),
    ),
  };
}

type Settings<Field extends string> = Readonly<Partial<Record<Field, number>>>;

function settingsByOwner({ settings, arms }: FitProblem, state: ExplorerState) {
  const shapes = new Map<string, Settings<ShapeField>>();
  const deaths = new Map<string, Settings<DeathField>>();
  const names = settings.marginals.map(({ name }) => name);
  for (const [key, value] of Object.entries(state)) {
    const dot = key.lastIndexOf('.');
    const [owner, field] = [key.slice(0, Math.max(dot, 0)), key.slice(dot + 1)];
    if (!Number.isFinite(value)) throw new InputError(`${key}: must be a finite number; got ${value}`);
    if (names.includes(owner)) {
      if (!isOneOf(shapeFields, field)) throw unknownField(key, owner, shapeFields);
      shapes.set(owner, { ...shapes.get(owner), [field]: value });
    } else if (arms.includes(owner)) {
      if (!isOneOf(deathFields, field)) throw unknownField(key, owner, deathFields);
      deaths.set(owner, { ...deaths.get(owner), [field]: value });
    } else {
      const hint = nearestHint(owner === '' ? key : owner, [...names, ...arms]);
      throw new InputError(
        `${key}: must be PARAMETER.FIELD or ARM.FIELD, with one of the run's parameters or arms; got another name${hint}`,
      );
    }
  }
  return { shapes, deaths };
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((each) => each === name);

const unknownField = (key: string, owner: string, fields: readonly string[]): InputError =>
  new InputError(`${key}: must be one of ${fields.map((field) => `${owner}.${field}`).join(', ')}; got another name`);

function withShapes(marginal: BetaMarginal, { alpha, beta, mean, sd }: Settings<ShapeField>): BetaMarginal {
  const { name } = marginal;
  const byShapes = alpha !== undefined || beta !== undefined;
  const byMoments = mean !== undefined || sd !== undefined;
  if (byShapes && byMoments) {
    throw new InputError(`${name}: must be set by alpha and beta, or by mean and sd; got some of both`);
  }
  const current = byMoments ? meanAndSd(marginal) : { mean: Number.NaN, sd: Number.NaN };
  const shapes = byMoments
    ? shapesOfMeanAndSd(marginal, { mean: mean ?? current.mean, sd: sd ?? current.sd })
    : { alpha: alpha ?? marginal.alpha, beta: beta ?? marginal.beta };
  for (const field of ['alpha', 'beta'] as const) {
    const [least, most] = SHAPE_RANGE;
    if (!(shapes[field] >= least && shapes[field] <= most)) {
      throw new InputError(`${name}.${field}: must lie in [${least}, ${most}]; got ${shapes[field]}`);
    }
  }
  return { ...marginal, ...shapes };
}

function withDeath(
  problem: FitProblem,
  arm: string,
  fitted: TransformedDeathParameters,
  set: Settings<DeathField>,
): TransformedDeathParameters {
  const { deathForm } = problem.settings;
  const isByShape = set.mu !== undefined || set.sigma !== undefined;
  const isByEnds = set.at_zero !== undefined || set.at_one !== undefined;
  if (isByShape && isByEnds) {
    throw new InputError(`${arm}: must be set by mu and sigma, or by at_zero and at_one; got some of both`);
  }
  const ends = isByShape ? endsOfShape(arm, fitted, set) : endsOfPercents(arm, linkOf(deathForm), fitted, set);
  const {
    mu_half_width: muHalfWidth = fitted.muHalfWidth,
    sigma_half_width: relative = fitted.sigmaRelativeHalfWidth,
  } = set;
  for (const [field, kind] of [
    ['mu_half_width', deathForm.mu],
    ['sigma_half_width', deathForm.sigma],
  ] as const) {
    if (set[field] !== undefined && kind === 'point')
      throw new InputError(
        `${arm}.${field}: must be left out, as the run has a value in place of a range; got ${set[field]}`,
      );
  }
  if (!(muHalfWidth >= 0)) throw new InputError(`${arm}.mu_half_width: must be >= 0; got ${muHalfWidth}`);
  if (!(relative >= 0 && relative < 1))
    throw new InputError(`${arm}.sigma_half_width: must lie in [0, 1); got ${relative}`);
  return { ...ends, muHalfWidth, sigmaRelativeHalfWidth: relative };
}

type Ends = Pick<TransformedDeathParameters, 'logitAtZero' | 'logitAtOne'>;

/** z at both ends from mu and sigma: z = (u - mu) / sigma. */
function endsOfShape(arm: string, fitted: TransformedDeathParameters, set: Settings<DeathField>): Ends {
  const current = deathProbabilityFromLogits(fitted.logitAtZero, fitted.logitAtOne);
  const { mu = current.mu, sigma = current.sigma } = set;
  if (!(sigma !== 0)) throw new InputError(`${arm}.sigma: must not be 0; got ${sigma}`);
  return { logitAtZero: -mu / sigma, logitAtOne: (1 - mu) / sigma };
}

/** z at both ends from daily death probabilities. */
function endsOfPercents(
  arm: string,
  link: 'logit' | 'log',
  fitted: TransformedDeathParameters,
  set: Settings<DeathField>,
): Ends {
  const end = (field: 'at_zero' | 'at_one', current: number): number => {
    const percent = set[field];
    if (percent === undefined) return current;
    if (!(percent > 0 && percent < 100)) {
      throw new InputError(`${arm}.${field}: must lie inside (0, 100) percent per day; got ${percent}`);
    }
    return link === 'logit' ? logit(percent / 100) : log(-log1p(-percent / 100));
  };
  return { logitAtZero: end('at_zero', fitted.logitAtZero), logitAtOne: end('at_one', fitted.logitAtOne) };
}

/**
 * Transformed parameters of a point, for its prior: those that were not moved keep their bits.
 *
 * @returns NaN for one that arms share where they differ
 */
export function valuesOfPoint(problem: FitProblem, values: readonly number[], point: FitPoint): readonly number[] {
  const fitted = toFitPoint(problem, values);
  return problem.parameters.map(({ role }, index) => {
    if (role.kind === 'shape') {
      const [own, before] = [point.marginals[role.dimension]!, fitted.marginals[role.dimension]!];
      return own[role.which] === before[role.which] ? values[index]! : log(own[role.which]);
    }
    const isMoved = (arm: string) => !sameDeath(point.death[arm]!, fitted.death[arm]!);
    const sharing = role.transformedParameter === 'effect' ? problem.arms : role.arms;
    if (!sharing.some(isMoved)) return values[index]!;
    return role.transformedParameter !== 'effect' && role.arms.length === 1
      ? point.death[role.arms[0]!]![role.transformedParameter]
      : Number.NaN;
  });
}

const sameDeath = (a: TransformedDeathParameters, b: TransformedDeathParameters): boolean =>
  a.logitAtZero === b.logitAtZero &&
  a.logitAtOne === b.logitAtOne &&
  a.muHalfWidth === b.muHalfWidth &&
  a.sigmaRelativeHalfWidth === b.sigmaRelativeHalfWidth;
