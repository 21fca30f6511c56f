import { dataTable, type TableRow } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { palette } from '../../../page/theme.js';
import { armLabel, armName } from '../../../plots/arm-style.js';
import type { ReplicateResult } from '../result.js';
import type { PageContext } from './comparison.js';
import { type ComparedPoint, comparisonAlt, comparisonFigure, type SeriesStyle, seriesKey } from './comparison-plot.js';
import { verdictCell } from './result-table.js';

/** The effect of each switch, drawn and in a table. */
export async function switchSection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const { switches } = result;
  const shown = { dcr: 'disease control', survival_12: 'one-year survival', median: 'median' } as const;
  const points = switches
    .filter(({ quantity }) => quantity !== 'median')
    .map(
      ({ arm, switch: label, quantity, effect, low, high }): ComparedPoint => ({
        panel: armLabel(context.arms, arm),
        label,
        series: shown[quantity],
        value: effect,
        low,
        high,
      }),
    );
  const series: readonly SeriesStyle[] = [
    { series: shown.dcr, colour: palette['series-1'], shape: 'circle' },
    { series: shown.survival_12, colour: palette['series-4'], shape: 'circle' },
  ];
  const figure = await drawnFigure(
    {
      id: 'figure-switches',
      title: 'Effect of each switch',
      caption: html`Corrected less posted in the same patients, with 95 % intervals. Death functions stay as fitted under the posted form. Data: <a href="figures/switches.csv">figures/switches.csv</a>.`,
      key: seriesKey(points, series),
      alt: comparisonAlt(points),
      draw: (layout) => comparisonFigure(points, { series, xTitle: 'Change (percentage points)', rule: 0 }, layout),
    },
    context,
  );
  const lines: TableRow[] = [];
  let last = '';
  for (const effect of switches) {
    if (effect.switch !== last) {
      lines.push({ group: html`${effect.switch} <span class="se">${effect.reason}</span>` });
      last = effect.switch;
    }
    const decimals = effect.quantity === 'median' ? 2 : 1;
    lines.push({
      cells: [
        armName(context.arms, effect.arm),
        html`${shown[effect.quantity]} <span class="se">${effect.unit}</span>`,
        formatFixed(effect.published, 1),
        formatFixed(effect.posted, decimals),
        formatFixed(effect.switched, decimals),
        html`<strong>${formatSigned(effect.effect, decimals)}</strong> <span class="se">${formatSigned(effect.low, decimals)} to ${formatSigned(effect.high, decimals)}</span>`,
        verdictCell(effect.verdict),
      ],
    });
  }
  const table = dataTable({
    caption: `One switch corrected at a time on ${formatCount(result.switch_patients)} patients, and all together. A median beyond the year is shown as 12 months. The verdict compares the printed value with the value under that switch.`,
    columns: [
      { title: 'Arm' },
      { title: 'Result' },
      { title: 'Printed', align: 'right' },
      { title: 'Posted', align: 'right' },
      { title: 'Switched', align: 'right' },
      { title: 'Effect', unit: '95 % interval', align: 'right' },
      { title: 'Verdict' },
    ],
    rows: lines,
  });
  return {
    id: 'switches',
    title: 'Effects of the switches',
    body: html`${figure}${foldedDetail({ id: 'detail-switches', title: `All ${switches.length} effects, with what each switch corrects`, body: table })}`,
  };
}
