import type { Rates } from '../../../../../calibration/endpoints/endpoints.js';
import type { ArmOutcome, TargetRow } from '../../../../../calibration/fit/results.js';
import type { Confirmation, RunResults } from '../../../../../calibration/studies/run/result.js';
import { ratesOf, SAMPLE_ARMS, type SampleArm } from './sample-clinical.js';
import { sampleFit } from './sample-fit.js';
import { sampleBiomarkers } from './sample-markers.js';
import { SAMPLE_COHORT, SAMPLE_MONTH_DAYS, sampleMedianMonths } from './sample-trials.js';

const ENDPOINTS = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;
const LANDMARKS = ['3', '6', '9', '12'] as const;

const errorOf = (percent: number, n: number): number => 100 * Math.sqrt(((percent / 100) * (1 - percent / 100)) / n);

function mapRates(rates: Rates, change: (percent: number) => number): Rates {
  const { cr, pr, sd, pd, orr, dcr } = rates;
  return { cr: change(cr), pr: change(pr), sd: change(sd), pd: change(pd), orr: change(orr), dcr: change(dcr) };
}

function mapLandmarks(of: (month: number) => number): ArmOutcome['pfs_percent'] {
  return { '3': of(3), '3.68': of(3.68), '6': of(6), '9': of(9), '12': of(12) };
}

function outcomeOf(part: SampleArm): ArmOutcome {
  const rates = ratesOf(part.simulated);
  const survival = part.simulatedSurvival;
  const failed = part.arm === 'tas102_bev' ? 2 : 0;
  const half = (100 * failed) / SAMPLE_COHORT;
  return {
    ...rates,
    completed: SAMPLE_COHORT - failed,
    failed,
    bounds: { pd: [rates.pd, rates.pd + half], dcr: [rates.dcr - half, rates.dcr] },
    rate_standard_errors: mapRates(rates, (percent) => errorOf(percent, SAMPLE_COHORT)),
    median_os_months: sampleMedianMonths(part),
    median_os_standard_error: 0.03,
    survival,
    survival_standard_errors: { 3: 0.3, 6: 0.4, 9: 0.4, 12: 0.4 },
    median_pfs_months: sampleMedianMonths(part) / 3,
    median_pfs_standard_error: 0.02,
    median_pfs_between_visits_months: sampleMedianMonths(part) / 3,
    median_pfs_between_visits_standard_error: 0.02,
    pfs_percent: mapLandmarks((month) => survival[3] / month),
    pfs_percent_standard_errors: mapLandmarks(() => 0.4),
    bor: { ...rates, pd: rates.pd - 2, ne: 2 },
    bor_standard_errors: { ...mapRates(rates, () => 0.3), ne: 0.1 },
    deaths_per_quarter: {
      '0-3': 100 - survival[3],
      '3-6': survival[3] - survival[6],
      '6-9': survival[6] - survival[9],
      '9-12': survival[9] - survival[12],
    },
  };
}

function sampleConfirmation(): Confirmation {
  return {
    n: SAMPLE_COHORT,
    seed: '20250801/confirm/1',
    attempts: 2,
    arms: Object.fromEntries(SAMPLE_ARMS.map((part) => [part.arm, outcomeOf(part)])),
    survival_rmse: SAMPLE_ARMS.map((part) => ({
      arm: part.arm,
      rmse: Math.sqrt(
        LANDMARKS.reduce((sum, month) => sum + (part.simulatedSurvival[month] - part.clinicalSurvival[month]) ** 2, 0) /
          4,
      ),
      published_rmse: { placebo: 3.2, tas102: 1.5, tas102_bev: 1.9 }[part.arm] ?? null,
    })),
  };
}

type TargetEndpoint = Pick<
  TargetRow,
  'endpoint' | 'unit' | 'target' | 'patients' | 'standard_error' | 'tolerance' | 'fitted'
>;

function targetRow(arm: string, target: TargetEndpoint, simulated: number): TargetRow {
  const difference = simulated - target.target;
  return {
    arm,
    ...target,
    simulated,
    difference,
    standardised_difference: difference / target.standard_error,
    verdict:
      target.tolerance === null ? 'not assessed' : Math.abs(difference) <= target.tolerance ? 'within' : 'outside',
    source: `${target.unit === 'months' ? 'mean of trial medians' : 'mean of trials'} weighted by patients: Trial A; Trial B; Trial C; Trial D; Trial E`,
  };
}

function sampleTargets(): readonly TargetRow[] {
  return SAMPLE_ARMS.flatMap((part) => {
    const clinical = ratesOf(part.clinical);
    const simulated = ratesOf(part.simulated);
    const responses = ENDPOINTS.map((endpoint) => {
      const patients = part.patients.response;
      const isAssessed = endpoint === 'sd' || endpoint === 'pd' || endpoint === 'dcr';
      const target: TargetEndpoint = {
        endpoint: endpoint,
        unit: 'percent',
        target: clinical[endpoint],
        patients,
        standard_error: Math.max(errorOf(clinical[endpoint], patients), 0.3),
        tolerance: isAssessed ? 1.5 : null,
        fitted: endpoint !== 'orr' && endpoint !== 'dcr',
      };
      return targetRow(part.arm, target, simulated[endpoint]);
    });
    const patients = part.patients.survival;
    const median: TargetEndpoint = {
      endpoint: 'median_os',
      unit: 'months',
      target: part.clinical.median,
      patients,
      standard_error: 0.25,
      tolerance: 0.2,
      fitted: true,
    };
    const landmarks = LANDMARKS.map((month) => {
      const target = part.clinicalSurvival[month];
      const row: TargetEndpoint = {
        endpoint: `survival_${month}`,
        unit: 'percent',
        target,
        patients,
        standard_error: errorOf(target, patients),
        tolerance: 2,
        fitted: true,
      };
      return targetRow(part.arm, row, part.simulatedSurvival[month]);
    });
    return [...responses, targetRow(part.arm, median, sampleMedianMonths(part)), ...landmarks];
  });
}

/** Results of a made-up run that converged. */
export function sampleResults(): RunResults {
  return {
    schema_version: 3,
    name: 'mCRC, three arms, pooled trials',
    status: 'converged',
    status_summary: [
      'Converged after 4 rounds: every assessed endpoint of the validation cohort of 12 000 patients is within its tolerance.',
      'One shape ended at its bound: alpha of rho_X3X1.',
      '8 of 44 parameter combinations are informed by the data, 36 are dominated by the prior.',
    ],
    seed: '20250801',
    month_days: SAMPLE_MONTH_DAYS,
    arms: SAMPLE_ARMS.map(({ arm }) => arm),
    switches: {
      'ctl-proliferation': 'posted',
      'dptc-inflow': 'posted',
      'dptc-antigen': 'posted',
      'tfh-il21': 'posted',
      'chemotaxis-volume': 'posted',
      dosing: 'corrected',
      'dpf-burden': 'corrected',
    },
    response_rule: 'volume',
    fit: sampleFit(),
    confirmation: sampleConfirmation(),
    targets: sampleTargets(),
    biomarkers: sampleBiomarkers(),
    failed_patients: {
      simulated: 24_000,
      failed: 6,
      largest_share: 0.0005,
      cohort: 'validation',
      accepted_share: 0.01,
    },
    failures: [
      { cohort: 'confirmation', patient: 3121, arm: 'tas102_bev', reason: 'step size below 1e-10 day', day: 212.4 },
      { cohort: 'confirmation', patient: 9007, arm: 'tas102_bev', reason: 'step size below 1e-10 day', day: 148.9 },
    ],
  };
}
