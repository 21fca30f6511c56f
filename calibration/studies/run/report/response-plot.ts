import type { TopLevelSpec } from 'vega-lite';
import { INK } from '../../../page/plots/plot-theme.js';
import { ARM_LABEL_LINES, type ArmStyle, armColour, armLabel, armOrder } from '../../../plots/arm-style.js';
import type { ResponseRow } from '../plot-tables.js';

/** The rates that are plotted; CR and PR are too rare to be read from a bar. */
const SHOWN = { sd: 'Stable disease (SD)', pd: 'Progressive disease (PD)', dcr: 'Disease control (DCR)' } as const;

const PANEL = { width: 262, height: 250 } as const;

type Role = 'simulated' | 'pooled' | 'trial';

const roleOf = (source: string): Role =>
  source === 'simulated' ? 'simulated' : source === 'pooled trials' ? 'pooled' : 'trial';

const isShown = (endpoint: string): endpoint is keyof typeof SHOWN => endpoint in SHOWN;

/**
 * Response rates, simulated, of the pooled trials and of each trial; one panel per rate.
 *
 * @param rows - table `response`
 * @param arms - styles of the arms, in the order of the axis
 * @returns a Vega-Lite specification with its data
 */
export function responseFigure(rows: readonly ResponseRow[], arms: readonly ArmStyle[]): TopLevelSpec {
  const values = rows.flatMap((row) =>
    isShown(row.endpoint)
      ? [
          {
            armLabel: armLabel(arms, row.arm),
            panel: SHOWN[row.endpoint],
            role: roleOf(row.source),
            percent: row.percent,
            low: row.ci_low,
            high: row.ci_high,
            top: row.ci_high ?? row.percent,
            n: row.n,
          },
        ]
      : [],
  );
  const colour = armColour(arms);
  const isBar = "datum.role !== 'trial'";
  return {
    data: { values },
    facet: { column: { field: 'panel', type: 'nominal', sort: Object.values(SHOWN), title: null } },
    spec: {
      ...PANEL,
      encoding: {
        x: {
          field: 'armLabel',
          type: 'nominal',
          sort: armOrder(arms),
          scale: { paddingInner: 0.22, paddingOuter: 0.08 },
          axis: { title: null, labelAngle: 0, labelExpr: ARM_LABEL_LINES, ticks: false },
        },
        xOffset: { field: 'role', type: 'nominal', scale: { domain: ['simulated', 'pooled', 'trial'] } },
        y: {
          field: 'percent',
          type: 'quantitative',
          scale: { domain: [0, 100] },
          axis: { title: 'Patients (%)', tickCount: 5 },
        },
      },
      layer: [
        {
          transform: [{ filter: isBar }],
          mark: { type: 'bar', width: { band: 0.88 } },
          encoding: {
            fill: colour,
            stroke: colour,
            fillOpacity: { condition: { test: "datum.role === 'simulated'", value: 0.9 }, value: 0.22 },
          },
        },
        {
          transform: [{ filter: `${isBar} && isValid(datum.low) && isValid(datum.high)` }],
          mark: { type: 'rule', strokeWidth: 1.2, color: INK.text },
          encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
        },
        {
          transform: [{ filter: isBar }],
          mark: { type: 'text', dy: -7, fontSize: 10, color: INK.text },
          encoding: {
            y: { field: 'top', type: 'quantitative' },
            text: { field: 'percent', type: 'quantitative', format: '.1f' },
          },
        },
        {
          transform: [{ filter: "datum.role === 'trial'" }],
          mark: { type: 'point', filled: true, fillOpacity: 0.45, strokeWidth: 1 },
          encoding: {
            fill: colour,
            stroke: colour,
            size: { field: 'n', type: 'quantitative', scale: { domain: [0, 500], range: [12, 150] }, legend: null },
          },
        },
      ],
    },
  };
}
