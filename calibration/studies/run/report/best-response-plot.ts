import type { TopLevelSpec } from 'vega-lite';
import { PD_OR_NE } from '../../../endpoints/best-response.js';
import { formatCount } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { BEST_RESPONSE_STYLES, recistColour } from '../../../plots/recist-style.js';
import type { BestResponseRow } from '../plot-tables.js';

const WIDTH = 600;
const BAR_STEP = 22;

/** Narrower segments have no room for their number; percent. */
const LEAST_LABELLED = 6;

/** Light segments, whose numbers are dark. */
const LIGHT = new Set<string>(['SD', 'NE', PD_OR_NE]);

/** `Trial A, subgroup (n = 60)`. */
const nameOf = ({ source, subgroup, n }: BestResponseRow): string =>
  `${source}${subgroup === '' ? '' : `, ${subgroup}`} (n = ${formatCount(n)})`;

function panelOf(rows: readonly BestResponseRow[], { label }: ArmStyle, isLast: boolean): FigurePanel {
  const names = [...new Set(rows.map(nameOf))];
  const values = names.flatMap((name) => {
    let from = 0;
    return BEST_RESPONSE_STYLES.flatMap(({ recist }) => {
      const percent = rows.find((row) => nameOf(row) === name && row.best === recist)?.percent ?? 0;
      const low = from;
      from += percent;
      return percent > 0 ? [{ name, recist, low, high: from, middle: (low + from) / 2, percent }] : [];
    });
  });
  const x: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: isLast ? 'Patients (%)' : null, tickCount: 5, grid: true },
  };
  const y: PositionEncoding = {
    field: 'name',
    type: 'nominal',
    sort: names,
    axis: { title: null, ticks: false, domain: false, labelLimit: 320 },
    scale: { paddingInner: 0.18, paddingOuter: 0.1 },
  };
  return {
    width: WIDTH,
    height: BAR_STEP * names.length,
    title: { text: label, anchor: 'start' },
    layer: [
      {
        data: { values },
        mark: { type: 'bar' },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color: recistColour() },
      },
      ...[true, false].map(
        (isLight): FigureLayer => ({
          data: {
            values: values.filter(({ recist, percent }) => percent >= LEAST_LABELLED && LIGHT.has(recist) === isLight),
          },
          mark: { type: 'text', fontSize: 10.5, color: isLight ? INK.text : INK.paper },
          encoding: {
            x: { ...x, field: 'middle' },
            y,
            text: { field: 'percent', type: 'quantitative', format: '.1f' },
          },
        }),
      ),
    ],
  };
}

/**
 * Best overall response, simulated, of the pooled trials and of each trial, as stacked bars; one block per arm.
 *
 * @param rows - table `best_response`
 * @param arms - styles of the arms, in the order of the blocks
 * @returns a Vega-Lite specification with its data
 */
export function bestResponseFigure(rows: readonly BestResponseRow[], arms: readonly ArmStyle[]): TopLevelSpec {
  const present = arms.filter(({ arm }) => rows.some((row) => row.arm === arm));
  return {
    vconcat: present.map((style, index) =>
      panelOf(
        rows.filter(({ arm }) => arm === style.arm),
        style,
        index === present.length - 1,
      ),
    ),
    spacing: 18,
    resolve: { scale: { y: 'independent' } },
  };
}
