import type { TopLevelSpec } from 'vega-lite';
import { armLabels } from '../../src/index.js';
import { INK } from '../page/plots/plot-theme.js';
import type { FigurePanel, PositionEncoding } from '../page/plots/plot-types.js';
import { powerOfTen } from '../page/power-of-ten.js';
import { benchArms, DEFAULT_RELATIVE_TOLERANCE } from './bench-plan.js';
import type { PrecisionRow } from './bench-results.js';
import { ERROR_CLASS } from './relative-error.js';
import { CLOSED_FORM, SELF, solvers } from './solvers.js';

/** A point of the plot: both axes as powers of ten, so that ticks are powers written out. */
export interface PrecisionPoint {
  readonly arm: PrecisionRow['arm'];
  readonly solver: string;
  readonly order: number;
  readonly errorPower: number;
  readonly timePower: number;
  readonly isDefault: boolean;
}

/** Points that can stand on logarithmic axes; where patients failed, neither error nor time means anything. */
export function precisionPoints(rows: readonly PrecisionRow[]): readonly PrecisionPoint[] {
  return rows.flatMap(({ arm, solver, relativeTolerance, error, failed, millisecondsPerPatientYear: time }) => {
    if (failed > 0 || error === null || time === null || !(error > 0 && time > 0)) return [];
    return [
      {
        arm,
        solver,
        order: -Math.log10(relativeTolerance),
        errorPower: Math.log10(error),
        timePower: Math.log10(time),
        isDefault: relativeTolerance === DEFAULT_RELATIVE_TOLERANCE,
      },
    ];
  });
}

function powerAxis(field: string, title: string, powers: readonly number[]): PositionEncoding {
  const from = Math.floor(Math.min(...powers));
  const to = Math.max(from + 1, Math.ceil(Math.max(...powers)));
  const values = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return {
    field,
    type: 'quantitative',
    scale: { domain: [from, to], nice: false, zero: false },
    axis: {
      title,
      values,
      labelExpr: `${JSON.stringify(values.map(powerOfTen))}[datum.value - (${from})]`,
      grid: true,
    },
  };
}

/**
 * Work against precision: time per patient-year over the largest error, both logarithmic, one line per solver, one panel per
 * arm that has points. The ring is the default tolerance, the vertical line the error class.
 *
 * @param rows - work-precision rows; those without an error or a time, or with failed patients, are left out
 * @returns a Vega-Lite specification with its data
 */
export function workPrecisionFigure(rows: readonly PrecisionRow[]): TopLevelSpec {
  const points = precisionPoints(rows);
  const shown = solvers.filter(({ id }) => points.some(({ solver }) => solver === id));
  const x = powerAxis('errorPower', 'Largest relative error', [
    Math.log10(ERROR_CLASS),
    ...points.map(({ errorPower }) => errorPower),
  ]);
  const y = powerAxis('timePower', 'Time per patient-year (ms)', [0, ...points.map(({ timePower }) => timePower)]);
  const color = {
    field: 'solver',
    type: 'nominal',
    scale: { domain: shown.map(({ id }) => id), range: shown.map(({ colour }) => colour) },
    legend: null,
  } as const;
  const panelOf = (arm: PrecisionRow['arm']): FigurePanel => ({
    width: 380,
    height: 320,
    title: armLabels[arm],
    data: { values: points.filter((point) => point.arm === arm).map((point) => ({ ...point })) },
    layer: [
      {
        data: { values: [{ errorPower: Math.log10(ERROR_CLASS) }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.soft },
        encoding: { x },
      },
      {
        mark: { type: 'line' },
        encoding: {
          x,
          y,
          color,
          order: { field: 'order', type: 'quantitative' },
          strokeWidth: { condition: { test: `datum.solver === '${SELF}'`, value: 3 }, value: 1.6 },
          // Without drugs the two native peers are one line
          strokeDash: { condition: { test: `datum.solver === '${CLOSED_FORM}'`, value: [5, 3] }, value: [1, 0] },
        },
      },
      { mark: { type: 'point', filled: true, size: 34, opacity: 1 }, encoding: { x, y, color } },
      {
        transform: [{ filter: 'datum.isDefault' }],
        mark: { type: 'point', size: 120, strokeWidth: 1.6, opacity: 1 },
        encoding: { x, y, color },
      },
    ],
  });
  return { hconcat: benchArms.filter((arm) => points.some((point) => point.arm === arm)).map(panelOf) };
}
