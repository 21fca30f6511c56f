import { armRoles, groupsByCuts, hypotenuse, markerNames, quantileCuts, square } from '../../../src/index.js';
import { PUBLISHED_PATIENTS, patientsOf, type SimulatedForm, YEAR_DAYS } from './cohorts.js';
import type { Estimate, ReplicateSetting } from './result.js';
import { meanCurve, type SurvivalRows } from './survival.js';

/** The arm of Fig. 8. */
export const PROGNOSIS_ARM = armRoles.combination;

/** Rounds of drawn deaths that the paper averages. */
const ROUNDS = 40;

/** Patients of each of the paper's groups. */
const GROUP = PUBLISHED_PATIENTS / 2;

/** How deaths lower a curve: each by its share of the group, or in the unequal steps of the posted survival script. */
export type CurveArithmetic = 'exact' | 'script';

/**
 * Points that one death takes from the curves of the posted survival script, with 50 patients in each group: 0.4 from the
 * high one, which therefore never falls below 80 %, and 2 from the low one, as it should.
 */
const SCRIPT_STEPS = { low: 2, high: 0.4 } as const;

/** Survival of both groups of a marker on one day. */
export interface GroupSurvival {
  readonly low: { readonly alive: number; readonly error: number };
  readonly high: { readonly alive: number; readonly error: number };
}

/** The two groups of a marker at its median, each with its expected daily curve. */
export function markerGroupCurves(form: SimulatedForm, marker: number, survival: SurvivalRows) {
  const record = form.record.arms[PROGNOSIS_ARM]!;
  const patients = patientsOf(form, PROGNOSIS_ARM);
  const values = Float64Array.from(patients, (patient) => record.markers[patient * markerNames.length + marker]!);
  const groups = groupsByCuts(values, quantileCuts(values, 2));
  const curveOf = (group: number) => {
    const included = new Uint8Array(record.status.length);
    patients.forEach((patient, row) => {
      included[patient] = groups[row] === group ? 1 : 0;
    });
    return meanCurve(survival, included);
  };
  return { low: curveOf(0), high: curveOf(1) };
}

/**
 * The curve of a group as a script would show it: 100 - 50 d (1 - s), d the points that one death of 50 takes.
 *
 * @param alive - share alive, day by day
 * @returns percent, day by day
 */
export function shownCurve(
  alive: ArrayLike<number>,
  group: keyof typeof SCRIPT_STEPS,
  arithmetic: CurveArithmetic,
): readonly number[] {
  const scale = arithmetic === 'script' ? GROUP * SCRIPT_STEPS[group] : 100;
  return Array.from(alive, (share) => 100 - scale * (1 - share));
}

/**
 * One-year survival of the high group less the low group, as a curve of the paper would show it.
 *
 * With s the share alive and d the points a death takes from a curve of 50 patients, a curve shows 100 - 50 d (1 - s).
 *
 * @returns points of percent, with the errors of our cohort and of one of a hundred patients and forty rounds of deaths
 */
export function shownDifference(
  { low, high }: GroupSurvival,
  arithmetic: CurveArithmetic,
  patients: number,
): { readonly value: number; readonly standardError: number; readonly publishedError: number } {
  const steps = arithmetic === 'script' ? SCRIPT_STEPS : { low: 100 / GROUP, high: 100 / GROUP };
  const [lowScale, highScale] = [GROUP * steps.low, GROUP * steps.high];
  const standardError = hypotenuse(lowScale * low.error, highScale * high.error);
  const drawn = (scale: number, share: number) => (scale * scale * share * (1 - share)) / (GROUP * ROUNDS);
  return {
    value: 100 - highScale * (1 - high.alive) - (100 - lowScale * (1 - low.alive)),
    standardError,
    publishedError: Math.sqrt(
      (square(standardError) * patients) / PUBLISHED_PATIENTS +
        drawn(lowScale, low.alive) +
        drawn(highScale, high.alive),
    ),
  };
}

/**
 * The differences of Fig. 8 under one death function and one arithmetic.
 *
 * @param form - cohort
 * @param survival - rows of the combination arm under that function
 */
export function prognosisEstimates(
  form: SimulatedForm,
  survival: SurvivalRows,
  {
    setting,
    arithmetic,
    because,
  }: { readonly setting: ReplicateSetting; readonly arithmetic: CurveArithmetic; readonly because: string },
): readonly Estimate[] {
  return markerNames.flatMap((marker, index): readonly Estimate[] => {
    const curves = markerGroupCurves(form, index, survival);
    const { low, high } = curves;
    const at = (curve: typeof low) => ({ alive: curve.alive[YEAR_DAYS]!, error: curve.standardError[YEAR_DAYS]! });
    const patients = low.patients + high.patients;
    const plain = { setting, patients, basis: 'computed', because } as const;
    const { value, standardError, publishedError } = shownDifference(
      { low: at(low), high: at(high) },
      arithmetic,
      patients,
    );
    const difference: Estimate = {
      ...plain,
      id: `prognosis.${marker}`,
      value,
      standard_error: standardError,
      published_error: publishedError,
    };
    // The low curve is the same under both arithmetics
    if (marker !== 'ctl_treg' || arithmetic === 'script') return [difference];
    const { alive, error } = at(low);
    const drawn = (10_000 * alive * (1 - alive)) / (GROUP * ROUNDS);
    return [
      difference,
      {
        ...plain,
        id: 'prognosis_low.ctl_treg',
        value: 100 * alive,
        standard_error: 100 * error,
        published_error: Math.sqrt(square(100 * error) * (patients / PUBLISHED_PATIENTS) + drawn),
      },
    ];
  });
}
