import type {
  ResponseRow,
  SurvivalClinicalRow,
  SurvivalRow,
} from '../../../../../calibration/studies/run/plot-tables.js';
import { ratesOf, SAMPLE_ARMS, SAMPLE_TRIALS, type SampleArm } from './sample-clinical.js';
import { sampleRandom } from './sample-random.js';

const Z = 1.96;
export const SAMPLE_MONTH_DAYS = 30.4375;
const LAST_DAY = 365;
export const SAMPLE_COHORT = 12_000;

/** 95 % Wilson interval of a share; percent. */
export function wilson(percent: number, n: number): { low: number; high: number } {
  const p = percent / 100;
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return { low: 100 * (centre - half), high: 100 * (centre + half) };
}

type Rates = ReturnType<typeof ratesOf>;

function responseRows(arm: string, source: string, { rates, n }: { rates: Rates; n: number }): readonly ResponseRow[] {
  const endpoints = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;
  return endpoints.map((endpoint) => {
    const { low, high } = wilson(rates[endpoint], n);
    return { arm, endpoint, source, subgroup: '', percent: rates[endpoint], ci_low: low, ci_high: high, n };
  });
}

export function sampleResponse(): readonly ResponseRow[] {
  return SAMPLE_ARMS.flatMap((part) => [
    ...responseRows(part.arm, 'simulated', { rates: ratesOf(part.simulated), n: SAMPLE_COHORT }),
    ...responseRows(part.arm, 'pooled trials', { rates: ratesOf(part.clinical), n: part.patients.response }),
    ...SAMPLE_TRIALS.filter((trial) => trial.arm === part.arm).flatMap((trial) =>
      responseRows(trial.arm, trial.trial, { rates: ratesOf(trial), n: trial.n }),
    ),
  ]);
}

/** Month at which the made-up simulated curve of an arm crosses one half. */
export function sampleMedianMonths(part: SampleArm): number {
  let low = 0;
  let high = 12;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (survivalAt(part.simulatedSurvival, middle) > 50) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Log-linear between the landmarks. */
function survivalAt(landmarks: SampleArm['clinicalSurvival'], month: number): number {
  const knots = [100, landmarks[3], landmarks[6], landmarks[9], landmarks[12]];
  const segment = Math.min(3, Math.floor(month / 3));
  const low = knots[segment] ?? 100;
  const high = knots[segment + 1] ?? low;
  return low * (high / low) ** (month / 3 - segment);
}

export function sampleSurvival(): readonly SurvivalRow[] {
  return SAMPLE_ARMS.flatMap((part) =>
    Array.from({ length: LAST_DAY + 1 }, (_, day) => ({
      arm: part.arm,
      day,
      month: day / SAMPLE_MONTH_DAYS,
      survival_percent: survivalAt(part.simulatedSurvival, day / SAMPLE_MONTH_DAYS),
    })),
  );
}

export function sampleSurvivalClinical(): readonly SurvivalClinicalRow[] {
  const random = sampleRandom('clinical survival');
  return SAMPLE_ARMS.flatMap((part) => {
    const pooled = Array.from({ length: 13 }, (_, month) => {
      const survival = survivalAt(part.clinicalSurvival, month);
      const { low, high } = wilson(survival, part.patients.survival);
      const assessed = month > 0;
      return {
        arm: part.arm,
        trial: 'pooled',
        subgroup: '',
        month,
        survival_percent: survival,
        ci_low: assessed ? low : null,
        ci_high: assessed ? high : null,
        n: part.patients.survival,
      };
    });
    const trials = SAMPLE_TRIALS.filter((trial) => trial.arm === part.arm).flatMap((trial) => {
      const shift = (40 * random.normal()) / Math.sqrt(trial.n);
      return Array.from({ length: 13 }, (_, month) => ({
        arm: part.arm,
        trial: trial.trial,
        subgroup: '',
        month,
        survival_percent: Math.min(100, Math.max(0, survivalAt(part.clinicalSurvival, month) + (shift * month) / 6)),
        ci_low: null,
        ci_high: null,
        n: trial.n,
      }));
    });
    return [...pooled, ...trials];
  });
}
