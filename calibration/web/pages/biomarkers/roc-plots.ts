import { formatFixed } from '../../../browser.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';
import type { MarkerValues, RulePoint, ScoreRules } from './operating-rule.js';

const COLOURS = 8;

/** Colour of a score by its place: one for all figures of the page. */
export function scoreColour(place: number): string {
  return `series-${(place % COLOURS) + 1}`;
}

/** ROC curves of all scores, and the rule that is chosen. */
export function rocModel(scores: readonly ScoreRules[], chosen: number, point: RulePoint): LinePlotModel {
  const curve = (rules: ScoreRules, place: number): PlotSeries => ({
    id: `${rules.kind} ${rules.score}`,
    label: `${rules.score}, AUC ${formatFixed(rules.auc, 2)}`,
    colour: scoreColour(place),
    style: rules.kind === 'marker' ? 'line' : 'dashes',
    x: rules.points.map(({ falsePositiveRate }) => 100 * falsePositiveRate),
    y: rules.points.map(({ truePositiveRate }) => 100 * truePositiveRate),
    width: place === chosen ? 2.5 : 1.25,
  });
  const best = scores.toSorted((a, b) => b.auc - a.auc)[0];
  return {
    title: 'ROC curves',
    alt:
      best === undefined
        ? 'No curves.'
        : `${scores.length} scores; ${best.score} has the largest AUC, ${formatFixed(best.auc, 2)}.`,
    x: { label: 'False positive rate', unit: '%', range: [0, 100] },
    y: { label: 'Sensitivity', unit: '%', range: [0, 100] },
    series: [
      // Classifiers are many: the chosen one is drawn
      ...scores.flatMap((rules, place) => (rules.kind === 'marker' || place === chosen ? [curve(rules, place)] : [])),
      {
        id: 'rule',
        label: 'chosen threshold',
        colour: 'text',
        style: 'dots',
        radius: 6,
        x: [100 * point.falsePositiveRate],
        y: [100 * point.truePositiveRate],
        names: [scores[chosen]?.score ?? ''],
      },
    ],
  };
}

const BINS = 40;

/** How the values of a marker are spread among positive and negative rows, with the threshold between them. */
export function spreadModel(
  name: string,
  { values, labels }: MarkerValues,
  threshold: number | null,
  outcomes: readonly [positive: string, negative: string],
): LinePlotModel {
  const low = Math.min(...values);
  const width = (Math.max(...values) - low) / BINS || 1;
  const counts = [new Array<number>(BINS + 1).fill(0), new Array<number>(BINS + 1).fill(0)] as const;
  const totals: [number, number] = [0, 0];
  for (const [row, value] of values.entries()) {
    const group = labels[row] === 1 ? 0 : 1;
    counts[group][Math.min(BINS - 1, Math.floor((value - low) / width))]! += 1;
    totals[group]++;
  }
  const x = Array.from({ length: BINS + 1 }, (_, bin) => low + bin * width);
  const series = outcomes.map(
    (label, group): PlotSeries => ({
      id: label,
      label,
      colour: group === 0 ? 'class-pr' : 'class-pd',
      style: 'steps',
      x,
      y: counts[group === 0 ? 0 : 1].map((count) => (100 * count) / Math.max(1, totals[group === 0 ? 0 : 1])),
    }),
  );
  return {
    title: `${name} by outcome`,
    alt: `Spread of ${name} among ${totals[0]} positive and ${totals[1]} negative rows.`,
    x: { label: name },
    y: { label: 'Rows of the outcome', unit: '% per bin', range: [0, null] },
    series,
    marks: threshold === null ? [] : [{ axis: 'x', value: threshold, label: 'threshold' }],
  };
}
