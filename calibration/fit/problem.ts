import { type BetaMarginal, exp } from '../../src/index.js';
import { type Curve, curves } from '../endpoints/curves.js';
import { type TargetGroup, type ToleranceKey, targetGroups } from '../endpoints/endpoints.js';
import type { LikelihoodRow } from './objective/likelihood-row.js';
import type { DeathForm, TransformedDeathParameters } from './survival/death-parameters.js';
import type { HazardGrid } from './survival/hazard-grid.js';

/** The time-to-event endpoint that the death function models. */
export const deathCurve = curves.os;

/**
 * Kind of the column that stands for a clinical median of a curve. Trials visit their patients at about the same weeks, but not on the
 * same days, so that their medians scatter around a visit: it is read with visits that fall evenly in windows around their days.
 */
export const medianKind = ({ column }: Curve): ColumnPlace['kind'] => (column === 'pfs' ? 'pfs-between' : column);

/** Weights of the groups of clinical targets in the fit. A weight of 0 excludes a group. */
export type TargetWeights = Readonly<Record<TargetGroup, number>>;

/** One weight for each group. */
export const weightsOf = (weightOf: (group: TargetGroup) => number): TargetWeights =>
  Object.fromEntries(targetGroups.map((group) => [group, weightOf(group)])) as Record<TargetGroup, number>;

/** Largest differences at which a run counts as converged: points of percent, months for medians, RMSE of landmarks. */
export type Tolerances = Readonly<Record<ToleranceKey, number>>;

/** Bounds on the death probability function, stated as daily probabilities. */
export interface DeathBounds {
  /** Daily death probability at chi = 0 and at chi = 1; percent per day; [lowest, highest]. */
  readonly dailyDeathPercentAtZero: readonly [number, number];
  readonly dailyDeathPercentAtOne: readonly [number, number];
  /** Largest half-width of the range of mu; units of chi. */
  readonly muHalfWidth: number;
  /** Largest half-width of the range of sigma relative to its centre; below 1. */
  readonly sigmaRelativeHalfWidth: number;
}

/**
 * Unit of a residual: the sampling error of the clinical endpoint, or half the run's tolerance where that is
 * smaller (to reproduce pooled endpoints more closely than their sampling error, as the paper does).
 */
export const residualScales = ['sampling-error', 'tolerance'] as const;
export type ResidualScale = (typeof residualScales)[number];

/**
 * What a validation cohort is compared with: the clinical targets, or what the fit predicts of them, which an independent validation cohort confirms also where
 * the model cannot meet the targets.
 */
export const convergenceCriteria = ['targets', 'fit'] as const;
export type ConvergenceCriterion = (typeof convergenceCriteria)[number];

export interface FitSettings {
  /** Published or configured marginals: the prior's centre and the starting point; one per dimension. */
  readonly marginals: readonly BetaMarginal[];
  /** Names of the marginals whose shapes may move. */
  readonly freeMarginals: readonly string[];
  /** Standard deviation of the prior on log shape around the starting value. */
  readonly priorLogSd: number;
  /** Largest |log shape - log starting shape|. */
  readonly logShapeBound: number;
  readonly deathForm: DeathForm;
  /** One death function for each arm, or one for all. */
  readonly deathShared: boolean;
  /** Whether each arm but the first has a shift of z of its own, the logarithm of its hazard ratio at equal burden. */
  readonly deathEffect?: boolean;
  readonly deathBounds: DeathBounds;
  readonly targetWeights: TargetWeights;
  readonly residualScale: ResidualScale;
  readonly tolerances: Tolerances;
  readonly monthDays: number;
  readonly horizonDays: number;
  /** Days of the visits by arm; ascending, within the simulated time. */
  readonly visits: Readonly<Record<string, readonly number[]>>;
}

/**
 * What a column counts of a patient: whether the class of the assessment is this one, survival at a time, progression-free
 * survival at a time or on a straight line between visits, or the probability of a best response (see `columnSum`).
 */
export const columnKinds = ['response', 'survival', 'pfs', 'pfs-between', 'best'] as const;

export interface ColumnPlace {
  readonly kind: (typeof columnKinds)[number];
  /** Index into `responseClasses` or `bestSets`, or position among the times of the arm's grid. */
  readonly index: number;
}

/** One number that the model is asked to reproduce: a weighted mean over patients of a column. */
export interface TargetColumn {
  readonly arm: string;
  readonly endpoint: string;
  readonly column: ColumnPlace;
  /** Clinical endpoint and scale of its residual; fractions. */
  readonly target: number;
  readonly scale: number;
  /** Sampling error of the clinical endpoint; fraction. Differs from `scale` where the configuration weighs or sharpens. */
  readonly samplingError: number;
  /** Patients behind the clinical endpoint, where it has one. */
  readonly patients?: number;
}

/** One transformed parameter of the fit. Values are logarithms of shapes, logits of daily death probabilities, or half-widths. */
export interface FitParameter {
  readonly name: string;
  readonly start: number;
  readonly lower: number;
  readonly upper: number;
  readonly prior: { readonly mean: number; readonly sd: number };
  readonly role:
    | { readonly kind: 'shape'; readonly dimension: number; readonly which: 'alpha' | 'beta' }
    | {
        readonly kind: 'death';
        readonly arms: readonly string[];
        /** `effect` is added to z at every burden. */
        readonly transformedParameter: keyof TransformedDeathParameters | 'effect';
      };
}

export interface FitProblem {
  readonly settings: FitSettings;
  readonly arms: readonly string[];
  readonly parameters: readonly FitParameter[];
  readonly columns: readonly TargetColumn[];
  /** Observations of the likelihood, which read the columns; without them each column is a residual of its own. */
  readonly likelihood?: readonly LikelihoodRow[];
  /** Grid of each arm's survival times; all share the same nodes. */
  readonly grids: Readonly<Record<string, HazardGrid>>;
}

/** A point of the problem in natural terms. */
export interface FitPoint {
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, TransformedDeathParameters>>;
}

/** Transformed parameters -> shapes and death functions; fixed ones keep their starting values. */
export function toFitPoint(problem: FitProblem, values: ArrayLike<number>): FitPoint {
  const marginals: { -readonly [Key in keyof BetaMarginal]: BetaMarginal[Key] }[] = problem.settings.marginals.map(
    (marginal) => ({ ...marginal }),
  );
  const death: Record<string, Record<keyof TransformedDeathParameters, number>> = {};
  for (const arm of problem.arms) {
    death[arm] = { logitAtZero: 0, logitAtOne: 0, muHalfWidth: 0, sigmaRelativeHalfWidth: 0 };
  }
  problem.parameters.forEach(({ role }, index) => {
    const value = values[index]!;
    if (role.kind === 'shape') marginals[role.dimension]![role.which] = exp(value);
    else if (role.transformedParameter !== 'effect') {
      for (const arm of role.arms) death[arm]![role.transformedParameter] = value;
    }
  });
  problem.parameters.forEach(({ role }, index) => {
    if (role.kind !== 'death' || role.transformedParameter !== 'effect') return;
    for (const arm of role.arms) {
      death[arm]!.logitAtZero += values[index]!;
      death[arm]!.logitAtOne += values[index]!;
    }
  });
  return { marginals, death };
}
