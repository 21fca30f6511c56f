import { formatFixed, formatSignificant } from '../../../browser.js';
import type { SamplesReply, SensitivityReply } from '../../../server/api/sensitivity.js';
import type { HeatMapModel } from '../../plots/heat-map-model.js';
import type { LinePlotModel } from '../../plots/plot-model.js';
import { type EffectRow, largestEffects, type Measure } from './effect-matrix.js';

/** Parameters down, outputs across. */
export function effectHeatMap(
  reply: SensitivityReply,
  measure: Measure,
  all: readonly EffectRow[],
  shown: readonly EffectRow[],
): HeatMapModel {
  const { outputs } = reply;
  const largest = largestEffects(all, outputs.length);
  const isShare = measure.scale === 'share';
  const values = shown.map(({ effects }) =>
    effects.map((effect, place) =>
      effect === null ? null : isShare ? effect.value / (largest[place] || 1) : effect.value,
    ),
  );
  const high = isShare ? 1 : Math.max(0.01, ...largest);
  const strongest = shown[0];
  const label = isShare ? `${measure.label}, share of the largest of the output` : measure.label;
  return {
    title: `Effects of ${shown.length} of ${all.length} ${reply.result.settings.by === 'group' ? 'groups' : 'parameters'}`,
    alt: strongest === undefined ? 'No effects.' : `${label}; ${strongest.name} has the largest effect.`,
    x: { label: 'Output', names: outputs.map(({ short }) => short) },
    y: { label: 'Parameter', names: shown.map(({ name }) => name) },
    values,
    scale: { kind: measure.kind, low: measure.kind === 'diverging' ? -high : 0, high, label },
    format: (value) => formatFixed(value, 2),
  };
}

/** Samples of a parameter and an output. */
export function scatterModel(
  parameter: string,
  output: SensitivityReply['outputs'][number],
  { columns: [x = [], y = []], isBeginning }: SamplesReply,
): LinePlotModel {
  const complete = x.flatMap((value, sample) => (value === null || y[sample] === null ? [] : [sample]));
  const xs = complete.map((sample) => x[sample]!);
  const note = isBeginning ? `the first ${x.length} samples` : `${complete.length} samples`;
  return {
    title: parameter,
    alt: `${output.title} over ${parameter}, ${note}; ${parameter} lies between ${formatSignificant(Math.min(...xs))} and ${formatSignificant(Math.max(...xs))}.`,
    x: { label: parameter },
    y: { label: output.short },
    series: [
      {
        id: 'samples',
        label: note,
        colour: 'accent',
        style: 'dots',
        radius: complete.length > 3000 ? 1 : 1.6,
        x: xs,
        y: complete.map((sample) => y[sample]!),
      },
    ],
  };
}
