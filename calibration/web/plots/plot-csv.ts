import { toCsv } from '../../browser.js';
import { axisTitle, type LinePlotModel } from './plot-model.js';

/** The table behind a plot: names of columns with units, and rows of their length. */
export interface PlotTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * The table behind a plot: a row for each point of each series, hidden ones too.
 *
 * @returns columns `series`, the two axes, `low`, `high` and `name`; the last three where a series has them
 */
export function plotTable({ x, y, series }: LinePlotModel): PlotTable {
  const hasInterval = series.some(({ low }) => low !== undefined);
  const hasNames = series.some(({ names }) => names !== undefined);
  const axis = (of: typeof x) => axisTitle({ ...of, scale: 'linear' });
  return {
    columns: ['series', axis(x), axis(y), ...(hasInterval ? ['low', 'high'] : []), ...(hasNames ? ['name'] : [])],
    rows: series.flatMap((each) =>
      Array.from({ length: each.x.length }, (_, index) => [
        each.label,
        finite(each.x[index]),
        finite(each.y[index]),
        ...(hasInterval ? [finite(each.low?.[index]), finite(each.high?.[index])] : []),
        ...(hasNames ? [each.names?.[index] ?? null] : []),
      ]),
    ),
  };
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** {@link plotTable} as CSV. */
export function plotCsv(model: LinePlotModel): string {
  const { columns, rows } = plotTable(model);
  return toCsv(columns, rows);
}
