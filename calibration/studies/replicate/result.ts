import type { Verdict } from './verdict.js';

/** Bumped when names or meanings of `replicate.json` change. */
export const REPLICATE_VERSION = 1;

/** How a result was computed again; each says what it changes against the published definitions. */
export const settingLabels = {
  posted: 'published definitions and shapes, the terms of the posted code, exact arithmetic',
  corrected: 'every switch corrected, shapes as published, death functions as fitted under posted',
  'corrected, refitted': 'the same with death functions fitted again to the same curves',
  'posted, diameters': 'response by RECIST 1.1 on the diameters of spheres of the same volumes',
  'posted, script arithmetic': 'marker groups in the unequal steps of the posted survival script',
  'posted, placebo function': "marker groups under the placebo arm's death function",
  'posted, script arithmetic, placebo function': 'both of these',
} as const;

export type ReplicateSetting = keyof typeof settingLabels;

/** One result computed again, before it is compared. */
export interface Estimate {
  /** Of the published result. */
  readonly id: string;
  readonly setting: ReplicateSetting;
  readonly value: number;
  /** Monte-Carlo standard error; 0 for exact arithmetic. */
  readonly standard_error: number;
  /** 95 % interval where it is not value -+ 1.96 standard errors. */
  readonly interval?: readonly [number, number];
  /** Patients behind the value; the error of the paper's cohort follows from theirs. */
  readonly patients: number;
  /** Standard error of the published figure, where it is not that of a cohort of its size. */
  readonly published_error?: number;
  /** `fitted`: the death function was fitted to this very figure, so agreement is no evidence. */
  readonly basis: 'computed' | 'fitted';
  /** For statements such as p < 0.01: the share of cohorts of the published size that bear it out. */
  readonly share?: number;
  /** Why the value differs where it does; a sentence without full stop. */
  readonly because: string;
}

/** One line of `replicate.csv`: a published result under one setting. */
export interface ReplicateRow {
  readonly id: string;
  readonly figure: string;
  readonly arm: string;
  readonly quantity: string;
  readonly unit: string;
  readonly setting: ReplicateSetting;
  /** Printed figure; null where the paper draws it without a number. */
  readonly published: number | null;
  readonly relation: '=' | '<';
  /** The same from the authors' posted per-patient data, where that is known. */
  readonly recomputed: number | null;
  readonly value: number;
  readonly standard_error: number;
  readonly low: number;
  readonly high: number;
  readonly patients: number;
  /** Error of the published figure as one draw of a cohort of its size. */
  readonly published_error: number;
  readonly difference: number;
  /** Difference over both errors together; null where neither has one. */
  readonly standard_errors_apart: number | null;
  /** The same distance from the recomputed figure. */
  readonly standard_errors_from_recomputed: number | null;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly source: string;
}

/** What one switch changes, patient by patient; no published figure goes with it. */
export interface SwitchEffect {
  readonly switch: string;
  readonly arm: string;
  readonly quantity: 'dcr' | 'median' | 'survival_12';
  readonly unit: string;
  readonly posted: number;
  readonly switched: number;
  readonly effect: number;
  readonly standard_error: number;
  readonly low: number;
  readonly high: number;
  readonly published: number;
  /** Of the published figure against the value with this switch alone. */
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Response by fifth of the range of one parameter (Fig. S4). */
export interface QuintileRow {
  readonly parameter: string;
  readonly arm: string;
  /** 1 = lowest fifth of the range. */
  readonly quintile: number;
  readonly patients: number;
  /** Percent; null where no patient lies in the fifth. */
  readonly dcr: number | null;
  readonly pd: number | null;
}

/** Death function of an arm as fitted to the published mean curve. */
export interface FittedDeath {
  readonly arm: string;
  readonly model: 'posted' | 'corrected';
  readonly mu: readonly [number, number];
  readonly sigma: readonly [number, number];
  /** Root mean square misfit at 3, 6, 9 and 12 months; points of percent. */
  readonly rmse: number;
}

export interface Replication {
  readonly schema_version: number;
  readonly seed: string;
  readonly patients: number;
  readonly switch_patients: number;
  readonly sweep_samples: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
  readonly rows: readonly ReplicateRow[];
  readonly switches: readonly SwitchEffect[];
  readonly quintiles: readonly QuintileRow[];
  readonly death_functions: readonly FittedDeath[];
}
