import {
  type ArmRecord,
  type BodySize,
  type DeathProbabilityMixture,
  eachSurvival,
  NumericalError,
  square,
  statusCodes,
} from '../../../src/index.js';
import { bestRateNames } from '../../endpoints/best-response.js';
import { classRateNames, endpoints } from '../../endpoints/endpoints.js';
import { type CohortArm, cohortBestResponse, cohortCurves, cohortRates } from '../../endpoints/read-cohort.js';
import { readOutcome } from '../../endpoints/read-outcome.js';
import { type ArmOutcomeSettings, cohortArm, visitsOf } from '../../fit/cohort-outcome.js';
import { rowsOf } from '../../pool/cohort-rows.js';
import type { ExpectedMeasures } from './expected-measures.js';

/** Endpoints and measures of one schedule on one cohort. */
export interface ScheduleStatistics {
  readonly patients: number;
  readonly failed: number;
  /** Every endpoint and expected measure by name; null where it is not reached. */
  readonly values: QuantityValues;
  /** The same without each group of patients, for the jackknife. */
  readonly replicates: readonly QuantityValues[];
  /** Fractions at day 0..horizon. */
  readonly curves: { readonly os: Float64Array; readonly pfs: Float64Array };
}

export type QuantityValues = Readonly<Record<string, number | null>>;

/** What statistics of a schedule need besides its patients. */
export interface StatisticsSettings extends ArmOutcomeSettings {
  readonly mixture: DeathProbabilityMixture;
  readonly measures: ExpectedMeasures;
  readonly bodyOf: (patient: number) => BodySize;
  /** Groups of patients for the jackknife: as many stretches of equal length, up to one patient. */
  readonly groups: number;
}

/**
 * Endpoints and expected measures of one schedule, for all patients and without each of some groups.
 *
 * All of them rest on means over patients (rates, curves, amounts). The sums of each group are kept, so that leaving one out costs one
 * subtraction; medians are read from the curves that remain. The groups depend on the number of patients alone: two schedules on the
 * same patients can be compared group by group.
 *
 * @param arm - simulated patients
 * @param settings - death function, visits, measures, number of groups
 * @throws NumericalError - when no patient completed
 */
export function scheduleStatistics(arm: ArmRecord, settings: StatisticsSettings): ScheduleStatistics {
  const patients = arm.status.length;
  const completed = completedOf(arm);
  if (completed === 0)
    throw new NumericalError(`schedule: at least one patient must complete; got ${patients} failures`);
  const size = Math.ceil(patients / Math.min(settings.groups, patients));
  const groups = Array.from({ length: Math.ceil(patients / size) }, (_, group) => {
    const range = { first: group * size, count: Math.min(size, patients - group * size) };
    return groupSums(rowsOf({ arm }, range, patients).arm!, range.first, settings);
  });
  const width = widthOf(settings);
  const total = new Float64Array(width);
  for (const group of groups) addInto(total, group, 1);
  const without = (group: Float64Array) => {
    const rest = total.slice();
    addInto(rest, group, -1);
    // A group that is all there is leaves nothing to read
    return rest[0]! > 0 ? rest : total;
  };
  const { curves } = readSums(total, settings);
  return {
    patients,
    failed: patients - completed,
    values: valuesOf(total, settings),
    replicates: groups.map((group) => valuesOf(without(group), settings)),
    curves: { os: curves.os.alive, pfs: curves.pfs.alive },
  };
}

/**
 * Standard error of a statistic by the jackknife over groups: sqrt((G - 1) / G sum (theta_g - mean)^2).
 *
 * @param replicates - the statistic without each group; length G
 * @returns null where a replicate has no value, or with fewer than two groups
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 11.5
 */
export function jackknifeError(replicates: readonly (number | null)[]): number | null {
  const values = replicates.filter((value) => value !== null);
  const count = values.length;
  if (count < replicates.length || count < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return Math.sqrt(((count - 1) / count) * values.reduce((sum, value) => sum + square(value - mean), 0));
}

/** Sums over the completed patients of a group: their number, classes, best responses, three curves, measures. */
function groupSums(rows: ArmRecord, first: number, settings: StatisticsSettings): Float64Array {
  const sums = new Float64Array(widthOf(settings));
  const completed = completedOf(rows);
  if (completed === 0) return sums;
  const { mixture, measures, bodyOf, horizonDays } = settings;
  const { rates, best, curves } = cohortArm(rows, mixture, settings);
  const means = [
    1,
    ...classRateNames.map((name) => rates[name]),
    ...Array.from(best.shares),
    ...curves.os.alive,
    ...curves.pfs.alive,
    ...curves.pfs.before.alive,
  ];
  means.forEach((mean, index) => {
    sums[index] = completed * mean;
  });
  const shown = visitsOf(rows, settings);
  eachSurvival(rows.burden, horizonDays + 1, mixture, (patient, alive) => {
    const visits = shown(patient);
    if (visits === undefined) return;
    measures.of(visits.progressionDay, alive, bodyOf(first + patient)).forEach((value, index) => {
      sums[means.length + index]! += value;
    });
  });
  return sums;
}

const FIRST_CURVE = 1 + classRateNames.length + bestRateNames.length;

function widthOf({ horizonDays, measures }: StatisticsSettings): number {
  return FIRST_CURVE + 3 * (horizonDays + 1) + measures.names.length;
}

function addInto(sums: Float64Array, group: Float64Array, sign: 1 | -1): void {
  for (let index = 0; index < sums.length; index++) sums[index]! += sign * group[index]!;
}

/** What endpoints are read from, by sums over patients. */
function readSums(sums: Float64Array, { horizonDays, visits, monthDays }: StatisticsSettings): CohortArm {
  const completed = sums[0]!;
  const means = sums.map((sum) => sum / completed);
  const days = horizonDays + 1;
  const curve = (index: number) => means.subarray(FIRST_CURVE + index * days, FIRST_CURVE + (index + 1) * days);
  const standardError = new Float64Array(days);
  const shares = means.subarray(1 + classRateNames.length, FIRST_CURVE);
  return {
    completed,
    rates: Object.fromEntries(classRateNames.map((name, index) => [name, means[1 + index]!])) as CohortArm['rates'],
    curves: {
      os: { alive: curve(0), standardError, patients: completed },
      pfs: {
        alive: curve(1),
        standardError,
        patients: completed,
        before: { alive: curve(2), standardError },
      },
    },
    visits,
    best: { shares, standardErrors: shares.map(() => 0) },
    monthDays,
  };
}

function valuesOf(sums: Float64Array, settings: StatisticsSettings): QuantityValues {
  const arm = readSums(sums, settings);
  const rates = cohortRates(arm);
  const outcome = {
    ...rates.values,
    rate_standard_errors: rates.errors,
    ...cohortCurves(arm),
    ...cohortBestResponse(arm),
  };
  const first = sums.length - settings.measures.names.length;
  return Object.fromEntries([
    ...endpoints.map((endpoint) => [endpoint.name, readOutcome(endpoint, outcome).value] as const),
    ...settings.measures.names.map((name, index) => [name, sums[first + index]! / sums[0]!] as const),
  ]);
}

function completedOf({ status }: ArmRecord): number {
  return status.reduce((sum, code) => sum + (code === statusCodes.failed ? 0 : 1), 0);
}
