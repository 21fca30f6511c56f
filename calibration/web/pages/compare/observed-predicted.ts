import { type Comparison, comparedValue, formatFixed } from '../../../browser.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';
import { runColour } from './run-colours.js';

/** An endpoint of a run as the trials report it and as the model gives it. */
interface ObservedPredicted {
  readonly name: string;
  readonly observed: number;
  /** Standard error of what the trials report; NaN where none is stored. */
  readonly error: number;
  readonly predicted: number;
}

/** Units in which endpoints are told, and what the axes are called. */
export const endpointUnits = { '%': 'Rates and landmarks', months: 'Medians' } as const;
type EndpointUnit = keyof typeof endpointUnits;

/** Endpoints of a run in a unit, with both values. */
export function observedPredicted(
  comparison: Comparison,
  run: number,
  unit: EndpointUnit,
): readonly ObservedPredicted[] {
  const clinical = new Map(
    comparison.rows.flatMap((row) => (row.section === 'Clinical endpoints' ? [[row.key, row] as const] : [])),
  );
  const numberOf = (key: string) => {
    const row = clinical.get(key);
    const value = row === undefined ? undefined : comparedValue(row, run);
    return typeof value === 'number' ? value : Number.NaN;
  };
  return comparison.rows.flatMap((row) => {
    if (row.section !== 'Simulated endpoints' || row.unit !== unit) return [];
    const predicted = comparedValue(row, run);
    const observed = numberOf(row.key);
    if (typeof predicted !== 'number' || Number.isNaN(observed)) return [];
    return [{ name: row.label, observed, error: numberOf(`${row.key}, standard error`), predicted }];
  });
}

/** Error bars span this many standard errors to each side: a 95 % interval. */
const BAR_ERRORS = 1.96;

/** What the trials report across, what the model gives up, for several runs, with the line on which both are equal. */
export function observedPredictedModel(comparison: Comparison, unit: EndpointUnit): LinePlotModel {
  const points = comparison.runs.map((_, run) => observedPredicted(comparison, run, unit));
  const all = points.flat();
  const top = Math.max(0, ...all.flatMap(({ observed, predicted }) => [observed, predicted])) * 1.05;
  const series = points.flatMap((own, run): PlotSeries[] => {
    if (own.length === 0) return [];
    return [
      {
        id: comparison.runs[run]!,
        label: comparison.runs[run]!,
        colour: runColour(run),
        style: 'dots',
        radius: 4,
        x: own.map(({ observed }) => observed),
        y: own.map(({ predicted }) => predicted),
        names: own.map(({ name, error }) =>
          Number.isNaN(error) ? name : `${name}, trials ± ${formatFixed(BAR_ERRORS * error, 1)}`,
        ),
      },
    ];
  });
  const worst = all.reduce((most, { observed, predicted }) => Math.max(most, Math.abs(predicted - observed)), 0);
  const end = unit === '%' ? Math.min(100, top) : top;
  return {
    title: endpointUnits[unit],
    alt: `${all.length} endpoints of ${series.length} runs; the largest distance from the line is ${formatFixed(worst, 1)} ${unit === '%' ? 'percentage points' : unit}.`,
    x: { label: 'Trials', unit, range: [0, end] },
    y: { label: 'Model', unit, range: [0, end] },
    series: [{ id: 'equal', label: 'equal', colour: 'faint', style: 'dashes', x: [0, end], y: [0, end] }, ...series],
  };
}
