/**
 * What `survival.json` holds. Users script against these names; a change here bumps {@link SURVIVAL_SCHEMA_VERSION}.
 *
 * Times are in the unit of the table (months for a run), survival and its ends are shares in [0, 1]. Counts are sums of weights
 * where there are weights.
 */
export const SURVIVAL_SCHEMA_VERSION = 1;

export interface LandmarkResult {
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  readonly standard_error: number | null;
}

export interface RmstResult {
  readonly tau: number;
  readonly mean: number;
  readonly standard_error: number;
  readonly low: number;
  readonly high: number;
}

export interface GroupResult {
  readonly n: number;
  readonly events: number;
  readonly censored: number;
  /** Sums of weights of all patients and of those who died; equal to the counts without weights. */
  readonly weight: number;
  readonly weighted_events: number;
  readonly last_time: number;
  readonly median: number | null;
  readonly median_low: number | null;
  readonly median_high: number | null;
  /** By time; null beyond the last follow-up. */
  readonly landmarks: Readonly<Record<string, LandmarkResult | null>>;
  readonly rmst: RmstResult | null;
}

export interface ChiSquareResult {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

export interface LogRankResult {
  /** null where no death tells the groups apart. */
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
  readonly stratified: boolean;
  /** True where sampling weights made the variance a robust one. */
  readonly robust: boolean;
  readonly groups: Readonly<Record<string, { readonly observed: number; readonly expected: number }>>;
}

/** One coefficient; numbers are null where the data give no finite estimate. */
export interface CoxTerm {
  readonly name: string;
  readonly hazard_ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly coefficient: number | null;
  readonly standard_error: number | null;
  readonly p: number | null;
}

export interface CoxResult {
  readonly status: 'completed' | 'monotone' | 'not-identified' | 'not-converged';
  /** The status in a sentence; empty where the fit is complete. */
  readonly summary: string;
  readonly ties: 'efron' | 'breslow';
  /** Group that the others are compared with; null without groups. */
  readonly reference: string | null;
  readonly stratified: boolean;
  readonly robust: boolean;
  readonly n: number;
  readonly events: number;
  readonly terms: readonly CoxTerm[];
  readonly score_test: ChiSquareResult | null;
  readonly wald_test: ChiSquareResult | null;
  readonly likelihood_ratio_test: ChiSquareResult | null;
  readonly log_likelihood: readonly [at_zero: number, reached: number];
}

/** A difference `group` - `reference`. */
export interface DifferenceResult {
  readonly group: string;
  readonly reference: string;
  /** Landmark, or tau of the restricted mean. */
  readonly time: number;
  readonly difference: number | null;
  readonly standard_error: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
}

/** Groups of patients, and what tells them apart. Tests are null where there is one group. */
export interface ComparisonResult {
  readonly n: number;
  readonly events: number;
  /** In order; the first is the reference. */
  readonly group_names: readonly string[];
  readonly groups: Readonly<Record<string, GroupResult>>;
  readonly logrank: LogRankResult | null;
  /** Groups alone; then groups and covariates, or covariates alone where there is one group; null without covariates. */
  readonly cox: CoxResult | null;
  readonly cox_adjusted: CoxResult | null;
  readonly landmark_differences: readonly DifferenceResult[];
  readonly rmst_differences: readonly DifferenceResult[];
  readonly remarks: readonly string[];
}

/** What the best cut is worth; see `optimalCut`. */
export interface OptimalCutResult {
  readonly statistic: number;
  readonly cuts_tried: number;
  readonly p_unadjusted: number;
  readonly p_permutation: number;
  readonly permutations: number;
  readonly p_miller_siegmund: number;
  readonly p_lausen: number;
}

/** Patients divided by a marker, within one group of the analysis. */
export interface PrognosisResult {
  readonly within: string;
  readonly marker: string;
  readonly cut: 'median' | 'tertiles' | 'optimal';
  /** A patient belongs to the lower group up to and including a cut. */
  readonly cuts: readonly number[];
  readonly optimal: OptimalCutResult | null;
  readonly comparison: ComparisonResult;
}

/** The exact curve that a simulated trial was drawn from. */
export interface ExpectedResult {
  readonly median: number | null;
  readonly landmarks: Readonly<Record<string, number | null>>;
  readonly rmst: number | null;
}

export interface SurvivalResults extends ComparisonResult {
  readonly schema_version: typeof SURVIVAL_SCHEMA_VERSION;
  readonly kind: 'table' | 'simulated trial';
  /** File or run folder, and the SHA-256 of what was read. */
  readonly source: string;
  readonly sha256: string;
  readonly time_unit: string | null;
  /** Columns by role; empty for a simulated trial. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  readonly weights: 'none' | 'sampling' | 'patients';
  readonly seed: string;
  readonly level: number;
  readonly landmarks: readonly number[];
  /** null where no restricted mean can be had. */
  readonly tau: number | null;
  readonly prognosis: readonly PrognosisResult[];
  /** By arm; null for a table. */
  readonly expected: Readonly<Record<string, ExpectedResult>> | null;
}

/** A point of a drawn curve; the row of `curves.csv`. */
export interface CurvePoint {
  readonly group: string;
  readonly time: number;
  readonly at_risk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  readonly low: number;
  readonly high: number;
}

/** A row of `at_risk.csv`. */
export interface AtRiskPoint {
  readonly group: string;
  readonly time: number;
  readonly at_risk: number;
  readonly events: number;
  readonly censored: number;
}

/** What the figure of one comparison is drawn from. */
export interface ComparisonCurves {
  readonly curves: readonly CurvePoint[];
  readonly at_risk: readonly AtRiskPoint[];
}
