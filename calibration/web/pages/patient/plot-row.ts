import { type LinePlotModel, type PlotSeries, valuesOf } from '../../plots/plot-model.js';
import type { PatientCurves, PlottedArm } from './patient-curves.js';

/** How plots are laid out: one column for each arm, or all arms in each plot. */
export type PlotLayout = 'side' | 'overlaid';

/** A plot, with what it is about. */
export interface PatientPlot {
  readonly id: string;
  readonly model: LinePlotModel;
}

/** Plots of one quantity: one for each arm, or one for all. */
export interface PlotRow {
  readonly id: string;
  readonly title: string;
  /** What the reader should know, one sentence. */
  readonly note: string;
  /** Reads the curves: only rows that are in the window are drawn. */
  readonly draw: () => DrawnRow;
}

/** The plots of a row, and the entries of the legend that they have in common. */
export interface DrawnRow {
  readonly plots: readonly PatientPlot[];
  readonly legend: readonly PlotSeries[];
}

const days = { label: 'Time', unit: 'days' } as const;

/** A curve of daily values. */
export const line = (
  id: string,
  label: string,
  colour: string,
  x: readonly number[],
  y: readonly number[],
): PlotSeries => ({
  id,
  label,
  colour,
  style: 'line',
  x,
  y,
});

/** Plots of one quantity in a layout: `alone` and `together` give the series of one arm. */
export function rowOf(
  { input }: PatientCurves,
  layout: PlotLayout,
  row: Omit<PlotRow, 'draw'> & {
    readonly y: LinePlotModel['y'];
    readonly alone: (arm: PlottedArm) => readonly PlotSeries[];
    readonly together: (arm: PlottedArm) => readonly PlotSeries[];
    readonly alt: (arms: readonly PlottedArm[]) => string;
  },
): PlotRow {
  const { id, title, note, y, alone, together, alt } = row;
  const range = { ...days, range: [0, input.horizonDays] as const };
  const groups = layout === 'side' ? input.arms.map((arm) => [arm]) : [input.arms];
  const draw = (): DrawnRow => {
    const drawn = groups.map((arms) => ({ arms, series: arms.flatMap(layout === 'side' ? alone : together) }));
    const all = drawn.flatMap(({ series }) => series);
    // Plots beside each other have one axis, and a logarithmic one ends at powers of ten
    const isGiven = layout === 'side' || y.scale === 'log';
    const shared = isGiven ? { ...y, range: y.range ?? rangeOf(all, y.scale) } : y;
    return {
      legend: all,
      plots: drawn.map(({ arms, series }) => ({
        id: layout === 'side' ? `${id}-${arms[0]!.name}` : id,
        model: { title: layout === 'side' ? arms[0]!.label : title, alt: alt(arms), x: range, y: shared, series },
      })),
    };
  };
  return { id, title, note, draw };
}

/** Room above the largest value of an axis. */
const HEADROOM = 1.05;
/** A logarithmic axis of densities begins here; cell/L. */
const LEAST_DENSITY = 1;

/** Ends of an axis for all values of some series. */
export function rangeOf(series: readonly PlotSeries[], scale: 'linear' | 'log' = 'linear'): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const own of series) {
    for (const value of valuesOf(own)) {
      if (value === undefined || !Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  if (!(least <= most)) return scale === 'log' ? [1, 10] : [0, 1];
  if (scale === 'linear') return [Math.min(0, least), most > 0 ? most * HEADROOM : 1];
  const floor = Math.max(least, LEAST_DENSITY);
  return [10 ** Math.floor(Math.log10(floor)), 10 ** Math.ceil(Math.log10(Math.max(most, floor * 1.01)))];
}

/** A name at the beginning of a line. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
