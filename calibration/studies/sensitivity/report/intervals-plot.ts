import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed, formatSignificant } from '../../../page/format-number.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { FEWEST_PATIENTS, type IntervalsResponse } from '../result.js';

const HEIGHT = 96;
const COLUMNS = { wide: 5, narrow: 2 } as const;
const SPACING = 16;
/** Room of the vertical axis; px. */
const AXIS_ROOM = 56;

/**
 * Rates against the fifth of the range, one panel per parameter, one colour per arm.
 *
 * @param responses - by arm, in the order of the styles
 * @param styles - names and colours of the arms
 * @param layout - of the figure
 */
export function intervalsFigure(
  responses: readonly IntervalsResponse[],
  styles: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const labels = styles.map(({ label }) => label);
  const parameters = responses.at(-1)!.factors.map(({ parameter }) => parameter);
  const columns = layout.narrow ? COLUMNS.narrow : COLUMNS.wide;
  const values = responses.flatMap(({ factors }, index) =>
    factors.flatMap(({ parameter, quintiles }) =>
      quintiles.flatMap(({ quintile, patients, from, to, dcr, dcr_low: low, dcr_high: high }) =>
        dcr === null || patients < FEWEST_PATIENTS
          ? []
          : [
              {
                armLabel: labels[index],
                parameter,
                part: quintile,
                percent: 100 * dcr,
                low: 100 * low,
                high: 100 * high,
                hover: `${labels[index]}, ${parameter} from ${formatSignificant(from, 2)} to ${formatSignificant(to, 2)}\ndisease control: ${formatFixed(100 * dcr, 1)} % (${formatFixed(100 * low, 1)} to ${formatFixed(100 * high, 1)})\n${patients} patients`,
              },
            ],
      ),
    ),
  );
  return {
    data: { values },
    columns,
    facet: { field: 'parameter', type: 'nominal', sort: [...parameters], title: null },
    spacing: SPACING,
    spec: {
      width: Math.floor((layout.width - AXIS_ROOM - SPACING * (columns - 1)) / columns) - 4,
      height: HEIGHT,
      encoding: {
        x: {
          field: 'part',
          type: 'ordinal',
          axis: { title: 'Fifth of the range', labelAngle: 0, ticks: false },
        },
        color: {
          field: 'armLabel',
          type: 'nominal',
          scale: { domain: labels, range: styles.map(({ colour }) => colour) },
          legend: null,
        },
      },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 1.2 },
          encoding: {
            y: {
              field: 'low',
              type: 'quantitative',
              scale: { domain: [0, 100] },
              axis: { title: 'DCR (%)', tickCount: 3 },
            },
            y2: { field: 'high' },
          },
        },
        { mark: { type: 'line', strokeWidth: 1.6 }, encoding: { y: { field: 'percent', type: 'quantitative' } } },
        {
          mark: { type: 'point', filled: true, size: 22, opacity: 1 },
          encoding: { y: { field: 'percent', type: 'quantitative' }, tooltip: { field: 'hover', type: 'nominal' } },
        },
      ],
    },
  };
}
