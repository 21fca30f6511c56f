import type { FitSettings } from '../../../calibration/fit/problem.js';
import { deathMixture, type TransformedDeathParameters } from '../../../calibration/fit/survival/death-parameters.js';
import type { ClinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { survivalStandardError, trialRateStandardError } from '../../../calibration/targets/standard-errors.js';
import { atDay, type BetaMarginal, cohortSurvival, medianSurvivalDays, sampleCohort } from '../../../src/index.js';
import { HORIZON, MONTH, type ToyArm, toyArmNames, toyBurden, toyMarginals, toyRates, toyVisits } from './toy-model.js';

/** Settings of a fit of the toy, all shapes free. */
export function toySettings(changes: Partial<FitSettings> = {}): FitSettings {
  const marginals = changes.marginals ?? toyMarginals();
  return {
    marginals,
    freeMarginals: marginals.map(({ name }) => name),
    priorLogSd: 0.5,
    logShapeBound: 1.5,
    deathForm: { mu: 'range', sigma: 'point' },
    deathShared: false,
    deathBounds: {
      dailyDeathPercentAtZero: [1e-4, 0.25],
      dailyDeathPercentAtOne: [0.3, 50],
      muHalfWidth: 0.6,
      sigmaRelativeHalfWidth: 0.9,
    },
    targetWeights: { response: 1, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 },
    residualScale: 'sampling-error',
    tolerances: { ratePoints: 1, medianMonths: 0.1, survivalRmsePoints: 1.5 },
    monthDays: MONTH,
    horizonDays: HORIZON,
    visits: Object.fromEntries(toyArmNames.map((arm) => [arm, toyVisits])),
    ...changes,
  };
}

/** Clinical targets of one arm, percent and months, with the sampling errors of n patients. */
export function armTargets(endpoints: {
  readonly arm: string;
  readonly n?: number;
  readonly rates: Readonly<Record<'cr' | 'pr' | 'sd' | 'pd', number>>;
  readonly medianMonths: number;
  readonly months?: readonly number[];
  readonly survival: readonly number[];
}): ClinicalTargets {
  const { arm, n = 400, rates, medianMonths, months = [0, 3, 6, 9, 12], survival } = endpoints;
  const all = { ...rates, orr: rates.cr + rates.pr, dcr: rates.cr + rates.pr + rates.sd };
  const errorOf = (percent: number) => trialRateStandardError({ percent, n });
  const { cr, pr, sd, pd, orr, dcr } = all;
  return {
    arm,
    response: {
      n,
      ...all,
      standardErrors: {
        cr: errorOf(cr),
        pr: errorOf(pr),
        sd: errorOf(sd),
        pd: errorOf(pd),
        orr: errorOf(orr),
        dcr: errorOf(dcr),
      },
      source: `response of ${arm}`,
    },
    bestResponse: null,
    curves: {
      pfs: { median: null, landmarks: null },
      os: {
        median: {
          n,
          distinctPatients: n,
          months: medianMonths,
          distinctMonths: medianMonths,
          standardError: 0.3,
          standardErrorBasis: 'pooled curve',
          source: `median of ${arm}`,
        },
        landmarks: {
          n,
          months,
          patients: survival.map(() => n),
          percent: survival,
          standardErrors: survival.map((percent) => survivalStandardError({ percent, n })),
          medianMonths,
          source: `survival of ${arm}`,
        },
      },
    },
  };
}

/** The same targets with landmarks at other months. */
export function withMonths(target: ClinicalTargets, months: readonly number[]): ClinicalTargets {
  const { os } = target.curves;
  return { ...target, curves: { ...target.curves, os: { ...os, landmarks: { ...os.landmarks, months } } } };
}

/** Death functions of the toy's truth. */
export const toyDeath: Readonly<Record<ToyArm, TransformedDeathParameters>> = {
  control: { logitAtZero: -8, logitAtOne: -3.9, muHalfWidth: 0.3, sigmaRelativeHalfWidth: 0 },
  treated: { logitAtZero: -7.6, logitAtOne: -4.1, muHalfWidth: 0.2, sigmaRelativeHalfWidth: 0 },
};

/** Patients behind the expected survival of the toy: midpoints of equal shares of growth; its error is below 1e-5. */
const STRATA = 400;

/** Expected daily survival of the toy under shapes of growth: the daily product, averaged over quantiles. */
export function toySurvival(
  arm: ToyArm,
  growth: BetaMarginal,
  transformedParameters: TransformedDeathParameters,
  form = toyForm,
) {
  const uniforms = Float64Array.from({ length: STRATA }, (_, index) => (index + 0.5) / STRATA);
  const { values } = sampleCohort({ marginals: [growth], uniforms, patients: STRATA });
  const days = HORIZON + 1;
  const burden = new Float32Array(STRATA * days);
  values.forEach((value, patient) => {
    for (let day = 0; day < days; day++) burden[patient * days + day] = toyBurden(value, arm, day);
  });
  return cohortSurvival(burden, days, deathMixture(form, transformedParameters), new Uint8Array(STRATA).fill(1)).alive;
}

const toyForm = { mu: 'range', sigma: 'point' } as const;

/** What a trial without sampling error would report on the toy under integer shapes of the response parameter. */
export function toyTargets(marginals: readonly BetaMarginal[], n = 400): readonly ClinicalTargets[] {
  const [response, growth] = marginals as readonly [BetaMarginal, BetaMarginal];
  return toyArmNames.map((arm) => {
    const rates = toyRates(arm, response);
    const alive = toySurvival(arm, growth, toyDeath[arm]);
    const percent = (value: number) => 100 * value;
    return armTargets({
      arm,
      n,
      rates: { cr: percent(rates.cr), pr: percent(rates.pr), sd: percent(rates.sd), pd: percent(rates.pd) },
      medianMonths: medianSurvivalDays(alive)! / MONTH,
      survival: [100, ...[3, 6, 9, 12].map((month) => percent(atDay(alive, month * MONTH)!))],
    });
  });
}
