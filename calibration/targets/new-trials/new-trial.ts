import type { CurveName } from '../../endpoints/curves.js';
import type { ClassRateName } from '../../endpoints/endpoints.js';
import type { TrialRow } from '../trial-row.js';
import type { MedianInterval } from '../trial-tables.js';

/** RECIST classes; counts or percent. */
export type ResponseClasses = Readonly<Record<ClassRateName, number>>;

/** Best tumor response of one arm, as published. */
export interface TrialResponse {
  /** Patients of each class, where counts are reported. */
  readonly counts: ResponseClasses | null;
  /** Percent of the evaluable patients - of n, where the evaluable patients are not known; adds up to 100 within rounding. */
  readonly percent: ResponseClasses;
  /** Patients with an evaluable response; null where unknown. */
  readonly evaluable: number | null;
}

/** Survival digitised from a plot; months of 30.4375 days and percent. */
export interface TrialCurve {
  readonly months: readonly number[];
  /** Starts at 100 or below it after month 0; never increases. */
  readonly percent: readonly number[];
  /** Reported numbers at risk; null where not reported. */
  readonly atRisk: { readonly months: readonly number[]; readonly patients: readonly number[] } | null;
}

/** Data of a row for a time-to-event endpoint; null where not reported. */
export interface NewTrialCurve {
  readonly median: { readonly months: number; readonly interval: MedianInterval | null } | null;
  /** Whether the trial states that its median was not reached. */
  readonly medianNotReached: boolean;
  /** Percent without the event at whole months, 0 at first. */
  readonly landmarks: { readonly months: readonly number[]; readonly percent: readonly number[] } | null;
}

/** Hazard ratio of a curve of an arm against another arm of its trial. */
export interface ReportedHazardRatio {
  readonly endpoint: CurveName;
  readonly versus: string;
  readonly hazardRatio: number;
  readonly interval: { readonly low: number; readonly high: number; readonly levelPercent: number } | null;
}

/** One arm of a new trial: a row of its table, with at least one of response, median, landmarks and curve. */
export interface NewTrial extends TrialRow {
  readonly doi: string | null;
  readonly year: number | null;
  readonly note: string;
  /** Day of the assessment; null for the best response over the trial. */
  readonly assessmentDay: number | null;
  readonly response: TrialResponse | null;
  /** Best responses beside the response of one visit; null where the row has none of its own. */
  readonly bestResponse: TrialResponse | null;
  readonly curves: Readonly<Record<CurveName, NewTrialCurve>>;
  /** Hazard ratios against another arm: checks, not targets. */
  readonly hazardRatios: readonly ReportedHazardRatio[];
  /** Deaths over the whole follow-up. */
  readonly deaths: number | null;
  /** Digitised curve of survival. */
  readonly curve: TrialCurve | null;
}
