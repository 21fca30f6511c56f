/** Made-up trials of plausible size; not clinical data. Rates in percent. */
export interface SampleTrial {
  readonly trial: string;
  readonly arm: string;
  readonly n: number;
  readonly cr: number;
  readonly pr: number;
  readonly sd: number;
}

const trial = (name: string, arm: string, [n, cr, pr, sd]: readonly [number, number, number, number]): SampleTrial => ({
  trial: name,
  arm,
  n,
  cr,
  pr,
  sd,
});

export const SAMPLE_TRIALS: readonly SampleTrial[] = [
  trial('Trial A', 'placebo', [60, 0, 0, 13.9]),
  trial('Trial B', 'placebo', [260, 0.4, 0, 16.1]),
  trial('Trial C', 'placebo', [130, 0, 0, 14.4]),
  trial('Trial A', 'tas102', [110, 0, 0.9, 53.2]),
  trial('Trial B', 'tas102', [500, 0, 1.6, 42.6]),
  trial('Trial C', 'tas102', [270, 0, 1.1, 43.1]),
  trial('Trial D', 'tas102', [64, 0, 1.5, 45.0]),
  trial('Trial E', 'tas102', [46, 0, 0, 51.0]),
  trial('Trial F', 'tas102_bev', [24, 0, 4.1, 67.7]),
  trial('Trial D', 'tas102_bev', [58, 0, 5.1, 51.2]),
  trial('Trial E', 'tas102_bev', [46, 0, 2.2, 65.0]),
  trial('Trial G', 'tas102_bev', [97, 0, 3.1, 58.5]),
  trial('Trial H', 'tas102_bev', [33, 0, 6.0, 59.2]),
];

/** Endpoints of the pooled trials and of a well-fitted model for an arm; percent and months. */
export interface SampleArm {
  readonly arm: string;
  readonly clinical: { readonly cr: number; readonly pr: number; readonly sd: number; readonly median: number };
  readonly simulated: { readonly cr: number; readonly pr: number; readonly sd: number };
  readonly patients: { readonly response: number; readonly survival: number };
  readonly clinicalSurvival: Readonly<Record<'3' | '6' | '9' | '12', number>>;
  readonly simulatedSurvival: Readonly<Record<'3' | '6' | '9' | '12', number>>;
}

export const SAMPLE_ARMS: readonly SampleArm[] = [
  {
    arm: 'placebo',
    clinical: { cr: 0.2, pr: 0, sd: 15.3, median: 6.01 },
    simulated: { cr: 0, pr: 0.1, sd: 15.7 },
    patients: { response: 450, survival: 573 },
    clinicalSurvival: { 3: 78.8, 6: 49.4, 9: 29.4, 12: 18.8 },
    simulatedSurvival: { 3: 79.9, 6: 49.6, 9: 29.6, 12: 17.3 },
  },
  {
    arm: 'tas102',
    clinical: { cr: 0, pr: 1.3, sd: 44.4, median: 7.52 },
    simulated: { cr: 0, pr: 1.2, sd: 44.1 },
    patients: { response: 998, survival: 1486 },
    clinicalSurvival: { 3: 86.8, 6: 61.1, 9: 42.1, 12: 29.1 },
    simulatedSurvival: { 3: 86.1, 6: 61.8, 9: 42.3, 12: 28.7 },
  },
  {
    arm: 'tas102_bev',
    clinical: { cr: 0, pr: 3.9, sd: 58.9, median: 10.01 },
    simulated: { cr: 0, pr: 2.1, sd: 60.3 },
    patients: { response: 261, survival: 507 },
    clinicalSurvival: { 3: 93.0, 6: 75.9, 9: 55.4, 12: 39.7 },
    simulatedSurvival: { 3: 93.9, 6: 74.7, 9: 56.2, 12: 39.2 },
  },
];

/** All response rates from CR, PR and SD; percent. */
export function ratesOf(part: { readonly cr: number; readonly pr: number; readonly sd: number }) {
  const { cr, pr, sd } = part;
  const orr = cr + pr;
  const dcr = orr + sd;
  return { cr, pr, sd, pd: 100 - dcr, orr, dcr };
}
