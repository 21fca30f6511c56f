/**
 * What a refit adds to a run: what `refit.json` and `recover.json` hold, and what the report reads.
 *
 * Rates and survival are in percent, medians in months, mu and sigma in units of chi. What has no value (a median that is not
 * reached) is NaN here and null in the files.
 */
export const REFIT_SCHEMA_VERSION = 1;

/** Endpoints of an arm, in the order in which they are reported: percent, and months for the median. */
export const endpointNames = [
  'cr',
  'pr',
  'sd',
  'pd',
  'orr',
  'dcr',
  'median_os',
  'survival_3',
  'survival_6',
  'survival_9',
  'survival_12',
] as const;
export type EndpointName = (typeof endpointNames)[number];

/** One pooled clinical figure before and after the trials were changed, and what the refitted model confirms. */
export interface EndpointChange {
  readonly arm: string;
  readonly endpoint: EndpointName;
  readonly before: number;
  readonly after: number;
  /** On fresh patients; null where it has no value. */
  readonly confirmed: number | null;
  /** confirmed - after. */
  readonly difference: number | null;
  /** The three errors that must not be mixed: of simulation, of the trials' sampling, of the parameters. */
  readonly monte_carlo_error: number | null;
  readonly sampling_error: number;
  readonly parameter_error: number | null;
}

/** One observation of the likelihood, or one pooled figure: what it adds to the misfit. */
export interface Contribution {
  readonly arm: string;
  /** Null for a pooled figure. */
  readonly trial: string | null;
  readonly endpoint: string;
  /** Percent; a median as the survival at it. */
  readonly observed: number;
  readonly fitted: number;
  /** Signed root of its share of the misfit: about standard normal where model and trial agree. */
  readonly residual: number;
  readonly verdict: 'agrees' | 'borderline' | 'contradicts';
}

export interface RefitResults {
  readonly schema_version: typeof REFIT_SCHEMA_VERSION;
  readonly from: string;
  readonly objective: 'pooled' | 'likelihood';
  readonly overdispersion: 'none' | 'estimated';
  readonly added: readonly { readonly trial: string; readonly arm: string; readonly n: number }[];
  readonly dropped: readonly string[];
  /** Sentences for the reader. */
  readonly summary: readonly string[];
  readonly endpoint_changes: readonly EndpointChange[];
  readonly contributions: readonly Contribution[];
  readonly starts: readonly StartResult[];
  readonly bootstrap: BootstrapResult | null;
  readonly profiles: readonly Profile[];
  readonly ridges: readonly Ridge[];
  readonly leave_one_trial_out: LeaveOneTrialOutResult | null;
  readonly leave_one_arm_out: readonly LeaveOneArmOutResult[];
}

/** How far an endpoint or a parameter moves when the trials are drawn again. */
export interface BootstrapBand {
  /** Of the prior on a coordinate; null for endpoints. */
  readonly prior_standard_deviation: number | null;
  /** At the fit, on the patients that the refits are made on. */
  readonly centre: number;
  readonly low: number;
  readonly high: number;
  readonly standard_deviation: number;
  /** To first order, without drawing; endpoints alone. */
  readonly delta_standard_error: number | null;
}

export interface BootstrapResult {
  readonly replicates: number;
  /** Refits that did not reach a minimum. */
  readonly not_converged: number;
  /** Refits that the trust in the weights held back. */
  readonly penalty_active: number;
  readonly level: number;
  readonly patients: number;
  readonly endpoints: Readonly<Record<string, Readonly<Record<EndpointName, BootstrapBand>>>>;
  /** Coordinates of the fit, by name. */
  readonly parameters: Readonly<Record<string, BootstrapBand>>;
}

export interface ProfilePoint {
  readonly value: number;
  /** Objective above its minimum: half the rise of -2 log likelihood with the prior. */
  readonly delta_objective: number;
  /** The weights were not to be trusted there. */
  readonly penalty_active: boolean;
}

export interface Profile {
  readonly name: string;
  readonly arm: string | null;
  readonly level: number;
  readonly estimate: number;
  /** Ends of the interval; null where the profile does not rise far enough within the bounds. */
  readonly low: number | null;
  readonly high: number | null;
  readonly points: readonly ProfilePoint[];
}

/** Rise of the objective over the plane of mu and sigma of one arm, shapes and ranges held at the fit. */
export interface Ridge {
  readonly arm: string;
  readonly estimate: { readonly mu: number; readonly sigma: number };
  readonly mu: readonly number[];
  readonly sigma: readonly number[];
  /** Half the squared residual of the median alone; [sigma][mu]. */
  readonly median_only: readonly (readonly number[])[];
  /** The same with the landmarks of the curve, above the least of the grid. */
  readonly whole_curve: readonly (readonly number[])[];
}

export interface StartResult {
  /** 0 is the fit's own end. */
  readonly start: number;
  readonly objective_at_end: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Largest difference from the best end, in prior standard deviations. */
  readonly distance: number;
}

/** A trial's figure and what a fit without the trial says of it. */
export interface LeaveOneTrialOutEndpoint {
  readonly trial: string;
  readonly arm: string;
  readonly endpoint: 'dcr' | 'median_os';
  readonly patients: number;
  readonly observed: number;
  readonly predicted: number;
  /** Of the prediction, from the trials that are left; and of the trial's own sampling. */
  readonly prediction_error: number;
  readonly sampling_error: number;
  readonly low: number;
  readonly high: number;
  readonly covered: boolean;
}

export interface LeaveOneTrialOutResult {
  readonly level: number;
  readonly figures: readonly LeaveOneTrialOutEndpoint[];
  /** Trials that no fit is possible without: the only ones of an arm. */
  readonly not_possible: readonly string[];
}

export interface LeaveOneArmOutResult {
  readonly arm: string;
  /** Arm whose death function stands in. */
  readonly death_from: string;
  readonly predicted: Readonly<Record<EndpointName, number>>;
  /** From the sampling of the other arms' trials, to first order. */
  readonly standard_errors: Readonly<Record<EndpointName, number>>;
}

export interface RecoveredEndpoint {
  readonly arm: string;
  readonly endpoint: EndpointName;
  readonly truth: number;
  readonly mean_estimate: number;
  readonly bias: number;
  /** Standard deviation of the estimates, and the mean of the standard errors that the fits state. */
  readonly standard_deviation: number;
  readonly mean_standard_error: number;
  /** Share of the intervals that hold the truth. */
  readonly coverage: number;
  readonly estimates: readonly number[];
  readonly standard_errors: readonly number[];
}

export interface RecoveredParameter {
  readonly name: string;
  readonly truth: number;
  readonly mean_estimate: number;
  readonly standard_deviation: number;
}

export interface RecoverResult {
  readonly data_sets: number;
  readonly not_converged: number;
  readonly level: number;
  readonly patients: number;
  readonly endpoints: readonly RecoveredEndpoint[];
  readonly parameters: readonly RecoveredParameter[];
}
