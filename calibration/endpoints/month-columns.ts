import { type Curve, curveList } from './curves.js';

const WHOLE_MONTH = /^(0|[1-9]\d*)$/;
const DECIMAL_MONTH = /^(0|[1-9]\d*)(\.\d{0,3}[1-9])?$/;

/** Last month that a trial may state: fifty years. */
export const MOST_MONTHS = 600;

/** Month of a column of landmarks, such as `month_6`, or `pfs_month_3.68` where the curve takes decimals, up to {@link MOST_MONTHS}; NaN for another column. */
export function monthOfColumn({ monthColumn, decimalMonths }: Curve, column: string): number {
  if (!column.startsWith(monthColumn)) return Number.NaN;
  const form = decimalMonths ? DECIMAL_MONTH : WHOLE_MONTH;
  const month = Number(form.exec(column.slice(monthColumn.length))?.[0] ?? Number.NaN);
  return month <= MOST_MONTHS ? month : Number.NaN;
}

/** Whether a column holds a landmark of a curve. */
export const isMonthColumn = (curve: Curve, column: string): boolean => !Number.isNaN(monthOfColumn(curve, column));

/** Whether a column holds a landmark of any curve. */
export const isAnyMonthColumn = (column: string): boolean => curveList.some((curve) => isMonthColumn(curve, column));
