import type { TopLevelSpec } from 'vega-lite';
import { ZERO_LINE_GRID } from '../../../page/plots/plot-theme.js';
import { armColour, armLabel, armOrder, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { monthAxis } from '../../../plots/month-axis.js';
import { type SurvivalFigureOptions, survivalLines } from './survival-plot.js';

const PANEL = { width: 262, height: 220 } as const;

/**
 * Survival by arm: the simulated curve with the points of the individual trials; symbol area by number of patients.
 *
 * @param options - rows of `survival` and `survival_clinical`, arm styles, length of a month
 * @returns a Vega-Lite specification with its data
 */
export function survivalTrialsFigure(options: SurvivalFigureOptions): TopLevelSpec {
  const { arms } = options;
  const trials = options.clinical
    .filter((row) => row.trial !== 'pooled' && row.month > 0)
    .map((row) => ({
      part: 'trial',
      armLabel: armLabel(arms, row.arm),
      month: row.month,
      survival: row.survival_percent,
      n: row.n,
    }));
  const lines = survivalLines(options).map((row) => ({ part: 'simulated', ...row }));
  const color = armColour(arms);
  const x = monthAxis(options);
  return {
    data: { values: [...lines, ...trials] },
    facet: { field: 'armLabel', type: 'nominal', sort: armOrder(arms), title: null },
    columns: PANELS_PER_ROW,
    spec: {
      ...PANEL,
      encoding: {
        x: { ...x, axis: { ...x.axis, title: `Months of ${options.monthDays} days` } },
        y: {
          field: 'survival',
          type: 'quantitative',
          scale: { domain: [0, 100] },
          axis: { title: 'Patients alive (%)', tickCount: 5, gridColor: ZERO_LINE_GRID },
        },
        color,
      },
      layer: [
        { transform: [{ filter: "datum.part === 'simulated'" }], mark: { type: 'line', strokeWidth: 2.5 } },
        {
          transform: [{ filter: "datum.part === 'trial'" }],
          mark: { type: 'point', filled: false, strokeWidth: 1.1, opacity: 0.75 },
          encoding: {
            size: { field: 'n', type: 'quantitative', scale: { domain: [0, 500], range: [8, 130] }, legend: null },
          },
        },
      ],
    },
  };
}
