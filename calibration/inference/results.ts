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
export interface MovedFigure {
  readonly arm: string;
  readonly indicator: EndpointName;
  readonly before: number;
  readonly after: number;
  /** On fresh patients; null where it has no value. */
  readonly confirmed: number | null;
  /** confirmed - after. */
  readonly difference: number | null;
  /** The three errors that must not be mixed: of simulation, of the trials' sampling, of the parameters. */
  readonly monteCarloError: number | null;
  readonly samplingError: number;
  readonly parameterError: number | null;
}

/** One observation of the likelihood, or one pooled figure: what it adds to the misfit. */
export interface Contribution {
  readonly arm: string;
  /** Null for a pooled figure. */
  readonly trial: string | null;
  readonly indicator: string;
  /** Percent; a median as the survival at it. */
  readonly observed: number;
  readonly fitted: number;
  /** Signed root of its share of the misfit: about standard normal where model and trial agree. */
  readonly residual: number;
  readonly verdict: 'agrees' | 'strained' | 'contradicts';
}

export interface RefitResults {
  readonly schemaVersion: typeof REFIT_SCHEMA_VERSION;
  readonly from: string;
  readonly objective: 'pooled' | 'likelihood';
  readonly overdispersion: 'none' | 'estimated';
  readonly added: readonly { readonly trial: string; readonly arm: string; readonly n: number }[];
  readonly dropped: readonly string[];
  /** Sentences for the reader. */
  readonly words: readonly string[];
  readonly moved: readonly MovedFigure[];
  readonly contributions: readonly Contribution[];
  readonly starts: readonly StartResult[];
  readonly bootstrap: BootstrapResult | null;
  readonly profiles: readonly Profile[];
  readonly ridges: readonly Ridge[];
  readonly leaveOut: LeaveOutResult | null;
  readonly heldOut: readonly HeldOutArm[];
}

/** How far an endpoint or a parameter moves when the trials are drawn again. */
export interface BootstrapBand {
  /** Of the prior on a coordinate; null for endpoints. */
  readonly priorStandardDeviation: number | null;
  /** At the fit, on the patients that the refits are made on. */
  readonly centre: number;
  readonly low: number;
  readonly high: number;
  readonly standardDeviation: number;
  /** To first order, without drawing; endpoints alone. */
  readonly deltaStandardError: number | null;
}

export interface BootstrapResult {
  readonly replicates: number;
  /** Refits that did not reach a minimum. */
  readonly unfinished: number;
  /** Refits that the trust in the weights held back. */
  readonly heldBack: number;
  readonly level: number;
  readonly patients: number;
  readonly endpoints: Readonly<Record<string, Readonly<Record<EndpointName, BootstrapBand>>>>;
  /** Coordinates of the fit, by name. */
  readonly parameters: Readonly<Record<string, BootstrapBand>>;
}

export interface ProfilePoint {
  readonly value: number;
  /** Objective above its minimum: half the rise of -2 log likelihood with the prior. */
  readonly rise: number;
  /** The weights were not to be trusted there. */
  readonly heldBack: boolean;
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
  readonly medianOnly: readonly (readonly number[])[];
  /** The same with the landmarks of the curve, above the least of the grid. */
  readonly wholeCurve: readonly (readonly number[])[];
}

export interface StartResult {
  /** 0 is the fit's own end. */
  readonly start: number;
  readonly objectiveAtEnd: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Largest difference from the best end, in prior standard deviations. */
  readonly distance: number;
}

/** A trial's figure and what a fit without the trial says of it. */
export interface LeftOutFigure {
  readonly trial: string;
  readonly arm: string;
  readonly indicator: 'dcr' | 'median_os';
  readonly patients: number;
  readonly observed: number;
  readonly predicted: number;
  /** Of the prediction, from the trials that are left; and of the trial's own sampling. */
  readonly predictionError: number;
  readonly samplingError: number;
  readonly low: number;
  readonly high: number;
  readonly covered: boolean;
}

export interface LeaveOutResult {
  readonly level: number;
  readonly figures: readonly LeftOutFigure[];
  /** Trials that no fit is possible without: the only ones of an arm. */
  readonly notPossible: readonly string[];
}

export interface HeldOutArm {
  readonly arm: string;
  /** Arm whose death function stands in. */
  readonly deathFrom: string;
  readonly predicted: Readonly<Record<EndpointName, number>>;
  /** From the sampling of the other arms' trials, to first order. */
  readonly standardErrors: Readonly<Record<EndpointName, number>>;
}

export interface RecoveredEndpoint {
  readonly arm: string;
  readonly indicator: EndpointName;
  readonly truth: number;
  readonly meanEstimate: number;
  readonly bias: number;
  /** Standard deviation of the estimates, and the mean of the standard errors that the fits state. */
  readonly standardDeviation: number;
  readonly meanStandardError: number;
  /** Share of the intervals that hold the truth. */
  readonly coverage: number;
  readonly estimates: readonly number[];
  readonly standardErrors: readonly number[];
}

export interface RecoveredCoordinate {
  readonly name: string;
  readonly truth: number;
  readonly meanEstimate: number;
  readonly standardDeviation: number;
}

export interface RecoverResult {
  readonly dataSets: number;
  readonly unfinished: number;
  readonly level: number;
  readonly patients: number;
  readonly endpoints: readonly RecoveredEndpoint[];
  readonly coordinates: readonly RecoveredCoordinate[];
}
