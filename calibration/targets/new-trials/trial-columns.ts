import { type Curve, curveList } from '../../endpoints/curves.js';
import { classRateNames } from '../../endpoints/endpoints.js';

/** Response classes, and patients who were not evaluable. */
const classes = [...classRateNames, 'ne'] as const;

/** What the columns of response classes begin with: those of one visit, and best responses beside them. */
export const responsePrefixes = { response: '', bestResponse: 'bor_' } as const;
export type ResponsePrefix = (typeof responsePrefixes)[keyof typeof responsePrefixes];

export const countColumns = (prefix: ResponsePrefix): readonly string[] =>
  classes.map((name) => `${prefix}${name}_count`);
export const percentColumns = (prefix: ResponsePrefix): readonly string[] =>
  classes.map((name) => `${prefix}${name}_percent`);

/** Columns of the hazard ratio of a curve against another arm, and the column of that arm. */
export const hazardRatioColumns = ({ name }: Curve) => ({
  ratio: `hazard_ratio_${name}`,
  low: `hazard_ratio_${name}_low`,
  high: `hazard_ratio_${name}_high`,
});
export const VERSUS_COLUMN = 'hazard_ratio_versus';

/** Columns of a table of new trials that are required in every row. */
export const requiredColumns: readonly string[] = ['trial', 'arm', 'n', 'reference'];

/** Columns of the median of a curve: the median, and the ends of its interval. */
function medianColumns({ medianColumn, medianIntervalColumns: { low, high } }: Curve): readonly string[] {
  return [medianColumn, low, high];
}

/** Columns that may be absent, and cells that may be empty; also the months of the curves (`month_<k>`). */
export const optionalColumns: readonly string[] = [
  ...['doi', 'year', 'subgroup', 'subset_of', 'n_evaluable'],
  ...Object.values(responsePrefixes).flatMap((prefix) => [...countColumns(prefix), ...percentColumns(prefix)]),
  'assessment_day',
  ...curveList.flatMap(medianColumns),
  ...curveList.flatMap((curve) => Object.values(hazardRatioColumns(curve))),
  VERSUS_COLUMN,
  'interval_percent',
  ...['deaths', 'curve_file', 'note'],
];

/** Columns that hold words; every other one holds numbers. */
export const textColumns: readonly string[] = [
  ...['trial', 'arm', 'reference', 'doi', 'subgroup', 'subset_of', 'curve_file', 'note'],
  VERSUS_COLUMN,
];

/** Columns of a file of digitised curves. */
export const curveColumns = {
  required: ['trial', 'arm', 'month', 'survival_percent'],
  optional: ['subgroup', 'at_risk'],
} as const;
