import { type Curve, curveList } from './curves.js';

const WHOLE_MONTH = /^(0|[1-9]\d*)$/;

/** Last month that a trial may state: fifty years. */
export const MOST_MONTHS = 600;

/** Whole month of a column of landmarks, such as `month_6`, up to {@link MOST_MONTHS}; NaN for another column. */
export function monthOfColumn({ monthColumn }: Curve, column: string): number {
  if (!column.startsWith(monthColumn)) return Number.NaN;
  const month = Number(WHOLE_MONTH.exec(column.slice(monthColumn.length))?.[1] ?? Number.NaN);
  return month <= MOST_MONTHS ? month : Number.NaN;
}

/** Whether a column holds a landmark of a curve. */
export const isMonthColumn = (curve: Curve, column: string): boolean => !Number.isNaN(monthOfColumn(curve, column));

/** Whether a column holds a landmark of any curve. */
export const isAnyMonthColumn = (column: string): boolean => curveList.some((curve) => isMonthColumn(curve, column));
