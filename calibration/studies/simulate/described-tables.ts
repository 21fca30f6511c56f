import {
  type DescribedColumn,
  describeStates,
  markerDescriptions,
  markerNames,
  numberColumn,
  type SimulationSpec,
  textColumn,
  wholeNumberColumn,
} from '../../../src/index.js';

const patient = textColumn('patient', 'name of the patient');
const arm = textColumn('arm', 'treatment arm');

/**
 * Columns of the endpoints: one row per patient and arm.
 *
 * @param assessmentDay - of the change of size, whose column is named after it
 */
export function describedEndpoints(assessmentDay: number): readonly DescribedColumn[] {
  return [
    patient,
    arm,
    textColumn('status', 'completed, completed on retry, or failed with reason and day; no endpoints where it failed'),
    numberColumn(
      `tri_day${assessmentDay}`,
      '1',
      `change of the tumor volume from baseline to day ${assessmentDay}, relative to baseline`,
    ),
    textColumn('recist', `response class on day ${assessmentDay}: CR, PR, SD or PD`),
    ...markerNames.map((name) => {
      const { label, unit } = markerDescriptions[name];
      return numberColumn(name, unit, `${label} in the tumor microenvironment on the marker day`);
    }),
    textColumn(
      'bor',
      'best overall response up to the first visit that shows progression: CR, PR, SD, PD, or NE where no visit counts',
    ),
    textColumn('bor_confirmed', 'the same where a later visit must confirm CR and PR'),
    wholeNumberColumn('progression_day', 'day', 'first visit with PD; empty where no visit shows it'),
    wholeNumberColumn('response_day', 'day', 'first visit with CR or PR before progression; empty where there is none'),
  ];
}

/** Columns of the visits: one row per patient, arm and visit. */
export const describedVisits: readonly DescribedColumn[] = [
  patient,
  arm,
  wholeNumberColumn('day', 'day', 'day of the visit'),
  numberColumn('size', '1', "tumor volume relative to the patient's own on day 0"),
  textColumn('class', 'response class of the visit: CR, PR, SD or PD'),
];

/** Columns of the daily states: one row per patient, arm and day. */
export function describedTrajectories({ drugs }: Pick<SimulationSpec, 'drugs'>): readonly DescribedColumn[] {
  return [
    patient,
    arm,
    wholeNumberColumn('day', 'day', 'day of treatment; amounts of drugs are those before a bolus of the day'),
    ...describeStates(drugs).map(({ name, unit, description }) => numberColumn(name, unit, description)),
  ];
}
