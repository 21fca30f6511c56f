/**
 * The shape of a finished run: what `results.json` holds, and what the report reads.
 *
 * Users script against these names; a change here is a change of contract and bumps {@link RESULTS_SCHEMA_VERSION}.
 * Rates and survival are in percent, medians in months of `monthDays` days.
 */
export const RESULTS_SCHEMA_VERSION = 1;

export type RunStatus = 'converged' | 'not-converged' | 'evaluated' | 'interrupted';

/** A Beta marginal as fitted: shapes on [min, max], in the parameter's own unit. */
export interface FittedShape {
  readonly alpha: number;
  readonly beta: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly publishedAlpha: number;
  readonly publishedBeta: number;
  /** True where the configuration let this marginal move. */
  readonly free: boolean;
  /** `alpha` and/or `beta` where the value ended at its bound. */
  readonly atBound: readonly string[];
}

/** A value, or a uniform range of it (the paper's form). */
export type PointOrRange = number | readonly [low: number, high: number];

/** Death probability function of one arm: mu and sigma in units of chi, and what they mean per day. */
export interface FittedDeathProbability {
  readonly mu: PointOrRange;
  readonly sigma: PointOrRange;
  /** Daily death probability at chi = 0 and chi = 1 (at the centre of the ranges), percent per day. */
  readonly dailyDeathPercentAtZero: number;
  readonly dailyDeathPercentAtOne: number;
  readonly atBound: readonly string[];
}

export interface Rates {
  readonly cr: number;
  readonly pr: number;
  readonly sd: number;
  readonly pd: number;
  readonly orr: number;
  readonly dcr: number;
}

/** A cohort simulated under one arm. Percent, months, and the Monte-Carlo standard errors beside them. */
export interface ArmOutcome extends Rates {
  readonly completed: number;
  readonly failed: number;
  /** Rates as if every failed patient had progressed, and as if every one were controlled (SD); percent. */
  readonly bounds: { readonly pd: readonly [number, number]; readonly dcr: readonly [number, number] };
  readonly rate_standard_errors: Rates;
  /** null when the survival curve does not reach one half within the simulated time. */
  readonly median_os_months: number | null;
  readonly median_os_standard_error: number | null;
  /** Percent alive at 3, 6, 9 and 12 months. */
  readonly survival: Readonly<Record<'3' | '6' | '9' | '12', number>>;
  readonly survival_standard_errors: Readonly<Record<'3' | '6' | '9' | '12', number>>;
  /** Percent of all patients who die in months 0-3, 3-6, 6-9 and 9-12. */
  readonly deaths_per_quarter: Readonly<Record<'0-3' | '3-6' | '6-9' | '9-12', number>>;
}

export type Verdict = 'within' | 'outside' | 'not judged';

/** One line of the target table: a clinical figure, what the confirmation cohort gives, and the difference. */
export interface TargetRow {
  readonly arm: string;
  /** `cr`, `pr`, `sd`, `pd`, `orr`, `dcr`, `median_os`, `survival_3` ... `survival_12`. */
  readonly indicator: string;
  readonly unit: 'percent' | 'months';
  readonly target: number;
  /** Patients that the clinical figure rests on. */
  readonly patients: number;
  /** Sampling standard error of the clinical figure, same unit. */
  readonly standardError: number;
  readonly simulated: number | null;
  /** simulated - target; same unit. */
  readonly difference: number | null;
  /** difference / standardError. */
  readonly residual: number | null;
  /** Largest difference at which the run counts as converged; null where no tolerance is set. */
  readonly tolerance: number | null;
  readonly verdict: Verdict;
  /** True where the fit was asked to meet this figure. */
  readonly fitted: boolean;
  readonly source: string;
}

/** Root mean square difference of the survival landmarks of one arm; points of percent. */
export interface SurvivalMisfit {
  readonly arm: string;
  readonly rmse: number;
  /** The same figure of the published model, where it is known. */
  readonly publishedRmse: number | null;
}

export interface RoundRecord {
  readonly round: number;
  /** Fresh patients simulated in this round, and all patients in the pools that the fit used. */
  readonly simulated: number;
  readonly pooled: number;
  readonly effectiveSampleSize: number;
  readonly iterations: number;
  /** Half the sum of squared standardised residuals, data part and prior part. */
  readonly objectiveData: number;
  readonly objectivePrior: number;
  /** Largest |difference| / tolerance over the judged targets on the next fresh cohort. */
  readonly freshCohortWorst: number | null;
}

export interface ConstrainedDirection {
  readonly singularValue: number;
  /** Share of the direction's variance that the data took away from the prior, in [0, 1]. */
  readonly informed: number;
  /** The direction in words, e.g. `log alpha of beta_X2 up, log beta of d_X2 down`. */
  readonly words: string;
}

export interface Identifiability {
  readonly freeParameters: number;
  readonly dataValues: number;
  /** Directions with singular value above 1: there the data say more than the prior. */
  readonly constrainedDirections: number;
  readonly singularValues: readonly number[];
  readonly leading: readonly ConstrainedDirection[];
  /** Sentences for the reader. */
  readonly words: readonly string[];
}

/** Numbers that a global search found, each value tried with simulations of its own. */
export interface ScalarSearch {
  readonly values: Readonly<Record<string, number>>;
  /** Half the sum of squares of data and prior at them, after the shapes were fitted. */
  readonly objective: number;
  readonly evaluations: readonly { readonly values: Readonly<Record<string, number>>; readonly objective: number }[];
}

export interface FitResult {
  readonly shapes: Readonly<Record<string, FittedShape>>;
  readonly dpf: Readonly<Record<string, FittedDeathProbability>>;
  readonly rounds: readonly RoundRecord[];
  readonly identifiability: Identifiability | null;
  /** Where the configuration frees scalars. */
  readonly scalars?: ScalarSearch;
}

export interface Confirmation {
  readonly n: number;
  readonly seed: string;
  /** How many fresh cohorts were tried as confirmation before this one was accepted, this one included. */
  readonly attempts: number;
  readonly arms: Readonly<Record<string, ArmOutcome>>;
  readonly survivalMisfit: readonly SurvivalMisfit[];
}

export interface TTest {
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

export interface GroupSummary {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
}

/** Area under a ROC curve with its DeLong standard error and 95 % interval. */
export interface AucEstimate {
  readonly auc: number;
  readonly standardError: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

export interface MarkerResult extends AucEstimate {
  readonly responders: GroupSummary;
  readonly nonResponders: GroupSummary;
  readonly student: TTest;
  readonly welch: TTest;
  /** `higher` where responders tend to have the larger value. */
  readonly direction: 'higher' | 'lower';
}

export interface ClassifierResult {
  readonly markers: readonly string[];
  readonly intercept: number;
  /** One weight per marker, on the marker's own scale (per unit of the marker). */
  readonly weights: readonly number[];
  /** The same on standardised markers (per standard deviation). */
  readonly standardisedWeights: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
  readonly separated: boolean;
  readonly inSample: AucEstimate;
  /** Out-of-fold predictions of k-fold cross-validation. */
  readonly heldOut: AucEstimate & { readonly folds: number };
}

export interface MinMaxSumResult extends AucEstimate {
  readonly markers: readonly string[];
}

export interface ArmBiomarkers {
  readonly responders: number;
  readonly nonResponders: number;
  readonly markers: Readonly<Record<string, MarkerResult>>;
  readonly classifiers: readonly ClassifierResult[];
  readonly minMaxSums: readonly MinMaxSumResult[];
}

export interface BiomarkersResult {
  readonly markerDay: number;
  readonly assessmentDay: number;
  /** Which TensorFlow.js backend trained the classifiers. */
  readonly backend: string;
  readonly remarks: readonly string[];
  readonly arms: Readonly<Record<string, ArmBiomarkers>>;
}

export interface FailedPatient {
  readonly cohort: string;
  readonly patient: number;
  readonly arm: string;
  readonly reason: string;
  readonly day: number;
}

export interface RunResults {
  readonly schemaVersion: typeof RESULTS_SCHEMA_VERSION;
  readonly name: string;
  readonly status: RunStatus;
  /** The status in words: whether it converged, what sits at a bound, what the data do not say. */
  readonly statusWords: readonly string[];
  readonly seed: string;
  readonly monthDays: number;
  readonly arms: readonly string[];
  readonly switches: Readonly<Record<string, 'posted' | 'corrected'>>;
  readonly responseRule: string;
  readonly fit: FitResult;
  readonly confirmation: Confirmation | null;
  readonly targets: readonly TargetRow[];
  readonly biomarkers: BiomarkersResult | null;
  readonly failures: readonly FailedPatient[];
}
