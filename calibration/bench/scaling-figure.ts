import type { TopLevelSpec } from 'vega-lite';
import { INK } from '../page/plots/plot-theme.js';
import type { FigurePanel, PositionEncoding } from '../page/plots/plot-types.js';
import type { ScalingRow } from './bench-results.js';
import { SELF, solvers } from './solvers.js';

const COLOUR = solvers.find(({ id }) => id === SELF)?.colour ?? INK.text;
const PANEL = { width: 230, height: 220 } as const;
const BYTES_PER_MEGABYTE = 1e6;

/** Largest departure from proportional cost that counts as linear. */
export const LINEAR_WITHIN = 0.1;

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
 * The band is a departure of 10 % from proportional cost; the dashed line is a speed proportional to the workers, up to the
 * cores of the machine.
 *
 * @param rows - both series
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
