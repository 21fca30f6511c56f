/**
 * The shape of a finished run: what `results.json` holds, and what the report reads.
 *
 * Users script against these names; a change here is a change of contract and bumps {@link RESULTS_SCHEMA_VERSION}.
 * Rates and survival are in percent, medians in months of `month_days` days.
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
  readonly published_alpha: number;
  readonly published_beta: number;
  /** True where the configuration let this marginal move. */
  readonly free: boolean;
  /** `alpha` and/or `beta` where the value ended at its bound. */
  readonly at_bound: readonly string[];
}

/** A value, or a uniform range of it (the paper's form). */
export type PointOrRange = number | readonly [low: number, high: number];

/** Death probability function of one arm: mu and sigma in units of chi, and what they mean per day. */
export interface FittedDeathProbability {
  readonly mu: PointOrRange;
  readonly sigma: PointOrRange;
  /** Daily death probability at chi = 0 and chi = 1 (at the centre of the ranges), percent per day. */
  readonly daily_death_percent_at_zero: number;
  readonly daily_death_percent_at_one: number;
  readonly at_bound: readonly string[];
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

export type Verdict = 'within' | 'outside' | 'not assessed';

/** One line of the target table: a clinical figure, what the confirmation cohort gives, and the difference. */
export interface TargetRow {
  readonly arm: string;
  /** `cr`, `pr`, `sd`, `pd`, `orr`, `dcr`, `median_os`, `survival_3` ... `survival_12`. */
  readonly endpoint: string;
  readonly unit: 'percent' | 'months';
  readonly target: number;
  /** Patients that the clinical figure rests on. */
  readonly patients: number;
  /** Sampling standard error of the clinical figure, same unit. */
  readonly standard_error: number;
  readonly simulated: number | null;
  /** simulated - target; same unit. */
  readonly difference: number | null;
  /** difference / standard_error. */
  readonly residual: number | null;
  /** Largest difference at which the run counts as converged; null where no tolerance is set. */
  readonly tolerance: number | null;
  readonly verdict: Verdict;
  /** True where the fit was asked to meet this figure. */
  readonly fitted: boolean;
  readonly source: string;
}

/** Root mean square difference of the survival landmarks of one arm; points of percent. */
export interface SurvivalRmse {
  readonly arm: string;
  readonly rmse: number;
  /** The same figure of the published model, where it is known. */
  readonly published_rmse: number | null;
}

export interface RoundRecord {
  readonly round: number;
  /** Fresh patients simulated in this round, and all patients in the pools that the fit used. */
  readonly simulated: number;
  readonly pooled: number;
  readonly effective_sample_size: number;
  readonly iterations: number;
  /** Half the sum of squared standardised residuals, data part and prior part. */
  readonly cost_data: number;
  readonly cost_prior: number;
  /** Largest |difference| / tolerance over the judged targets on the next fresh cohort. */
  readonly fresh_cohort_worst: number | null;
}

export interface ConstrainedDirection {
  readonly singular_value: number;
  /** Share of the direction's variance that the data took away from the prior, in [0, 1]. */
  readonly informed: number;
  /** The direction in words, e.g. `log alpha of beta_X2 up, log beta of d_X2 down`. */
  readonly summary: string;
}

export interface Identifiability {
  readonly free_parameters: number;
  readonly data_values: number;
  /** Directions with singular value above 1: there the data say more than the prior. */
  readonly constrained_directions: number;
  readonly singular_values: readonly number[];
  readonly leading: readonly ConstrainedDirection[];
  /** Sentences for the reader. */
  readonly summary: readonly string[];
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
  readonly survival_rmse: readonly SurvivalRmse[];
}

export interface TTest {
  readonly t: number;
  readonly degrees_of_freedom: number;
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
  readonly standard_error: number;
  readonly ci_low: number;
  readonly ci_high: number;
}

export interface MarkerResult extends AucEstimate {
  readonly responders: GroupSummary;
  readonly non_responders: GroupSummary;
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
  readonly standardised_weights: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
  readonly separated: boolean;
  readonly in_sample: AucEstimate;
  /** Out-of-fold predictions of k-fold cross-validation. */
  readonly out_of_fold: AucEstimate & { readonly folds: number };
}

export interface MinMaxSumResult extends AucEstimate {
  readonly markers: readonly string[];
}

export interface ArmBiomarkers {
  readonly responders: number;
  readonly non_responders: number;
  readonly markers: Readonly<Record<string, MarkerResult>>;
  readonly classifiers: readonly ClassifierResult[];
  readonly min_max_sums: readonly MinMaxSumResult[];
}

export interface BiomarkersResult {
  readonly marker_day: number;
  readonly assessment_day: number;
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
  readonly schema_version: typeof RESULTS_SCHEMA_VERSION;
  readonly name: string;
  readonly status: RunStatus;
  /** The status in words: whether it converged, what sits at a bound, what the data do not say. */
  readonly status_summary: readonly string[];
  readonly seed: string;
  readonly month_days: number;
  readonly arms: readonly string[];
  readonly switches: Readonly<Record<string, 'posted' | 'corrected'>>;
  readonly response_rule: string;
  readonly fit: FitResult;
  readonly confirmation: Confirmation | null;
  readonly targets: readonly TargetRow[];
  readonly biomarkers: BiomarkersResult | null;
  readonly failures: readonly FailedPatient[];
}
