import type {
  BestChangeRow,
  BestResponseRow,
  HazardRatioRow,
  PfsClinicalRow,
  PfsRow,
  StatesRow,
  SwimmerRow,
} from '../../../../../calibration/studies/run/plot-tables.js';
import { sampleRandom } from './sample-random.js';
import { SAMPLE_COHORT, SAMPLE_MONTH_DAYS, wilson } from './sample-trials.js';

const VISIT_DAYS = 56;
const LAST_DAY = 365;
export const SAMPLE_SWIMMERS = 30;

/** Made-up arms: share that the next visit shows progression of, daily death, last day of treatment. */
const ARMS = [
  { arm: 'placebo', progression: 0.82, death: 0.0037, treatmentDay: 0 },
  { arm: 'tas102', progression: 0.55, death: 0.003, treatmentDay: 68 },
  { arm: 'tas102_bev', progression: 0.42, death: 0.0022, treatmentDay: 68 },
] as const;

const classes = ['CR', 'PR', 'SD', 'PD', 'NE'] as const;

/** Constant hazards: without progression (1 - q)^visits (1 - h)^days. */
export function sampleStates(): readonly StatesRow[] {
  return ARMS.flatMap(({ arm, progression: q, death: h, treatmentDay }) => {
    let dead = 0;
    return Array.from({ length: LAST_DAY + 1 }, (_, day) => {
      const freeAt = (at: number) => 100 * (1 - h) ** at * (1 - q) ** Math.floor(at / VISIT_DAYS);
      const alive = 100 * (1 - h) ** day;
      if (day > 0) dead += h * freeAt(day - 1);
      return {
        arm,
        day,
        month: day / SAMPLE_MONTH_DAYS,
        on_treatment_percent: day < treatmentDay ? freeAt(day) : 0,
        off_treatment_percent: day < treatmentDay ? 0 : freeAt(day),
        progressed_percent: alive - freeAt(day),
        dead_after_progression_percent: 100 - alive - dead,
        dead_without_progression_percent: dead,
      };
    });
  });
}

export function samplePfs(): readonly PfsRow[] {
  return sampleStates().map(({ arm, day, month, on_treatment_percent: on, off_treatment_percent: off }) => ({
    arm,
    day,
    month,
    pfs_percent: on + off,
  }));
}

export function samplePfsClinical(): readonly PfsClinicalRow[] {
  const median = (
    arm: string,
    [trial, n, month, low, high]: [string, number, number, number | null, number | null],
  ) => ({
    arm,
    trial,
    subgroup: '',
    statistic: 'median' as const,
    month,
    month_low: low,
    month_high: high,
    pfs_percent: 50,
    ci_low: null,
    ci_high: null,
    n,
  });
  const landmark = (arm: string, trial: string, [n, percent]: [number, number]) => {
    const { low, high } = wilson(percent, n);
    const none = { month_low: null, month_high: null };
    const statistic = 'landmark' as const;
    return {
      arm,
      trial,
      subgroup: '',
      statistic,
      month: 3.68,
      ...none,
      pfs_percent: percent,
      ci_low: low,
      ci_high: high,
      n,
    };
  };
  return [
    median('placebo', ['pooled', 401, 1.73, 1.6, 1.86]),
    median('placebo', ['Trial A', 266, 1.7, null, null]),
    median('tas102', ['pooled', 337, 2.04, 1.9, 2.2]),
    median('tas102', ['Trial C', 66, 2.2, 1.8, 2.6]),
    median('tas102_bev', ['pooled', 306, 5.2, 4.7, 5.7]),
    median('tas102_bev', ['Trial C', 60, 3.7, 2.3, 5.1]),
    landmark('tas102', 'pooled', [66, 33.9]),
    landmark('tas102', 'Trial C', [66, 33.9]),
    landmark('tas102_bev', 'pooled', [60, 46.6]),
    landmark('tas102_bev', 'Trial C', [60, 46.6]),
  ];
}

const shares: Readonly<Record<string, readonly number[]>> = {
  placebo: [0, 0, 14, 66, 20],
  tas102: [0, 1.5, 43, 41.5, 14],
  tas102_bev: [0, 4, 59, 28, 9],
};

export function sampleBestResponse(): readonly BestResponseRow[] {
  const sources = [
    ['simulated', SAMPLE_COHORT],
    ['pooled trials', 450],
    ['Trial A', 260],
  ] as const;
  return ARMS.flatMap(({ arm }) =>
    sources.flatMap(([source, n]) =>
      classes.map((best, index) => ({ arm, source, subgroup: '', best, percent: shares[arm]![index]!, n })),
    ),
  );
}

export function sampleBestChange(): readonly BestChangeRow[] {
  return ARMS.flatMap(({ arm }) =>
    Array.from({ length: 100 }, (_, index) => {
      const change = 110 - 1.7 * index;
      return {
        arm,
        rank: index + 1,
        patient: String(index + 1),
        change_percent: change,
        recist: change >= 20 ? ('PD' as const) : change >= -30 ? ('SD' as const) : ('PR' as const),
      };
    }),
  );
}

export function sampleSwimmer(): readonly SwimmerRow[] {
  return ARMS.flatMap(({ arm, progression, death, treatmentDay }) => {
    const random = sampleRandom(`swimmer ${arm}`);
    return Array.from({ length: SAMPLE_SWIMMERS }, (_, patient) => {
      const died = Math.ceil(Math.log(1 - random.uniform()) / Math.log(1 - death));
      const end = Math.min(LAST_DAY, died);
      const visit = VISIT_DAYS * Math.ceil(Math.log(1 - random.uniform()) / Math.log(1 - progression));
      const responded = patient % 10 === 3 && visit > VISIT_DAYS && end > VISIT_DAYS;
      return {
        arm,
        rank: 0,
        patient: String(patient + 1),
        best: responded ? ('PR' as const) : ('SD' as const),
        treatment_end_day: Math.min(treatmentDay, end),
        response_day: responded ? VISIT_DAYS : null,
        progression_day: visit < end ? visit : null,
        end_day: end,
        status: died <= LAST_DAY ? ('dead' as const) : ('alive' as const),
      };
    })
      .sort((a, b) => b.end_day - a.end_day)
      .map((row, index) => ({ ...row, rank: index + 1 }));
  });
}

export function sampleHazardRatios(): readonly HazardRatioRow[] {
  const row = (
    [endpoint, arm, versus, source]: ['os' | 'pfs', string, string, string],
    [ratio, low, high]: [number, number | null, number | null],
  ): HazardRatioRow => ({
    endpoint,
    arm,
    versus,
    source,
    hazard_ratio: ratio,
    ci_low: low,
    ci_high: high,
    basis: source === 'simulated' ? '' : 'abstract',
  });
  return [
    row(['os', 'tas102', 'placebo', 'simulated'], [0.76, null, null]),
    row(['os', 'tas102', 'placebo', 'Trial A'], [0.68, 0.58, 0.81]),
    row(['os', 'tas102', 'placebo', 'Trial B'], [0.79, 0.62, 0.99]),
    row(['os', 'tas102_bev', 'tas102', 'simulated'], [0.72, null, null]),
    row(['os', 'tas102_bev', 'tas102', 'Trial C'], [0.61, 0.49, 0.77]),
    row(['pfs', 'tas102', 'placebo', 'simulated'], [0.66, null, null]),
    row(['pfs', 'tas102', 'placebo', 'Trial A'], [0.48, null, null]),
    row(['pfs', 'tas102_bev', 'tas102', 'simulated'], [0.8, null, null]),
    row(['pfs', 'tas102_bev', 'tas102', 'Trial C'], [0.69, 0.48, 0.99]),
  ];
}
