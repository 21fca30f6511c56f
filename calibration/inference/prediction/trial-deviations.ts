import { exp, expm1, hypotenuse, log } from '../../../src/index.js';
import { type CurveName, curveList } from '../../endpoints/curves.js';
import { distinctRows } from '../../targets/select-rows.js';
import type { BestResponseRow, MedianRow, RecistRow, SurvivalRow, TrialTables } from '../../targets/trial-tables.js';
import type { ArmForecast } from './arm-forecasts.js';
import { logit, type RateFamily, type RateForm, rateFamilies } from './rate-steps.js';

/** In what trials differ: the logit of disease control, that of response among those controlled, the log hazard of a curve. */
export type EffectName = (typeof rateEffects)[RateFamily][number] | CurveName;

/** The steps of a family of rates in which trials differ, by name: as the rates they change. */
export const rateEffects = { rate: ['dcr', 'orr'], best: ['bor_dcr', 'bor_orr'] } as const;
export const effectNames: readonly EffectName[] = [
  ...rateFamilies.flatMap(({ family }) => rateEffects[family]),
  ...curveList.map(({ name }) => name),
];

/** How far the patients of a trial and arm lie from the model. */
export interface TrialDeviation {
  readonly trial: string;
  readonly arm: string;
  /** Patients behind the estimate: for the response of those controlled, these. */
  readonly patients: number;
  /** Logarithm of a ratio of odds or hazards, trial over model. */
  readonly estimate: number;
  readonly standardError: number;
}

export interface DeviationOptions {
  readonly monthDays: number;
  readonly horizonDays: number;
}

/**
 * Deviations of the trials from a model, one per trial and arm: maximum-likelihood estimates of one number each.
 *
 * Shares: one step of Newton's method from the share p of all trials of the arm, logit p + (x - n p) / (n p (1 - p)), with information
 * n p (1 - p), less the logit of the model: linear in the count x, so that trials without a response have no bias. Curves: the factor on the hazard,
 * S^exp(delta), that maximises the likelihood of the deaths between the months of a curve; for a trial with only a median m,
 * log(log 2 / -log S(m)) with standard error 1 / (log 2 sqrt n). Of progression-free survival, which falls at visits, a visit may be some days off:
 * the error has the change of the log hazard over these days as well. Subgroups of a trial that are listed instead of it count together; rows that
 * are a subset of another do not count.
 *
 * @param effect - in what trials differ
 * @param tables - trial tables
 * @param forecasts - the model's arms
 * @param options - months and horizon
 * @returns in the order of the tables; arms without a model are left out
 */
export function trialDeviations(
  effect: EffectName,
  tables: TrialTables,
  forecasts: Readonly<Record<string, ArmForecast>>,
  options: DeviationOptions,
): readonly TrialDeviation[] {
  const curve = curveList.find(({ name }) => name === effect);
  const arms = Object.entries(forecasts);
  if (curve === undefined) {
    const form = rateFamilies.find(({ family }) => rateEffects[family].some((name) => name === effect))!;
    const step = (rateEffects[form.family] as readonly EffectName[]).indexOf(effect);
    return arms.flatMap(([arm, { logits }]) =>
      shareDeviations(form, tables[form.table], { arm, step, model: logits[form.family][step]! }),
    );
  }
  return arms.flatMap(([arm, { hazards }]) => {
    const curves = byTrial(tables[curve.curveTable], arm);
    const medians = byTrial(tables[curve.medianTable], arm);
    const trials = [...new Set([...curves, ...medians].map(([trial]) => trial))];
    return trials.flatMap((trial): TrialDeviation[] => {
      const of = <Row>(all: readonly (readonly [string, Row])[]) => all.find(([name]) => name === trial)?.[1];
      const rows = { curves: of(curves), medians: of(medians), timingDays: timingDays(curve.name) };
      const deviation = curveDeviation(rows, hazards[curve.name], options);
      return deviation === null ? [] : [{ trial, arm, ...deviation }];
    });
  });
}

function byTrial<Row extends RecistRow | MedianRow | SurvivalRow>(
  rows: readonly Row[],
  arm: string,
): readonly (readonly [string, readonly Row[]])[] {
  const own = distinctRows(rows.filter((row) => row.arm === arm));
  return [...new Set(own.map(({ trial }) => trial))].map((trial) => [trial, own.filter((row) => row.trial === trial)]);
}

type Deviation = Omit<TrialDeviation, 'trial' | 'arm'>;

/** Counts of a trial in a step: patients counted, and those among whom they are. */
interface StepCount {
  readonly trial: string;
  readonly counted: number;
  readonly patients: number;
}

function shareDeviations(
  form: RateForm,
  rows: readonly (RecistRow | BestResponseRow)[],
  { arm, step, model }: { readonly arm: string; readonly step: number; readonly model: number },
): readonly TrialDeviation[] {
  const { of, among } = form.steps[step]!;
  const trials = byTrial(rows, arm).map(([trial, own]): StepCount => {
    const patients = countOf(form, own, among);
    return { trial, patients, counted: Math.min(countOf(form, own, of), patients) };
  });
  const known = trials.filter(({ patients }) => patients > 0);
  const [counted, patients] = known.reduce(([a, b], each) => [a + each.counted, b + each.patients], [0, 0]);
  const isInside = counted > 0 && counted < patients;
  const pooled = isInside ? counted / patients : (counted + 0.5) / (patients + 1);
  return known.map((each) => {
    const information = each.patients * pooled * (1 - pooled);
    return {
      trial: each.trial,
      arm,
      patients: each.patients,
      estimate: logit(pooled) - model + (each.counted - each.patients * pooled) / information,
      standardError: 1 / Math.sqrt(information),
    };
  });
}

function countOf(
  { classes }: RateForm,
  rows: readonly (RecistRow | BestResponseRow)[],
  places: readonly number[],
): number {
  return rows.reduce((sum, row) => {
    const percentOf = (name: (typeof classes)[number]) =>
      name === 'ne' ? (('nePercent' in row ? row.nePercent : null) ?? 0) : row[`${name}Percent`];
    const percent = places.reduce((total, place) => total + percentOf(classes[place]!), 0);
    return sum + Math.round(((row.nEvaluable ?? row.n) * percent) / 100);
  }, 0);
}

/** Patients at risk between two months, those who have the event, and the model's hazard between them. */
interface Interval {
  readonly atRisk: number;
  readonly events: number;
  readonly hazard: number;
}

/** Standard deviation of a visit around its planned day: protocols allow a few days, and medians are rounded. */
const VISIT_DAYS = 3;

/** Standard deviation of the time at which a curve of one trial falls; days; 0 where no visit decides. */
const timingDays = (curve: CurveName): number => (curve === 'os' ? 0 : VISIT_DAYS);

interface CurveRows {
  readonly curves: readonly SurvivalRow[] | undefined;
  readonly medians: readonly MedianRow[] | undefined;
  readonly timingDays: number;
}

function curveDeviation(
  { curves, medians, timingDays: timing }: CurveRows,
  hazard: Float64Array,
  options: DeviationOptions,
): Deviation | null {
  const { monthDays, horizonDays } = options;
  const timed = (deviation: Deviation, day: number): Deviation => ({
    ...deviation,
    standardError: hypotenuse(deviation.standardError, timing * logSlope(hazard, day)),
  });
  if (curves !== undefined) {
    const intervals = curves.flatMap((row) => curveIntervals(row, hazard, options));
    const patients = curves.reduce((sum, { n }) => sum + n, 0);
    if (intervals.length > 0) {
      return timed({ patients, ...hazardDeviation(intervals) }, monthNearHalf(curves[0]!, options) * monthDays);
    }
  }
  const known = (medians ?? []).filter((row) => row.medianMonths * monthDays <= horizonDays);
  const estimates = known.flatMap(({ medianMonths, n }) => {
    const at = hazardAt(hazard, medianMonths * monthDays);
    return at > 0 ? [{ n, day: medianMonths * monthDays, estimate: log(Math.LN2 / at) }] : [];
  });
  if (estimates.length === 0) return null;
  const patients = estimates.reduce((sum, { n }) => sum + n, 0);
  const mean = (value: (each: (typeof estimates)[number]) => number) =>
    estimates.reduce((sum, each) => sum + each.n * value(each), 0) / patients;
  return timed(
    { patients, estimate: mean(({ estimate }) => estimate), standardError: 1 / (Math.LN2 * Math.sqrt(patients)) },
    mean(({ day }) => day),
  );
}

/** Month of a curve after 0 and within the simulated time at which it is nearest to one half. */
function monthNearHalf({ months, percent }: SurvivalRow, { monthDays, horizonDays }: DeviationOptions): number {
  const places = months
    .map((_, place) => place)
    .filter((place) => place > 0 && months[place]! * monthDays <= horizonDays);
  const distance = (place: number) => Math.abs(percent[place]! - 50);
  return months[places.reduce((best, place) => (distance(place) < distance(best) ? place : best), places[0]!)]!;
}

/** Change of the log cumulative hazard per day, over the week around a day. */
function logSlope(hazard: Float64Array, day: number): number {
  const [from, to] = [Math.max(1, day - VISIT_DAYS), Math.min(hazard.length - 1, day + VISIT_DAYS)];
  const [before, after] = [hazardAt(hazard, from), hazardAt(hazard, to)];
  return before > 0 && to > from ? log(after / before) / (to - from) : 0;
}

function curveIntervals(
  row: SurvivalRow,
  hazard: Float64Array,
  { monthDays, horizonDays }: DeviationOptions,
): Interval[] {
  const intervals: Interval[] = [];
  for (let index = 1; index < row.months.length; index++) {
    const [from, to] = [row.months[index - 1]! * monthDays, row.months[index]! * monthDays];
    const [alive, left] = [row.percent[index - 1]! / 100, row.percent[index]! / 100];
    if (to > horizonDays || !(alive > 0)) break;
    const atRisk = row.atRisk?.[index - 1] ?? row.n * alive;
    const own = hazardAt(hazard, to) - hazardAt(hazard, from);
    if (atRisk > 0 && own > 0) intervals.push({ atRisk, events: atRisk * (1 - left / alive), hazard: own });
  }
  return intervals;
}

/** Cumulative hazard at any time, linear between days. */
export function hazardAt(hazard: Float64Array, timeDays: number): number {
  const day = Math.min(Math.floor(timeDays), hazard.length - 2);
  return hazard[day]! + (timeDays - day) * (hazard[day + 1]! - hazard[day]!);
}

const MOST_STEPS = 60;
const TOLERANCE = 1e-10;
/** Largest step of a logarithm, so that a poor start does not overflow. */
const MOST_STEP = 1;

/**
 * Maximum of sum of d log(1 - exp(-H e^delta)) - (r - d) H e^delta by Newton's method; with no event at all, half of one is
 * added where the hazard is largest.
 */
function hazardDeviation(given: readonly Interval[]): Pick<Deviation, 'estimate' | 'standardError'> {
  const intervals = given.some(({ events }) => events > 0) ? given : withHalfAnEvent(given);
  let estimate = 0;
  let information = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    let score = 0;
    information = 0;
    for (const { atRisk, events, hazard } of intervals) {
      const own = hazard * exp(estimate);
      // d log(1 - e^-h) / d delta = h / (e^h - 1)
      const odds = own / expm1(own);
      score += events * odds - (atRisk - events) * own;
      information += atRisk * own * odds;
    }
    const move = Math.max(-MOST_STEP, Math.min(MOST_STEP, score / information));
    estimate += move;
    if (Math.abs(move) < TOLERANCE) break;
  }
  return { estimate, standardError: 1 / Math.sqrt(information) };
}

function withHalfAnEvent(intervals: readonly Interval[]): readonly Interval[] {
  const most = intervals.reduce(
    (best, interval, index) => (interval.hazard > intervals[best]!.hazard ? index : best),
    0,
  );
  return intervals.map((interval, index) => (index === most ? { ...interval, events: 0.5 } : interval));
}
