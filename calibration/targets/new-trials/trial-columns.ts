const classes = ['cr', 'pr', 'sd', 'pd', 'ne'] as const;

export const countColumns = classes.map((name) => `${name}_count`);
export const percentColumns = classes.map((name) => `${name}_percent`);

/** Columns of a table of new trials that every row fills. */
export const requiredColumns: readonly string[] = ['trial', 'arm', 'n', 'reference'];

/** Columns that may be absent, and cells that may be empty; `month_<k>` besides. */
export const optionalColumns: readonly string[] = [
  ...['doi', 'year', 'subgroup', 'subset_of', 'n_evaluable'],
  ...countColumns,
  ...percentColumns,
  ...['assessment_day', 'median_os_months', 'median_os_low_months', 'median_os_high_months', 'interval_percent'],
  ...['deaths', 'curve_file', 'note'],
];

/** Columns of a file of digitised curves. */
export const curveColumns = {
  required: ['trial', 'arm', 'month', 'survival_percent'],
  optional: ['subgroup', 'at_risk'],
} as const;

const MONTH_COLUMN = /^month_(0|[1-9]\d*)$/;

/** Whole months of a column `month_<k>`; NaN for another column. */
export const monthOfColumn = (column: string): number => Number(MONTH_COLUMN.exec(column)?.[1] ?? Number.NaN);
export const isMonthColumn = (column: string): boolean => MONTH_COLUMN.test(column);
