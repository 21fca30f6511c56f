import type {
  BestChangeRow,
  PfsRow,
  StatesRow,
  SwimmerRow,
} from '../../../../../calibration/studies/run/plot-tables.js';
import { sampleRandom } from './sample-random.js';
import { SAMPLE_MONTH_DAYS } from './sample-trials.js';

const VISIT_DAYS = 56;
const LAST_DAY = 365;
export const SAMPLE_SWIMMERS = 30;

/** Made-up arms: share that the next visit shows progression of, daily death, last day of treatment. */
const ARMS = [
  { arm: 'placebo', progression: 0.82, death: 0.0037, treatmentDay: 0 },
  { arm: 'tas102', progression: 0.55, death: 0.003, treatmentDay: 68 },
  { arm: 'tas102_bev', progression: 0.42, death: 0.0022, treatmentDay: 68 },
] as const;

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
