import type { TopLevelSpec } from 'vega-lite';
import { armStyles } from '../../../plots/arm-style.js';

/** Share of patients in one part of a parameter's range. */
export interface IntervalPoint {
  readonly arm: string;
  readonly parameter: string;
  readonly part: number;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

const PANEL = { width: 146, height: 96 } as const;
const COLUMNS = 5;

/** Rates against the part of the range, one panel per parameter, one colour per arm. */
export function intervalsFigure(
  points: readonly IntervalPoint[],
  parameters: readonly string[],
  arms: readonly string[],
): TopLevelSpec {
  const styles = armStyles(arms);
  const values = points.map((point) => ({
    ...point,
    armLabel: styles.find(({ arm }) => arm === point.arm)?.label ?? point.arm,
  }));
  const labels = styles.map(({ label }) => label);
  return {
    data: { values },
    columns: COLUMNS,
    facet: { field: 'parameter', type: 'nominal', sort: [...parameters], title: null },
    spacing: 16,
    spec: {
      ...PANEL,
      encoding: {
        x: { field: 'part', type: 'ordinal', axis: { title: null, labelAngle: 0, ticks: false } },
        color: {
          field: 'armLabel',
          type: 'nominal',
          scale: { domain: labels, range: styles.map(({ colour }) => colour) },
          legend: { orient: 'top', title: null, symbolType: 'stroke' },
        },
      },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 1.2 },
          encoding: {
            y: { field: 'low', type: 'quantitative', scale: { domain: [0, 100] }, axis: { title: null, tickCount: 3 } },
            y2: { field: 'high' },
          },
        },
        { mark: { type: 'line', strokeWidth: 1.6 }, encoding: { y: { field: 'percent', type: 'quantitative' } } },
        {
          mark: { type: 'point', filled: true, size: 22, opacity: 1 },
          encoding: { y: { field: 'percent', type: 'quantitative' } },
        },
      ],
    },
  };
}
