import { type AnalysedSurvival, formatFixed, formatSignificant, type OptimalCut } from '../../../browser.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';

/** Colours of the lower and the upper group. */
const COLOURS: Readonly<Record<string, string>> = { low: 'series-1', high: 'series-2' };

type Prognosis = AnalysedSurvival['prognosis'][number];

/** Kaplan-Meier curves of both groups with their 95 % bands. */
export function markerCurves({ result, drawing }: Prognosis, timeName: string): LinePlotModel {
  const { marker, cuts, comparison } = result;
  const cut = formatSignificant(cuts[0], 4);
  const labels: Readonly<Record<string, string>> = { low: `${marker} ≤ ${cut}`, high: `${marker} > ${cut}` };
  const series = comparison.group_names.flatMap((name): PlotSeries[] => {
    const points = drawing.curves.filter(({ group }) => group === name);
    const base = {
      key: name,
      label: `${labels[name] ?? name}, n ${comparison.groups[name]!.n}`,
      colour: COLOURS[name] ?? 'series-3',
      x: points.map(({ time }) => time),
      y: points.map(({ survival }) => 100 * survival),
    };
    return [
      {
        ...base,
        id: `${name} band`,
        style: 'band',
        low: points.map(({ low }) => 100 * (low ?? 1)),
        high: points.map(({ high }) => 100 * (high ?? 1)),
      },
      { ...base, id: name, style: 'steps' },
    ];
  });
  const medians = comparison.group_names.map(
    (name) => `${labels[name] ?? name}: median ${formatSignificant(comparison.groups[name]!.median, 3)}`,
  );
  return {
    title: 'Kaplan-Meier curves',
    alt: `Survival by ${marker}; ${medians.join(', ')}.`,
    x: { label: timeName, range: [0, null] },
    y: { label: 'Without an event', unit: '%', range: [0, 100] },
    series,
    marks: [{ axis: 'y', value: 50 }],
  };
}

/** How far the groups differ at every cut that was tried, and where the chosen one lies. */
export function cutStatistics(
  { cuts, statistics, cut: best }: OptimalCut,
  chosen: number,
  marker: string,
): LinePlotModel {
  const sizes = statistics.map(Math.abs);
  return {
    title: 'Log-rank statistic by cut',
    alt: `The largest standardised statistic of ${cuts.length} cuts is ${formatFixed(Math.max(...sizes), 2)}, at ${marker} ${formatSignificant(best, 4)}.`,
    x: { label: `Cut of ${marker}` },
    y: { label: 'Absolute standardised statistic', range: [0, null] },
    series: [{ id: 'statistic', label: 'statistic', colour: 'accent', style: 'line', x: cuts, y: sizes }],
    marks: [
      { axis: 'x', value: chosen, label: 'chosen' },
      // Two-sided 5 % of a single cut
      { axis: 'y', value: 1.96, label: '5 % of one cut' },
    ],
  };
}
