import { type Curve, curveList } from '../../endpoints/curves.js';
import { classRateNames } from '../../endpoints/endpoints.js';

/** Response classes, and patients who were not evaluable. */
const classes = [...classRateNames, 'ne'] as const;

export const countColumns = classes.map((name) => `${name}_count`);
export const percentColumns = classes.map((name) => `${name}_percent`);

/** Columns of a table of new trials that are required in every row. */
export const requiredColumns: readonly string[] = ['trial', 'arm', 'n', 'reference'];

/** Columns of the median of a curve: the median, and the ends of its interval. */
function medianColumns({ medianColumn, medianIntervalColumns: { low, high } }: Curve): readonly string[] {
  return [medianColumn, low, high];
}

/** Columns that may be absent, and cells that may be empty; also the months of the curves (`month_<k>`). */
export const optionalColumns: readonly string[] = [
  ...['doi', 'year', 'subgroup', 'subset_of', 'n_evaluable'],
  ...countColumns,
  ...percentColumns,
  'assessment_day',
  ...curveList.flatMap(medianColumns),
  'interval_percent',
  ...['deaths', 'curve_file', 'note'],
];

/** Columns of a file of digitised curves. */
export const curveColumns = {
  required: ['trial', 'arm', 'month', 'survival_percent'],
  optional: ['subgroup', 'at_risk'],
} as const;
