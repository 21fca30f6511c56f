import {
  DataError,
  drawSurvivalTimes,
  type ExpectedSurvival,
  InputError,
  nearestHint,
  streamNames,
} from '../../../src/index.js';
import type { SurvivalRow } from '../run/plot-tables.js';
import type { RunResults } from '../run/result.js';
import type { ExpectedResult } from './result.js';
import type { SurvivalData } from './survival-data.js';

/** Expected survival of an arm: months and shares alive. */
export interface ArmSurvival {
  readonly arm: string;
  readonly curve: ExpectedSurvival;
  /** Patients of the simulated trial. */
  readonly patients: number;
}

export interface SimulatedTrialOptions {
  /** Patients per arm; default: the patients behind the trials' survival curves. */
  readonly trialSize?: number | undefined;
  /** Arm that the others are compared with; default: the first of the run. */
  readonly reference?: string | undefined;
}

/** Percent this far above 100 is rounding of a mean. */
const ROUNDING = 1e-9;

/**
 * The expected survival of each arm of a run, and how many patients its simulated trial has.
 *
 * @param run - arms and targets of the run
 * @param rows - the run's table `survival`: exact expected survival of the validation cohort, daily
 * @param options - size of the trial, reference arm
 * @returns one entry per arm, the reference first
 * @throws InputError - when no size is given and an arm has no clinical survival, or the reference is no arm
 * @throws DataError - when an arm's curve is missing or does not begin at 100 %
 */
export function armSurvivals(
  {
    arms,
    targets,
  }: Pick<RunResults, 'arms'> & {
    readonly targets: readonly Pick<RunResults['targets'][number], 'arm' | 'endpoint' | 'patients'>[];
  },
  rows: readonly SurvivalRow[],
  { trialSize, reference }: SimulatedTrialOptions,
): readonly ArmSurvival[] {
  if (reference !== undefined && !arms.includes(reference)) {
    const hint = nearestHint(reference, arms);
    throw new InputError(`--reference: must be an arm of the run: ${arms.join(', ')}; got ${reference}${hint}`);
  }
  const ordered = reference === undefined ? arms : [reference, ...arms.filter((arm) => arm !== reference)];
  return ordered.map((arm) => {
    const points = rows.filter((row) => row.arm === arm);
    if (!(points.length >= 2 && Math.abs(points[0]!.survival_percent / 100 - 1) < ROUNDING)) {
      throw new DataError(
        `figures/survival.csv: arm ${arm}: must have a curve from 100 % on; got ${points.length} point(s)`,
      );
    }
    const target = targets.find((row) => row.arm === arm && row.endpoint.startsWith('survival_'));
    const patients = trialSize ?? target?.patients;
    if (patients === undefined) {
      throw new InputError(`--trial-size: must be given, since the run has no clinical survival of ${arm}; got none`);
    }
    return {
      arm,
      patients,
      curve: {
        times: points.map(({ month }) => month),
        alive: points.map(({ survival_percent: percent }) => Math.min(1, percent / 100)),
      },
    };
  });
}

/**
 * Draws a trial: independent patients in each arm, deaths from the arm's expected curve, those alive at its end censored.
 *
 * The expected curve is the mean over the virtual patients, so a death drawn from it has exactly the distribution of the
 * death of a patient drawn at random; these statistics do not depend on which virtual patient died.
 *
 * @param arms - expected survival and sizes
 * @param seed - seed of the draws; the stream of patient i of an arm has index i
 * @returns patients by arm; months
 */
export function drawTrial(arms: readonly ArmSurvival[], seed: string): SurvivalData {
  const drawn = arms.map(({ arm, curve, patients }) =>
    drawSurvivalTimes(curve, { patients, seed, streamName: `${streamNames.deaths}: ${arm}` }),
  );
  return {
    times: Float64Array.from(drawn.flatMap(({ times }) => [...times])),
    observed: Uint8Array.from(drawn.flatMap(({ observed }) => [...observed])),
    groups: arms.map(({ arm }) => arm),
    groupOf: Uint32Array.from(arms.flatMap(({ patients }, place) => Array<number>(patients).fill(place))),
    strata: null,
    covariates: [],
    weighting: null,
    marker: null,
  };
}

/**
 * Median, landmarks and restricted mean of an expected curve, which is linear between its points.
 *
 * @param curve - expected survival
 * @param options - landmarks and tau, unit of the curve
 * @returns exact values; null where the curve does not reach that far
 */
export function expectedResult(
  { times, alive }: ExpectedSurvival,
  { landmarks, tau }: { readonly landmarks: readonly number[]; readonly tau: number | null },
): ExpectedResult {
  const last = times.length - 1;
  const heightAt = (time: number): number | null => {
    const right = Array.from(times).findIndex((known) => known >= time);
    if (right < 0) return null;
    if (right === 0) return alive[0]!;
    const share = (time - times[right - 1]!) / (times[right]! - times[right - 1]!);
    return alive[right - 1]! + share * (alive[right]! - alive[right - 1]!);
  };
  const half = Array.from(alive).findIndex((share) => share <= 0.5);
  const medianShare = half < 1 ? 0 : (alive[half - 1]! - 0.5) / (alive[half - 1]! - alive[half]!);
  let area = 0;
  for (let right = 1; tau !== null && right <= last && times[right - 1]! < tau; right++) {
    const end = Math.min(tau, times[right]!);
    area += ((end - times[right - 1]!) * (alive[right - 1]! + heightAt(end)!)) / 2;
  }
  return {
    median: half < 1 ? null : times[half - 1]! + medianShare * (times[half]! - times[half - 1]!),
    landmarks: Object.fromEntries(landmarks.map((time) => [String(time), heightAt(time)])),
    rmst: tau === null || tau > times[last]! ? null : area,
  };
}
