import { toCsv, toPrettyJson } from '../../../src/index.js';
import { type Curve, curveList } from '../../endpoints/curves.js';
import {
  countColumns,
  hazardRatioColumns,
  percentColumns,
  requiredColumns,
  responsePrefixes,
  VERSUS_COLUMN,
} from './trial-columns.js';

/** A column of a table of new trials, for people who fill it in. */
export interface TemplateColumn {
  readonly name: string;
  /** Empty for words and for numbers without a unit. */
  readonly unit: string;
  readonly meaning: string;
  readonly required: boolean;
}

const classNames = ['complete response', 'partial response', 'stable disease', 'progressive disease', 'not evaluable'];

/** Columns of the landmarks of a curve: the months that are fitted; others can be added. */
export const landmarkColumns = ({ monthColumn, landmarkMonths }: Curve): readonly string[] =>
  landmarkMonths.map((month) => `${monthColumn}${month}`);

/** Every column of a table of new trials, in the order of the template; months of the landmarks that are fitted. */
export const templateColumns: readonly TemplateColumn[] = [
  column('trial', '', 'name of the study, as in the shipped tables if it is there'),
  column('arm', '', 'name of letters, digits and _; an arm of the configuration'),
  column('n', 'patients', 'patients of the row, by which it is weighted; a whole number of at least 1'),
  column('reference', '', 'citation'),
  column('doi', '', 'digital object identifier, 10.x/y'),
  column('year', '', 'year of publication'),
  column('subgroup', '', "part of the study's patients; empty for the whole arm"),
  column('subset_of', '', 'study whose row of the same arm holds these patients already'),
  column('assessment_day', 'days', 'day of the assessment; empty where the response is the best one of the trial'),
  column('n_evaluable', 'patients', 'patients with an evaluable response'),
  ...responses(responsePrefixes.response, 'tumor response'),
  ...responses(responsePrefixes.bestResponse, 'best response beside the response of one visit'),
  ...curveList.flatMap(timesOf),
  column('interval_percent', '%', 'coverage of the intervals; 95 where empty'),
  ...curveList.flatMap(ratiosOf),
  column(VERSUS_COLUMN, '', 'arm of the same trial that the hazard ratios compare with'),
  column('deaths', 'patients', 'deaths over the whole follow-up'),
  column('curve_file', '', 'file of digitised curves, relative to this file'),
  column('note', '', 'anything a reader should know'),
];

function column(name: string, unit: string, meaning: string): TemplateColumn {
  return { name, unit, meaning, required: requiredColumns.includes(name) };
}

function responses(prefix: (typeof responsePrefixes)[keyof typeof responsePrefixes], what: string) {
  const of = (names: readonly string[], unit: string, further: string) =>
    names.map((name, place) => column(name, unit, `${what}: ${classNames[place]}${further}`));
  return [
    ...of(countColumns(prefix), 'patients', ''),
    ...of(percentColumns(prefix), '%', '; instead of the number of patients'),
  ];
}

function timesOf(curve: Curve): readonly TemplateColumn[] {
  const { medianColumn, medianIntervalColumns, medianSummary } = curve;
  return [
    column(medianColumn, 'months', `${medianSummary}; NR where it was not reached`),
    column(medianIntervalColumns.low, 'months', `${medianSummary}: lower end of its interval`),
    column(medianIntervalColumns.high, 'months', `${medianSummary}: upper end of its interval`),
    ...landmarkColumns(curve).map((name, place) =>
      column(name, '%', `${curve.landmarkLabel.toLowerCase()} at ${curve.landmarkMonths[place]} months`),
    ),
  ];
}

function ratiosOf(curve: Curve): readonly TemplateColumn[] {
  const { ratio, low, high } = hazardRatioColumns(curve);
  const what = `hazard ratio of ${curve.label.toLowerCase()}`;
  return [
    column(ratio, '', `${what}: a check, not a target`),
    column(low, '', `${what}: lower end of its interval`),
    column(high, '', `${what}: upper end of its interval`),
  ];
}

/**
 * A table of new trials to fill in: one row per arm, every column, all cells empty but the arm.
 *
 * @param arms - of the trial, one or more
 * @param format - of the file
 */
export function trialTemplate(arms: readonly string[], format: 'csv' | 'json'): string {
  const names = templateColumns.map(({ name }) => name);
  if (format === 'csv')
    return toCsv(
      names,
      arms.map((arm) => names.map((name) => (name === 'arm' ? arm : ''))),
    );
  const trials = arms.map((arm) => Object.fromEntries(names.map((name) => [name, name === 'arm' ? arm : null])));
  return toPrettyJson({ trials });
}
