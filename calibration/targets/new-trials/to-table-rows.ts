import { type Curve, curves } from '../../endpoints/curves.js';
import type { TrialRow } from '../trial-row.js';
import type { BestResponseRow, MedianRow, RecistRow, SurvivalRow } from '../trial-tables.js';
import type { NewTrial, TrialCurve } from './new-trial.js';
import { trialPseudoPatients } from './trial-pseudo-patients.js';

/** Patients without an evaluable response: excluded from the rates, or counted as progressed. */
export const notEvaluableRules = ['left-out', 'progressed'] as const;
export type NotEvaluable = (typeof notEvaluableRules)[number];

const rowOf = ({ trial, subgroup, arm, n, subsetOf, source, where }: NewTrial): TrialRow => ({
  trial,
  subgroup,
  arm,
  n,
  subsetOf,
  source,
  where,
});

/**
 * Response rates of a new trial as a row of the pooled table; the weight is n.
 *
 * `left-out`: rates of the evaluable patients, like most of the published rows. `progressed`: CR, PR and SD of n, and PD =
 * 100 - DCR; identical where the number of evaluable patients is unknown.
 */
export function toRecistRow(trial: NewTrial, notEvaluable: NotEvaluable): RecistRow | null {
  const { response, year, n } = trial;
  if (response === null) return null;
  const { cr, pr, sd, pd } = response.percent;
  const share = notEvaluable === 'left-out' ? 1 : (response.evaluable ?? n) / n;
  return {
    ...rowOf(trial),
    year,
    nEvaluable: response.evaluable,
    crPercent: cr * share,
    prPercent: pr * share,
    sdPercent: sd * share,
    pdPercent: share === 1 ? pd : 100 - (cr + pr + sd) * share,
  };
}

/**
 * Best responses of a new trial as a row of the pooled table; the weight is n: those in columns of their own, or a response without a day
 * of assessment.
 *
 * Where the evaluable patients are known, rates are of n, and the others are not evaluable.
 */
export function toBestResponseRow(trial: NewTrial): BestResponseRow | null {
  const { year, n } = trial;
  const response = trial.bestResponse ?? (trial.assessmentDay === null ? trial.response : null);
  if (response === null) return null;
  const { cr, pr, sd, pd } = response.percent;
  const share = (response.evaluable ?? n) / n;
  return {
    ...rowOf(trial),
    year,
    nEvaluable: response.evaluable,
    crPercent: cr * share,
    prPercent: pr * share,
    sdPercent: sd * share,
    pdPercent: pd * share,
    nePercent: response.evaluable === null ? null : (100 * (n - response.evaluable)) / n,
  };
}

/** Median of a curve of a new trial as a row of the pooled table. */
export function toMedianRow({ name }: Curve, trial: NewTrial): MedianRow | null {
  const { median } = trial.curves[name];
  if (median === null) return null;
  const { months, interval } = median;
  return { ...rowOf(trial), medianMonths: months, ...(interval === null ? {} : { interval }) };
}

/**
 * A curve of a new trial as a row of the pooled table: its landmarks, or its digitised curve (of overall survival) read at
 * whole months. For a curve with numbers at risk, the row has the number at risk in each interval.
 */
export function toSurvivalRow({ name }: Curve, trial: NewTrial): SurvivalRow | null {
  const curve = name === curves.os.name ? trial.curve : null;
  const landmarks = trial.curves[name].landmarks ?? (curve === null ? null : wholeMonths(curve));
  if (landmarks === null || landmarks.months.length < 2) return null;
  const atRisk = curve?.atRisk ? { atRisk: patientsAtRisk(trial, landmarks.months) } : {};
  return { ...rowOf(trial), ...landmarks, ...atRisk };
}

/** Patients at risk in each interval from the pseudo individual data: those who enter it minus half of those censored in it. */
function patientsAtRisk(trial: NewTrial, months: readonly number[]): readonly number[] {
  const { times, observed } = trialPseudoPatients(trial);
  return months.slice(1).map((to, index) => {
    const from = months[index]!;
    let entering = 0;
    let censored = 0;
    times.forEach((time, patient) => {
      if (time <= from && index > 0) return;
      entering++;
      if (time <= to && observed[patient] === 0) censored++;
    });
    return entering - censored / 2;
  });
}

/** A step curve read at month 0, 1, 2 ... up to its last point. */
function wholeMonths({ months, percent }: TrialCurve): { months: readonly number[]; percent: readonly number[] } {
  const whole = Array.from({ length: Math.floor(months.at(-1)!) + 1 }, (_, month) => month);
  const alive = whole.map((month) => {
    const place = months.findLastIndex((time) => time <= month);
    return place < 0 ? 100 : percent[place]!;
  });
  return { months: whole, percent: alive };
}
