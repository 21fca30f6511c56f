import type { StatesRow } from '../../../../calibration/studies/run/plot-tables.js';

export interface IllnessDeath {
  readonly arm: string;
  /** Share of those without progression whose next visit shows it. */
  readonly progression: number;
  /** Share of the living who die on a day. */
  readonly death: number;
}

export const SAMPLE_VISIT_DAYS = 60;
export const SAMPLE_HORIZON_DAYS = 360;

/** Shares by state of an arm with constant hazards: without progression (1 - q)^visits (1 - h)^days. */
export function sampleStates({ arm, progression: q, death: h }: IllnessDeath): readonly StatesRow[] {
  let withoutProgression = 0;
  return Array.from({ length: SAMPLE_HORIZON_DAYS + 1 }, (_, day) => {
    const visits = Math.floor(day / SAMPLE_VISIT_DAYS);
    const alive = 100 * (1 - h) ** day;
    const free = alive * (1 - q) ** visits;
    const before = day === 0 ? 0 : (1 - h) ** (day - 1) * (1 - q) ** Math.floor((day - 1) / SAMPLE_VISIT_DAYS);
    withoutProgression += 100 * h * before;
    return {
      arm,
      day,
      month: day / 30,
      on_treatment_percent: free,
      off_treatment_percent: 0,
      progressed_percent: alive - free,
      dead_after_progression_percent: 100 - alive - withoutProgression,
      dead_without_progression_percent: withoutProgression,
    };
  });
}

export const sampleArms: readonly IllnessDeath[] = [
  { arm: 'control', progression: 0.4, death: 0.004 },
  { arm: 'new', progression: 0.25, death: 0.003 },
];
