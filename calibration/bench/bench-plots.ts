import type { TopLevelSpec } from 'vega-lite';
import { armLabels } from '../../src/index.js';
import { powerOfTen } from '../page/format-number.js';
import { type FigurePanel, INK, type PositionEncoding } from '../page/plots/plot-theme.js';
import { benchArms, DEFAULT_RELATIVE_TOLERANCE } from './bench-plan.js';
import type { PrecisionRow, ScalingRow } from './bench-results.js';
import { ERROR_CLASS } from './measure-error.js';
import { CLOSED_FORM, SELF, solvers } from './solvers.js';

const COLOUR = solvers.find(({ id }) => id === SELF)?.colour ?? INK.text;
const PANEL = { width: 230, height: 220 } as const;
const BYTES_PER_MEGABYTE = 1e6;

/** Largest deviation from proportional cost that counts as linear. */
const LINEAR_WITHIN = 0.1;

type Field = 'patients' | 'workers' | 'relative' | 'megabytes';

function positionOf(
  field: Field,
  title: string,
  scale: PositionEncoding['scale'],
  values?: number[],
): PositionEncoding {
  return {
    field,
    type: 'quantitative',
    scale: { nice: false, ...scale },
    axis: { title, ...(values === undefined ? {} : { values }) },
  };
}

/**
 * Scaling of the engine: time per patient over that of the smallest cohort, peak memory, and speed over that of one worker.
 *
 * The band is a deviation of 10 % from proportional cost; the dashed line is a speed proportional to the workers, up to the
 * cores of the machine.
 *
 * @param rows - rows of both series
 * @param cores - cores of the machine
 * @returns a Vega-Lite specification with its data
 */
export function scalingFigure(rows: readonly ScalingRow[], cores: number): TopLevelSpec {
  const values = rows.map(({ series, patients, workers, relative, peakBytes }) => {
    return { series, patients, workers, relative, megabytes: peakBytes / BYTES_PER_MEGABYTE };
  });
  const sizes = values.filter(({ series }) => series === 'patients');
  const counts = values.filter(({ series }) => series === 'workers');
  const patients = sizes.map((row) => row.patients);
  const least = Math.min(...patients);
  const most = Math.max(...patients);
  const x = positionOf('patients', 'Patients', { type: 'log', domain: [least, most] }, patients);
  const highest = Math.max(1.3, ...sizes.map(({ relative }) => relative * 1.1));
  const lines = (data: readonly object[], horizontal: PositionEncoding, vertical: PositionEncoding) => [
    {
      data: { values: [...data] },
      mark: { type: 'line' as const, color: COLOUR },
      encoding: { x: horizontal, y: vertical },
    },
    {
      data: { values: [...data] },
      mark: { type: 'point' as const, filled: true, size: 50, opacity: 1, color: COLOUR },
      encoding: { x: horizontal, y: vertical },
    },
  ];
  const time = positionOf('relative', 'Time per patient over the first', { domain: [0, highest] });
  const memory = positionOf('megabytes', 'Peak memory (MB)', {
    domain: [0, Math.max(...sizes.map(({ megabytes }) => megabytes)) * 1.1],
  });
  const workerCounts = counts.map(({ workers }) => workers);
  const top = Math.max(cores, ...counts.map(({ relative }) => relative)) * 1.1;
  const workers = positionOf('workers', 'Workers', { domain: [0, Math.max(...workerCounts) + 0.5] }, workerCounts);
  const speed = positionOf('relative', 'Speed over one worker', { domain: [0, top] });
  const panels: FigurePanel[] = [
    {
      ...PANEL,
      layer: [
        {
          data: { values: [{ patients: least, end: most, low: 1 - LINEAR_WITHIN, high: 1 + LINEAR_WITHIN }] },
          mark: { type: 'rect', color: INK.grid },
          encoding: { x, x2: { field: 'end' }, y: { ...time, field: 'low' }, y2: { field: 'high' } },
        },
        ...lines(sizes, x, time),
      ],
    },
    { ...PANEL, layer: lines(sizes, x, memory) },
    {
      ...PANEL,
      layer: [
        {
          data: { values: [1, cores].map((count) => ({ workers: count, relative: count })) },
          mark: { type: 'line', strokeDash: [4, 3], color: INK.soft },
          encoding: { x: workers, y: speed },
        },
        ...lines(counts, workers, speed),
      ],
    },
  ];
  return { hconcat: panels };
}

/** A point of the plot: both axes as powers of ten, so that ticks are labelled as powers. */
interface PrecisionPoint {
  readonly arm: PrecisionRow['arm'];
  readonly solver: string;
  readonly order: number;
  readonly errorPower: number;
  readonly timePower: number;
  readonly isDefault: boolean;
}

/** Points that logarithmic axes can show; where patients failed, neither error nor time means anything. */
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
 * @param rows - work-precision rows; those without an error or a time, or with failed patients, are omitted
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
