/** A setting that is changed often, with a field of its own. */
export interface CommonSetting {
  readonly path: string;
  readonly label: string;
  readonly unit?: string;
}

const general: readonly CommonSetting[] = [
  { path: 'name', label: 'Name' },
  { path: 'seed', label: 'Seed' },
];

const settings: Readonly<Record<string, readonly CommonSetting[]>> = {
  run: [
    ...general,
    { path: 'fit.poolPatients', label: 'Pool', unit: 'patients' },
    { path: 'fit.rounds', label: 'Rounds' },
    { path: 'confirmation.patients', label: 'Validation cohort', unit: 'patients' },
    { path: 'targets.tolerances.ratePoints', label: 'Tolerance of rates', unit: 'points' },
    { path: 'targets.tolerances.medianMonths', label: 'Tolerance of medians', unit: 'months' },
    { path: 'targets.tolerances.survivalRmsePoints', label: 'Tolerance of survival', unit: 'points' },
  ],
  sweep: [...general, { path: 'patients', label: 'Patients' }, { path: 'horizonDays', label: 'Horizon', unit: 'days' }],
  optimise: [
    ...general,
    { path: 'evaluations', label: 'Search', unit: 'schedules' },
    { path: 'patients.search', label: 'Patients of the search' },
    { path: 'patients.confirmation', label: 'Patients of the confirmation' },
  ],
};

/** Settings of a kind of study that have a field, in order. */
export const commonSettings = (kind: string): readonly CommonSetting[] => settings[kind] ?? general;

/** A number of JSON as it is written. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** What a field holds, as JSON: numbers as they are typed, and what is none, or not yet, as a text that the reader refuses. */
export function fieldJson(text: string, isNumber: boolean): string {
  return isNumber && NUMBER.test(text) ? text : JSON.stringify(text);
}
